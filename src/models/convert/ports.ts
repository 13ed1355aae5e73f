import type { Ports } from "../../types/container_network.ts";
import type { PortBinding } from "../../types/wire/containers.ts";
import { isList, isMap, unusable } from "./check.ts";
import { checkKeys } from "./known_keys.ts";

/** A port of a container, and a port of the host that is published for it. */
export interface PublishedPort {
  /** The container's, such as `"80/tcp"`. */
  readonly port: string;
  /** The host's; empty text stands for what the engine chooses. */
  readonly binding: PortBinding;
}

const ANY: PortBinding = { HostIp: "", HostPort: "" };

/**
 * Published ports as the engine wants them, by the container's port.
 *
 * @example Three ways to say which
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toPortBindings({ 80: 8080, "53/udp": ["127.0.0.1", 5353], 9: null }), {
 *   "9/tcp": [{ HostIp: "", HostPort: "" }],
 *   "80/tcp": [{ HostIp: "", HostPort: "8080" }],
 *   "53/udp": [{ HostIp: "127.0.0.1", HostPort: "5353" }],
 * });
 * ```
 *
 * @param ports The ports; `undefined` if none were given.
 * @throws {TypeError} If one of them can't be read.
 */
export function toPortBindings(
  ports: Ports | undefined,
): Readonly<Record<string, PortBinding[]>> | undefined {
  if (ports === undefined) return undefined;
  const bindings: Record<string, PortBinding[]> = {};
  for (const { port, binding } of toPublishedPorts(ports)) (bindings[port] ??= []).push(binding);
  return bindings;
}

/**
 * The container's ports that are to be published, as the engine wants them in the configuration.
 *
 * @param ports The ports; `undefined` if none were given.
 * @throws {TypeError} If one of them can't be read.
 */
export function toExposedPorts(
  ports: Ports | undefined,
): Readonly<Record<string, Record<string, never>>> | undefined {
  if (ports === undefined) return undefined;
  return Object.fromEntries(toPublishedPorts(ports).map(({ port }) => [port, {}]));
}

/**
 * Reads one published port as the command line writes it: `[[ip:][host port]:]port[/protocol]`,
 * with ranges such as `8000-8001`.
 *
 * @example A range
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parsePort("127.0.0.1:8000-8001:80-81/udp"), [
 *   { port: "80/udp", binding: { HostIp: "127.0.0.1", HostPort: "8000" } },
 *   { port: "81/udp", binding: { HostIp: "127.0.0.1", HostPort: "8001" } },
 * ]);
 * ```
 *
 * @param text The port.
 * @throws {TypeError} If it can't be read, or its two ranges differ in length.
 */
export function parsePort(text: string): readonly PublishedPort[] {
  const right = /^(?:(.*):)?(\d+(?:-\d+)?)(?:\/(tcp|udp|sctp))?$/is.exec(text);
  if (right === null) {
    throw unusable(
      "ports",
      text,
      'expected text such as "8080:80", "127.0.0.1:8080:80" or "80/udp"',
    );
  }
  const [, left, inside = "", protocol = "tcp"] = right;
  const ports = portRange(inside, text).map((port) => `${port}/${protocol.toLowerCase()}`);
  if (left === undefined) return ports.map((port) => ({ port, binding: ANY }));
  const [, address, outside = ""] = /^(?:(.*):)?(\d*(?:-\d+)?)$/s.exec(left) ?? [];
  const HostIp = address === undefined ? "" : toAddress(address, text);
  if (outside === "" && HostIp !== "") {
    return ports.map((port) => ({ port, binding: { HostIp, HostPort: "" } }));
  }
  // One port of the container and several of the host: the engine chooses.
  const hostPorts = ports.length === 1 ? [toPortText(outside, text)] : portRange(outside, text);
  if (hostPorts.length !== ports.length || outside === "") {
    throw unusable(
      "ports",
      text,
      "the port of the host is missing, or the ranges differ in length",
    );
  }
  return ports.map((port, index) => ({
    port,
    binding: { HostIp, HostPort: `${hostPorts[index] ?? ""}` },
  }));
}

function toPublishedPorts(ports: unknown): readonly PublishedPort[] {
  if (isList(ports)) {
    return ports.flatMap((port) => {
      if (typeof port === "string" || typeof port === "number") return parsePort(`${port}`);
      throw unusable("ports", port, 'expected a number, or text such as "8080:80"');
    });
  }
  if (!isMap(ports)) throw unusable("ports", ports, "expected an object or a list");
  return Object.entries(ports).flatMap(([key, value]) => {
    const port = toContainerPort(key);
    return toBindings(value, `${key}`).map((binding) => ({ port, binding }));
  });
}

function toContainerPort(key: string): string {
  const [, number, protocol = "tcp"] = /^(\d+)(?:\/(tcp|udp|sctp))?$/i.exec(key) ?? [];
  if (number === undefined) {
    throw unusable("ports", key, 'expected a port of the container, such as 80 or "53/udp"');
  }
  return `${toPortText(number, key)}/${protocol.toLowerCase()}`;
}

function toBindings(value: unknown, key: string): readonly PortBinding[] {
  if (value === null) return [ANY];
  if (!isList(value) || isAddressPair(value)) return [toBinding(value, key)];
  return value.map((one) => toBinding(one, key));
}

/** Whether a list is one binding, `[address, port]`, and not several: no port reads so. */
function isAddressPair(list: readonly unknown[]): boolean {
  const [first] = list;
  return typeof first === "string" && !/^\d+(-\d+)?$/.test(first);
}

function toBinding(value: unknown, key: string): PortBinding {
  if (typeof value === "string" || typeof value === "number") {
    return { HostIp: "", HostPort: toPortText(`${value}`, key) };
  }
  if (isList(value)) {
    const [address, port = null] = value;
    if (typeof address !== "string" || value.length > 2) {
      throw unusable(`ports.${key}`, value, "expected the host's address and port");
    }
    return { HostIp: toAddress(address, key), HostPort: toHostPort(port, key) };
  }
  if (!isMap(value)) throw unusable(`ports.${key}`, value, "expected a port of the host");
  checkKeys(`use ports.${key}`, value, { hostIp: true, hostPort: true });
  const { hostIp = "", hostPort = null } = value;
  if (typeof hostIp !== "string") throw unusable(`ports.${key}.hostIp`, hostIp, "expected text");
  return { HostIp: toAddress(hostIp, key), HostPort: toHostPort(hostPort, key) };
}

function toHostPort(port: unknown, key: string): string {
  if (port === null) return "";
  if (typeof port === "string" || typeof port === "number") return toPortText(`${port}`, key);
  throw unusable(`ports.${key}`, port, "expected a port of the host");
}

function toAddress(text: string, where: string): string {
  const address = text.replace(/^\[(.*)\]$/s, "$1");
  if (address === "" || /^[\da-f]*[.:][\da-f.:]*$/i.test(address)) return address;
  throw unusable("ports", where, `${JSON.stringify(text)} is not an IP address`);
}

/** One port or a range as text; empty text stands for what the engine chooses. */
function toPortText(text: string, where: string): string {
  if (text !== "") portRange(text, where);
  return text;
}

function portRange(text: string, where: string): readonly number[] {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const from = Number(first);
  const to = Number(last);
  if (first === undefined || from > to || to > 65_535) {
    throw unusable("ports", where, `${JSON.stringify(text)} is not a port from 0 to 65535`);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
