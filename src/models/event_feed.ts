import type { EventStream } from "../api/streams/events.ts";
import { type EngineEvent, toEngineEvent } from "./engine_event.ts";
import type { EventQueue } from "./event_queue.ts";

/** Where a stream of events has them from. It knows nothing of the stream. */
export interface EventFeed<Entry> {
  /** Puts into the queue what comes, for as long as there is any and room for it. Never rejects. */
  fill(queue: EventQueue<Entry>): Promise<void>;
  /** Closes what is beneath. Idempotent, never rejects. */
  close(): Promise<void>;
}

/** The events of one answer. */
export class AnsweredEvents implements EventFeed<EngineEvent> {
  readonly #events: EventStream;

  /**
   * Makes a feed.
   *
   * @param events The engine's events; the feed's from now on.
   */
  constructor(events: EventStream) {
    this.#events = events;
  }

  /** Takes events from the answer. */
  async fill(queue: EventQueue<EngineEvent>): Promise<void> {
    const reader = this.#events.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return queue.end();
        queue.push(toEngineEvent(value));
      }
    } catch (error) {
      queue.fail(error);
      await this.close();
    }
  }

  /** Closes the connection. */
  async close(): Promise<void> {
    await this.#events[Symbol.asyncDispose]();
  }
}
