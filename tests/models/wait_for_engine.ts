/** A scripted engine with a container that runs, for tests that wait for it. */

import { end, type Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import {
  asked,
  attrs,
  type ContainerEngine,
  frame,
  type Gate,
  gate,
  ID,
  json,
  type Overrides,
  waited,
  WAITING,
} from "./container_engine.ts";
import { EXEC, execEngine, STREAMED } from "./exec_engine.ts";

/** What begins the requests. */
export const INSPECT: string = `GET /containers/${ID}/json`;
/** What begins the requests. */
export const WAIT: string = `POST /containers/${ID}/wait`;
/** What begins the requests. */
export const LOGS: string = `GET /containers/${ID}/logs`;
/** What begins the requests. */
export const EVENTS = "GET /events";

/** What the engine tells of a container that runs. */
export function running(state: object = {}, more: object = {}): string {
  return json(attrs({
    State: {
      Status: "running",
      Running: true,
      StartedAt: "2026-01-02T03:04:05.5Z",
      FinishedAt: "0001-01-01T00:00:00Z",
      ...state,
    },
    ...more,
  }));
}

/** What the engine tells of a container that has exited. */
export function exited(code: number, more: object = {}): string {
  const state = { Status: "exited", Running: false, ExitCode: code };
  return running(state, more);
}

/** What the engine tells of one with a health check, and what that found. */
export function health(status: string, output = ""): string {
  const Log = output === "" ? [] : [{ ExitCode: 1, Output: `${output}\n` }];
  return running({ Health: { Status: status, FailingStreak: 0, Log } }, {
    Config: { Tty: false, Healthcheck: { Test: ["CMD", "true"] } },
  });
}

/** A piece of a body in chunks: an event that happened to the container. */
export function event(action: string): string {
  const body = `{"Type":"container","Action":"${action}","Actor":{"ID":"${ID}",` +
    `"Attributes":{"name":"web"}},"scope":"local","time":1,"timeNano":1000000001}\n`;
  return `${body.length.toString(16)}\r\n${body}\r\n`;
}

/** An answer with events. */
export function events(...steps: readonly Step[]): readonly Step[] {
  return [whole, WAITING, ...steps, () => false];
}

/** An answer with lines of the log, and its end. */
export function log(...lines: readonly string[]): readonly Step[] {
  return [whole, STREAMED, ...lines.map((line) => frame("stdout", `${line}\n`)), end];
}

/** An engine with a container, and what makes that exit. */
export interface WaitForEngine extends ContainerEngine {
  /** Opened, it lets the container exit. */
  readonly exit: Gate;
}

/** Makes an engine whose container runs until its exit is let happen, with code 3. */
export function waitForEngine(overrides: Overrides = {}): WaitForEngine {
  const exit = gate();
  const engine = execEngine({
    [WAIT]: [whole, WAITING, exit.step, waited(3)],
    [INSPECT]: running(),
    [LOGS]: log("one", "two"),
    ...overrides,
  });
  return Object.assign(engine, { exit });
}

/** What the calls of the test were after the container was looked up. */
export function callsOf(engine: WaitForEngine): string[] {
  return asked(engine).slice(1).map((line) => line.replace(ID, "ID").replace(EXEC, "EXEC"));
}

/** What the engine tells of a container that has not been started. */
export const CREATED: string = json(
  attrs({ HostConfig: { PortBindings: { "80/tcp": [{}] } } }),
);

/** What is in `/proc/net/tcp`: something listens on port 8080. */
export const TCP: string =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n" +
  "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1\n" +
  "   1: 0100007F:0016 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 2 1\n";
