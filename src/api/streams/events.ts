import { ProtocolError } from "../../errors.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";
import type { EventMessage } from "../../types/wire/system.ts";
import { DecodedStream, type DecodedStreamOptions, type Decoder } from "./decoded_stream.ts";
import { exactInteger } from "./exact_integer.ts";
import { JsonValueDecoder } from "./json_values.ts";

/** An event in the engine's own words, its time exact. What newer engines add is there too. */
export interface EngineEventMessage extends Omit<EventMessage, "timeNano"> {
  /**
   * When it happened: nanoseconds since 1970. A bigint, since a number of that size is off by up to
   * 128 ns; `BigInt(Date.now()) * 1_000_000n` is the present.
   */
  timeNano: bigint;
}

/** Reads the events that an engine sends one by one, as JSON. Does no I/O. */
export class EventDecoder implements Decoder<EngineEventMessage> {
  readonly #values = new JsonValueDecoder(toEventMessage);

  /**
   * Takes the next bytes and adds the events that they complete to `events`.
   *
   * @throws {ProtocolError} If they are no events; `events` has those before.
   */
  decode(pieces: Pieces, events: EngineEventMessage[]): void {
    this.#values.decode(pieces, events);
  }

  /**
   * Takes note that no more bytes come.
   *
   * @throws {ProtocolError} If they end in the middle of an event.
   */
  end(events: EngineEventMessage[]): void {
    this.#values.end(events);
  }
}

function toEventMessage(value: unknown, text: string): EngineEventMessage {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError(`Cannot read the events: expected an object, got ${quote(text)}`);
  }
  const event = value as Omit<EventMessage, "timeNano"> & { timeNano?: unknown };
  const timeNano = exactInteger(text, "timeNano");
  if (timeNano === undefined) {
    throw new ProtocolError(
      `Cannot read the events: expected an event with timeNano in digits, got ${quote(text)}`,
    );
  }
  event.timeNano = timeNano;
  return event as EngineEventMessage;
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

/** What else an {@linkcode EventStream} is made of. */
export interface EventStreamOptions extends DecodedStreamOptions {
  /** When the engine began to answer, by its own clock. */
  readonly openedAt?: Date | undefined;
}

/**
 * What happens on an engine, as it happens. It holds a connection: read it to the end (an engine ends
 * it at `until`), cancel it or dispose of it. The engine drops events for who reads too slowly.
 */
export class EventStream extends DecodedStream<EngineEventMessage> {
  /** When the engine began to answer, by its own clock and to the second, if it says so. */
  readonly openedAt: Date | undefined;

  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options When it was opened, and what to do at the end.
   */
  constructor(body: Body, options: EventStreamOptions = {}) {
    super(body, new EventDecoder(), options);
    this.openedAt = options.openedAt;
  }
}
