import type { Declarations } from "./declarations.ts";
import { type History, identify } from "./history.ts";
import type { Description } from "./schema.ts";
import words from "./words.json" with { type: "json" };

/** First versions, by `Operation`, `Operation?parameter` or `Type.field`. */
export interface Since {
  /** The versions. */
  readonly versions: ReadonlyMap<string, string>;
  /** What older engines take and pass over. */
  readonly takenBefore: ReadonlySet<string>;
}

const WORDS = new Map(Object.entries(words));

/** Our own words for what the descriptions do not describe: a type, or a `Type.field`. */
export function wordsFor(name: string): string | undefined {
  return WORDS.get(name);
}

/**
 * Reads the lines of `since.tsv`: what, the version that brought it, and why an older description has it anyway.
 *
 * @throws {Error} If the descriptions contradict a line that gives no reason, or do not know of it.
 */
export function parseSince(
  text: string,
  descriptions: readonly Description[],
  declarations: Declarations,
  history: History,
): Since {
  const lines = text.trim().split("\n").map((line) => line.split("\t"));
  const versions = new Map<string, string>();
  const takenBefore = new Set<string>();
  for (const [what = "", version = "", reason] of lines) {
    const described = describedIn(what, descriptions, declarations, history);
    if (!described.includes(descriptions.at(-1)?.version ?? "")) {
      throw new Error(`since.tsv: there is no "${what}"`);
    }
    const early = described.find((each) => Number(each) < Number(version));
    if (early !== undefined && reason === undefined) {
      throw new Error(
        `since.tsv: API ${early} has "${what}" already, said to be of API ${version}`,
      );
    }
    versions.set(what, version);
    if (reason !== undefined) takenBefore.add(what);
  }
  return { versions, takenBefore };
}

/** The versions whose descriptions have an operation, a parameter or a field. */
function describedIn(
  what: string,
  descriptions: readonly Description[],
  declarations: Declarations,
  history: History,
): string[] {
  const [type = "", field] = what.split(".");
  if (field !== undefined) {
    const declaration = declarations.get(type);
    const past = declaration === undefined ? undefined : history.get(declaration.schema);
    // Definitions that no operation refers to, and fields that we add, have no past to look at.
    const isThere = declaration?.fields.some(({ name, deprecated }) =>
      name === field && deprecated === undefined
    );
    const now = isThere === true ? [descriptions.at(-1)?.version ?? ""] : [];
    return [...past?.seen.get(field) ?? [], ...now];
  }
  const [id = "", parameter] = what.split("?");
  const newest = descriptions.at(-1)?.operations.find((operation) => operation.id === id);
  if (newest === undefined) return [];
  return descriptions.filter(({ operations }) => {
    const same = operations.find((operation) => identify(operation) === identify(newest));
    if (parameter === undefined) return same !== undefined;
    return same?.query.some(({ name }) => name === parameter) ?? false;
  }).map(({ version }) => version);
}
