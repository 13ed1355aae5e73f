import type { ConsoleSize } from "../../types/exec.ts";
import { checkMap, checkWhole, unusable } from "./check.ts";
import { CONSOLE_SIZE_KEYS } from "./exec_keys.ts";
import { checkKeys } from "./known_keys.ts";

/** What the system keeps a terminal's size in: 16 bits a side. */
const MAX_SIDE = 65_535;

/**
 * The size of a terminal.
 *
 * @param height How many lines it has; 0 is for unknown.
 * @param width How many columns it has; 0 is for unknown.
 * @throws {TypeError} If one is no number.
 * @throws {RangeError} If one is not whole, or out of bounds.
 */
export function checkConsoleSize(height: unknown, width: unknown): ConsoleSize {
  return { height: checkSide("height", height), width: checkSide("width", width) };
}

/**
 * The size of a terminal from settings.
 *
 * @param value The size; `undefined` if it was not given.
 * @param tty Whether there is a terminal.
 * @throws {TypeError} If it is no size, or there is no terminal.
 * @throws {RangeError} If a side is not whole, or out of bounds.
 */
export function toConsoleSize(value: unknown, tty: boolean): ConsoleSize | undefined {
  if (value === undefined) return undefined;
  if (!tty) throw unusable("consoleSize", value, "there is no terminal without tty: true");
  const { height, width } = checkMap("consoleSize", value);
  checkKeys("use consoleSize", value as ConsoleSize, CONSOLE_SIZE_KEYS);
  return checkConsoleSize(height, width);
}

function checkSide(option: string, value: unknown): number {
  const side = checkWhole(option, value, { minimum: 0, maximum: MAX_SIDE });
  if (side === undefined) throw unusable(option, value, "expected a number");
  return side;
}
