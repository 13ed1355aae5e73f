/** One test in a JUnit report. */
export interface TestCase {
  /** The file it is in, as the runner names it; `""` when the report does not say. */
  readonly file: string;
  /** Its name. */
  readonly name: string;
  /** How it ended. A test to do counts as skipped unless it failed. */
  readonly state: "passed" | "failed" | "skipped";
}

const TAG = /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Reads the JUnit XML that `deno test`, `bun test` and `node --test` write. */
export function parseJunit(xml: string): TestCase[] {
  const cases: TestCase[] = [];
  let suite = "";
  let open: { file: string; name: string; state: TestCase["state"] } | undefined;
  const close = () => {
    if (open !== undefined) cases.push(open);
    open = undefined;
  };
  // Node writes what the test runner had to say as comments.
  for (const tag of xml.replace(/<!--[^]*?-->/g, "").matchAll(TAG)) {
    const [, end, name, attributes = "", empty] = tag;
    switch (name) {
      case "testsuite":
        if (end === "") suite = parseAttributes(attributes).get("name") ?? "";
        break;
      case "testcase": {
        close();
        if (end !== "") break;
        const values = parseAttributes(attributes);
        open = {
          file: values.get("file") ?? suite,
          name: values.get("name") ?? "",
          state: "passed",
        };
        if (empty !== "") close();
        break;
      }
      case "failure":
      case "error":
        if (open !== undefined) open.state = "failed";
        break;
      case "skipped":
        if (open?.state === "passed") open.state = "skipped";
        break;
    }
  }
  return cases;
}

function parseAttributes(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(ATTRIBUTE)) {
    values.set(name, decodeEntities(value));
  }
  return values;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name] ?? whole;
  });
}
