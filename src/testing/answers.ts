/** What engines answer, for scripts. */

const encoder = new TextEncoder();

/** A ping's answer by an engine whose newest API version that is. */
export function pong(apiVersion: string): string {
  return `HTTP/1.1 200 OK\r\nApi-Version: ${apiVersion}\r\nOstype: linux\r\n` +
    `Content-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nOK`;
}

/**
 * An answer with a body.
 *
 * @param status The status code.
 * @param body The body as text.
 * @param headers Further lines of the head, such as `"Content-Type: text/plain"`.
 */
export function answer(status: number, body: string, headers: readonly string[] = []): string {
  const length = encoder.encode(body).length;
  const lines = [`HTTP/1.1 ${status} Whatever`, ...headers, `Content-Length: ${length}`];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/**
 * An answer in JSON.
 *
 * @param status The status code.
 * @param value The body's value.
 * @param headers Further lines of the head.
 */
export function json(status: number, value: unknown, headers: readonly string[] = []): string {
  return answer(status, JSON.stringify(value), ["Content-Type: application/json", ...headers]);
}

/**
 * A refusal, as an engine words it.
 *
 * @param status The status code, 400 and above.
 * @param message Why.
 * @param headers Further lines of the head.
 */
export function refusal(status: number, message: string, headers: readonly string[] = []): string {
  return json(status, { message }, headers);
}

/** A frame of a container's output, for the body of an answer in frames. */
export function frame(stream: "stdout" | "stderr", text: string): Uint8Array<ArrayBuffer> {
  const data = encoder.encode(text);
  const bytes = new Uint8Array(8 + data.length);
  bytes[0] = stream === "stdout" ? 1 : 2;
  new DataView(bytes.buffer).setUint32(4, data.length);
  bytes.set(data, 8);
  return bytes;
}
