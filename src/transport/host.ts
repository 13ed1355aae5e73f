import type { Files } from "./files.ts";
import type { Terminal } from "./terminal.ts";
import type { Processes } from "./processes.ts";

/**
 * What the library takes from the process it runs in. Made once by the client and handed down, so
 * that nothing else asks which runtime it is on, and tests hand in their own.
 */
export interface Host {
  /**
   * Reads an environment variable.
   *
   * @param name Its name.
   * @returns Its value; `undefined` if it is not set, or where there is no environment.
   */
  env(name: string): string | undefined;
  /**
   * Gives the standard streams of the process.
   *
   * @returns The streams; rejects where there are none.
   */
  terminal(): Promise<Terminal>;
  /** Gives the processes of this machine, as far as this one can tell of them. */
  processes(): Promise<Processes>;
  /**
   * Gives the files of this machine.
   *
   * @returns The files; rejects with a `FileError` where there are none.
   */
  files(): Promise<Files>;
}
