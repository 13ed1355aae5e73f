/** What a method that answers more than a value has to make of its answer. */

import assert from "node:assert/strict";
import { AttachSession } from "../../src/api/streams/attach_session.ts";
import type { Connection } from "../../src/transport/connection.ts";

/** Two frames, of the standard output and the standard error. */
export const FRAMES: Uint8Array = Uint8Array.of(
  ...[1, 0, 0, 0, 0, 0, 0, 3, 111, 117, 116],
  ...[2, 0, 0, 0, 0, 0, 0, 2, 255, 0],
);

const CHUNKS = [
  { stream: "stdout", data: [111, 117, 116] },
  { stream: "stderr", data: [255, 0] },
];

/** Everything in a stream. */
export async function readAll(stream: unknown): Promise<unknown[]> {
  assert.ok(stream instanceof ReadableStream, "it is a stream");
  const values: unknown[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    values.push(next.value);
  }
  return values;
}

/** A stream of bytes. */
export async function checkBytes(result: unknown, bytes: Uint8Array): Promise<void> {
  const parts = await readAll(result);
  assert.deepEqual(parts.flatMap((part) => [...part as Uint8Array]), [...bytes]);
}

/** An archive, and what is at its path. */
export async function checkArchive(
  result: unknown,
  stat: unknown,
  bytes: Uint8Array,
): Promise<void> {
  assert.ok(typeof result === "object" && result !== null);
  assert.deepEqual(Object.keys(result).sort(), ["archive", "stat"]);
  assert.deepEqual(property(result, "stat"), stat);
  await checkBytes(property(result, "archive"), bytes);
}

/** A stream of output that was framed. */
export async function checkOutput(result: unknown): Promise<void> {
  const chunks = await readAll(result);
  assert.deepEqual(
    chunks.map((chunk) => ({
      stream: property(chunk, "stream"),
      data: [...property(chunk, "data") as Uint8Array],
    })),
    CHUNKS,
  );
}

/** Both directions of a process. */
export async function checkSession(result: unknown): Promise<void> {
  assert.ok(result instanceof AttachSession);
  const writer = result.stdin.getWriter();
  await writer.write(new TextEncoder().encode("in"));
  await writer.close();
  await checkOutput(result.output);
  result.close();
}

/** Both directions of a process, as messages that are not framed. */
export async function checkWebSocket(result: unknown): Promise<void> {
  assert.ok(result instanceof AttachSession);
  assert.equal(await result.output.text(), "out!");
  result.close();
}

/** A connection, as it is. */
export async function checkConnection(result: unknown): Promise<void> {
  const connection = result as Connection;
  assert.deepEqual(await connection.read(), new TextEncoder().encode("PRI"));
  connection.close();
}

function property(value: unknown, name: string): unknown {
  assert.ok(typeof value === "object" && value !== null);
  return (value as Record<string, unknown>)[name];
}
