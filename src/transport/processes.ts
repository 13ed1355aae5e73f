/** What tells a process from all others, as far as that can be known. */
export interface ProcessMark {
  /**
   * What all processes have in common that can look for each other by their numbers: one start of one
   * machine, and one namespace of process numbers. Empty where that is not known.
   */
  readonly place: string;
  /** Its number. */
  readonly pid: number;
  /** When it was started, in a form that only serves to be compared: numbers are used again. */
  readonly started: string;
}

/** The processes that this one can look for. */
export interface Processes {
  /** This process. */
  readonly self: ProcessMark;
  /**
   * Finds out whether a process is still running.
   *
   * @param mark The process.
   * @returns `undefined` if it can't be told from here.
   */
  isRunning(mark: ProcessMark): Promise<boolean | undefined>;
}
