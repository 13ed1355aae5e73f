import { ApiError, ConnectionError } from "../../errors.ts";
import type { Terminal, TerminalInput, TerminalOutput } from "../../transport/terminal.ts";
import type { PipeSettings } from "../../types/exec.ts";
import type { OutputStream } from "./output.ts";

/** Milliseconds that a process may take to get a terminal whose size can be changed. */
const RESIZE_GRACE = 1_000;

const RESIZE_DELAY = 50;

const KEYS = ["stdin", "stdout", "stderr", "signal"];

/** What of a session is connected. */
export interface Piped {
  /** What the process reads; `undefined` if nobody is attached to that. */
  readonly stdin: WritableStream<Uint8Array> | undefined;
  /** What the process writes. */
  readonly output: OutputStream;
  /** Whether the process has a terminal. */
  readonly tty: boolean;
  /** Gives the terminal of the process that we run in. */
  terminal(): Promise<Terminal>;
  /** Changes the size of the process's terminal. */
  resize(height: number, width: number): Promise<void>;
  /** Drops the connection beneath. */
  close(reason: unknown): void;
}

/**
 * Connects a session to streams, by default those of the process that we run in, until its output
 * ends.
 *
 * @throws {TypeError} If a setting can't be used, or a stream is locked; then nothing has happened.
 */
export async function pipe(piped: Piped, settings: PipeSettings): Promise<void> {
  checkSettings(settings);
  const { stdin, stdout, stderr } = settings;
  const needsInput = piped.stdin !== undefined && stdin === undefined;
  const terminal = needsInput || stdout === undefined || stderr === undefined
    ? await piped.terminal()
    : undefined;
  const cleanUp: (() => void)[] = [];
  try {
    await new Pipe(piped, settings, terminal, cleanUp).run();
  } finally {
    for (const undo of cleanUp.reverse()) undo();
  }
}

class Pipe {
  readonly #piped: Piped;
  readonly #settings: PipeSettings;
  readonly #cleanUp: (() => void)[];
  readonly #reader: ReadableStreamDefaultReader<{ stream: "stdout" | "stderr"; data: Uint8Array }>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  readonly #input: TerminalInput | undefined;
  readonly #outputs: Readonly<Record<"stdout" | "stderr", TerminalOutput>>;
  readonly #window: Window | undefined;
  #over = false;

  /** Takes hold of all streams, or of none. */
  constructor(
    piped: Piped,
    settings: PipeSettings,
    terminal: Terminal | undefined,
    cleanUp: (() => void)[],
  ) {
    const { stdin, stdout, stderr } = settings;
    this.#piped = piped;
    this.#settings = settings;
    this.#cleanUp = cleanUp;
    const reader = this.#reader = piped.output.getReader();
    cleanUp.push(() => reader.releaseLock());
    const out = this.#openOutput("stdout", stdout, terminal);
    const err = stderr !== undefined && stderr === stdout
      ? out
      : this.#openOutput("stderr", stderr, terminal);
    this.#outputs = { stdout: out, stderr: err };
    const isShown = piped.tty && stdout === undefined && terminal !== undefined;
    if (piped.stdin !== undefined) {
      const writer = this.#writer = piped.stdin.getWriter();
      cleanUp.push(() => writer.releaseLock());
      const input = this.#input = stdin === undefined
        ? terminal?.openInput()
        : new StreamInput(stdin);
      cleanUp.push(() => input?.close(new ConnectionError("Cannot read on: it is over", "closed")));
      if (isShown && stdin === undefined && terminal.isInteractive) {
        terminal.setRaw(true);
        cleanUp.push(() => terminal.setRaw(false));
      }
    }
    if (isShown) this.#window = new Window(piped, terminal);
    cleanUp.push(() => this.#window?.close(), () => this.#over = true);
  }

  #openOutput(
    name: "stdout" | "stderr",
    given: WritableStream<Uint8Array> | undefined,
    terminal: Terminal | undefined,
  ): TerminalOutput {
    const output = given === undefined ? terminal?.openOutput(name) : new StreamOutput(given);
    if (output === undefined) throw new TypeError(`Cannot pipe: there is no ${name}`);
    this.#cleanUp.push(() => output.close());
    return output;
  }

  async run(): Promise<void> {
    const { signal } = this.#settings;
    const aborted = new Promise<never>((_, reject) => {
      const abort = (): void => reject(signal?.reason);
      if (signal?.aborted === true) abort();
      signal?.addEventListener("abort", abort);
      this.#cleanUp.push(() => signal?.removeEventListener("abort", abort));
    });
    void this.#pourIn();
    const out = this.#pourOut();
    try {
      await Promise.race([out, aborted]);
    } catch (error) {
      this.#piped.close(error);
      out.catch(() => undefined); // it fails with that, too
      throw error;
    }
  }

  async #pourOut(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done || this.#over) return;
      this.#window?.insist();
      await this.#outputs[value.stream].write(value.data);
    }
  }

  /** Whatever goes wrong here, the output tells, or ends all the same. */
  async #pourIn(): Promise<void> {
    const [input, writer] = [this.#input, this.#writer];
    if (input === undefined || writer === undefined) return;
    for (;;) {
      let bytes: Uint8Array | null;
      try {
        bytes = await input.read();
      } catch (error) {
        // Half an input must not look like a whole one to the process.
        if (!this.#over) writer.abort(error).catch(() => undefined);
        return;
      }
      if (this.#over) return;
      try {
        if (bytes === null) return await writer.close();
        await writer.write(bytes);
      } catch (error) {
        // A process may end its input while it goes on: then nothing more is read for it.
        return input.close(error);
      }
    }
  }
}

/** Keeps the size of the process's terminal the size of ours. */
class Window {
  readonly #piped: Piped;
  readonly #terminal: Terminal;
  readonly #off: () => void;
  #state: "idle" | "busy" | "again" | "refused" | "over" = "idle";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wake: (() => void) | undefined;

  constructor(piped: Piped, terminal: Terminal) {
    this.#piped = piped;
    this.#terminal = terminal;
    this.#off = terminal.onResize(() => void this.#follow());
    void this.#follow();
  }

  /** Tries what was refused once more: a process that writes has its terminal. */
  insist(): void {
    if (this.#state === "refused") void this.#follow();
  }

  close(): void {
    this.#state = "over";
    this.#off();
    clearTimeout(this.#timer);
    this.#wake?.();
  }

  async #follow(): Promise<void> {
    if (this.#state === "over") return;
    if (this.#state === "busy" || this.#state === "again") {
      this.#state = "again";
      return;
    }
    let isTaken: boolean;
    do {
      this.#state = "busy";
      isTaken = await this.#set();
    } while (this.#is("again"));
    if (!this.#is("over")) this.#state = isTaken ? "idle" : "refused";
  }

  /** The state, which changes while something is waited for. */
  #is(state: "again" | "over"): boolean {
    return this.#state === state;
  }

  /** Sets the size; false if that is refused, or was not possible. */
  async #set(): Promise<boolean> {
    const deadline = Date.now() + RESIZE_GRACE;
    while (!this.#is("over")) {
      const size = this.#terminal.size();
      if (size === undefined) return true;
      try {
        await this.#piped.resize(size.height, size.width);
        return true;
      } catch (error) {
        // The process has no terminal yet, or has ended; what else is wrong, the output tells too.
        if (!(error instanceof ApiError) || Date.now() >= deadline) return false;
      }
      await this.#pause();
    }
    return false;
  }

  async #pause(): Promise<void> {
    if (this.#is("over")) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#timer = setTimeout(resolve, RESIZE_DELAY);
    });
  }
}

class StreamInput implements TerminalInput {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #closed = false;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  async read(): Promise<Uint8Array | null> {
    const { done, value } = await this.#reader.read();
    return done ? null : value;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reader.releaseLock();
  }
}

class StreamOutput implements TerminalOutput {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  constructor(stream: WritableStream<Uint8Array>) {
    this.#writer = stream.getWriter();
    this.#writer.closed.catch(() => undefined); // a write tells it
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#writer.ready;
    await this.#writer.write(bytes);
  }

  close(): void {
    this.#writer.releaseLock();
  }
}

function checkSettings(settings: PipeSettings): void {
  for (const key of Object.keys(settings)) {
    if (!KEYS.includes(key)) {
      throw new TypeError(`Cannot pipe: there is no setting ${JSON.stringify(key)}`);
    }
  }
  const { stdin, stdout, stderr } = settings;
  check("stdin", stdin, stdin instanceof ReadableStream, "ReadableStream");
  check("stdout", stdout, stdout instanceof WritableStream, "WritableStream");
  check("stderr", stderr, stderr instanceof WritableStream, "WritableStream");
}

function check(name: string, value: unknown, isFine: boolean, expected: string): void {
  if (value !== undefined && !isFine) {
    throw new TypeError(`Cannot use ${name}: expected a ${expected} of bytes`);
  }
}
