/** The rules of ARCHITECTURE.md that a machine can check, over source as text. */

import { findImports, type Import } from "./imports.ts";
import { type Token, tokenize } from "./tokens.ts";

/** Layers, lowest first: each imports what is below it, and its own. */
const LAYERS: readonly { readonly name: string; readonly prefixes: readonly string[] }[] = [
  { name: "types", prefixes: ["src/types/"] },
  { name: "transport", prefixes: ["src/transport/"] },
  { name: "api", prefixes: ["src/api/"] },
  { name: "models", prefixes: ["src/models/"] },
  { name: "client", prefixes: ["src/client.ts"] },
  { name: "entry points", prefixes: ["mod.ts", "src/progress/", "src/compose/", "src/testing/"] },
];

/** Packages, and the one place that may import each. */
const PACKAGES: Readonly<Record<string, string>> = {
  ssh2: "src/transport/ssh2.ts",
  yaml: "src/compose/",
};

const ERRORS = "src/errors.ts";
const HOST = "src/transport/host.ts";
const ADAPTERS = "src/transport/adapters/";
const RUNTIME_GLOBALS = new Set(["Deno", "Bun", "process", "Buffer", "navigator", "require"]);
const MAX_LINES = 500;

interface SourceFile {
  readonly path: string;
  readonly tokens: readonly Token[];
  readonly imports: readonly Import[];
}

/**
 * Finds what breaks the rules.
 *
 * @param sources The text of `mod.ts` and every file below `src`, by its path.
 * @returns One line for each thing found: `src/api/x.ts:3: …`.
 */
export function findViolations(sources: ReadonlyMap<string, string>): string[] {
  const files = [...sources].map(([path, text]): SourceFile => {
    const tokens = tokenize(text);
    return { path, tokens, imports: findImports(tokens) };
  });
  return [
    ...files.flatMap((file) => checkImports(file, sources)),
    ...files.flatMap(checkGlobals),
    ...findCycles(files),
    ...[...sources].flatMap(([path, text]) => checkLength(path, text)),
  ];
}

function checkImports(file: SourceFile, sources: ReadonlyMap<string, string>): string[] {
  const layer = layerOf(file.path);
  if (layer === undefined && file.path !== ERRORS) return [`${file.path}: is in no layer`];
  return file.imports.flatMap((one) => {
    const wrong = (why: string) => [`${file.path}:${one.line}: ${why}`];
    if (one.specifier.startsWith("node:")) {
      return one.kind === "type" && file.path.startsWith(ADAPTERS)
        ? []
        : wrong(`imports ${one.specifier}; only adapters may, and as a type`);
    }
    if (one.specifier.includes("${}")) return wrong("imports what only a run can tell");
    if (!one.specifier.startsWith(".")) {
      const place = PACKAGES[one.specifier];
      return place !== undefined && file.path.startsWith(place)
        ? []
        : wrong(`imports the package ${one.specifier}`);
    }
    const target = resolvePath(file.path, one.specifier);
    if (!sources.has(target)) return wrong(`imports ${target}, which is not there`);
    return checkDirection(file.path, layer, target, one).flatMap(wrong);
  });
}

function checkDirection(
  path: string,
  layer: number | undefined,
  target: string,
  { kind }: Import,
): string[] {
  if (path === ERRORS) {
    return target.startsWith("src/types/") && kind === "type"
      ? []
      : [`imports ${target}; errors import types only`];
  }
  if (target === ERRORS) return [];
  const below = layerOf(target);
  if (below === undefined || layer === undefined) {
    return [`imports ${target}, which is in no layer`];
  }
  if (below > layer) {
    return [`imports ${target}: ${LAYERS[layer]?.name} may not know ${LAYERS[below]?.name}`];
  }
  const isWire = /^src\/(api|models)\//.test(path);
  if (isWire && target.startsWith(ADAPTERS)) return [`imports ${target}, an adapter`];
  if (isWire && target === HOST && kind !== "type") return [`imports ${target} not as a type`];
  return [];
}

function checkGlobals({ path, tokens }: SourceFile): string[] {
  const found: string[] = [];
  const isAdapter = path.startsWith(ADAPTERS);
  for (const [at, { kind, text, line }] of tokens.entries()) {
    if (kind === "string") {
      if (!isAdapter && (text === "Deno" || text === "Bun")) {
        found.push(`${path}:${line}: names the runtime "${text}"; only adapters may`);
      }
      if (/^(node:|npm:|jsr:|https?:\/\/deno\.land)/.test(text) && !isAdapter) {
        found.push(`${path}:${line}: names the module "${text}"`);
      }
      continue;
    }
    if (kind !== "word" || !isGlobal(tokens, at)) continue;
    if (text === "console") found.push(`${path}:${line}: uses console`);
    if (!isAdapter && RUNTIME_GLOBALS.has(text)) {
      found.push(`${path}:${line}: uses ${text}; only adapters may`);
    }
  }
  return found;
}

// A property of that name, read or declared, is another thing.
function isGlobal(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text;
  const after = tokens[at + 1]?.text;
  if (before === ".") return tokens[at - 2]?.text === "globalThis";
  const isKey = after === ":" || (after === "?" && tokens[at + 2]?.text === ":");
  return !(isKey && ["{", ",", ";", "readonly", undefined].includes(before));
}

function findCycles(files: readonly SourceFile[]): string[] {
  const imports = new Map(
    files.map((file) => [
      file.path,
      file.imports.filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => resolvePath(file.path, specifier)),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      found.push(`a cycle: ${[...trail.slice(start), path].join(" → ")}`);
      return;
    }
    if (done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

function checkLength(path: string, text: string): string[] {
  if (path.startsWith("src/types/wire/")) return [];
  const lines = text.trimEnd().split("\n").length;
  return lines > MAX_LINES ? [`${path}: has ${lines} lines, more than ${MAX_LINES}`] : [];
}

function layerOf(path: string): number | undefined {
  const at = LAYERS.findIndex(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix)));
  return at === -1 ? undefined : at;
}

function resolvePath(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
