import type { Api } from "../api/api.ts";
import { ConnectionError } from "../errors.ts";
import type { EventsSettings } from "../types/system.ts";
import { EVENTS_KEYS } from "./convert/call_keys.ts";
import { checkFlag, checkWhole } from "./convert/check.ts";
import { toEventsQuery } from "./convert/events_query.ts";
import { checkKeys } from "./convert/known_keys.ts";
import type { EngineEvent, EventEntry } from "./engine_event.ts";
import { AnsweredEvents, type EventFeed } from "./event_feed.ts";
import { EventQueue } from "./event_queue.ts";

const MAX_QUEUED = 4096;

/**
 * What happens on an engine, as it happens. Events are taken from the engine before they are read, up
 * to `maxQueued`. It holds a connection: read it to the end, cancel it or dispose of it.
 */
export class EngineEventStream<Entry = EngineEvent> extends ReadableStream<Entry> {
  readonly #source: Source<Entry>;

  /**
   * Makes a stream; `docker.events()` does it for you.
   *
   * @param feed Where it has the events from; the stream's from now on.
   * @param settings How many to keep for a slow reader, and what ends the stream.
   */
  constructor(
    feed: EventFeed<Entry>,
    settings: Pick<EventsSettings, "maxQueued" | "signal"> = {},
  ) {
    const { maxQueued = MAX_QUEUED, signal } = settings;
    const queue = new EventQueue<Entry>(maxQueued, signal);
    const source = new Source(feed, queue);
    super(source, { highWaterMark: 0 });
    this.#source = source;
    forgotten().register(this, feed, source);
    void feed.fill(queue);
  }

  /** Reads event by event; leaving the loop early cancels the stream. */
  override [Symbol.asyncIterator](): AsyncIteratorObject<Entry, undefined, unknown> {
    return super[Symbol.asyncIterator]();
  }

  /**
   * Closes the connection beneath, whether or not the stream is locked or being read; pending and
   * later reads reject. Does nothing once the stream is over. Never rejects.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#source.dispose();
  }
}

/**
 * Begins to read events.
 *
 * @throws {TypeError} If a setting can't be used.
 * @throws {RangeError} If a time or number is out of bounds.
 */
export async function openEvents(
  api: Api,
  settings: EventsSettings,
): Promise<EngineEventStream<EventEntry>> {
  checkKeys("read the events", settings, EVENTS_KEYS);
  const { signal } = settings;
  const maxQueued = checkWhole("maxQueued", settings.maxQueued, { minimum: 1 });
  const reconnect = checkFlag("reconnect", settings.reconnect) ?? false;
  const query = toEventsQuery(settings);
  if (reconnect) {
    const { openReconnectingEvents } = await import("./reconnecting_events.ts");
    const feed = await openReconnectingEvents(api, query, signal);
    return new EngineEventStream(feed, { maxQueued, signal });
  }
  const feed = new AnsweredEvents(await api.system.events({ query, signal }));
  return new EngineEventStream<EventEntry>(feed, { maxQueued, signal });
}

/** Hands on what is in the queue. */
class Source<Entry> implements UnderlyingDefaultSource<Entry> {
  readonly #feed: EventFeed<Entry>;
  readonly #queue: EventQueue<Entry>;
  #controller: ReadableStreamDefaultController<Entry> | undefined;
  #over = false;

  constructor(feed: EventFeed<Entry>, queue: EventQueue<Entry>) {
    this.#feed = feed;
    this.#queue = queue;
  }

  start(controller: ReadableStreamDefaultController<Entry>): void {
    this.#controller = controller;
  }

  async pull(controller: ReadableStreamDefaultController<Entry>): Promise<void> {
    try {
      const entry = await this.#queue.take();
      if (this.#over) return;
      if (entry !== undefined) return controller.enqueue(entry);
      this.#finish();
      controller.close();
    } catch (error) {
      this.#finish();
      throw error;
    }
  }

  async cancel(): Promise<void> {
    await this.#end(undefined);
  }

  async dispose(): Promise<void> {
    if (this.#over) return;
    const reason = new ConnectionError("Cannot read on: the stream was disposed of", "closed");
    this.#controller?.error(reason);
    await this.#end(reason);
  }

  async #end(reason: unknown): Promise<void> {
    this.#finish();
    this.#queue.clear();
    this.#queue.fail(reason);
    await this.#feed.close();
  }

  #finish(): void {
    this.#over = true;
    forgotten().unregister(this);
  }
}

let registry: FinalizationRegistry<EventFeed<unknown>> | undefined;

/** Closes what streams read from that were dropped half-read, best effort. */
function forgotten(): FinalizationRegistry<EventFeed<unknown>> {
  registry ??= new FinalizationRegistry((feed) => void feed.close());
  return registry;
}
