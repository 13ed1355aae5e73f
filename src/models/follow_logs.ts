import type { Api } from "../api/api.ts";
import type { OutputChunk } from "../api/streams/demux.ts";
import { logEntries } from "../api/streams/log_entries.ts";
import type { LogPrefix } from "../api/streams/log_prefix.ts";
import { OutputStream } from "../api/streams/output.ts";
import { ResumedLog } from "../api/streams/resumed_log.ts";
import { parseTimestamp } from "../api/streams/timestamp.ts";
import { ApiError, ConflictError, ConnectionError, NotFoundError } from "../errors.ts";
import type { Bytes } from "../transport/connection.ts";
import type { Body } from "../transport/http_client.ts";
import { type Pieces, toPieces } from "../transport/pieces.ts";
import type { ContainerInspectResponse, ContainerLogsQuery } from "../types/wire/containers.ts";
import { toSeconds, toSince } from "./convert/timestamps.ts";
import { sleep } from "./sleep.ts";

/** Milliseconds before an answer is asked for again that ended although the container runs. */
const PAUSE = 100;

/**
 * Follows the log of a container from run to run, until it is removed.
 *
 * @param api The engine's API.
 * @param attrs The container, as it was last seen.
 * @param query Which part of its log, in which form.
 * @param signal Ends the stream.
 */
export async function followLogs(
  api: Api,
  attrs: ContainerInspectResponse,
  query: ContainerLogsQuery,
  signal: AbortSignal | undefined,
): Promise<OutputStream> {
  const body = new FollowedLog(api, attrs, query, signal);
  return new OutputStream(body, { framed: await body.open() });
}

/** The answers of one run after the other, put together. */
class FollowedLog implements Body {
  /** What is put together has no media type. */
  readonly mediaType = "";
  readonly #api: Api;
  readonly #attrs: ContainerInspectResponse;
  readonly #query: ContainerLogsQuery;
  readonly #signal: AbortSignal | undefined;
  readonly #ending = new AbortController();
  readonly #abort = (): void => this.#ending.abort(this.#signal?.reason);
  #log: ResumedLog | undefined;
  #answer: ReadableStreamDefaultReader<Bytes> | undefined;
  /** When the last run began of which it is known; its log has been read, or is the answer. */
  #startedAt: string | undefined;
  /** Whether its log has been asked for since it ended. */
  #drained = false;

  constructor(
    api: Api,
    attrs: ContainerInspectResponse,
    query: ContainerLogsQuery,
    signal: AbortSignal | undefined,
  ) {
    this.#api = api;
    this.#attrs = attrs;
    this.#query = query;
    this.#signal = signal;
    this.#startedAt = attrs.State?.StartedAt;
    signal?.addEventListener("abort", this.#abort);
    if (signal?.aborted === true) this.#abort();
  }

  /** Asks for the first answer; tells whether the output comes in frames. */
  async open(): Promise<boolean> {
    try {
      let from: Partial<ContainerLogsQuery> = {};
      // Without a last line to begin behind, it would not be known later what was there before.
      if (this.#query.tail === "0") from = await this.#behindLast();
      const output = await this.#ask(from);
      this.#logOf(output);
      this.#answer = output.raw().getReader();
      return output.framed;
    } catch (error) {
      this.cancel(error);
      throw error;
    }
  }

  async read(): Promise<Bytes | null> {
    try {
      for (;;) {
        const bytes = await this.#readAnswer();
        if (bytes === undefined) {
          if (!await this.#hasNextRun()) return this.#end();
          this.#answer = (await this.#askAgain())?.raw().getReader();
        } else if (bytes.length > 0) return bytes;
      }
    } catch (error) {
      this.cancel(error);
      throw error;
    }
  }

  async readPieces(): Promise<Pieces | null> {
    const bytes = await this.read();
    return bytes === null ? null : toPieces(bytes);
  }

  cancel(reason?: unknown): void {
    this.#end();
    this.#ending.abort(
      reason ?? new ConnectionError("Cannot read on: the output was cancelled", "closed"),
    );
  }

  #end(): null {
    this.#signal?.removeEventListener("abort", this.#abort);
    return null;
  }

  /** What is new of the answer; `undefined` at its end. */
  async #readAnswer(): Promise<Bytes | undefined> {
    if (this.#answer === undefined || this.#log === undefined) return undefined;
    const { done, value } = await this.#answer.read();
    if (!done) return this.#log.feed(value);
    this.#answer = undefined;
    return this.#log.end();
  }

  async #ask(from: Partial<ContainerLogsQuery>): Promise<OutputStream> {
    return await this.#api.containers.logs(this.#attrs.Id, {
      query: { ...this.#query, timestamps: true, ...from },
      tty: this.#attrs.Config?.Tty ?? false,
      signal: this.#ending.signal,
    });
  }

  /** Asks for what comes after the last answer; `undefined` if the container is about to go. */
  async #askAgain(): Promise<OutputStream | undefined> {
    try {
      const log = this.#log;
      const timeNano = log?.timeNano;
      if (log === undefined || timeNano === undefined) return await this.#ask({ tail: "all" });
      if (log.isOneTime && this.#query.tail !== "all") {
        log.moveTo(timeNano, await this.#lengthOf(timeNano));
      }
      log.resume();
      return await this.#ask(since(timeNano));
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ConflictError) return undefined;
      throw error;
    }
  }

  #logOf({ framed }: OutputStream): ResumedLog {
    const { details = false, timestamps = false } = this.#query;
    return this.#log ??= new ResumedLog({ framed, details, timestamps });
  }

  /** From where to ask for what comes after all that is there. */
  async #behindLast(): Promise<Partial<ContainerLogsQuery>> {
    const output = await this.#ask({ follow: false, tail: "1" });
    const log = this.#logOf(output);
    for await (const bytes of output.raw()) log.feed(bytes);
    log.end();
    const { timeNano } = log;
    if (timeNano === undefined) return { tail: "all" };
    log.moveTo(timeNano, await this.#lengthOf(timeNano));
    log.resume();
    return since(timeNano);
  }

  /** How many bytes the entries of that time are, which has come before. */
  async #lengthOf(timeNano: bigint): Promise<number> {
    const output = await this.#ask({ follow: false, ...since(timeNano) });
    const entries = logEntries(output.framed, this.#query.details ?? false);
    let length = 0;
    let isOver = false;
    const sink = {
      begin(prefix: LogPrefix, head: Bytes): undefined {
        isOver ||= prefix.timeNano > timeNano;
        if (prefix.timeNano === timeNano) length += head.length;
      },
      take({ data }: OutputChunk, prefix: LogPrefix): void {
        if (prefix.timeNano === timeNano) length += data.length;
      },
    };
    for await (const bytes of output.raw()) {
      entries.decode(bytes, sink);
      if (isOver) return length;
    }
    entries.end(sink);
    return length;
  }

  /** Waits until there is more than was read; false if there never will be: the container is gone. */
  async #hasNextRun(): Promise<boolean> {
    let attrs = await this.#inspect();
    if (attrs === undefined) return false;
    if (this.#isNextRun(attrs)) return true;
    if (isRunning(attrs)) {
      // Something in between has ended the answer.
      await sleep(PAUSE, this.#ending.signal);
      return true;
    }
    if (!this.#drained) {
      // The old engine (20.10) ends an answer without what was written last.
      this.#drained = true;
      return true;
    }
    const query = {
      since: endOf(attrs),
      filters: { type: "container", container: this.#attrs.Id },
    };
    const events = await this.#api.system.events({ query, signal: this.#ending.signal });
    // Whatever happens to it may be its start or its removal; engines have several words for that.
    for await (const _ of events) {
      attrs = await this.#inspect();
      if (attrs === undefined) return false;
      if (this.#isNextRun(attrs)) return true;
    }
    throw new ConnectionError(
      `Cannot follow the logs of "${this.#attrs.Id}": the engine has ended its events`,
      "lost",
    );
  }

  async #inspect(again = true): Promise<ContainerInspectResponse | undefined> {
    const { signal } = this.#ending;
    try {
      return await this.#api.containers.inspect(this.#attrs.Id, { signal });
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      if (!again || !(error instanceof ApiError) || error.status < 500) throw error;
      // Podman (5.8) says 500 of a container that it is removing at this moment, and 404 after it.
      await sleep(PAUSE, signal);
      return await this.#inspect(false);
    }
  }

  /** Whether it has been started since the last look. It may have ended again by now. */
  #isNextRun({ State }: ContainerInspectResponse): boolean {
    const isNext = State?.StartedAt !== this.#startedAt;
    this.#startedAt = State?.StartedAt;
    if (isNext) this.#drained = false;
    return isNext;
  }
}

function since(timeNano: bigint): Partial<ContainerLogsQuery> {
  return { since: toSince(timeNano), tail: "all" };
}

function isRunning({ State }: ContainerInspectResponse): boolean {
  return State?.Running === true && State.Restarting !== true;
}

/** When its last run ended, as the engine reads it; when it was created if it never ran. */
function endOf({ State, Created }: ContainerInspectResponse): string {
  const times = [State?.FinishedAt, Created].map((text) => parseTimestamp(text ?? "")?.timeNano);
  return toSeconds(times.find((time) => time !== undefined && time > 0n) ?? 0n);
}
