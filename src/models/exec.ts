import type { Api } from "../api/api.ts";
import type { CallSettings } from "../types/call.ts";
import type { ExecInspectResponse } from "../types/wire/exec.ts";
import { CALL_KEYS } from "./convert/call_keys.ts";
import { checkConsoleSize } from "./convert/console_size.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { ExecExit } from "./exec_exit.ts";

/** A command that was started in a running container, with nobody attached to it. */
export class Exec {
  /** Its ID, 64 hexadecimal digits. */
  readonly id: string;
  readonly #api: Api;

  /**
   * Makes a model of a command; `container.execDetached()` does it for you.
   *
   * @param api The engine's API.
   * @param id The command's ID.
   */
  constructor(api: Api, id: string) {
    this.#api = api;
    this.id = id;
  }

  /**
   * Tells all about it, in the engine's own words: `GET /exec/{id}/json`. Engines forget a command
   * some minutes after it has ended, and when its container is removed.
   *
   * @param settings How to make the call.
   * @throws {NotFoundError} If the engine has forgotten it.
   */
  async inspect(settings: CallSettings = {}): Promise<ExecInspectResponse> {
    checkKeys("inspect a command", settings, CALL_KEYS);
    return await this.#api.exec.inspect(this.id, { signal: settings.signal });
  }

  /**
   * Waits until it has ended: `GET /exec/{id}/json`, again and again, at most a second apart, since
   * engines have no other way to tell.
   *
   * @param settings How to make the calls.
   * @returns Its exit code; 128 + the signal's number if a signal ended it.
   * @throws {ConnectionError} If the engine goes away, or has forgotten it.
   */
  async exitCode(settings: CallSettings = {}): Promise<number> {
    checkKeys("wait for a command", settings, CALL_KEYS);
    return await new ExecExit(this.#api, this.id, settings.signal).code();
  }

  /**
   * Changes the size of its terminal: `POST /exec/{id}/resize`.
   *
   * @param height How many lines it has.
   * @param width How many columns it has.
   * @param settings How to make the call.
   * @throws {ApiError} If it has ended, or has no terminal.
   * @throws {RangeError} If a side is not whole, or not from 0 to 65535.
   */
  async resize(height: number, width: number, settings: CallSettings = {}): Promise<void> {
    checkKeys("resize a terminal", settings, CALL_KEYS);
    const { height: h, width: w } = checkConsoleSize(height, width);
    await this.#api.exec.resize(this.id, { query: { h, w }, signal: settings.signal });
  }
}
