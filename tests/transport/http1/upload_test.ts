import assert from "node:assert/strict";
import { test } from "node:test";
import type { HttpRequest } from "../../../src/transport/http_client.ts";
import type { BodySource } from "../../../src/types/body_source.ts";
import { clean } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import { whole } from "../../scripted_engine.ts";
import { act, deafen, pause, reset, resume, stall, type Step } from "../../scripted_connection.ts";
import { Source } from "./source.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
const NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone";

function put(body: BodySource, signal?: AbortSignal): HttpRequest {
  return { method: "PUT", target: "/archive", body, signal };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function streamOf(...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function* generate(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await turn();
    yield chunk;
  }
}

test(
  "SocketHttpClient sends bodies of every kind",
  clean(async (watch) => {
    const text = "hällo";
    const utf8 = bytes(text);
    const [one, two] = [utf8.subarray(0, 2), utf8.subarray(2)];
    const empty = new Uint8Array(0);
    const bodies: readonly (readonly [BodySource, string, "length" | "chunked"])[] = [
      [text, text, "length"],
      [utf8, text, "length"],
      [utf8.slice().buffer, text, "length"],
      [new Blob([text]), text, "length"],
      [streamOf(one, two), text, "chunked"],
      [generate(one, two), text, "chunked"],
      [[one, two], text, "chunked"],
      [new Set([one, two]), text, "chunked"],
      [new Source([one, two]), text, "chunked"],
      [streamOf(empty, one, empty, empty, two, empty), text, "chunked"],
      ["", "", "length"],
      [empty, "", "length"],
      [new Blob([]), "", "length"],
      [streamOf(), "", "chunked"],
      [generate(), "", "chunked"],
      [[], "", "chunked"],
      [[empty], "", "chunked"],
    ];
    for (const [body, expected, framing] of bodies) {
      const engine = watch.engine(OK);
      const answer = await engine.http().request(put(body, watch.signal().signal));
      assert.equal(await readText(answer.body), "OK");
      const sent = engine.sent[0] ?? "";
      assert.equal(sent.slice(sent.indexOf("\r\n\r\n") + 4), expected);
      assert.match(
        sent,
        framing === "chunked" ? /transfer-encoding: chunked/ : new RegExp(
          `content-length: ${bytes(expected).length}\r\n`,
        ),
      );
      assert.equal(engine.links[0]?.open, true, "the connection can be used again");
      assert.equal(engine.open, 0);
    }
  }),
);

test(
  "SocketHttpClient sends large bodies as they are, in whatever pieces",
  clean(async (watch) => {
    const large = Uint8Array.from({ length: 300_000 }, (_, i) => i * 7 + (i >> 8));
    const cut = (size: number): Uint8Array[] => {
      const chunks = [];
      for (let at = 0; at < large.length; at += size) chunks.push(large.subarray(at, at + size));
      return chunks;
    };
    const bodies: readonly BodySource[] = [
      large,
      new Blob([large]),
      cut(100_000),
      cut(16_384),
      cut(16_385),
      streamOf(...cut(65_536)),
      generate(...cut(70_000)),
    ];
    for (const body of bodies) {
      const engine = watch.engine(OK);
      const answer = await engine.http().request(put(body));
      assert.equal(await readText(answer.body), "OK");
      assert.deepEqual(engine.bodies[0], large);
      assert.equal(engine.links[0]?.open, true);
    }
  }),
);

test(
  "SocketHttpClient refuses a source of anything but bytes",
  clean(async (watch) => {
    for (const piece of ["text", 5, null, undefined, new Uint16Array(2), [1, 2], {}]) {
      for (const position of [0, 1]) {
        const pieces = [bytes("good"), bytes("more")] as unknown[];
        pieces[position] = piece;
        const source = new Source(pieces as Uint8Array[]);
        const engine = watch.engine([whole, OK]);
        const { signal } = watch.signal();
        await assert.rejects(engine.http().request(put(source, signal)), {
          name: "TypeError",
          message: /must yield Uint8Array/,
        });
        assert.equal(engine.links[0]?.open, false, "the connection is closed");
        assert.equal(source.returned, 1, "the source is told");
      }
    }
  }),
);

test(
  "SocketHttpClient rejects with what the source threw, and closes",
  clean(async (watch) => {
    const failure = new Error("disk on fire");
    const sources: readonly BodySource[] = [
      new Source([bytes("one")], failure),
      new Source([], failure),
      (async function* () {
        yield bytes("one");
        await turn();
        throw failure;
      })(),
      (function* () {
        yield bytes("one");
        throw failure;
      })(),
      new ReadableStream({
        pull: (controller) => controller.error(failure),
      }),
    ];
    for (const source of sources) {
      const engine = watch.engine([whole, OK]);
      const { signal } = watch.signal();
      const call = engine.http().request(put(source, signal));
      await assert.rejects(call, (error) => error === failure);
      assert.equal(engine.links[0]?.open, false, "the connection is closed");
      assert.equal(engine.connections, 1, "it is not tried again");
      assert.doesNotMatch(new TextDecoder().decode(engine.links[0]?.sent), /0\r\n\r\n$/);
    }
  }),
);

test(
  "SocketHttpClient rejects when a Blob is not as long as it says",
  clean(async (watch) => {
    for (
      const [claimed, message] of [[3, /it was to have 3 bytes and has over 5$/], [
        9,
        /9 .* 5$/,
      ]] as const
    ) {
      const blob = new Blob(["hello"]);
      Object.defineProperty(blob, "size", { value: claimed });
      const engine = watch.engine([whole, OK]);
      const { signal } = watch.signal();
      await assert.rejects(engine.http().request(put(blob, signal)), {
        name: "TypeError",
        message,
      });
      assert.equal(engine.links[0]?.open, false);
      assert.equal(engine.bodies[0]?.length, claimed < 5 ? 0 : 5, "no byte too many is sent");
    }
  }),
);

test(
  "SocketHttpClient pulls no more than a peer takes",
  clean(async (watch) => {
    const source = new Source(Array<Uint8Array>(1_000).fill(new Uint8Array(65_536)));
    const engine = watch.engine([
      stall,
      pause(20),
      act(() => {
        assert.ok(
          source.pulled <= 3,
          `${source.pulled} pieces were pulled while nothing was taken`,
        );
      }),
      NOT_FOUND,
    ]);
    const { status, body } = await engine.http().request(put(source));
    assert.equal(status, 404);
    assert.equal(await readText(body), "none");
    assert.ok(source.pulled <= 3, `${source.pulled} pieces were pulled`);
  }),
);

test(
  "SocketHttpClient goes on when a slow peer takes again",
  clean(async (watch) => {
    const pieces = Array.from({ length: 20 }, (_, i) => new Uint8Array(20_000).fill(i));
    const engine = watch.engine([
      ...Array.from({ length: 10 }, (): Step[] => [stall, pause(), resume]).flat(),
      whole,
      OK,
    ]);
    const { body } = await engine.http().request(put(new Source(pieces)));
    assert.equal(await readText(body), "OK");
    assert.deepEqual(engine.bodies[0], Uint8Array.from(pieces.flatMap((piece) => [...piece])));
  }),
);

test(
  "SocketHttpClient cancels the source of a call that never gets a connection",
  clean(async (watch) => {
    const failure = new Error("refused");
    const signal = watch.signal();
    const engine = watch.engine();
    const aborted = AbortSignal.abort(failure);
    const refusing = engine.http({ connect: () => Promise.reject(failure) });
    const silent = engine.http({ connect: () => new Promise(() => {}) });
    const closed = engine.http();
    closed.close();
    const calls: readonly ((source: BodySource) => Promise<unknown>)[] = [
      (body) => refusing.request(put(body)),
      (body) => engine.http().request(put(body, aborted)),
      (body) => closed.request(put(body)),
      (body) => engine.http().request({ ...put(body), target: "no path" }),
      (body) => {
        const call = silent.request(put(body, signal.signal));
        signal.abort(failure);
        return call;
      },
    ];
    for (const call of calls) {
      const source = new Source([bytes("one")]);
      await assert.rejects(call(source));
      await turn();
      assert.equal(source.returned, 1, "the source is told");
      assert.equal(source.pulled, 0);
    }
    assert.equal(engine.connections, 0);
  }),
);

test(
  "SocketHttpClient cancels the source when the head can't be sent",
  clean(async (watch) => {
    for (const step of [deafen, reset]) {
      const source = new Source([bytes("one")]);
      const engine = watch.engine();
      const http = engine.http({
        connect: async (signal) => {
          const link = await engine.connect(signal);
          link.play(step);
          return link;
        },
      });
      await assert.rejects(http.request(put(source, watch.signal().signal)), { code: "lost" });
      await turn();
      assert.equal(source.returned, 1);
    }
  }),
);

test(
  "SocketHttpClient refuses a stream that somebody else reads",
  clean(async (watch) => {
    const stream = streamOf(bytes("one"));
    stream.getReader();
    const engine = watch.engine();
    await assert.rejects(engine.http().request(put(stream)), TypeError);
    assert.equal(engine.connections, 0);
  }),
);
