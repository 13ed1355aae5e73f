/** How large a terminal is, in characters. */
export interface TerminalSize {
  /** How many lines it has. */
  readonly height: number;
  /** How many columns it has. */
  readonly width: number;
}

/** What comes from the process's standard input. */
export interface TerminalInput {
  /**
   * Bytes that came; `null` at the end. One at a time.
   *
   * @returns The bytes, at once if they are here.
   */
  read(): Uint8Array | null | Promise<Uint8Array | null>;
  /**
   * Reads no more, so that it does not keep the process alive; what was not taken is left to whoever
   * reads next. Idempotent.
   *
   * @param reason What a pending read rejects with.
   */
  close(reason: unknown): void;
}

/** Where what is for the process's standard output or standard error goes. */
export interface TerminalOutput {
  /**
   * Writes bytes.
   *
   * @param bytes The bytes.
   * @returns Settles when they have been taken; rejects if nobody takes them any more.
   */
  write(bytes: Uint8Array): Promise<void>;
  /** Leaves it to whoever else writes there; it stays open. */
  close(): void;
}

/** The standard streams of the process, which may be a terminal's. */
export interface Terminal {
  /** Whether both standard input and standard output are a terminal's. */
  readonly isInteractive: boolean;
  /**
   * Tells how large it is.
   *
   * @returns Its size; `undefined` if standard output is no terminal's.
   */
  size(): TerminalSize | undefined;
  /**
   * Chooses how what is typed comes: key by key, none of them meaning anything here, or line by line.
   *
   * @param raw Whether it comes key by key.
   */
  setRaw(raw: boolean): void;
  /**
   * Tells of each change of its size.
   *
   * @param listener What is told.
   * @returns Ends that.
   */
  onResize(listener: () => void): () => void;
  /**
   * Begins to read standard input. One at a time.
   *
   * @returns What comes.
   */
  openInput(): TerminalInput;
  /**
   * Begins to write.
   *
   * @param stream Where to.
   * @returns What takes the bytes.
   */
  openOutput(stream: "stdout" | "stderr"): TerminalOutput;
}
