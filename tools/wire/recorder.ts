import { type IncomingMessage, request } from "node:http";
import type { Recorded } from "./thin.ts";

/** Makes calls to an engine, and keeps what it answers. */
export class Recorder {
  /** What was kept, in order. */
  readonly recorded: Recorded[] = [];
  readonly #socket: string;
  readonly #prefix: string;

  constructor(socket: string, version: string | undefined) {
    this.#socket = socket;
    this.#prefix = version === undefined ? "" : `/v${version}`;
  }

  /**
   * Makes a call and hands back the text of the answer, without keeping it.
   *
   * @throws {Error} If the engine refuses; the message ends with the status and its words.
   */
  async call(method: string, path: string, body?: unknown): Promise<string> {
    const raw = body instanceof Uint8Array;
    const headers = {
      "content-type": raw ? "application/x-tar" : "application/json",
      "x-registry-auth": "e30=",
    };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ socketPath: this.#socket, method, path: this.#prefix + path, headers }, resolve)
        .on("error", reject)
        .end(raw || body === undefined ? body : JSON.stringify(body));
    });
    const text = await new Response(ReadableStream.from(answer)).text();
    const status = answer.statusCode ?? 0;
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text;
  }

  /** Makes a call, keeps its answer under the operation's name, and hands it back. */
  async record(
    operation: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Record<string, string>> {
    const answer = JSON.parse(await this.call(method, path, body));
    this.recorded.push({ operation, answer });
    return answer;
  }

  /** The same for a stream of JSON values: keeps each of them. */
  async recordStream(
    operation: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<void> {
    for (const line of (await this.call(method, path, body)).split("\n")) {
      if (line.trim() !== "") this.recorded.push({ operation, answer: JSON.parse(line) });
    }
  }

  /** Makes a call that the engine refuses, and keeps what it says. */
  async recordRefusal(method: string, path: string): Promise<void> {
    const refused = await this.call(method, path).then(() => undefined, String);
    const [, body] = /: \d{3} (.*)$/s.exec(refused ?? "") ?? [];
    if (body === undefined) throw new Error(`${method} ${path}: ${refused ?? "not refused"}`);
    this.recorded.push({ operation: "ErrorResponse", answer: JSON.parse(body) });
  }

  /** Removes what may be gone already, or be on its way. */
  async remove(path: string): Promise<void> {
    try {
      await this.call("DELETE", path);
    } catch (error) {
      if (!/: (?:404|409) /.test(String(error))) throw error;
    }
  }
}
