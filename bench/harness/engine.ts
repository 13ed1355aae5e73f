/** Containers on the engine that is measured, made with `curl`: nothing that is judged helps here. */

import { runChecked } from "../../tools/test/command.ts";

const IMAGE = "busybox:test";

/** An engine that listens on a unix socket. */
export class Engine {
  /** The path of its socket. */
  readonly socket: string;

  /**
   * Names an engine.
   *
   * @param socket The path of its socket.
   */
  constructor(socket: string) {
    this.socket = socket;
  }

  /** `unix:///…` */
  get host(): string {
    return `unix://${this.socket}`;
  }

  /** What it is: `28.5.2 (API 1.51)`. */
  async describe(): Promise<string> {
    const { Version, ApiVersion } = JSON.parse(await this.#call("GET", "/version"));
    return `${Version} (API ${ApiVersion})`;
  }

  /** Makes and starts a container that runs a shell script; resolves with its ID. */
  async start(script: string): Promise<string> {
    const body = { Image: IMAGE, Cmd: ["sh", "-c", script], HostConfig: { Init: true } };
    const { Id } = JSON.parse(await this.#call("POST", "/containers/create", body));
    await this.#call("POST", `/containers/${Id}/start`);
    return Id;
  }

  /** Waits for a container's end, which has to be a good one. */
  async wait(id: string): Promise<void> {
    const { StatusCode } = JSON.parse(await this.#call("POST", `/containers/${id}/wait`));
    if (StatusCode !== 0) throw new Error(`container ${id} exited with ${StatusCode}`);
  }

  /** Removes a container, running or not. */
  async remove(id: string): Promise<void> {
    await this.#call("DELETE", `/containers/${id}?force=1&v=1`);
  }

  async #call(method: string, path: string, body?: unknown): Promise<string> {
    return await runChecked([
      "curl",
      "--silent",
      "--show-error",
      "--fail-with-body",
      "--unix-socket",
      this.socket,
      "--request",
      method,
      ...(body === undefined
        ? []
        : ["--header", "content-type: application/json", "--data", JSON.stringify(body)]),
      `http://docker${path}`,
    ]);
  }
}

/** The engine of `DOCKER_HOST`, or the test engine `new`. */
export async function findEngine(): Promise<Engine> {
  const host = Deno.env.get("DOCKER_HOST") ?? await testEngine("new");
  if (!host.startsWith("unix://")) {
    throw new Error(`The benches need an engine on a unix socket, not "${host}"`);
  }
  return new Engine(host.slice("unix://".length));
}

async function testEngine(name: string): Promise<string> {
  const run = Deno.env.get("ENGINES_RUN") ?? "/run/engines";
  try {
    const text = await Deno.readTextFile(`${run}/${name}/env`);
    return /^DOCKER_HOST=(.*)$/m.exec(text)?.[1] ?? "";
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("No engine: set DOCKER_HOST, or run tests/engine/start.sh");
  }
}
