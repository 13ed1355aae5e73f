/** A scripted engine with a container that has a few files. */

import type { Container } from "../../src/models/container.ts";
import { untar } from "../../src/api/streams/tar/reader.ts";
import { tar } from "../../src/api/streams/tar/writer.ts";
import type { TarEntrySettings } from "../../src/types/tar.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { type Answer, whole } from "../scripted_engine.ts";
import { asked, attrs, ID, json, refusal } from "./container_engine.ts";

/** What the container has at a path: what an archive of it has, and where a link leads to. */
export interface PathContent {
  readonly kind: "file" | "folder" | "link" | "fifo" | "socket" | "device";
  readonly size?: number;
  readonly linkTarget?: string;
  /** The archive of it, or something in its place. */
  readonly archive?: readonly TarEntrySettings[] | Answer;
}

/** Bits of Go's `os.FileMode`. */
const MODES: Readonly<Record<PathContent["kind"], number>> = {
  file: 0o644,
  folder: 2 ** 31 + 0o755,
  link: 2 ** 27 + 0o777,
  fifo: 2 ** 25 + 0o644,
  socket: 2 ** 24 + 0o755,
  device: 2 ** 26 + 0o600,
};

/** An engine whose container has what `files` tells, and a client of it. */
export interface CopyEngine {
  readonly engine: EngineWithClient;
  readonly container: Container;
  /** What was asked since the container is there: the method, and the path or the whole query. */
  lines(): string[];
  /** The entries of the last archive that was put into the container. */
  put(): Promise<string[]>;
}

/** Makes the engine. A `PUT` is answered with `onPut`. */
export async function copyEngine(
  files: Readonly<Record<string, PathContent>>,
  onPut: Answer = [whole, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"],
): Promise<CopyEngine> {
  const archives = new Map<string, Answer>();
  for (const [path, { archive }] of Object.entries(files)) {
    archives.set(path, isEntries(archive) ? await bytesOf(tar(archive)) : archive ?? "");
  }
  const answer = (request: string): Answer => {
    const [, method = "", target = ""] = /^(\S+) (\S+)/.exec(request) ?? [];
    if (!target.includes("/archive?")) return json(attrs());
    if (method === "PUT") return onPut;
    const path = new URL(target, "http://engine").searchParams.get("path") ?? "";
    const file = files[path];
    if (file === undefined) {
      const gone = refusal("404 Not Found", `Could not find the file ${path}`);
      return method === "HEAD" ? gone.slice(0, gone.indexOf("\r\n\r\n") + 4) : gone;
    }
    const head = headOf(path, file);
    const body = archives.get(path) ?? "";
    if (method === "HEAD") return `${head}Content-Length: 0\r\n\r\n`;
    if (typeof body !== "string" && !(body instanceof Uint8Array)) return [head, ...body];
    return [`${head}Content-Length: ${body.length}\r\n\r\n`, body];
  };
  const engine = scripted(...Array.from({ length: 100 }, () => answer));
  const container = await engine.client.containers.get("web");
  return {
    engine,
    container,
    lines: () =>
      asked(engine).slice(1).map((line) =>
        decodeURIComponent(line.replace(`/containers/${ID}/archive?path=`, ""))
      ),
    async put() {
      const body = engine.bodies.at(-1) ?? new Uint8Array(0);
      const lines: string[] = [];
      for await (const { name, type, mode, linkTarget, bytes } of untar(body)) {
        const text = new TextDecoder().decode(await bytes());
        lines.push([name, type, mode.toString(8), linkTarget + text].join(" ").trim());
      }
      return lines;
    },
  };
}

function headOf(path: string, { kind, size = 0, linkTarget = "" }: PathContent): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stat = { name, size, mode: MODES[kind], mtime: "2024-02-29T12:34:56Z", linkTarget };
  return "HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\n" +
    `X-Docker-Container-Path-Stat: ${btoa(JSON.stringify(stat))}\r\n`;
}

function isEntries(archive: PathContent["archive"]): archive is readonly TarEntrySettings[] {
  return Array.isArray(archive) && archive.every((entry) => typeof entry?.name === "string");
}

async function bytesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
