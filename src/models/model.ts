import type { CallSettings } from "../types/call.ts";

/** A thing that an engine has: what was last known of it, and how to ask again. */
export abstract class Model<Attrs> {
  #attrs: Attrs;

  /**
   * Makes a model of what the engine tells.
   *
   * @param attrs The engine's own words.
   */
  constructor(attrs: Attrs) {
    this.#attrs = attrs;
  }

  /** All that was known when it was last read, in the engine's own words. Not renewed by itself. */
  get attrs(): Attrs {
    return this.#attrs;
  }

  /** Its ID. */
  abstract get id(): string;

  /** The beginning of its ID, which is mostly enough to name it. */
  get shortId(): string {
    return this.id.slice(0, 12);
  }

  /**
   * Reads {@linkcode attrs} anew.
   *
   * @param settings How to make the call.
   * @throws {NotFoundError} If it is gone.
   */
  async reload(settings: CallSettings = {}): Promise<void> {
    this.#attrs = await this.inspect(settings);
  }

  /** Asks the engine. */
  protected abstract inspect(settings: CallSettings): Promise<Attrs>;
}
