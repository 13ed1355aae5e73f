const REPLACEMENTS: readonly [RegExp, string][] = [
  [/\/var\/tmp\/engines\/state\/\w+\/data/g, "/var/lib/docker"],
  [/\/run\/engines\/\w+/g, "/run/docker"],
  [/10\.231\.0\./g, "192.0.2."],
  [/-----BEGIN[^-]*-----[^]*?-----END[^-]*-----/g, "PEM"],
  [/SW(?:MTKN|MKEY)-1-[\w+/-]+/g, "TOKEN"],
  [/(?:[A-Z2-7]{4}:){11}[A-Z2-7]{4}/g, "ENGINE"],
  [/\b20\d\d-\d\d-\d\d([T ])\d\d:\d\d:\d\d(?:\.\d+)?/g, "2026-01-02$103:04:05.678901234"],
];

/** Numbers that tell of the machine or the hour, by the names of their properties. */
const NUMBERS = new Map([
  ["MemTotal", 8589934592],
  ["NCPU", 4],
  ["time", 1767323045],
  ["timeNano", 1767323045678901248],
]);

/**
 * Takes what tells of the machine out of recorded answers: what of it has names (the host's, the
 * kernel's version) by those. Identifiers keep their form: the first that is met is all zeros but
 * for the last digit, and so on.
 */
export function scrub(value: unknown, names: ReadonlyMap<string, string>): unknown {
  const seen = new Map<string, string>();
  const text = (given: string): string => names.get(given) ?? scrubText(given, seen);
  return scrubValue(value, text);
}

function scrubValue(value: unknown, text: (given: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((each) => scrubValue(each, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      text(key),
      typeof each === "number" ? NUMBERS.get(key) ?? each : scrubValue(each, text),
    ]),
  );
}

function scrubText(text: string, seen: Map<string, string>): string {
  const plain = REPLACEMENTS.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
  return plain.replace(/\b(?:[0-9a-f]{12,}|[0-9a-z]{25})\b/g, (id) => {
    const known = [...seen].find(([old]) => old.startsWith(id) || id.startsWith(old))?.[1];
    const stand = known ?? (seen.size + 1).toString(16).padStart(id.length, "0");
    if (known === undefined) seen.set(id, stand);
    return stand.slice(-id.length).padStart(id.length, "0");
  });
}
