import type {
  Terminal,
  TerminalInput,
  TerminalOutput,
  TerminalSize,
} from "../../../src/transport/terminal.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A terminal in memory: what is typed, and what it shows. */
export class FakeTerminal implements Terminal {
  readonly isInteractive: boolean;
  /** What is done with it, in order. */
  readonly log: string[] = [];
  /** What it shows, by stream. */
  readonly shown: { stdout: string; stderr: string } = { stdout: "", stderr: "" };
  /** Its size. */
  window: TerminalSize | undefined = { height: 24, width: 80 };
  /** How many hold something of it. */
  held = 0;
  /** What a write waits for, or fails with. */
  taking: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<() => void>();
  readonly #typed: (Uint8Array | null | Error)[] = [];
  #reader: { resolve(bytes: Uint8Array | null): void; reject(reason: unknown): void } | undefined;

  constructor(isInteractive = true) {
    this.isInteractive = isInteractive;
  }

  /** Types something; `null` ends what is typed, an error breaks it. */
  type(text: string | null | Error): void {
    const item = typeof text === "string" ? encoder.encode(text) : text;
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader === undefined) this.#typed.push(item);
    else if (item instanceof Error) reader.reject(item);
    else reader.resolve(item);
  }

  /** What was typed and not taken. */
  get left(): number {
    return this.#typed.length;
  }

  /** Changes its size, and tells. */
  changeTo(window: TerminalSize): void {
    this.window = window;
    for (const listener of this.#listeners) listener();
  }

  size(): TerminalSize | undefined {
    return this.window;
  }

  setRaw(raw: boolean): void {
    this.log.push(raw ? "raw" : "cooked");
  }

  onResize(listener: () => void): () => void {
    this.held++;
    this.#listeners.add(listener);
    return () => {
      this.held--;
      this.#listeners.delete(listener);
    };
  }

  openInput(): TerminalInput {
    this.held++;
    this.log.push("input");
    let isOpen = true;
    return {
      read: () => {
        const item = this.#typed.shift();
        if (item === undefined) {
          return new Promise((resolve, reject) => this.#reader = { resolve, reject });
        }
        return item instanceof Error ? Promise.reject(item) : item;
      },
      close: (reason) => {
        if (isOpen) this.held--;
        isOpen = false;
        this.#reader?.reject(reason);
        this.#reader = undefined;
      },
    };
  }

  openOutput(stream: "stdout" | "stderr"): TerminalOutput {
    this.held++;
    return {
      write: async (bytes) => {
        await this.taking;
        this.shown[stream] += decoder.decode(bytes);
      },
      close: () => void this.held--,
    };
  }
}
