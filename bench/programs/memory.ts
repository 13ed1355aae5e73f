interface NodeProcess {
  readonly process: { readonly memoryUsage: { rss(): number } };
}

/** How much memory of this process is resident, in bytes. */
export function residentMemory(): number {
  return typeof Deno === "object"
    ? Deno.memoryUsage().rss
    : (globalThis as unknown as NodeProcess).process.memoryUsage.rss();
}
