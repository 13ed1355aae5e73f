/** What engines answer, for scripts. */

/** A ping's answer by an engine whose newest API version that is. */
export function pong(apiVersion: string): string {
  return `HTTP/1.1 200 OK\r\nApi-Version: ${apiVersion}\r\nOstype: linux\r\n` +
    `Content-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nOK`;
}

/** An answer with a body. */
export function answer(status: number, body: string, headers: string[] = []): string {
  const length = new TextEncoder().encode(body).length;
  const lines = [`HTTP/1.1 ${status} Whatever`, ...headers, `Content-Length: ${length}`];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** An answer in JSON. */
export function json(status: number, value: unknown, headers: string[] = []): string {
  return answer(status, JSON.stringify(value), ["Content-Type: application/json", ...headers]);
}

/** A refusal, as an engine words it. */
export function refusal(status: number, message: string, headers: string[] = []): string {
  return json(status, { message }, headers);
}

/** The request lines of requests. */
export function lines(sent: readonly string[]): string[] {
  return sent.map((request) => request.slice(0, request.indexOf(" HTTP/1.1\r\n")));
}
