import { ConnectionError } from "../errors.ts";
import type { ContainerSample, StatsHub } from "./stats_hub.ts";

/**
 * What many containers use, each of them measured once a second. Of each container only the newest
 * sample is kept until it is read: a slow reader gets fewer, and never old ones. It holds a
 * connection for each container, and one more: cancel it or dispose of it.
 */
export class ContainerStatsStream extends ReadableStream<ContainerSample> {
  readonly #source: Source;

  /**
   * Makes a stream; `docker.containers.stats()` does it for you.
   *
   * @param hub What takes the samples; the stream's from now on.
   */
  constructor(hub: StatsHub) {
    const source = new Source(hub);
    super(source, { highWaterMark: 0 });
    this.#source = source;
    forgotten().register(this, hub, source);
  }

  /** Reads sample by sample; leaving the loop early cancels the stream. */
  override [Symbol.asyncIterator](): AsyncIteratorObject<ContainerSample, undefined, unknown> {
    return super[Symbol.asyncIterator]();
  }

  /**
   * Closes the connections beneath, whether or not the stream is locked or being read; pending and
   * later reads reject. Does nothing once the stream is over. Never rejects.
   */
  [Symbol.asyncDispose](): Promise<void> {
    this.#source.dispose();
    return Promise.resolve();
  }
}

/** Hands on what the hub has. */
class Source implements UnderlyingDefaultSource<ContainerSample> {
  readonly #hub: StatsHub;
  #controller: ReadableStreamDefaultController<ContainerSample> | undefined;
  #isOver = false;

  constructor(hub: StatsHub) {
    this.#hub = hub;
  }

  start(controller: ReadableStreamDefaultController<ContainerSample>): void {
    this.#controller = controller;
  }

  async pull(controller: ReadableStreamDefaultController<ContainerSample>): Promise<void> {
    try {
      const sample = await this.#hub.take();
      if (!this.#isOver) controller.enqueue(sample);
    } catch (error) {
      this.#finish();
      throw error;
    }
  }

  cancel(reason: unknown): void {
    this.#finish();
    this.#hub.close(reason);
  }

  dispose(): void {
    if (this.#isOver) return;
    const reason = new ConnectionError("Cannot read on: the stream was disposed of", "closed");
    this.#finish();
    this.#controller?.error(reason);
    this.#hub.close(reason);
  }

  #finish(): void {
    this.#isOver = true;
    forgotten().unregister(this);
  }
}

let registry: FinalizationRegistry<StatsHub> | undefined;

/** Closes what streams read from that were dropped, best effort. */
function forgotten(): FinalizationRegistry<StatsHub> {
  registry ??= new FinalizationRegistry((hub) =>
    hub.close(new ConnectionError("Cannot read on: the stream was dropped", "closed"))
  );
  return registry;
}
