import assert from "node:assert/strict";
import { end } from "../scripted_connection.ts";
import type { Answer, Answerer } from "../scripted_engine.ts";
import type { Description, Operation, Schema } from "./description.ts";
import {
  checkArchive,
  checkBytes,
  checkConnection,
  checkOutput,
  checkSession,
  checkWebSocket,
  FRAMES,
  readAll,
} from "./checks.ts";
import type { PingInfo } from "../../src/api/ping.ts";
import { sample, UNKNOWN } from "./sample.ts";
import { resolve } from "./schema.ts";
import { answerWebSocket } from "./websocket.ts";

/** How an operation answers. */
export type Kind =
  | "value" // JSON
  | "nothing"
  | "ping" // what the header fields say of the engine
  | "path-stat" // what a header field says of a path
  | "archive" // likewise, and a stream of bytes
  | "messages" // a stream of progress messages
  | "events" // a stream of events, as long as they come
  | "values" // a stream of JSON values
  | "bytes" // a stream of bytes
  | "output" // a stream of framed output
  | "session" // both directions of a process
  | "websocket" // likewise, as WebSocket messages
  | "connection"; // a connection, as it is

/** An answer of the scripted engine, and a check of what the method makes of it. */
export interface ScriptedAnswer {
  readonly answer: Answer | Answerer;
  readonly check: (result: unknown) => Promise<void> | void;
}

/** What does not simply answer what its schema says, if it has one. */
const KINDS: Readonly<Record<string, Kind>> = {
  ContainerArchive: "archive",
  ContainerArchiveInfo: "path-stat",
  ContainerAttach: "session",
  ContainerAttachWebsocket: "websocket",
  ContainerExport: "bytes",
  ContainerLogs: "output",
  ContainerStats: "values",
  ExecStart: "session",
  ImageBuild: "messages",
  ImageCreate: "messages",
  ImageGet: "bytes",
  ImageGetAll: "bytes",
  ImageLoad: "messages",
  ImagePush: "messages",
  // Described as the plugin; engines answer an empty body.
  PluginDelete: "nothing",
  // Described as nothing; engines answer with their progress.
  PluginPull: "messages",
  PluginPush: "messages",
  PluginUpgrade: "messages",
  ServiceLogs: "output",
  Session: "connection",
  SystemEvents: "events",
  SystemPing: "ping",
  SystemPingHead: "ping",
  TaskLogs: "output",
};

/** The definitions of progress messages, which no operation refers to. */
const MESSAGES: Readonly<Record<string, string>> = {
  ImageBuild: "BuildInfo",
  ImagePush: "PushImageInfo",
};

const MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
const JSON_TYPE = { "Content-Type": "application/json" };
const BYTES = Uint8Array.of(0, 255, 10, 13, 128);
const PATH_STAT = {
  name: "hosts ü",
  size: 174,
  mode: 420,
  mtime: "2026-01-02T03:04:05.123456789Z",
  linkTarget: "",
  [UNKNOWN]: 1,
};
const STAT = { "X-Docker-Container-Path-Stat": toBase64(JSON.stringify(PATH_STAT)) };
const PING_HEADERS = {
  "Api-Version": "1.56",
  "Builder-Version": "2",
  "Docker-Experimental": "true",
  Ostype: "linux",
  Swarm: "active/manager",
};
const PING: PingInfo = {
  apiVersion: "1.56",
  builderVersion: "2",
  experimental: true,
  osType: "linux",
  swarm: "active/manager",
};

/** How an operation answers. */
export function kindOf(operation: Operation): Kind {
  return KINDS[operation.id] ?? (schemaOf(operation) === undefined ? "nothing" : "value");
}

/** Whether an operation answers a list. */
export function answersList(operation: Operation, description: Description): boolean {
  const schema = schemaOf(operation);
  return kindOf(operation) === "value" && schema !== undefined &&
    resolve(schema, description).type === "array";
}

/** The status of success, of several the first. */
export function statusOf({ responses }: Operation): number {
  return Math.min(...responses.keys());
}

/** The answer to an operation, with all that is described in it and with what is not. */
export function answerOf(operation: Operation, description: Description): ScriptedAnswer {
  const status = statusOf(operation);
  const schema = schemaOf(operation);
  const make = (from: Schema | undefined) => sample(from ?? {}, description, { unknown: true });
  switch (kindOf(operation)) {
    case "value": {
      const value = make(schema);
      return {
        answer: http(status, JSON.stringify(value), JSON_TYPE),
        check: (result) => assert.deepEqual(result, value),
      };
    }
    case "nothing":
      return {
        answer: status === 204 ? `HTTP/1.1 204 No Content\r\n\r\n` : http(status, "ignored"),
        check: (result) => assert.equal(result, undefined),
      };
    case "messages": {
      const definition = MESSAGES[operation.id] ?? "CreateImageInfo";
      const messages = [
        { stream: "one\n", aux: { ID: "a" } },
        withoutFailure(make({ $ref: `#/definitions/${definition}` })),
      ];
      return streamed(messages.map((one) => JSON.stringify(one)).join("\r\n"), messages);
    }
    case "values": {
      const values = [make(schema), make(schema)];
      return streamed(values.map((one) => JSON.stringify(one)).join("\n"), values);
    }
    case "events": {
      const event = { ...make(schema) as object, timeNano: 0 };
      const text = JSON.stringify(event).replace('"timeNano":0', '"timeNano":1700000000123456789');
      return streamed(`${text}\n`, [{ ...event, timeNano: 1700000000123456789n }]);
    }
    case "bytes":
      return {
        answer: [http(200, "", { "Content-Type": "application/x-tar" }, BYTES.length), BYTES],
        check: (result) => checkBytes(result, BYTES),
      };
    case "archive":
      return {
        answer: [http(200, "", { "Content-Type": "application/x-tar", ...STAT }, 5), BYTES],
        check: (result) => checkArchive(result, PATH_STAT, BYTES),
      };
    case "path-stat":
      return {
        answer: http(200, "", STAT, 0),
        check: (result) => assert.deepEqual(result, PATH_STAT),
      };
    case "ping":
      return {
        answer: http(200, operation.verb === "HEAD" ? "" : "OK", PING_HEADERS),
        check: (result) => assert.deepEqual(result, PING),
      };
    case "output":
      return {
        answer: [http(200, "", { "Content-Type": MULTIPLEXED }, FRAMES.length), FRAMES],
        check: checkOutput,
      };
    case "session":
      return {
        answer: [switchTo("tcp", { "Content-Type": MULTIPLEXED }), FRAMES, end],
        check: checkSession,
      };
    case "websocket":
      return { answer: answerWebSocket, check: checkWebSocket };
    case "connection":
      return { answer: [switchTo("h2c"), "PRI"], check: checkConnection };
  }
}

function schemaOf(operation: Operation): Schema | undefined {
  return [...operation.responses].find(([status, { schema }]) => status < 300 && schema)?.[1]
    .schema;
}

function http(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  length: number = new TextEncoder().encode(body).length,
): string {
  return `HTTP/1.1 ${status} Whatever\r\n${
    fields({ ...headers, "Content-Length": `${length}` })
  }${body}`;
}

function switchTo(protocol: string, headers: Readonly<Record<string, string>> = {}): string {
  return `HTTP/1.1 101 UPGRADED\r\n${
    fields({ Connection: "Upgrade", Upgrade: protocol, ...headers })
  }`;
}

function fields(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${lines.join("")}\r\n`;
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** A message less what says that the operation failed. */
function withoutFailure(message: unknown): object {
  const { error: _error, errorDetail: _detail, ...rest } = message as Record<string, unknown>;
  return rest;
}

function streamed(body: string, values: readonly unknown[]): ScriptedAnswer {
  return {
    answer: http(200, body, JSON_TYPE),
    check: async (result) => assert.deepEqual(await readAll(result), values),
  };
}
