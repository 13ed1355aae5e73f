import type { RunSettings, SpawnSettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { checkMap, unusable } from "./convert/check.ts";

/**
 * The settings of a call whose command may stand apart, or be left out.
 *
 * @param what What is being done, for the message.
 * @param command The command, or the settings in its place.
 * @param settings The settings.
 * @throws {TypeError} If they are neither, or the command is given twice.
 */
export function mergeCommand<Settings extends { readonly command?: Command | undefined }>(
  what: string,
  command: Command | Settings | undefined,
  settings: Settings | undefined,
): Settings {
  if (command === undefined) return checkedSettings(what, settings ?? {} as Settings);
  if (typeof command === "string" || Array.isArray(command)) {
    const all = checkedSettings(what, settings ?? {} as Settings);
    if (all.command !== undefined) {
      throw new TypeError(`Cannot ${what}: the command is given twice`);
    }
    return { ...all, command: command as Command };
  }
  if (settings !== undefined || typeof command !== "object" || command === null) {
    throw unusable("command", command, "expected text or a list of texts");
  }
  return checkedSettings(what, command as Settings);
}

function checkedSettings<Settings extends object>(what: string, settings: Settings): Settings {
  checkMap(`settings to ${what}`, settings);
  return settings;
}

/**
 * Tells who comes from docker-py, and looks for a flag here, which method does that.
 *
 * @throws {TypeError} If `detach` or `stream` is given.
 */
export function checkAttached(
  settings: SpawnSettings | RunSettings,
  method: "run" | "spawn",
): void {
  if (settings.detach !== undefined) {
    throw new TypeError(
      `Cannot ${method} a container detached: use containers.runDetached(), which returns it at once`,
    );
  }
  if (settings.stream !== undefined) {
    throw new TypeError(
      method === "run"
        ? "Cannot run a container with a stream: use containers.spawn(), whose output is one"
        : "Cannot spawn a container with the setting stream: its output always is one",
    );
  }
}
