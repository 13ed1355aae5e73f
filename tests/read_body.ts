import type { Body } from "../src/transport/http_client.ts";

/** A body's bytes, read to their end. */
export async function readBytes(body: Body): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let bytes = await body.read(); bytes !== null; bytes = await body.read()) {
    parts.push(bytes);
    length += bytes.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A body's text, read to its end. */
export async function readText(body: Body): Promise<string> {
  return new TextDecoder().decode(await readBytes(body));
}

/** Lets promises, timers and other events have their turn. */
export function turn(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
