import type { LogsSettings } from "../../types/containers.ts";
import type { ContainerLogsQuery } from "../../types/wire/containers.ts";
import { checkFlag, checkWhole, unusable } from "./check.ts";
import { toTimestamp } from "./timestamps.ts";

/**
 * Which part of a container's log to read, as the engine wants it.
 *
 * @param settings Which part.
 * @throws {TypeError} If a setting can't be used, or neither `stdout` nor `stderr` is asked for.
 * @throws {RangeError} If a number or a time is out of bounds.
 */
export function toLogsQuery(settings: LogsSettings): ContainerLogsQuery {
  const { tail = "all" } = settings;
  const stdout = checkFlag("stdout", settings.stdout) ?? true;
  const stderr = checkFlag("stderr", settings.stderr) ?? true;
  if (!stdout && !stderr) {
    throw new TypeError("Cannot read the logs: ask for stdout, stderr or both");
  }
  if (typeof tail === "string" && tail !== "all") {
    throw unusable("tail", tail, `expected a number of lines, or "all"`);
  }
  return {
    stdout,
    stderr,
    follow: checkFlag("follow", settings.follow),
    since: toTimestamp("since", settings.since),
    until: toTimestamp("until", settings.until),
    timestamps: checkFlag("timestamps", settings.timestamps),
    details: checkFlag("details", settings.details),
    tail: tail === "all" ? tail : `${checkWhole("tail", tail, { minimum: 0 })}`,
  };
}

/**
 * Whether a log is followed over restarts of its container.
 *
 * @param settings Which part of the log.
 * @throws {TypeError} If it is not followed, or only up to a time.
 */
export function isAcrossRestarts(settings: LogsSettings): boolean {
  if (checkFlag("acrossRestarts", settings.acrossRestarts) !== true) return false;
  if (settings.follow !== true) {
    throw new TypeError("Cannot read the logs: acrossRestarts needs follow");
  }
  if (settings.until !== undefined) {
    throw new TypeError(
      "Cannot read the logs: acrossRestarts has no until; abort the signal instead",
    );
  }
  return true;
}
