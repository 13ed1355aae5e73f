import type { Api } from "../api/api.ts";
import type { ErrorCode } from "../errors.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";

/** Something that can be waited for in a container. */
export interface Probe {
  /** What it is, for messages: after "Cannot wait for the container", as `"to be healthy"`. */
  readonly goal: string;
  /** Whether it is the container's exit. */
  readonly isExit?: boolean;
  /** Whether it may be learned of after the exit, though it came before. */
  readonly mayTrailExit?: boolean;
  /**
   * Refuses what this container can never come to.
   *
   * @throws {TypeError} If it can't.
   */
  check(container: ContainerInspectResponse): void;
  /**
   * Waits, in a container that has been started.
   *
   * @returns Whether it has come; false if only the container's exit is still to come.
   * @throws {Unmet} If it can't come any more.
   */
  met(run: WatchedRun): Promise<boolean>;
}

/** A run of a container, and what is told of it. */
export interface WatchedRun {
  /** The engine's API. */
  readonly api: Api;
  /** The container, as it was in this run. */
  readonly container: ContainerInspectResponse;
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Takes note of the container as it is now, and of what was seen. */
  note(container: ContainerInspectResponse, seen?: string): void;
  /** Takes note of what was seen. */
  saw(seen: string): void;
}

/** Why something did not come to be; never seen outside, where a `WaitForError` tells more. */
export class Unmet {
  /** What went wrong, for programs. */
  readonly code: ErrorCode;
  /** What went wrong, for messages: `"it exited with 1"`. */
  readonly why: string;
  /** The container's exit code, if it has exited. */
  readonly exitCode: number | undefined;

  /** Makes a reason. */
  constructor(code: ErrorCode, why: string, exitCode?: number) {
    this.code = code;
    this.why = why;
    this.exitCode = exitCode;
  }
}
