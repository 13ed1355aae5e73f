import type { Api } from "../api/api.ts";
import type { EventStream } from "../api/streams/events.ts";
import { ConnectionError, OutputLimitError } from "../errors.ts";
import type { EventsSettings } from "../types/system.ts";
import { EVENTS_KEYS } from "./convert/call_keys.ts";
import { checkWhole } from "./convert/check.ts";
import { toEventsQuery } from "./convert/events_query.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { type EngineEvent, toEngineEvent } from "./engine_event.ts";
import { EventQueue } from "./event_queue.ts";

const MAX_QUEUED = 4096;

/**
 * What happens on an engine, as it happens. Events are taken from the engine before they are read, up
 * to `maxQueued`. It holds a connection: read it to the end, cancel it or dispose of it.
 */
export class EngineEventStream extends ReadableStream<EngineEvent> {
  readonly #source: Source;

  /**
   * Makes a stream; `docker.events()` does it for you.
   *
   * @param events The engine's events; the stream's from now on.
   * @param settings How many to keep for a slow reader, and what ends the stream.
   */
  constructor(events: EventStream, settings: Pick<EventsSettings, "maxQueued" | "signal"> = {}) {
    const { maxQueued = MAX_QUEUED, signal } = settings;
    const queue = new EventQueue(signal);
    const source = new Source(events, queue);
    super(source, { highWaterMark: 0 });
    this.#source = source;
    forgotten().register(this, events, source);
    void fill(queue, events, maxQueued);
  }

  /** Reads event by event; leaving the loop early cancels the stream. */
  override [Symbol.asyncIterator](): AsyncIteratorObject<EngineEvent, undefined, unknown> {
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
export async function openEvents(api: Api, settings: EventsSettings): Promise<EngineEventStream> {
  checkKeys("read the events", settings, EVENTS_KEYS);
  const { signal } = settings;
  const maxQueued = checkWhole("maxQueued", settings.maxQueued, { minimum: 1 });
  const events = await api.system.events({ query: toEventsQuery(settings), signal });
  return new EngineEventStream(events, { maxQueued, signal });
}

/** Takes events for as long as there are any, and room for them. */
async function fill(
  queue: EventQueue,
  events: EventStream,
  maxQueued: number,
): Promise<void> {
  const reader = events.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return queue.end();
      if (queue.length === maxQueued) throw overflow(maxQueued);
      queue.push(toEngineEvent(value));
    }
  } catch (error) {
    queue.fail(error);
    await events[Symbol.asyncDispose]();
  }
}

function overflow(maxQueued: number): OutputLimitError {
  return new OutputLimitError(
    `Cannot keep more than ${maxQueued} events that nobody reads (maxQueued); read them faster, or ` +
      `ask for fewer with filters`,
    maxQueued,
  );
}

/** Hands on what is in the queue. */
class Source implements UnderlyingDefaultSource<EngineEvent> {
  readonly #events: EventStream;
  readonly #queue: EventQueue;
  #controller: ReadableStreamDefaultController<EngineEvent> | undefined;
  #over = false;

  constructor(events: EventStream, queue: EventQueue) {
    this.#events = events;
    this.#queue = queue;
  }

  start(controller: ReadableStreamDefaultController<EngineEvent>): void {
    this.#controller = controller;
  }

  async pull(controller: ReadableStreamDefaultController<EngineEvent>): Promise<void> {
    try {
      const event = await this.#queue.take();
      if (this.#over) return;
      if (event !== undefined) return controller.enqueue(event);
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
    await this.#events[Symbol.asyncDispose]();
  }

  #finish(): void {
    this.#over = true;
    forgotten().unregister(this);
  }
}

let registry: FinalizationRegistry<EventStream> | undefined;

/** Closes what streams read from that were dropped half-read, best effort. */
function forgotten(): FinalizationRegistry<EventStream> {
  registry ??= new FinalizationRegistry((events) => void events[Symbol.asyncDispose]());
  return registry;
}
