import type { Host } from "../../src/transport/host.ts";
import { endpoint } from "../../src/api/endpoint.ts";
import { Engine, type EngineOptions } from "../../src/api/engine.ts";
import type { ScriptedEngine } from "../scripted_engine.ts";

/** An engine that negotiates with a scripted one. */
export function speak(scripted: ScriptedEngine, options: Partial<EngineOptions> = {}): Engine {
  return new Engine(scripted.http(), {
    connectTimeout: 10_000,
    address: "scripted:",
    ...options,
  });
}

/** Some call. */
export function info(engine: Engine, signal?: AbortSignal): Promise<unknown> {
  return engine.json(endpoint`GET /info`, { signal });
}

/** A process that has nothing. */
export const HOST: Host = {
  env: () => undefined,
  files: () => Promise.reject(new Error("there are no files")),
  processes: () =>
    Promise.resolve({
      self: { place: "", pid: 0, started: "" },
      isRunning: () => Promise.resolve(undefined),
    }),
  terminal: () => Promise.reject(new Error("there is no terminal")),
};
