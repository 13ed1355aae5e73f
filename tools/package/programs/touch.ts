/** Touches what the trap watches. */

for (const name of ["process", "Buffer", "setImmediate"]) Reflect.get(globalThis, name);
