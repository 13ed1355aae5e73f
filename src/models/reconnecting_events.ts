import type { Api } from "../api/api.ts";
import type { EventStream } from "../api/streams/events.ts";
import { ApiError, ConnectionError } from "../errors.ts";
import type { SystemEventsQuery } from "../types/wire/system.ts";
import { toSince } from "./convert/timestamps.ts";
import { type EngineEvent, type EventGap, toEngineEvent } from "./engine_event.ts";
import type { EventFeed } from "./event_feed.ts";
import type { EventQueue } from "./event_queue.ts";
import { sleep } from "./sleep.ts";

/** Engines keep 256 events: no more than those can come again. */
const KEPT = 256;

/** Milliseconds before the second and later tries to reconnect; before the first it is at most this. */
const FIRST_DELAY = 100;
const LAST_DELAY = 10_000;

/** How long after the head of an answer the events may come that the engine has kept. */
const REPLAY_TIME = 1_000;

/** What may be over when it is tried again; `"denied"` is a socket that was made a moment ago. */
const PASSING: ReadonlySet<string> = new Set([
  "denied",
  "lost",
  "missing",
  "refused",
  "timeout",
  "unknown-host",
  "unreachable",
]);

/**
 * Begins to read events, and to go on after a lost connection.
 *
 * @param api The engine's API.
 * @param query Which events.
 * @param signal Ends the feed.
 */
export async function openReconnectingEvents(
  api: Api,
  query: SystemEventsQuery,
  signal: AbortSignal | undefined,
): Promise<EventFeed<EngineEvent | EventGap>> {
  const feed = new ReconnectingEvents(api, query, signal);
  await feed.open();
  return feed;
}

/** The events of one answer after the other. */
class ReconnectingEvents implements EventFeed<EngineEvent | EventGap> {
  readonly #api: Api;
  readonly #query: SystemEventsQuery;
  readonly #signals: readonly AbortSignal[];
  readonly #ending = new AbortController();
  readonly #end = (event: Event): void => this.#ending.abort((event.target as AbortSignal).reason);
  readonly #recent = new RecentEvents();
  #answer: EventStream | undefined;
  /** When the answer began, by our clock. */
  #openedAt = 0;
  /** When it began by the engine's, up to a second too early: engines say it in seconds. */
  #engineTime = 0;
  /** From where the next answer has to begin. */
  #since: SystemEventsQuery["since"];
  /** Up to there every event was handed out, or a gap. */
  #knownTo = 0;

  constructor(api: Api, query: SystemEventsQuery, signal: AbortSignal | undefined) {
    this.#api = api;
    this.#query = query;
    this.#signals = signal === undefined ? [api.closed] : [signal, api.closed];
    for (const one of this.#signals) one.addEventListener("abort", this.#end);
    const aborted = this.#signals.find((one) => one.aborted);
    if (aborted !== undefined) this.#ending.abort(aborted.reason);
  }

  /** Asks for the first answer, which must go well. */
  async open(): Promise<void> {
    this.#since = this.#query.since;
    try {
      this.#answer = await this.#ask();
    } catch (error) {
      await this.close();
      throw error;
    }
    // Nothing better is known where the first event will come from only after a lost connection.
    this.#since ??= `${Math.floor(this.#engineTime / 1000)}`;
    this.#knownTo = Number(this.#since) * 1000;
  }

  async fill(queue: EventQueue<EngineEvent | EventGap>): Promise<void> {
    let resumed = false;
    let tries = 0;
    try {
      for (;;) {
        if (this.#answer !== undefined) {
          const { last } = this.#recent;
          const end = await this.#take(this.#answer, resumed, queue);
          this.#answer = undefined;
          if (end === "ended" && this.#isOver()) return queue.end();
          const lived = Date.now() - this.#openedAt;
          if (lived >= LAST_DELAY || this.#recent.last !== last) tries = 0;
        }
        await sleep(delay(tries++), this.#ending.signal);
        this.#answer = await this.#askAgain();
        resumed = true;
      }
    } catch (error) {
      queue.fail(error);
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    for (const one of this.#signals) one.removeEventListener("abort", this.#end);
    this.#ending.abort(new ConnectionError("Cannot read on: the stream was disposed of", "closed"));
    await this.#answer?.[Symbol.asyncDispose]();
  }

  async #ask(): Promise<EventStream> {
    const query = { ...this.#query, since: this.#since };
    const answer = await this.#api.system.events({ query, signal: this.#ending.signal });
    this.#openedAt = Date.now();
    this.#engineTime = answer.openedAt?.getTime() ?? this.#openedAt;
    return answer;
  }

  /** The next answer; `undefined` if there is none now and may be one later. */
  async #askAgain(): Promise<EventStream | undefined> {
    try {
      return await this.#ask();
    } catch (error) {
      this.#throwUnlessPassing(error);
      return undefined;
    }
  }

  /** Takes what an answer has, to its end or until it is lost. */
  async #take(
    answer: EventStream,
    resumed: boolean,
    queue: EventQueue<EngineEvent | EventGap>,
  ): Promise<"ended" | "lost"> {
    const reader = answer.getReader();
    // Engines begin with what they have kept. If the last event that came is there, all that they
    // kept after it is there as well.
    const { last } = this.#recent;
    let doubtful = resumed;
    for (;;) {
      const read = reader.read();
      if (doubtful && (last === undefined || !await settlesWithin(REPLAY_TIME, read))) {
        queue.push(this.#gapTo(this.#engineTime + 1000));
        doubtful = false;
      }
      let message;
      try {
        const { done, value } = await read;
        if (done) return "ended";
        message = value;
      } catch (error) {
        this.#throwUnlessPassing(error);
        return "lost";
      }
      const event = toEngineEvent(message);
      if (doubtful && last !== undefined) {
        const isNext = event.timeNano > last.timeNano;
        if (isNext) queue.push(this.#gapTo(event.time.getTime() + 1));
        if (isNext || keyOf(event) === keyOf(last)) doubtful = false;
      }
      if (!this.#recent.add(event)) continue;
      queue.push(event);
      this.#since = toSince(event.timeNano);
      this.#knownTo = event.time.getTime();
    }
  }

  #gapTo(time: number): EventGap {
    const since = new Date(this.#knownTo);
    this.#knownTo = Math.max(time, this.#knownTo);
    return { gap: true, since, until: new Date(this.#knownTo) };
  }

  /** Whether a clean end is that of `until`, and not that of an engine which stops. */
  #isOver(): boolean {
    const { until } = this.#query;
    if (until === undefined) return false;
    const engineTime = this.#engineTime + Date.now() - this.#openedAt;
    return Number(until) * 1000 <= engineTime + 1000;
  }

  #throwUnlessPassing(error: unknown): void {
    this.#ending.signal.throwIfAborted();
    if (error instanceof ConnectionError && PASSING.has(error.code)) return;
    if (error instanceof ApiError && error.status >= 500) return;
    throw error;
  }
}

/** The last events that came, of which an engine may send some again. */
class RecentEvents {
  readonly #keys = new Set<string>();
  /** The last one. */
  last: EngineEvent | undefined;

  /** Adds an event; false if it has come before. */
  add(event: EngineEvent): boolean {
    const key = keyOf(event);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    if (this.#keys.size > KEPT) {
      for (const oldest of this.#keys) {
        this.#keys.delete(oldest);
        break;
      }
    }
    this.last = event;
    return true;
  }
}

function keyOf({ timeNano, type, action, actor }: EngineEvent): string {
  return `${timeNano} ${type} ${action} ${actor.id}`;
}

/** How long to wait before a try. Shaken, so that not all of an engine's clients come at once. */
function delay(tries: number): number {
  return Math.min(LAST_DELAY, FIRST_DELAY * 2 ** tries) * (1 + Math.random()) / 2;
}

/** Whether a promise settles within so many milliseconds. */
function settlesWithin(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    const settle = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settle, settle);
  });
}
