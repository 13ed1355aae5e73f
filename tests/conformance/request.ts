import assert from "node:assert/strict";

/** A request as its receiver reads it. */
export interface SentRequest {
  readonly verb: string;
  /** The segments of the path, each decoded. */
  readonly path: readonly string[];
  /** Names and values of the query, decoded as a form is, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: ReadonlyMap<string, string>;
}

/** Reads the head of a request, and refuses what no server must get. */
export function readRequest(text: string): SentRequest {
  const [head = ""] = text.split("\r\n\r\n", 1);
  const [line = "", ...fields] = head.split("\r\n");
  const [, verb = "", target = ""] = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(line) ?? [];
  assert.match(
    target,
    /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*(\?[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*)?$/,
  );
  const [path = "", query] = target.split("?", 2);
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [name = ""] = field.split(":", 1);
    assert.ok(!headers.has(name.toLowerCase()), `the header ${name} is sent once`);
    headers.set(name.toLowerCase(), field.slice(name.length + 1).trim());
  }
  return {
    verb,
    path: path.slice(1).split("/").map(decodeURIComponent),
    query: [...new URLSearchParams(query ?? "")],
    headers,
  };
}

/** What a header with credentials says: JSON in padded base64url, which is what engines decode. */
export function readCredentials(header: string): unknown {
  assert.match(header, /^(?:[\w-]{4})+(?:[\w-]{3}=|[\w-]{2}==)?$|^(?:[\w-]{3}=|[\w-]{2}==)$/);
  const binary = atob(header.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}
