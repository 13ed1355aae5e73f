/**
 * A number of bytes, or text with a unit: `"512m"`, `"1.5g"`, `"64kb"`. Units are `b`, `k`, `m`, `g`
 * and `t`, each 1024 times the one before, in either case and with or without a further `b`.
 */
export type Size = number | string;

/**
 * A time span: a number of seconds, or text such as `"30s"`, `"1m30s"` or `"500ms"`. Units are `ns`,
 * `us`, `ms`, `s`, `m` and `h`.
 */
export type Duration = number | string;

/**
 * A point in time: a `Date`, seconds since 1970, or text: how long ago it is by this machine's clock,
 * such as `"10m"` or `"1h30m"`, or a time in RFC 3339 such as `"2026-01-02T03:04:05.678901234Z"`,
 * which is exact to the nanosecond.
 */
export type Timestamp = Date | number | string;

/**
 * A command and its arguments: a list is taken as it is, text is split into words as a POSIX shell
 * does, by white space, quotes and backslashes. No shell runs; `$VAR`, `|` and `*` mean nothing.
 */
export type Command = string | readonly string[];

/**
 * Environment variables: a list of `"NAME=value"`, or a map. In a map `null` takes away a variable
 * that the image sets, `undefined` leaves it alone, and numbers and truth values become text.
 */
export type Environment =
  | readonly string[]
  | Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Labels: a map from name to value, or a list of names that get empty values. */
export type Labels = readonly string[] | Readonly<Record<string, string>>;
