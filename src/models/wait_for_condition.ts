import type { HttpProbe, WaitForCondition } from "../types/wait_for.ts";
import { checkText, checkWhole, isList, isMap, unusable } from "./convert/check.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { httpProbe } from "./wait_for_http.ts";
import { logProbe } from "./wait_for_log.ts";
import { portProbe } from "./wait_for_port.ts";
import type { Probe } from "./wait_for_probe.ts";
import { EXITED, HEALTHY, RUNNING } from "./wait_for_state.ts";

const EXPECTED = 'expected "healthy", "running", "exited", { port }, { log } or { http }';

/**
 * What to wait for.
 *
 * @throws {TypeError} If it can't be waited for.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toProbe(condition: WaitForCondition): Probe {
  switch (condition) {
    case "healthy":
      return HEALTHY;
    case "running":
      return RUNNING;
    case "exited":
      return EXITED;
  }
  if (!isMap(condition)) throw unusable("condition", condition, EXPECTED);
  const names = Object.keys(condition);
  const [name] = names;
  if (names.length !== 1) {
    throw new TypeError(
      `Cannot use a condition of ${names.length} parts (${names.join(", ")}): ${EXPECTED}`,
    );
  }
  if ("port" in condition) return portProbe(toPort("port", condition.port));
  if ("log" in condition) return logProbe(toPattern(condition.log));
  if ("http" in condition) return toHttpProbe(condition.http);
  throw unusable("condition", name, EXPECTED);
}

function toPort(option: string, value: unknown): number {
  const port = checkWhole(option, value, { minimum: 1, maximum: 65_535 });
  if (port === undefined) throw unusable(option, value, "expected a number");
  return port;
}

function toPattern(value: unknown): string | RegExp {
  if (typeof value === "string" && value !== "") return value;
  if (isRegExp(value)) return value;
  throw unusable("log", value, "expected some text or a regular expression");
}

/** Unlike `instanceof`, also of another realm: tests and workers have others. */
function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === "[object RegExp]";
}

function toHttpProbe(http: HttpProbe): Probe {
  checkKeys("wait for an answer", http, { port: true, path: true, status: true, address: true });
  const { status } = http;
  const path = checkText("http.path", http.path);
  const address = checkText("http.address", http.address);
  const port = toPort("http.port", http.port);
  if (path !== undefined && !path.startsWith("/")) {
    throw unusable("http.path", path, 'expected a path that begins with "/"');
  }
  const statuses = status === undefined ? [] : isList(status) ? status : [status];
  for (const one of statuses) {
    if (checkWhole("http.status", one, { minimum: 100, maximum: 599 }) === undefined) {
      throw unusable("http.status", one, "expected a number");
    }
  }
  return httpProbe({ port, path, address }, statuses as readonly number[]);
}
