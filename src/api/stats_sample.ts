import { ProtocolError, StreamError } from "../errors.ts";
import type { ContainerStatsResponse } from "../types/wire/containers.ts";

/**
 * A sample of what a container uses.
 *
 * @throws {StreamError} If it is an error: podman (5.8) answers 200 and sends one in its place, for
 * example of a container that has stopped.
 * @throws {ProtocolError} If it is no object.
 */
export function toStatsSample(value: unknown): ContainerStatsResponse {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError(
      `Cannot measure the container: expected a sample, got ${JSON.stringify(value).slice(0, 80)}`,
    );
  }
  if (!("read" in value) && "message" in value && typeof value.message === "string") {
    const { message } = value;
    throw new StreamError(`Cannot measure the container: the engine says: ${message}`, message);
  }
  return value as ContainerStatsResponse;
}
