/**
 * Loaded before a program on Deno: tells when it touches a global that loads modules of Node's.
 * `process.getBuiltinModule()` is the only way to them besides an import, which the module graph shows.
 */

for (const name of ["process", "Buffer", "setImmediate", "clearImmediate"]) {
  const property = Object.getOwnPropertyDescriptor(globalThis, name);
  if (property?.get === undefined) throw new Error(`Deno no longer loads ${name} when it is read`);
  Object.defineProperty(globalThis, name, {
    ...property,
    get() {
      console.log(`node: ${name}`);
      console.log(new Error("read").stack);
      return property.get?.call(globalThis);
    },
  });
}
