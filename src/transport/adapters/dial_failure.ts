import type { ConnectionError } from "../../errors.ts";
import { connectFailure, type PathKind } from "../connect_failure.ts";
import type { Endpoint } from "../endpoint.ts";
import { builtin } from "./builtin.ts";

interface FileSystem {
  stat(path: string): Promise<{ isDirectory(): boolean; isSocket(): boolean }>;
}

/**
 * Says why there is no connection. Looks at the path with Node's file system, because the system
 * refuses a directory, a file and the socket of an engine that is gone with one and the same code.
 *
 * @param endpoint Where to.
 * @param cause What the system said.
 */
export async function dialFailure(endpoint: Endpoint, cause: unknown): Promise<ConnectionError> {
  const found = endpoint.kind === "unix" ? await pathKind(endpoint.path) : undefined;
  return connectFailure(endpoint, cause, found);
}

async function pathKind(path: string): Promise<PathKind | undefined> {
  try {
    const found = await builtin<FileSystem>("node:fs/promises").stat(path);
    return found.isDirectory() ? "directory" : found.isSocket() ? "socket" : "file";
  } catch (error) {
    // Bun (1.4) also says "refused" of a path that leads through a file
    return (error as { code?: unknown }).code === "ENOTDIR" ? "nothing" : undefined;
  }
}
