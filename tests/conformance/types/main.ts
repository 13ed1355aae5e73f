/**
 * Writes the module of {@linkcode writeTypes} into the folder that is the argument, and a manifest
 * with which to check it: the project's own leaves out folders of generated files.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { readDescription, VERSIONS } from "../description.ts";
import { writeTypes } from "./write.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("the argument is the folder to write to");
const { compilerOptions } = JSON.parse(readFileSync(`${ROOT}/deno.json`, "utf8"));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/deno.json`, JSON.stringify({ compilerOptions }));
const source = relative(folder, `${ROOT}/src`);
writeFileSync(`${folder}/calls.ts`, writeTypes(VERSIONS.map(readDescription), source));
