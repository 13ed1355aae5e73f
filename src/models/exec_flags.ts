import type { ExecAttachedSettings } from "../types/exec.ts";

/** What docker-py's `exec_run()` takes, and what does that here. */
const SUCCESSORS = {
  detach: "use container.execDetached(), which leaves the command to itself",
  stream: "use container.exec(), whose output is a stream",
  socket: "use container.exec(), which has both directions",
  demux: "standard output and standard error are always told apart",
} as const;

/**
 * Tells who comes from docker-py, and looks for a flag here, what does that.
 *
 * @throws {TypeError} If one of the flags is given.
 */
export function checkExecFlags(
  settings: Pick<ExecAttachedSettings, keyof typeof SUCCESSORS>,
): void {
  for (const name of Object.keys(SUCCESSORS) as (keyof typeof SUCCESSORS)[]) {
    if (settings[name] !== undefined) {
      throw new TypeError(`Cannot run a command with the setting ${name}: ${SUCCESSORS[name]}`);
    }
  }
}
