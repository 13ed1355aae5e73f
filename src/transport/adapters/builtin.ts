/** What is used of `process`, on Node and on what imitates it. */
export interface Process {
  /** The environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gives one of Node's own modules; `undefined` for a name that it does not know. */
  getBuiltinModule(name: string): unknown;
}

/**
 * Gives the `process` of a runtime that has Node's modules.
 *
 * @returns Node's `process`, or an imitation; `undefined` where there is none that will do.
 */
export function nodeProcess(): Process | undefined {
  const { process } = globalThis as { process?: Partial<Process> };
  return typeof process?.getBuiltinModule === "function" ? process as Process : undefined;
}

/**
 * Gives one of Node's modules. Not by `import`, not even a dynamic one: bundlers hoist those, and
 * then the bundle does not load where there is no such module.
 *
 * @param name Its name, such as `"node:net"`.
 * @returns The module, typed as exactly what the caller uses of it.
 */
export function builtin<Module>(name: string): Module {
  const module = nodeProcess()?.getBuiltinModule(name);
  if (module === undefined) throw new Error(`This runtime has no module "${name}"`);
  return module as Module;
}
