/** An engine in memory that answers as it is told, and tells what it was asked. */

import { RequestReader } from "./request_reader.ts";
import { ScriptedConnection, type Step, toBytes } from "./scripted_connection.ts";

/**
 * The answer to one request: bytes, sent once the whole request is there; or steps, of which the
 * first is taken at the end of the request's head (`whole` waits for its body).
 */
export type Answer = string | Uint8Array | readonly Step[];

/** Makes the answer of what was asked, for calls whose order isn't fixed. */
export type Answerer = (request: string) => Answer;

const readers = new WeakMap<ScriptedConnection, RequestReader>();

/** Waits until the whole request has come. */
export function whole(connection: ScriptedConnection): boolean {
  return readers.get(connection)?.complete ?? false;
}

/** From here on the connection speaks no more HTTP; an answer of 101 does so of itself. */
export function hijack(connection: ScriptedConnection): boolean {
  const reader = readers.get(connection);
  if (reader !== undefined) reader.upgraded = true;
  return true;
}

/**
 * An engine in memory. Each request, on whichever connection, gets the next answer.
 *
 * @example Test what a program does when its container is gone
 * ```ts
 * import assert from "node:assert/strict";
 * import { DockerClient, NotFoundError } from "@fairlead/docker";
 * import { refusal, ScriptedEngine } from "@fairlead/docker/testing";
 *
 * const engine = new ScriptedEngine(refusal(404, "No such container: web"));
 * const docker = new DockerClient({ connect: engine.connect, apiVersion: "1.51" });
 * await assert.rejects(docker.containers.get("web"), NotFoundError);
 * assert.match(engine.sent[0] ?? "", /^GET \/v1\.51\/containers\/web\/json /);
 * assert.equal(engine.open, 0, "no connection stays held");
 * ```
 */
export class ScriptedEngine {
  /** Every connection that was made, in order. */
  readonly links: ScriptedConnection[] = [];
  readonly #answers: (Answer | Answerer)[];
  readonly #requests: RequestReader[] = [];

  /**
   * Makes an engine.
   *
   * @param answers Its answers, in the order of the requests.
   */
  constructor(...answers: readonly (Answer | Answerer)[]) {
    this.#answers = [...answers];
  }

  /** The requests seen so far: head and body, the chunks undone. */
  get sent(): string[] {
    return this.#requests.map((request) => request.text);
  }

  /** The bodies of the requests seen so far. */
  get bodies(): Uint8Array[] {
    return this.#requests.map((request) => request.body);
  }

  /** How many connections somebody holds; idle ones don't count. */
  get open(): number {
    return this.links.filter((link) => link.lent).length;
  }

  /** How many connections were made. */
  get connections(): number {
    return this.links.length;
  }

  /** How many answers nobody has asked for. */
  get answersLeft(): number {
    return this.#answers.length;
  }

  /** Adds answers for the requests still to come. */
  answer(...answers: readonly (Answer | Answerer)[]): void {
    this.#answers.push(...answers);
  }

  /** Opens a connection to it: the setting `connect` of a client. */
  readonly connect = (signal?: AbortSignal): Promise<ScriptedConnection> => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const link = new ScriptedConnection();
    this.links.push(link);
    link.onSent = (bytes) => this.#begin(link, bytes);
    return Promise.resolve(link);
  };

  #begin(link: ScriptedConnection, first: Uint8Array): void {
    const reader = new RequestReader();
    readers.set(link, reader);
    link.mark(link.sentLength - first.length);
    let answering = false;
    const push = (bytes: Uint8Array): void => {
      reader.push(bytes);
      if (answering || reader.head === undefined) return;
      answering = true;
      this.#requests.push(reader);
      link.play(...this.#nextAnswer(reader), () => {
        if (!reader.complete || reader.upgraded) return reader.upgraded;
        if (reader.rest.length > 0) this.#begin(link, reader.rest);
        else link.onSent = (bytes) => this.#begin(link, bytes);
        return true;
      });
    };
    link.onSent = push;
    push(first);
  }

  #nextAnswer(reader: RequestReader): readonly Step[] {
    let answer = this.#answers.shift();
    if (typeof answer === "function") answer = answer(reader.text);
    if (answer === undefined) {
      const line = reader.text.slice(0, reader.text.indexOf("\r\n"));
      return [(link) => {
        link.close(new Error(`the scripted engine has no answer to "${line}"`));
        return false;
      }];
    }
    const steps = typeof answer === "string" || answer instanceof Uint8Array
      ? [whole, answer]
      : answer;
    return steps.some(switches) ? [...steps, hijack] : steps;
  }
}

const SWITCH = "HTTP/1.1 101 ";

function switches(step: Step): boolean {
  if (typeof step === "function") return false;
  return new TextDecoder().decode(toBytes(step.slice(0, SWITCH.length))) === SWITCH;
}
