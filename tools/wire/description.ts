import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { ANSWERS, ELEMENTS, MISSPELLED } from "./corrections.ts";
import type { Description, Operation, Parameter, Schema } from "./schema.ts";

/** The API versions whose descriptions are here, oldest first. */
export const VERSIONS: readonly string[] = ["1.25", "1.30", "1.41", "1.45", "1.51", "1.56"];

const FOLDER = new URL("./descriptions/", import.meta.url);

interface RawOperation {
  operationId: string;
  tags?: string[];
  summary: string;
  description?: string;
  parameters?: (Parameter & { in: string; schema?: Schema })[];
  responses: Record<string, { schema?: Schema }>;
}

interface RawDescription {
  definitions: Record<string, Schema>;
  paths: Record<string, Record<string, RawOperation>>;
}

/**
 * Reads the description of an API version.
 *
 * @throws {Error} If the file is not the one whose hash is in `SHA256SUMS`.
 */
export async function readDescription(version: string): Promise<Description> {
  const name = `v${version}.yaml`;
  const text = await readFile(new URL(name, FOLDER), "utf8");
  const sums = await readFile(new URL("SHA256SUMS", FOLDER), "utf8");
  checkSum(name, text, sums);
  return parseDescription(version, text);
}

/**
 * Checks the hash of a file's text.
 *
 * @throws {Error} If it is not the one that the lines of `sha256sum` have for the file's name.
 */
export function checkSum(name: string, text: string, sums: string): void {
  const sum = createHash("sha256").update(text).digest("hex");
  if (!sums.split("\n").includes(`${sum}  ${name}`)) {
    throw new Error(`Cannot read "${name}": it is not the file whose hash is in SHA256SUMS`);
  }
}

/** Makes a description of the text of its YAML file. */
export function parseDescription(version: string, text: string): Description {
  const raw: RawDescription = parse(mendNames(mendQuotes(text)));
  for (const [list, element] of Object.entries(ELEMENTS)) {
    const [name = "", property = ""] = list.split(".");
    const schema = raw.definitions[name]?.properties?.[property];
    if (schema === undefined) continue;
    const part = schema.type === "array" ? "items" : "additionalProperties";
    schema[part] = { $ref: `#/definitions/${element}` };
  }
  const operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      toOperation(`${method.toUpperCase()} ${path}`, operation)
    )
  );
  return { version, definitions: raw.definitions, operations };
}

/**
 * Indents the later lines of double-quoted texts. Those of API 1.25 and 1.30 that run over several
 * lines start in the column of their key or left of it, which YAML does not allow.
 */
export function mendQuotes(text: string): string {
  return text.replace(
    /^( *(?:- )?\w+: "[^"\n]*)\n([^"]*"$)/gm,
    (_, first: string, rest: string) => `${first}\n${rest.replace(/^ */gm, " ".repeat(40))}`,
  );
}

function mendNames(text: string): string {
  return text.replace(/^( +)(\w+):$/gm, (line, indent: string, name: string) => {
    const mended = MISSPELLED[name];
    return mended === undefined ? line : `${indent}${mended}:`;
  });
}

function toOperation(call: string, raw: RawOperation): Operation {
  const parameters = raw.parameters ?? [];
  const body = parameters.find((parameter) => parameter.in === "body");
  const answers = Object.entries(raw.responses).filter(([status]) => Number(status) < 300);
  return {
    id: raw.operationId,
    tag: raw.tags?.[0] ?? "",
    call,
    summary: raw.summary ?? "",
    description: raw.description ?? "",
    query: parameters.filter((parameter) => parameter.in === "query"),
    body: body?.schema,
    bodyText: body?.description ?? "",
    answer: ANSWERS[raw.operationId] ??
      answers.map(([, answer]) => answer.schema).find((schema) => schema !== undefined),
  };
}
