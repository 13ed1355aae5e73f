import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "../../../src/errors.ts";
import type { HttpRequest } from "../../../src/transport/http_client.ts";
import type { BodySource } from "../../../src/types/body_source.ts";
import { clean } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import { whole } from "../../scripted_engine.ts";
import {
  act,
  type Action,
  bytesSent,
  deafen,
  end,
  pause,
  reset,
  resume,
  stall,
  type Step,
  when,
} from "../../scripted_connection.ts";
import { Source } from "./source.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
const NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone";

function put(body: BodySource, signal?: AbortSignal): HttpRequest {
  return { method: "PUT", target: "/archive", body, signal };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Waits until that text has come. */
function sent(text: string): Action {
  return when((sent) => sent.includes(text));
}

test(
  "SocketHttpClient stops an upload that is refused, and reads the answer",
  clean(async (watch) => {
    for (const waiting of ["source", "peer"] as const) {
      for (const answer of [NOT_FOUND, "HTTP/1.1 302 Found\r\nContent-Length: 4\r\n\r\nnone"]) {
        const pieces = waiting === "peer" ? ["one", "two", "three"] : ["one", "two"];
        const source = new Source(pieces.map(bytes), "never");
        const engine = watch.engine([
          sent("two"),
          ...(waiting === "peer" ? [stall] : []),
          pause(),
          ...answer,
        ]);
        const { signal } = watch.signal();
        const { status, body } = await engine.http().request(put(source, signal));
        assert.ok(status === 404 || status === 302);
        await turn();
        assert.equal(source.returned, 1, "the source is told");
        assert.equal(await readText(body), "none");
        assert.equal(
          engine.links[0]?.open,
          false,
          "an unfinished request can't be followed by another",
        );
        assert.equal(engine.connections, 1);
      }
    }
  }),
);

test(
  "SocketHttpClient sends and asks for nothing more once it has stopped",
  clean(async (watch) => {
    const slow = new Source(["one", "two", "three"].map(bytes), "end", 20);
    const waiting = new Source(["one", "two", "three"].map(bytes));
    const engine = watch.engine(
      [sent("one"), NOT_FOUND.slice(0, -1), pause(60), "e"],
      [stall, sent("transfer-encoding"), NOT_FOUND.slice(0, -1), pause(20), resume, pause(20), "e"],
    );
    const http = engine.http();
    for (const source of [slow, waiting]) {
      const { body } = await http.request(put(source));
      const link = engine.links.at(-1);
      const { pulled } = source;
      await turn(80);
      assert.equal(source.pulled, pulled, "nothing more is asked for");
      assert.doesNotMatch(new TextDecoder().decode(link?.sent), /two/, "nothing more is sent");
      assert.equal(await readText(body), "none");
    }
  }),
);

test(
  "SocketHttpClient tells the source at once when the peer takes no more",
  clean(async (watch) => {
    const source = new Source(Array<Uint8Array>(10).fill(bytes("one")));
    const engine = watch.engine([
      sent("one"),
      deafen,
      pause(20),
      act(() => {
        assert.equal(source.returned, 1, "though no answer has come");
      }),
      NOT_FOUND,
      end,
    ]);
    const { body } = await engine.http().request(put(source));
    assert.equal(await readText(body), "none");
  }),
);

test(
  "SocketHttpClient reads a refusal of a peer that reads no more",
  clean(async (watch) => {
    for (const broken of [deafen, stall]) {
      const source = new Source(Array<Uint8Array>(100).fill(bytes("piece")), "never");
      const engine = watch.engine([sent("piece"), broken, pause(), NOT_FOUND, end]);
      const { signal } = watch.signal();
      const { status, body } = await engine.http().request(put(source, signal));
      assert.equal(status, 404);
      assert.equal(await readText(body), "none");
      await turn();
      assert.equal(source.returned, 1, "the source is told");
    }
  }),
);

test(
  "SocketHttpClient rejects as lost when the peer goes in an upload",
  clean(async (watch) => {
    const losses: readonly (readonly Step[])[] = [[end], [reset], [deafen, pause(), end]];
    for (const loss of losses) {
      const source = new Source([bytes("one"), bytes("two")], "never");
      const engine = watch.engine([sent("two"), ...loss]);
      const { signal } = watch.signal();
      await assert.rejects(engine.http().request(put(source, signal)), (error) => {
        assert.ok(error instanceof ConnectionError);
        assert.equal(error.code, "lost");
        return true;
      });
      await turn();
      assert.equal(source.returned, 1, "the source is told");
    }
  }),
);

test(
  "SocketHttpClient goes on sending while a welcoming answer streams",
  clean(async (watch) => {
    const pieces = ["one", "two", "three", "four"].map(bytes);
    const engine = watch.engine([
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      "3\r\nyes\r\n",
      whole,
      "3\r\nall\r\n0\r\n\r\n",
    ]);
    const source = new Source(pieces, "end", 1);
    const { body } = await engine.http().request(put(source));
    assert.equal(await readText(body), "yesall");
    assert.equal(new TextDecoder().decode(engine.bodies[0]), "onetwothreefour");
    assert.equal(source.returned, 0, "it came to its end");
    assert.equal(engine.links[0]?.open, true, "all is done: the connection can be used again");
  }),
);

test(
  "SocketHttpClient stops sending when the answer has ended",
  clean(async (watch) => {
    const source = new Source([bytes("one")], "never");
    const engine = watch.engine([sent("one"), OK]);
    const { body } = await engine.http().request(put(source, watch.signal().signal));
    assert.equal(await readText(body), "OK");
    await turn();
    assert.equal(source.returned, 1, "the source is told");
    assert.equal(engine.links[0]?.open, false);
  }),
);

test(
  "SocketHttpClient fails the answer when the source fails beside it",
  clean(async (watch) => {
    const failure = new Error("disk on fire");
    for (const reading of [true, false]) {
      const engine = watch.engine(["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", whole]);
      const source = new Source([bytes("one"), bytes("two")], failure, 5);
      const { signal } = watch.signal();
      const { body } = await engine.http().request(put(source, signal));
      const read = reading ? body.read() : turn(40).then(() => body.read());
      await assert.rejects(async () => await read, (error) => error === failure);
      assert.equal(engine.links[0]?.open, false);
    }
  }),
);

test(
  "Body.cancel() stops the upload beside it",
  clean(async (watch) => {
    const engine = watch.engine(["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", whole]);
    const source = new Source([bytes("one")], "never");
    const { body } = await engine.http().request(put(source, watch.signal().signal));
    body.cancel();
    await turn();
    assert.equal(source.returned, 1);
    assert.equal(engine.open, 0);
  }),
);

test(
  "SocketHttpClient cancels a stream whose upload is stopped",
  clean(async (watch) => {
    const engine = watch.engine([bytesSent(1_000), NOT_FOUND]);
    let cancelled = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => {
        cancelled++;
      },
    });
    const { body } = await engine.http().request(put(stream));
    assert.equal(await readText(body), "none");
    await turn();
    assert.equal(cancelled, 1);
  }),
);

test(
  "SocketHttpClient lets no failure of a source's own cancelling out",
  clean(async (watch) => {
    const engine = watch.engine([bytesSent(1_000), NOT_FOUND], [sent("one"), NOT_FOUND]);
    const http = engine.http();
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => Promise.reject(new Error("can't cancel")),
    });
    const source = new Source([bytes("one")], "never");
    source.onReturn = () => {
      throw new Error("can't return");
    };
    for (const body of [stream, source]) {
      const answer = await http.request(put(body));
      assert.equal(await readText(answer.body), "none");
      await turn();
    }
  }),
);
