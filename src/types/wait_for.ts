import type { CallSettings } from "./call.ts";

/** A TCP port that something in the container listens on, whether it is published or not. */
export interface PortCondition {
  /** The port in the container. */
  readonly port: number;
}

/** A line that the container writes in this run, which may have been before the call. */
export interface LogCondition {
  /** What the line has in it: text, or what a regular expression finds. */
  readonly log: string | RegExp;
}

/** An answer over HTTP that comes through a published port. */
export interface HttpCondition {
  /** What is asked, and which answers will do. */
  readonly http: HttpProbe;
}

/** What is asked over HTTP, and which answers will do. */
export interface HttpProbe {
  /** The port in the container, which must be published. */
  readonly port: number;
  /**
   * What is asked for: a path that begins with `/`, and a query if need be.
   *
   * @default {"/"}
   */
  readonly path?: string | undefined;
  /** The status, or the several, that will do; any from 200 to 399 when absent. */
  readonly status?: number | readonly number[] | undefined;
  /**
   * The host that the published port answers at. When absent, the address that the port is bound to,
   * or if that is all of them, the engine's host: 127.0.0.1 if the engine is behind a socket.
   */
  readonly address?: string | undefined;
}

/**
 * What `container.waitFor()` waits for: a state, a port that is listened on, a line of the log, or an
 * answer over HTTP.
 */
export type WaitForCondition =
  | "healthy"
  | "running"
  | "exited"
  | PortCondition
  | LogCondition
  | HttpCondition;

/** What `container.waitFor()` saw last. */
export interface WaitForProgress {
  /** The container's state when it was last looked at: `"created"`, `"running"`, … */
  readonly status: string;
  /** What was seen of what is waited for, for people: `"health: starting"`, `"HTTP status 503"`. */
  readonly seen: string;
}

/** How `container.waitFor()` waits. */
export interface WaitForSettings extends CallSettings {
  /**
   * Milliseconds that it may take. After that the call rejects with a `WaitForError`, which shows the
   * container's last lines; an aborted `signal` gives its own reason. No limit when absent.
   */
  readonly waitTimeout?: number | undefined;
  /**
   * Told of whatever is new of what is waited for: a state, an answer, a line. Called in order, and
   * never after the call has settled; what it throws ends the wait, and the call rejects with that.
   */
  readonly onProgress?: ((progress: WaitForProgress) => void) | undefined;
}
