const REPLACEMENTS: readonly [RegExp, string][] = [
  [/\/var\/tmp\/engines\/state\/\w+\/data/g, "/var/lib/docker"],
  [/\/run\/engines\/\w+/g, "/run/docker"],
  [/10\.231\.0\./g, "192.0.2."],
  [/-----BEGIN[^-]*-----[^]*?-----END[^-]*-----/g, "PEM"],
  [/SW(?:MTKN|MKEY)-1-[\w+/-]+/g, "TOKEN"],
  [/(?:[A-Z2-7]{4}:){11}[A-Z2-7]{4}/g, "ENGINE"],
];

/**
 * Takes what tells of the machine out of recorded answers. Identifiers keep their form: the first
 * one met is all zeros but for its last digit, and so on.
 */
export function scrub(value: unknown): unknown {
  const seen = new Map<string, string>();
  return scrubValue(value, seen);
}

function scrubValue(value: unknown, seen: Map<string, string>): unknown {
  if (typeof value === "string") return scrubText(value, seen);
  if (Array.isArray(value)) return value.map((each) => scrubValue(each, seen));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [scrubText(key, seen), scrubValue(each, seen)]),
  );
}

function scrubText(text: string, seen: Map<string, string>): string {
  const plain = REPLACEMENTS.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
  return plain.replace(/\b(?:[0-9a-f]{12,}|[0-9a-z]{25})\b/g, (id) => {
    const known = [...seen].find(([old]) => old.startsWith(id) || id.startsWith(old))?.[1];
    const stand = known ?? (seen.size + 1).toString(16).padStart(id.length, "0");
    if (known === undefined) seen.set(id, stand);
    return stand.slice(0, id.length).padStart(id.length, "0");
  });
}
