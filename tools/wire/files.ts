import type { Declaration, Declarations, Direction } from "./declarations.ts";
import { toDoc } from "./docs.ts";
import { fileName, partName, propertyKey } from "./names.ts";
import { queryOf } from "./query.ts";
import { type Description, type Operation, resolve } from "./schema.ts";
import type { TypeWriter } from "./types.ts";

/** The first line of every file. */
export const HEADER = "// Do not edit: written by `deno task wire`.\n";

/** A type as it is written, and the file that it is written to. */
interface Written {
  name: string;
  file: string;
  text: string;
}

const SHARED = "shared.ts";

const OTHER_STRING = `/**
 * Any other string: what engines newer than this description may say. Keeps the known strings of a
 * union in sight of editors.
 */
export type OtherString = string & Record<never, never>;
`;

/** The text of every file, by name, not yet formatted. */
export function writeFiles(
  descriptions: readonly Description[],
  declarations: Declarations,
  types: TypeWriter,
): Map<string, string> {
  const operations = descriptions.at(-1)?.operations ?? [];
  const written: Written[] = [{ name: "OtherString", file: SHARED, text: OTHER_STRING }];
  for (const operation of operations) {
    const text = writeQuery(operation, descriptions, types);
    const name = partName(operation.id, "query");
    if (text !== "") written.push({ name, file: fileName(operation.tag), text });
  }
  for (const declaration of declarations.all()) {
    const file = fileOf(declaration);
    for (const direction of ["received", "sent"] as const) {
      if (
        direction === "sent"
          ? !types.isTwofold(declaration) && declaration.directions.has("received")
          : !declaration.directions.has("received")
      ) {
        continue;
      }
      const name = types.nameOf(declaration, direction);
      written.push({ name, file, text: writeDeclaration(declaration, direction, types) });
    }
  }
  const files = [...new Set(written.map(({ file }) => file))].sort();
  const texts = files.map((file) => [file, writeFile(file, written)] as const);
  return new Map([...texts, ["mod.ts", writeEntry(files)]]);
}

/** What several tags use is shared; the tag System, which reports on all, only looks on. */
function fileOf({ tags }: Declaration): string {
  const [tag, ...others] = [...tags].filter((each) => each !== "System");
  if (tag === undefined) return tags.has("System") ? fileName("System") : SHARED;
  return others.length === 0 ? fileName(tag) : SHARED;
}

function writeFile(file: string, written: readonly Written[]): string {
  const own = written.filter((each) => each.file === file);
  const code = own.map(({ text }) => text).join("\n");
  const words = new Set(
    code.replace(/^ *(?:\/\*\*| \*).*$|"[^"\n]*"/gm, "").match(/\b\w+\b(?!\??:)/g),
  );
  const imports = new Map<string, string[]>();
  if (words.has("Filters")) imports.set("../filters.ts", ["Filters"]);
  for (const other of written) {
    if (other.file === file || !words.has(other.name)) continue;
    const path = `./${other.file}`;
    imports.set(path, [...imports.get(path) ?? [], other.name]);
  }
  const lines = [...imports].sort().map(([path, names]) =>
    `import type { ${names.sort().join(", ")} } from "${path}";\n`
  );
  return `${HEADER}\n${lines.join("")}\n${code}`;
}

function writeEntry(files: readonly string[]): string {
  const doc = toDoc({
    text:
      "The shapes of the Engine API's queries, bodies and answers, under the names of Docker's " +
      "own description of the API.\n\n" +
      "A type that goes both ways comes in two forms: `HostConfig` as the engine answers it, and " +
      "`HostConfigInput` as it is sent, in which nothing is required that the engine does not " +
      "require. Every `HostConfig` will do as a `HostConfigInput`.\n\n@module",
  }, 0);
  const exports = files.map((file) => `export type * from "./${file}";\n`);
  return `${HEADER}\n${doc}\nexport type { Filters, FilterValue } from "../filters.ts";\n${
    exports.join("")
  }`;
}

function writeQuery(
  operation: Operation,
  descriptions: readonly Description[],
  types: TypeWriter,
): string {
  const description = descriptions.at(-1);
  const fields = queryOf(operation, descriptions);
  if (description === undefined || fields.length === 0) return "";
  const summary = operation.summary.charAt(0).toLowerCase() + operation.summary.slice(1);
  const text = `Query of \`${operation.call}\`: ${summary.replace(/\.$/, "")}.`;
  const lines = fields.map((field) => {
    const schema = { ...field.parameter, required: [] };
    const type = field.type ?? types.type({ schema, description }, "sent", false);
    const doc = toDoc({
      text: field.text,
      default: field.parameter.default,
      deprecated: field.deprecated,
    }, 2);
    const key = propertyKey(field.name);
    return field.required
      ? `${doc}  ${key}: ${type};\n`
      : `${doc}  ${key}?: ${type} | undefined;\n`;
  });
  return `${toDoc({ text }, 0)}export interface ${partName(operation.id, "query")} {\n${
    lines.join("")
  }}\n`;
}

function writeDeclaration(
  declaration: Declaration,
  direction: Direction,
  types: TypeWriter,
): string {
  const { schema, kind, bases, fields } = declaration;
  const name = types.nameOf(declaration, direction);
  const input = name !== declaration.name;
  const text = [schema.description ?? "", declaration.context].find((each) => each !== "");
  const doc = toDoc({
    text: input
      ? `A {@linkcode ${declaration.name}} as it is sent.\n\n${schema.description ?? ""}`
      : text ?? `The \`${name}\` of the Engine API.`,
  }, 0);
  if (kind !== "object") {
    const open = declaration.directions.has("received");
    const nil = direction === "received" && kind !== "value" && name.endsWith("Answer");
    const type = types.spell(declaration, direction, open);
    return `${doc}export type ${name} = ${type}${nil ? " | null" : ""};\n`;
  }
  const parents = bases.map((base) =>
    types.type({ schema: { $ref: base }, description: declaration.description }, direction, false)
  );
  if (fields.length === 0) return `${doc}export type ${name} = ${parents.join(" & ")};\n`;
  const lines = fields.map((field) => {
    const { type, required } = types.field(declaration, field, direction);
    const target = resolve(field);
    const text = field.schema.description ?? target.description ??
      "Docker's reference does not describe it.";
    const gone = `Until API ${field.description.version}; API ${field.without} no longer has it.`;
    const doc = toDoc({
      text,
      default: field.schema.default,
      deprecated: field.without === undefined ? undefined : gone,
    }, 2);
    return `${doc}  ${propertyKey(field.name)}${required ? "" : "?"}: ${type};\n`;
  });
  const heritage = parents.length === 0 ? "" : ` extends ${parents.join(", ")}`;
  return `${doc}export interface ${name}${heritage} {\n${lines.join("")}}\n`;
}
