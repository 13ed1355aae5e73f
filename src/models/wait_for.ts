import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/container_calls.ts";
import { DockerError, WaitForError } from "../errors.ts";
import type { WaitForCondition, WaitForProgress, WaitForSettings } from "../types/wait_for.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { checkWhole, unusable } from "./convert/check.ts";
import { checkKeys, type KnownKeys } from "./convert/known_keys.ts";
import { lastLines } from "./last_lines.ts";
import { type Probe, Unmet } from "./wait_for_probe.ts";
import { untilState } from "./wait_for_state.ts";
import { toProbe } from "./wait_for_condition.ts";

/** What a timer can wait: with more it fires at once. */
const MAX_TIMEOUT = 2_147_483_647;

/**
 * Milliseconds from a container's exit to the end of its log. The two come over two connections, and
 * an engine that is busy tells of the exit first.
 */
const LOG_GRACE = 2_000;

/** Milliseconds that an engine may take to tell of an exit after a call failed because of it. */
const EXIT_GRACE = 500;

const WAIT_FOR_KEYS: KnownKeys<WaitForSettings> = {
  waitTimeout: true,
  onProgress: true,
  signal: true,
};

/** A container that something is waited for in. */
export interface Awaited {
  /** Its ID. */
  readonly id: string;
  /** Its name, for messages. */
  readonly name: string;
}

/**
 * Waits until a container has come to something.
 *
 * @param api The engine's API.
 * @param container The container.
 * @param condition What to wait for.
 * @param settings How to wait.
 */
export async function waitForContainer(
  api: Api,
  container: Awaited,
  condition: WaitForCondition,
  settings: WaitForSettings,
): Promise<void> {
  checkKeys("wait for a container", settings, WAIT_FOR_KEYS);
  const { onProgress, signal } = settings;
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw unusable("onProgress", onProgress, "expected a function");
  }
  const bounds = { minimum: 1, maximum: MAX_TIMEOUT };
  const limit = checkWhole("waitTimeout", settings.waitTimeout, bounds);
  const watch = new Watch(api, container.id, toProbe(condition), onProgress);
  signal?.throwIfAborted();
  const abort = (): void => watch.end(signal?.reason);
  signal?.addEventListener("abort", abort);
  const timer = limit === undefined
    ? undefined
    : setTimeout(() => watch.end(new Unmet("timeout", `it took longer than ${limit} ms`)), limit);
  try {
    await watch.run();
  } catch (error) {
    if (error instanceof Unmet) throw await watch.failure(container.name, error, signal);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

class Watch {
  readonly #api: Api;
  readonly #id: string;
  readonly #probe: Probe;
  readonly #onProgress: ((progress: WaitForProgress) => void) | undefined;
  readonly #ending = new AbortController();
  #status = "";
  #seen = "";
  #container: ContainerInspectResponse | undefined;

  constructor(
    api: Api,
    id: string,
    probe: Probe,
    onProgress: ((progress: WaitForProgress) => void) | undefined,
  ) {
    this.#api = api;
    this.#id = id;
    this.#probe = probe;
    this.#onProgress = onProgress;
  }

  /** Ends what is under way. */
  end(reason: unknown): void {
    this.#ending.abort(reason);
  }

  async run(): Promise<void> {
    const api = this.#api;
    const { signal } = this.#ending;
    let met: Promise<boolean> | undefined;
    try {
      // Before the container is looked at: an exit in between would be missed.
      const query = { condition: "next-exit" } as const;
      const wait = await api.containers.beginWait(this.#id, { query, signal });
      const container = await api.containers.inspect(this.#id, { signal });
      this.#probe.check(container);
      this.#note(container);
      const { Status, Running, ExitCode = 0 } = container.State ?? {};
      if (Running !== true && Status !== "created") {
        if (this.#probe.mayTrailExit && await this.#meet(container)) return;
        return this.#exited(ExitCode);
      }
      met = this.#meet(container);
      await this.#race(met, wait);
    } finally {
      this.end(undefined); // whatever is still under way
      await met?.catch(() => undefined); // it has been heard, or has lost the race
    }
  }

  async #race(met: Promise<boolean>, wait: PendingWait): Promise<void> {
    const exit = wait.result.then(({ StatusCode, Error: failure }) => {
      if (failure == null) return { code: StatusCode };
      throw new DockerError(`Cannot wait for the container's exit: ${failure.Message}`, "other");
    });
    const heard = met.catch(async (error) => {
      // What goes wrong while a container exits goes wrong because it does.
      const isExiting = error instanceof DockerError &&
        await isTrueWithin(isFulfilled(exit), EXIT_GRACE);
      if (!isExiting) throw error;
      return false;
    });
    if (await Promise.race([heard, exit]) === true) return;
    const { code } = await exit;
    if (this.#probe.mayTrailExit && await isTrueWithin(met, LOG_GRACE)) return;
    this.#exited(code);
  }

  async #meet(container: ContainerInspectResponse): Promise<boolean> {
    const api = this.#api;
    const { signal } = this.#ending;
    let started = container;
    if (container.State?.Status === "created") {
      started = await untilState(api, this.#id, signal, (now) => {
        this.#note(now);
        return now.State?.Running === true;
      });
      this.#probe.check(started);
    }
    return await this.#probe.met({
      api,
      container: started,
      signal,
      note: (now, seen) => this.#note(now, seen),
      saw: (seen) => this.#saw(seen, this.#status),
    });
  }

  #note(container: ContainerInspectResponse, seen: string = this.#seen): void {
    this.#container = container;
    this.#saw(seen, container.State?.Status ?? "");
  }

  #saw(seen: string, status: string): void {
    if (this.#ending.signal.aborted) return;
    if (seen === this.#seen && status === this.#status) return;
    this.#seen = seen;
    this.#status = status;
    this.#onProgress?.({ status, seen });
  }

  #exited(code: number): void {
    if (!this.#probe.isExit) throw new Unmet("exit-code", `it exited with ${code}`, code);
  }

  /** The error for what has not come to be; or the signal's reason, if that comes first. */
  async failure(
    name: string,
    unmet: Unmet,
    signal: AbortSignal | undefined,
  ): Promise<WaitForError> {
    const container = this.#container;
    const lines = container === undefined ? [] : await lastLines(this.#api, container, signal);
    signal?.throwIfAborted();
    const { code, why, exitCode } = unmet;
    return new WaitForError(`Cannot wait for "${name}" ${this.#probe.goal}: ${why}`, code, {
      containerId: this.#id,
      exitCode,
      seen: this.#seen === "" && this.#status !== "" ? `state "${this.#status}"` : this.#seen,
      lines,
    });
  }
}

async function isFulfilled(promise: Promise<unknown>): Promise<boolean> {
  try {
    await promise;
    return true;
  } catch {
    return false; // whoever waits for it hears why
  }
}

async function isTrueWithin(promise: Promise<boolean>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
