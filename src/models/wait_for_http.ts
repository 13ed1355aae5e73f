import type { HttpProbe } from "../types/wait_for.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { poll } from "./poll.ts";
import type { Probe } from "./wait_for_probe.ts";

/** Milliseconds that an answer may take: what hangs while it starts is asked again. */
const ANSWER_LIMIT = 5_000;

/** Waits for an answer over HTTP, through a published port. */
export function httpProbe(probe: Omit<HttpProbe, "status">, statuses: readonly number[]): Probe {
  const { port, path = "/", address } = probe;
  return {
    goal: `to answer on port ${port}`,
    check: (container) => checkPublished(container, port),
    async met({ api, container, signal, saw }) {
      const { HostIp = "", HostPort = "" } = bindings(container, port)[0] ?? {};
      const host = address ?? (isAny(HostIp) ? hostOf(api.address) : HostIp);
      const url = new URL(path, `http://${host.includes(":") ? `[${host}]` : host}:${HostPort}`);
      await poll(async () => {
        const answer = await ask(url, signal);
        if (typeof answer === "string") saw(`no answer: ${answer}`);
        else saw(`HTTP status ${answer}`);
        return typeof answer === "number" && isWanted(answer, statuses);
      }, signal);
      return true;
    },
  };
}

function isWanted(status: number, statuses: readonly number[]): boolean {
  return statuses.length === 0 ? status >= 200 && status < 400 : statuses.includes(status);
}

/** The status of an answer, or why there is none. */
async function ask(url: URL, signal: AbortSignal): Promise<number | string> {
  const ending = new AbortController();
  const abort = (): void => ending.abort(signal.reason);
  signal.addEventListener("abort", abort);
  const timer = setTimeout(() => {
    ending.abort(new Error(`it took longer than ${ANSWER_LIMIT} ms`));
  }, ANSWER_LIMIT);
  try {
    signal.throwIfAborted();
    const response = await fetch(url, { redirect: "manual", signal: ending.signal });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    signal.throwIfAborted();
    return reasonOf(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** What fetch says of a failure lies mostly beneath what it throws. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `${error}`;
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}

interface Binding {
  readonly HostIp?: string | undefined;
  readonly HostPort?: string | undefined;
}

function bindings({ NetworkSettings }: ContainerInspectResponse, port: number): readonly Binding[] {
  return NetworkSettings?.Ports?.[`${port}/tcp`] ?? [];
}

function checkPublished(container: ContainerInspectResponse, port: number): void {
  const { Name, Config, HostConfig, State } = container;
  const key = `${port}/tcp`;
  // Until it runs, all that is known is what was asked for.
  const isPublished = State?.Running === true && State.Restarting !== true
    ? bindings(container, port).length > 0
    : HostConfig?.PortBindings?.[key] != null ||
      (HostConfig?.PublishAllPorts === true && Config?.ExposedPorts?.[key] != null);
  if (isPublished) return;
  throw new TypeError(
    `Cannot wait for "${Name.replace(/^\//, "")}" to answer on port ${port}: the port is not ` +
      "published; publish it with ports when the container is created, or wait for { port }",
  );
}

/** Whether a port is bound to all of its host's addresses. */
function isAny(ip: string): boolean {
  return ip === "" || ip === "0.0.0.0" || ip === "::";
}

/** The host of an engine, which for one behind a socket is this one. */
function hostOf(address: string): string {
  const hostname = URL.canParse(address) ? new URL(address).hostname : "";
  return hostname === "" ? "127.0.0.1" : hostname.replace(/^\[|\]$/g, "");
}
