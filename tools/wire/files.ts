import type { Declaration, Declarations, Direction, Field } from "./declarations.ts";
import { toDoc } from "./docs.ts";
import { type Since, wordsFor } from "./facts.ts";
import { fileName, lowerFirst, partName, propertyKey } from "./names.ts";
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

const ENTRY_DOC = `/**
 * The shapes of the Engine API's queries, bodies and answers, under the names that Docker's own
 * description gives them. A query is named after its operation, \`ContainerListQuery\`; so are bodies
 * and answers that have no name of their own, \`ContainerCreateBody\` and \`ContainerListAnswer\`.
 *
 * A type that goes both ways has two forms: \`HostConfig\` as the engine answers it, and
 * \`HostConfigInput\` as it is sent. Every \`HostConfig\` will do as a \`HostConfigInput\`, so that what
 * was inspected can be sent back.
 *
 * A property of an answer is required if every engine sends it. Lists and maps may be null there:
 * the engine writes an empty one as null or as empty, as it happens. Strings that can be one of
 * several are open (\`OtherString\`) where they come from the engine, since newer engines have more.
 *
 * @module
 */
`;

/** The text of every file, by name, not yet formatted. */
export function writeFiles(
  descriptions: readonly Description[],
  declarations: Declarations,
  types: TypeWriter,
  since: Since,
): Map<string, string> {
  const operations = descriptions.at(-1)?.operations ?? [];
  const written: Written[] = [{ name: "OtherString", file: SHARED, text: OTHER_STRING }];
  for (const operation of operations) {
    const text = writeQuery(operation, descriptions, types, since);
    const name = partName(operation.id, "query");
    if (text !== "") written.push({ name, file: fileName(operation.tag), text });
  }
  for (const declaration of declarations.all()) {
    const file = fileOf(declaration);
    for (const direction of types.directionsOf(declaration)) {
      const name = types.nameOf(declaration, direction);
      written.push({ name, file, text: writeDeclaration(declaration, direction, types, since) });
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
  const exports = files.map((file) => `export type * from "./${file}";\n`);
  return `${HEADER}\n${ENTRY_DOC}\nexport type { Filters, FilterValue } from "../filters.ts";\n${
    exports.join("")
  }`;
}

function writeQuery(
  operation: Operation,
  descriptions: readonly Description[],
  types: TypeWriter,
  since: Since,
): string {
  const description = descriptions.at(-1);
  const fields = queryOf(operation, descriptions);
  if (description === undefined || fields.length === 0) return "";
  const text = `Query of \`${operation.call}\`: ${lowerFirst(operation.summary)}.`;
  const lines = fields.map((field) => {
    const schema = { ...field.parameter, required: [] };
    const type = field.type ?? types.type({ schema, description }, "sent", false);
    const doc = toDoc({
      text: field.text,
      default: field.parameter.default,
      deprecated: field.deprecated,
      since: since.versions.get(`${operation.id}?${field.name}`),
    }, 2);
    const key = propertyKey(field.name);
    return field.required
      ? `${doc}  ${key}: ${type};\n`
      : `${doc}  ${key}?: ${type} | undefined;\n`;
  });
  return `${toDoc({ text, since: since.versions.get(operation.id) }, 0)}export interface ${
    partName(operation.id, "query")
  } {\n${lines.join("")}}\n`;
}

function writeDeclaration(
  declaration: Declaration,
  direction: Direction,
  types: TypeWriter,
  since: Since,
): string {
  const { kind, bases, fields } = declaration;
  const name = types.nameOf(declaration, direction);
  const words = wordsOf(declaration);
  const text = name === declaration.name
    ? words
    : `{@linkcode ${declaration.name}}, as it is sent.\n\n${words}`;
  const doc = toDoc({ text }, 0);
  if (kind !== "object") {
    const open = declaration.directions.has("received");
    const nil = direction === "received" && types.isNullable(declaration) ? " | null" : "";
    return `${doc}export type ${name} = ${types.spell(declaration, direction, open)}${nil};\n`;
  }
  const parents = bases.map((base) => {
    const schema = { $ref: `#/definitions/${base}` };
    return types.type({ schema, description: declaration.description }, direction, false);
  });
  if (fields.length === 0) return `${doc}export type ${name} = ${parents.join(" & ")};\n`;
  const lines = fields.map((field) => {
    const { type, nullable, required } = types.field(declaration, field, direction);
    const doc = toDoc({
      text: wordsOfField(declaration, field),
      default: field.schema.default,
      deprecated: field.deprecated,
      since: since.versions.get(`${declaration.name}.${field.name}`),
    }, 2);
    const rest = (nullable ? " | null" : "") + (required ? "" : " | undefined");
    return `${doc}  ${propertyKey(field.name)}${required ? "" : "?"}: ${type}${rest};\n`;
  });
  const heritage = parents.length === 0 ? "" : ` extends ${parents.join(", ")}`;
  return `${doc}export interface ${name}${heritage} {\n${lines.join("")}}\n`;
}

function wordsOf({ name, schema, context }: Declaration): string {
  const words = [wordsFor(name), schema.description, context].find((text) => text);
  if (words === undefined) throw new Error(`words.json: "${name}" is not described`);
  return words;
}

function wordsOfField({ name }: Declaration, field: Field): string {
  const own = wordsFor(`${name}.${field.name}`);
  const words = [own, field.schema.description, resolve(field).description].find((text) => text);
  if (words === undefined) throw new Error(`words.json: "${name}.${field.name}" is not described`);
  return words;
}
