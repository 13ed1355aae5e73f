/** What engines answer, for scripts, and what they were asked. */

export { answer, json, pong, refusal } from "../../src/testing/answers.ts";

/** The request lines of requests. */
export function lines(sent: readonly string[]): string[] {
  return sent.map((request) => request.slice(0, request.indexOf(" HTTP/1.1\r\n")));
}
