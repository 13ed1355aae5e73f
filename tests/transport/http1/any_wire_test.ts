import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cutAt, latin1 } from "../../cuts.ts";
import { clean, type Watch } from "../../leaks.ts";
import { readBytes } from "../../read_body.ts";
import { end, pause, reset, type Step } from "../../scripted_connection.ts";

const tokens = fc.constantFrom(
  "HTTP/1.1 200 OK\r\n",
  "HTTP/1.1 404 Not Found\r\n",
  "HTTP/1.1 100 Continue\r\n\r\n",
  "HTTP/1.1 101 Switching\r\n\r\n",
  "HTTP/1.0 200 OK\r\n",
  "HTTP/1.1 204 No Content\r\n\r\n",
  "Content-Length: 5\r\n",
  "Content-Length: 0\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Connection: close\r\n",
  "X: y\r\n",
  "\r\n",
  "5\r\nhello\r\n",
  "0\r\n\r\n",
  "0\r\n",
  "hello",
  "ffffffffff\r\n",
  "-1\r\n",
  "\n",
  "\0",
);

const wires: fc.Arbitrary<Bytes> = fc.oneof(
  fc.array(tokens, { maxLength: 8 }).map((parts) => latin1(parts.join(""))),
  fc.array(tokens, { maxLength: 6 }).map((parts) =>
    latin1(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${parts.join("")}`)
  ),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes)),
);

/** What a call comes to over such a wire. */
async function outcome(
  watch: Watch,
  steps: readonly Step[],
  deferred: boolean,
): Promise<unknown> {
  const engine = watch.engine(steps);
  const http = engine.http({
    connect: async (signal) => {
      const link = await engine.connect(signal);
      link.deferred = deferred;
      return link;
    },
  });
  try {
    const { status, headers, body } = await http.request({ method: "GET", target: "/x" });
    return { status, headers: [...headers], data: await readBytes(body) };
  } catch (error) {
    assert.ok(error instanceof ProtocolError || error instanceof ConnectionError, `${error}`);
    assert.ok(error.code === "protocol" || error.code === "lost", error.code);
    return error.code;
  } finally {
    assert.equal(engine.open, 0);
    assert.equal(engine.connections, 1);
  }
}

test(
  "A call comes to an answer, a ProtocolError or a loss, whatever the wire and its cuts",
  clean(async (watch) => {
    const places = fc.array(fc.nat(), { maxLength: 6 });
    const ends = fc.constantFrom(end, reset);
    await fc.assert(
      fc.asyncProperty(wires, places, ends, fc.boolean(), async (wire, places, last, deferred) => {
        const whole = await outcome(watch, [wire, last], false);
        const cut = cutAt(wire, places).filter((piece) => piece.length > 0);
        assert.deepEqual(await outcome(watch, [...cut, last], deferred), whole);
        const slow = cut.slice(0, 2).flatMap((piece): Step[] => [piece, pause()]);
        assert.deepEqual(await outcome(watch, [...slow, ...cut.slice(2), last], deferred), whole);
      }),
      { numRuns: 200 },
    );
  }),
);

test(
  "A body comes through as it is, in whatever chunks, cuts and pace",
  clean(async (watch) => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 30 }), { maxLength: 8 });
    const places = fc.array(fc.nat(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(chunks, places, fc.boolean(), async (chunks, places, deferred) => {
        const data = chunks.flatMap((chunk) => [...chunk]);
        const text = (bytes: Iterable<number>): string => String.fromCharCode(...bytes);
        const head = "HTTP/1.1 200 OK\r\n";
        const body = [
          ...chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${text(chunk)}\r\n`),
        ];
        const wires = [
          `${head}Content-Length: ${data.length}\r\n\r\n${text(data)}`,
          `${head}Transfer-Encoding: chunked\r\n\r\n${body.join("")}0\r\n\r\n`,
          `${head}\r\n${text(data)}`,
        ];
        for (const wire of wires) {
          const steps = cutAt(latin1(wire), places).filter((piece) => piece.length > 0);
          const answer = await outcome(watch, [...steps, end], deferred);
          assert.deepEqual((answer as { data: Uint8Array }).data, Uint8Array.from(data));
        }
      }),
      { numRuns: 200 },
    );
  }),
);
