/**
 * An engine in memory for the tests of programs that use this library: it answers as it is told, bytes
 * for bytes, and tells what it was asked. No engine is needed, and what a healthy one never does can be
 * had: refusals, answers cut in the middle, connections that break.
 *
 * @example An engine that breaks in the middle of an answer
 * ```ts
 * import assert from "node:assert/strict";
 * import { DockerClient } from "@fairlead/docker";
 * import { reset, ScriptedEngine, whole } from "@fairlead/docker/testing";
 *
 * const engine = new ScriptedEngine([whole, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[{", reset]);
 * const docker = new DockerClient({ connect: engine.connect, apiVersion: "1.51" });
 * await assert.rejects(docker.images.list(), { name: "ConnectionError", code: "lost" });
 * ```
 *
 * @module
 */

export type { Bytes, Connection } from "../transport/connection.ts";
export { answer, frame, json, pong, refusal } from "./answers.ts";
export {
  act,
  type Action,
  bytesSent,
  deafen,
  end,
  head,
  pause,
  reset,
  resume,
  ScriptedConnection,
  stall,
  type Step,
  when,
} from "./scripted_connection.ts";
export { type Answer, type Answerer, hijack, ScriptedEngine, whole } from "./scripted_engine.ts";
