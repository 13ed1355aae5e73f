/** A scripted engine with a container in which one command runs. */

import type { Container } from "../../mod.ts";
import { end } from "../scripted_connection.ts";
import { type Answer, whole } from "../scripted_engine.ts";
import {
  attrs,
  type ContainerEngine,
  containerEngine,
  frame,
  ID,
  json,
  type Overrides,
  SWITCHED,
} from "./container_engine.ts";

/** The ID of the command. */
export const EXEC: string = "abcdef".padEnd(64, "e");

/** What begins the requests. */
export const CREATE: string = `POST /containers/${ID}/exec`;
/** What begins the requests. */
export const START: string = `POST /exec/${EXEC}/start`;
/** What begins the requests. */
export const INSPECT: string = `GET /exec/${EXEC}/json`;
/** What begins the requests. */
export const RESIZE: string = `POST /exec/${EXEC}/resize`;

/** What the engine tells of the command. */
export function told(more: object = {}): string {
  return json({
    ID: EXEC,
    Running: false,
    ExitCode: 0,
    Pid: 42,
    CanRemove: false,
    ContainerID: ID,
    ...more,
  });
}

/** What the engine tells of the command while it runs. */
export const RUNNING: string = told({ Running: true, ExitCode: null });

/** The head of an answer that is a stream to the end of its connection. */
export const STREAMED =
  "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n";

/** What a script becomes for a request that does not ask for an upgrade. */
function unswitched(request: string, answer: Answer): Answer {
  if (/\r\nupgrade:/i.test(request)) return answer;
  if (typeof answer === "string" || answer instanceof Uint8Array) return answer;
  return answer.map((step) => step === SWITCHED ? STREAMED : step);
}

/** An engine whose command writes "out" and "err" and exits with 0. */
export function execEngine({ [START]: start, ...overrides }: Overrides = {}): ContainerEngine {
  return containerEngine({
    [CREATE]: json({ Id: EXEC }, "201 Created"),
    [START]: (request) => {
      const told = typeof start === "function" ? start(request) : start;
      return unswitched(
        request,
        told ?? [whole, SWITCHED, frame("stdout", "out"), frame("stderr", "err"), end],
      );
    },
    [INSPECT]: told(),
    [RESIZE]: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    [`GET /containers/${ID}/json`]: json(running()),
    ...overrides,
  });
}

/** What the engine tells of a running container. */
export function running(config: object = {}): object {
  return attrs({
    State: { Status: "running", Running: true },
    Config: { Tty: false, Image: "busybox", OpenStdin: false, StdinOnce: false, ...config },
  });
}

/** The container of an engine, and the requests that come after it was looked up. */
export async function containerOf(
  engine: ContainerEngine,
  apiVersion = "1.41",
): Promise<Container> {
  return await engine.clientWith({ apiVersion }).containers.get(ID);
}

/** Answers in turn; the last one again and again. */
export function inTurn(...answers: readonly string[]): () => string {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)] ?? "";
}
