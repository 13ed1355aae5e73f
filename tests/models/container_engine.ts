/** A scripted engine that knows one container: it creates, starts, waits for and removes it. */

import { frame } from "../../src/testing/answers.ts";
import type { Answer, Answerer } from "../scripted_engine.ts";
import { whole } from "../scripted_engine.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { act, type Action, end, type ScriptedConnection } from "../scripted_connection.ts";

export { frame };

/** The ID of the container. */
export const ID: string = "0123456789ab".padEnd(64, "c");

/** What it is asked, and what it answers in place of what it would. */
export type Overrides = Readonly<Record<string, Answer | Answerer>>;

/** A step that waits until the gate is opened. */
export interface Gate {
  /** Waits. */
  readonly step: Action;
  /** Lets all that wait go on. */
  open(): void;
}

/** Makes a gate. */
export function gate(): Gate {
  let isOpen = false;
  const waiting = new Set<ScriptedConnection>();
  return {
    step: (connection) => {
      waiting.add(connection);
      return isOpen;
    },
    open() {
      isOpen = true;
      for (const connection of waiting) connection.play();
    },
  };
}

/** An answer in JSON. */
export function json(value: unknown, status = "200 OK"): string {
  const body = JSON.stringify(value);
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${new TextEncoder().encode(body).length}\r\n\r\n${body}`;
}

/** A refusal. */
export function refusal(status: string, message: string): string {
  return json({ message }, status);
}

/** An answer without a body. */
export const DONE = "HTTP/1.1 204 No Content\r\n\r\n";

/** The head of an answer that turns its connection into a two-way stream. */
export const SWITCHED: string = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n" +
  "Content-Type: application/vnd.docker.raw-stream\r\n\r\n";

/** The head of an answer to a wait: the rest comes when the container has exited. */
export const WAITING =
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

/** The end of an answer to a wait. */
export function waited(exitCode: number, message?: string): string {
  const body = JSON.stringify({
    StatusCode: exitCode,
    Error: message === undefined ? null : { Message: message },
  });
  return `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
}

/** What the engine tells of the container. */
export function attrs(more: object = {}): object {
  return {
    Id: ID,
    Name: "/web",
    State: { Status: "created", Running: false },
    Config: { Tty: false, Labels: { a: "b" } },
    ...more,
  };
}

/** The engine, and what lets its container go on. */
export interface ContainerEngine extends EngineWithClient {
  /** Opened by the start of the container. */
  readonly started: Gate;
}

/**
 * Makes an engine whose container writes "out" and "err" and exits with `exitCode` when it is
 * started. `overrides` are by the beginning of what is asked, without the version: `"POST /c"`.
 */
export function containerEngine(overrides: Overrides = {}, exitCode = 0): ContainerEngine {
  const started = gate();
  const answers: Overrides = {
    ...overrides,
    "POST /containers/create": overrides["POST /containers/create"] ??
      json({ Id: ID, Warnings: [] }, "201 Created"),
    [`GET /containers/${ID}/json`]: overrides[`GET /containers/${ID}/json`] ?? json(attrs()),
    [`POST /containers/${ID}/attach`]: overrides[`POST /containers/${ID}/attach`] ?? [
      whole,
      SWITCHED,
      started.step,
      frame("stdout", "out"),
      frame("stderr", "err"),
      end,
    ],
    [`POST /containers/${ID}/wait`]: overrides[`POST /containers/${ID}/wait`] ??
      [whole, WAITING, started.step, waited(exitCode)],
    [`POST /containers/${ID}/start`]: overrides[`POST /containers/${ID}/start`] ??
      [whole, act(() => started.open()), DONE],
    [`POST /containers/${ID}/kill`]: overrides[`POST /containers/${ID}/kill`] ?? DONE,
    [`DELETE /containers/${ID}`]: overrides[`DELETE /containers/${ID}`] ?? DONE,
  };
  const answer = (request: string): Answer => {
    const asked = request.replace(/^(\S+) \/v[\d.]+/, "$1 ");
    const known = Object.keys(answers).find((key) => asked.startsWith(key));
    if (known === undefined) return refusal("500 Internal Server Error", `not known: ${asked}`);
    const told = answers[known] ?? DONE;
    return typeof told === "function" ? told(request) : told;
  };
  const engine = scripted(...Array.from({ length: 100 }, () => answer));
  return Object.assign(engine, { started });
}

/** The first lines of what an engine was asked, without version and protocol. */
export function asked(engine: EngineWithClient): string[] {
  return engine.sent.map((request) =>
    request.slice(0, request.indexOf("\r\n"))
      .replace(/^(\S+) \/v[\d.]+/, "$1 ").replace(/ HTTP\/1\.1$/, "")
  );
}

/** The body of the only request that begins so, as JSON. */
export function bodyOf(engine: EngineWithClient, beginning: string): unknown {
  const at = asked(engine).findIndex((line) => line.startsWith(beginning));
  return JSON.parse(new TextDecoder().decode(engine.bodies[at]));
}
