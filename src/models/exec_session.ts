import { AttachSession, type SessionTerminal } from "../api/streams/attach_session.ts";
import { ConnectionError } from "../errors.ts";
import type { CallSettings } from "../types/call.ts";
import type { ExecInspectResponse } from "../types/wire/exec.ts";
import type { Exec } from "./exec.ts";

/** What an {@linkcode ExecSession} is made of. */
export interface ExecSessionParts {
  /** The command, which has been started. */
  readonly exec: Exec;
  /** The attachment to it. */
  readonly session: AttachSession;
  /** Its standard input, as the session's user is to see it. */
  readonly stdin: WritableStream<Uint8Array>;
  /** What ties it to terminals; without it there is no `pipe()`. */
  readonly terminal?: Omit<SessionTerminal, "resize"> | undefined;
  /** Tells how it ends. */
  readonly exit: ExitSource;
}

/** Tells how a command ends. */
export interface ExitSource {
  /** Its exit code, when it has ended. */
  code(): Promise<number>;
  /** Waits no longer, unless it is known to have ended; the code rejects with the reason. */
  stop(reason: unknown): void;
}

/**
 * A command that was started in a running container with somebody attached. While its output isn't
 * read, it is stopped when it writes on, unless `onStall` says otherwise.
 *
 * The output ends when nobody holds it open any more, or the engine waits no longer: for a process
 * that the command left behind in the background, Docker waits two seconds, podman not at all. It
 * rejects if the connection is lost before the command has ended.
 *
 * With a terminal, the command does not notice that `stdin` is closed: a terminal's input ends as the
 * program in it wants, mostly with `"\x04"` (Ctrl-D) at the beginning of a line.
 */
export class ExecSession extends AttachSession {
  /** The command's ID. */
  readonly id: string;
  readonly #exec: Exec;
  readonly #exit: ExitSource;

  /**
   * Makes a session of its parts; `container.exec()` does it for you.
   *
   * @param parts The parts, the session's from now on.
   */
  constructor(parts: ExecSessionParts) {
    const { exec, session, stdin, terminal, exit } = parts;
    super({
      stdin,
      output: session.output,
      terminal: terminal &&
        { ...terminal, resize: (height, width, call) => exec.resize(height, width, call) },
      close(reason) {
        exit.stop(
          reason ?? new ConnectionError("Cannot wait for the command: nobody does", "closed"),
        );
        session.close(reason);
      },
    });
    this.id = exec.id;
    this.#exec = exec;
    this.#exit = exit;
  }

  /**
   * Waits until the command has ended: at once if the output has been read to its end, else by asking
   * the engine, again and again. The output must be read meanwhile, or the command may never end. What
   * became of the connection does not matter to it, unless the session was closed or disposed of.
   *
   * @returns The command's exit code; 128 + the signal's number if a signal ended it. Of a command
   * that can't be started, engines write why to its standard output; the code then is 126 or 127.
   * @throws {ConnectionError} If the engine goes away, or the container was removed.
   */
  exitCode(): Promise<number> {
    return this.#exit.code();
  }

  /**
   * Tells all about the command, in the engine's own words: `GET /exec/{id}/json`.
   *
   * @param settings How to make the call.
   * @throws {NotFoundError} If the engine has forgotten it: some minutes after its end, or when its
   * container is removed.
   */
  async inspect(settings: CallSettings = {}): Promise<ExecInspectResponse> {
    return await this.#exec.inspect(settings);
  }

  /**
   * Changes the size of the command's terminal: `POST /exec/{id}/resize`.
   *
   * @param height How many lines it has.
   * @param width How many columns it has.
   * @param settings How to make the call.
   * @throws {ApiError} If it has ended, or has no terminal.
   * @throws {RangeError} If a side is not whole, or not from 0 to 65535.
   */
  override async resize(
    height: number,
    width: number,
    settings: CallSettings = {},
  ): Promise<void> {
    await this.#exec.resize(height, width, settings);
  }
}
