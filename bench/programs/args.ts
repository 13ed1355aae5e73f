interface Arguments {
  readonly process: { readonly argv: readonly string[] };
}

/** The arguments after the program's name; on Deno without loading what imitates Node. */
export const args: readonly string[] = typeof Deno === "object"
  ? Deno.args
  : (globalThis as unknown as Arguments).process.argv.slice(2);
