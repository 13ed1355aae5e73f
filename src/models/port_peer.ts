import type { Api } from "../api/api.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import type { OutputLine } from "../api/streams/lines.ts";
import { tar } from "../api/streams/tar/writer.ts";
import { ApiError, ConnectionError, DockerError } from "../errors.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { createContainer } from "./create_container.ts";
import { removeContainer } from "./end_container.ts";
import { ownerLabels } from "./owner.ts";
import { PORT_PROGRAMS } from "./port_program.ts";

const PROGRAM = "fairlead-ports";

const REQUEST: Uint8Array = new Uint8Array([10]);

/**
 * A container beside another one, of the same image and in the same network, that tells which ports
 * are listened on there: for one that has no program to tell it. It ends with the connection to it,
 * and the engine then removes it.
 */
export class PortPeer {
  readonly #api: Api;
  readonly #id: string;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reader: ReadableStreamDefaultReader<OutputLine>;
  readonly #session: AttachSession;

  /**
   * Makes one of what was started.
   *
   * @param api The engine's API.
   * @param id The container's ID.
   * @param session The attachment to it.
   */
  constructor(api: Api, id: string, session: AttachSession) {
    this.#api = api;
    this.#id = id;
    this.#session = session;
    this.#writer = session.stdin.getWriter();
    this.#reader = session.output.lines().getReader();
  }

  /** Reads what `/proc/net/tcp` and `/proc/net/tcp6` say now. */
  async read(): Promise<string> {
    await this.#writer.write(REQUEST);
    let tables = "";
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) throw new ConnectionError("Cannot look at the ports: who looks is gone", "lost");
      if (value.line === ".") return tables;
      tables += `${value.line}\n`;
    }
  }

  /** Ends it, and waits until it is gone. */
  async end(): Promise<void> {
    this.#session.close();
    await removeContainer(this.#api, this.#id);
  }
}

/**
 * Starts a container beside another one.
 *
 * @param api The engine's API.
 * @param container The container that it is to look at.
 * @param signal Ends it.
 * @throws {DockerError} If it can't be made.
 */
export async function startPortPeer(
  api: Api,
  container: ContainerInspectResponse,
  signal: AbortSignal,
): Promise<PortPeer> {
  try {
    return await start(api, container, signal);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new DockerError(
      `Cannot look at the ports of "${container.Name.replace(/^\//, "")}": it has no program ` +
        `"cat", and a container that looks from beside it can't be made`,
      "other",
      { cause: error },
    );
  }
}

async function start(
  api: Api,
  container: ContainerInspectResponse,
  signal: AbortSignal,
): Promise<PortPeer> {
  const program = await programFor(api, container, signal);
  const joined = container.HostConfig?.NetworkMode ?? "";
  const id = await createContainer(api, container.Image, {
    entrypoint: [`/${PROGRAM}`],
    command: [],
    healthcheck: { test: ["NONE"] },
    // One that has joined a network itself can't be joined.
    networkMode: joined.startsWith("container:") ? joined : `container:${container.Id}`,
    logConfig: { type: "none" },
    capDrop: ["ALL"],
    securityOpt: ["no-new-privileges"],
    autoRemove: true,
    labels: await ownerLabels(api),
    signal,
  }, { stdin: true, stdout: true, stderr: false });
  let session: AttachSession | undefined;
  try {
    const body = tar([{ name: PROGRAM, mode: 0o755, body: program }]);
    await api.containers.putArchive(id, { query: { path: "/" }, body, signal });
    const query = { stream: true, stdin: true, stdout: true };
    session = await api.containers.attach(id, { query, tty: false, signal });
    await api.containers.start(id, { signal });
    return new PortPeer(api, id, session);
  } catch (error) {
    session?.close(error);
    await removeContainer(api, id);
    throw error;
  }
}

async function programFor(
  api: Api,
  { Name, Image }: ContainerInspectResponse,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { Os, Architecture = "" } = await api.images.inspect(Image, { signal });
  const program = Os === "linux" ? PORT_PROGRAMS[Architecture] : undefined;
  if (program !== undefined) return Uint8Array.from(atob(program), (char) => char.charCodeAt(0));
  throw new DockerError(
    `Cannot look at the ports of "${
      Name.replace(/^\//, "")
    }": it has no program "cat", and there ` +
      `is none for ${Os}/${Architecture} to look from beside it`,
    "other",
  );
}
