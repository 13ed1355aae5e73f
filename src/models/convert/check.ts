/**
 * The checks that every conversion begins with. Each takes the option's name for its message, hands
 * on what is fine, and passes `undefined`: an option that was not given.
 */

/** Where a number may lie. */
export interface Bounds {
  /** The least. */
  readonly minimum: number;
  /** The greatest; by default the greatest integer that a number holds exactly. */
  readonly maximum?: number;
}

/**
 * Text.
 *
 * @throws {TypeError} If it is anything else.
 */
export function checkText(option: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw unusable(option, value, "expected text");
}

/**
 * A truth value.
 *
 * @throws {TypeError} If it is anything else.
 */
export function checkFlag(option: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  throw unusable(option, value, "expected true or false");
}

/**
 * A whole number.
 *
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is not whole, or out of bounds.
 */
export function checkWhole(option: string, value: unknown, bounds: Bounds): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number") throw unusable(option, value, "expected a number");
  const { minimum, maximum = Number.MAX_SAFE_INTEGER } = bounds;
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  const range = maximum === Number.MAX_SAFE_INTEGER
    ? `of at least ${minimum}`
    : `from ${minimum} to ${maximum}`;
  throw new RangeError(`Cannot use ${option} ${value}: expected a whole number ${range}`);
}

/**
 * A list of texts.
 *
 * @throws {TypeError} If it is anything else, or one of them is.
 */
export function checkTexts(option: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!isList(value)) throw unusable(option, value, "expected a list of texts");
  return value.map((one, index) => checkItem(`${option}[${index}]`, one));
}

/** One text of a list: there, `undefined` is no option that was not given. */
function checkItem(name: string, value: unknown): string {
  const text = checkText(name, value);
  if (text === undefined) throw unusable(name, value, "expected text");
  return text;
}

/**
 * A map of texts.
 *
 * @throws {TypeError} If it is anything else, or one of its values is.
 */
export function checkTextMap(
  option: string,
  value: unknown,
): Readonly<Record<string, string>> | undefined {
  if (value === undefined) return undefined;
  const entries = Object.entries(checkMap(option, value));
  return Object.fromEntries(
    entries.map(([key, text]) => [key, checkItem(`${option}.${key}`, text)]),
  );
}

/**
 * An object that is neither a list nor something of a class of its own.
 *
 * @throws {TypeError} If it is anything else.
 */
export function checkMap(option: string, value: unknown): Readonly<Record<string, unknown>> {
  if (isMap(value)) return value;
  throw unusable(option, value, "expected an object");
}

/** Whether it is a list; unlike `Array.isArray`, also as TypeScript sees read-only ones. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether it is an object that is neither a list nor something of a class of its own. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A prototype without a prototype is some realm's Object.prototype: tests and workers have others.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The error for a value that cannot be used. */
export function unusable(option: string, value: unknown, why: string): TypeError {
  return new TypeError(`Cannot use ${option} ${quote(value)}: ${why}`);
}

/** A value for a message: short, and never what is inside an object, which may be secret. */
export function quote(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
    case "number":
    case "boolean":
    case "bigint":
    case "undefined":
      return `${value}`;
    case "object":
      if (value === null) return "null";
      return isList(value) ? "(a list)" : "(an object)";
    default:
      return `(a ${typeof value})`;
  }
}
