import type { Token } from "./tokens.ts";

/** What a file imports. */
export interface Import {
  /** What stands in the source: `"../errors.ts"`. */
  readonly specifier: string;
  /** `"type"` leaves nothing at run time; `"dynamic"` is `import()`. */
  readonly kind: "type" | "static" | "dynamic";
  /** The line of the specifier. */
  readonly line: number;
}

/** Finds imports and re-exports. */
export function findImports(tokens: readonly Token[]): Import[] {
  const imports: Import[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || !isStatement(tokens, at)) continue;
    if (token.text === "import") {
      const found = readImport(tokens, at);
      if (found !== undefined) imports.push(found);
    } else if (token.text === "export") {
      const found = readExport(tokens, at);
      if (found !== undefined) imports.push(found);
    }
  }
  return imports;
}

function readImport(tokens: readonly Token[], at: number): Import | undefined {
  const next = tokens[at + 1];
  if (next?.kind === "string") return { specifier: next.text, kind: "static", line: next.line };
  if (next?.text === ".") return undefined; // import.meta
  if (next?.text === "(") {
    const argument = tokens[at + 2];
    const specifier = argument?.kind === "string" ? argument.text : "${}";
    return { specifier, kind: "dynamic", line: next.line };
  }
  return readFrom(tokens, at);
}

function readExport(tokens: readonly Token[], at: number): Import | undefined {
  const next = tokens[at + 1]?.text === "type" ? tokens[at + 2] : tokens[at + 1];
  return next?.text === "{" || next?.text === "*" ? readFrom(tokens, at) : undefined;
}

// `import … from "x"`, with `type` right behind the keyword when nothing stays at run time.
function readFrom(tokens: readonly Token[], at: number): Import | undefined {
  const second = tokens[at + 1];
  const third = tokens[at + 2];
  const isType = second?.text === "type" && third?.text !== "from" && third?.text !== ",";
  for (let i = at + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.text === ";") return undefined;
    if (token.text !== "from" || tokens[i + 1]?.kind !== "string") continue;
    const specifier = tokens[i + 1];
    if (specifier === undefined) return undefined;
    return { specifier: specifier.text, kind: isType ? "type" : "static", line: specifier.line };
  }
  return undefined;
}

function isStatement(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  const isMember = before?.text === "." || before?.text === "#";
  const isKey = after?.text === ":" || (after?.text === "?" && tokens[at + 2]?.text === ":");
  return !isMember && !isKey;
}
