import type { Api } from "../api/api.ts";
import type { EventStream } from "../api/streams/events.ts";
import { ConnectionError, NotFoundError, StreamError } from "../errors.ts";
import type { ContainerListQuery, ContainerStatsResponse } from "../types/wire/containers.ts";
import { isEmptySample } from "./empty_sample.ts";
import { Slots } from "./slots.ts";

/** So many are begun to be measured at a time: an engine has no more to say at once. */
const OPEN_AT_ONCE = 8;

/** What one of many containers uses. */
export interface ContainerSample {
  /** The container's ID. */
  readonly id: string;
  /** The container's name. */
  readonly name: string;
  /** What it uses, in the engine's own words. */
  readonly stats: ContainerStatsResponse;
}

/**
 * Measures many containers, and keeps the newest sample of each. It knows nothing of the stream that
 * reads it, so that what fills it does not keep alive a stream that nobody has any more.
 */
export class StatsHub {
  readonly #api: Api;
  readonly #query: ContainerListQuery;
  readonly #signal: AbortSignal | undefined;
  /** What ends the measuring of each. */
  readonly #members = new Map<string, AbortController>();
  /** By container, the longest unread first. */
  readonly #samples = new Map<string, ContainerSample>();
  readonly #slots = new Slots(OPEN_AT_ONCE);
  readonly #ending = new AbortController();
  #wake: (() => void) | undefined;

  /**
   * Makes a hub.
   *
   * @param api The engine's API.
   * @param query Which containers.
   * @param signal Ends it: whoever aborts wants no more, not even of what waits.
   */
  constructor(
    api: Api,
    query: ContainerListQuery,
    signal: AbortSignal | undefined,
  ) {
    this.#api = api;
    this.#query = query;
    this.#signal = signal;
    signal?.addEventListener("abort", this.#abort);
  }

  /** Begins with those that are there. */
  async open(): Promise<void> {
    const { signal } = this.#ending;
    const event = this.#query.all === true
      ? ["create", "start", "destroy"]
      : ["start", "die", "destroy"];
    // Before they are listed: a start in between would be missed.
    const events = await this.#api.system.events({
      query: { filters: { type: "container", event } },
      signal,
    });
    try {
      const found = await this.#api.containers.list({ query: this.#query, signal });
      for (const { Id, Names } of found) this.#join(Id, Names?.[0] ?? "", false);
    } catch (error) {
      await events[Symbol.asyncDispose]();
      throw error;
    }
    void this.#follow(events);
  }

  /**
   * Takes a sample, once there is one. Only one may ask at a time.
   *
   * @throws Why there are no more.
   */
  async take(): Promise<ContainerSample> {
    for (;;) {
      this.#ending.signal.throwIfAborted();
      for (const [id, sample] of this.#samples) {
        this.#samples.delete(id);
        return sample;
      }
      await new Promise<void>((resolve) => this.#wake = resolve);
      this.#wake = undefined;
    }
  }

  /** Measures nothing any more; idempotent. */
  close(reason: unknown): void {
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#ending.abort(reason);
    for (const id of [...this.#members.keys()]) this.#leave(id);
    this.#wake?.();
  }

  readonly #abort = (): void => this.close(this.#signal?.reason);

  async #follow(events: EventStream): Promise<void> {
    try {
      for await (const { Action, Actor } of events) {
        if (Action === "create" || Action === "start") {
          this.#join(Actor.ID, Actor.Attributes?.name ?? "", this.#query.filters !== undefined);
        } else this.#leave(Actor.ID);
      }
      throw new ConnectionError("Cannot measure on: the engine ended its events", "lost");
    } catch (error) {
      this.close(error);
    }
  }

  #join(id: string, name: string, isDoubtful: boolean): void {
    if (this.#members.has(id) || this.#ending.signal.aborted) return;
    const ending = new AbortController();
    this.#members.set(id, ending);
    void this.#measure(id, name, isDoubtful, ending);
  }

  #leave(id: string): void {
    this.#members.get(id)?.abort();
    this.#members.delete(id);
    this.#samples.delete(id);
  }

  async #measure(
    id: string,
    name: string,
    isDoubtful: boolean,
    { signal }: AbortController,
  ): Promise<void> {
    try {
      const samples = await this.#slots.use(async () => {
        signal.throwIfAborted();
        if (isDoubtful && !await this.#isMeant(id, signal)) return [];
        return await this.#api.containers.stats(id, { signal });
      });
      for await (const stats of samples) {
        if (signal.aborted) return;
        if (isEmptySample(stats) && this.#query.all !== true) continue; // it has just stopped
        this.#put({ id, name: (stats.name || name).replace(/^\//, ""), stats });
      }
    } catch (error) {
      if (!signal.aborted && !await this.#isGone(id, error, signal)) this.close(error);
    }
    if (!signal.aborted) this.#leave(id);
  }

  #put(sample: ContainerSample): void {
    this.#samples.set(sample.id, sample);
    this.#wake?.();
  }

  /** Whether a container is one of those that are to be measured. */
  async #isMeant(id: string, signal: AbortSignal): Promise<boolean> {
    const found = await this.#api.containers.list({ query: this.#query, signal });
    return found.some(({ Id }) => Id === id);
  }

  /** Whether a container can't be measured because it has stopped or is gone, as containers do. */
  async #isGone(id: string, error: unknown, signal: AbortSignal): Promise<boolean> {
    if (error instanceof NotFoundError) return true;
    if (!(error instanceof StreamError)) return false;
    try {
      const { State } = await this.#api.containers.inspect(id, { signal });
      return State?.Running !== true;
    } catch (failure) {
      return failure instanceof NotFoundError || signal.aborted;
    }
  }
}
