/** The C programs of `native/`: compiled on first use, and again when their source changed. */

import { CACHE, ROOT, runChecked } from "../../tools/test/command.ts";

/** The paths of the compiled programs. */
export interface Native {
  /** Runs a program and tells what it cost. */
  readonly measure: string;
  /** The least that a client can cost. */
  readonly client: string;
  /** An engine's answers, from memory. */
  readonly replay: string;
}

/** Compiles what is not compiled yet. */
export async function compileNative(): Promise<Native> {
  const [measure, client, replay] = await Promise.all([
    compile("measure"),
    compile("client"),
    compile("replay"),
  ]);
  return { measure, client, replay };
}

async function compile(name: string): Promise<string> {
  const source = `${ROOT}/bench/native/${name}.c`;
  const folder = `${CACHE}/bench/native`;
  const program = `${folder}/${name}`;
  const made = await changed(program);
  if (made === undefined || made < (await changed(source) ?? 0)) {
    await Deno.mkdir(folder, { recursive: true });
    await runChecked([
      "gcc",
      "-O2",
      "-Wall",
      "-Wextra",
      "-Werror",
      "-pthread",
      `-o${program}.new`,
      source,
    ]);
    await Deno.rename(`${program}.new`, program);
  }
  return program;
}

async function changed(path: string): Promise<number | undefined> {
  try {
    return (await Deno.stat(path)).mtime?.getTime();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
