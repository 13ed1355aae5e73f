import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import type { HttpRequest } from "../../../src/transport/http_client.ts";
import { clean, type Watch } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import type { Answer } from "../../scripted_engine.ts";
import { end, head, pause, reset, type Step } from "../../scripted_connection.ts";

const PING: HttpRequest = { method: "GET", target: "/_ping" };
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
const NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

/** Makes one call, reads its answer, and tells how things stand then. */
async function callOnce(
  watch: Watch,
  answer: Answer,
  request: HttpRequest = PING,
): Promise<{ readonly status: number; readonly text: string; readonly kept: boolean }> {
  const engine = watch.engine(answer);
  const { status, body } = await engine.http().request({
    ...request,
    signal: watch.signal().signal,
  });
  const text = await readText(body);
  assert.equal(await body.read(), null, "the end stays the end");
  assert.equal(engine.connections, 1);
  assert.equal(engine.open, 0, "the connection is given back");
  return { status, text, kept: engine.links[0]?.open ?? false };
}

test(
  "SocketHttpClient sends a request and reads the answer",
  clean(async (watch) => {
    const engine = watch.engine(
      "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nOK",
    );
    const { status, headers, body } = await engine.http().request({
      method: "GET",
      target: "/v1.41/a%20b?c=%2F",
      headers: { "x-one": "1", "user-agent": "test" },
    });
    assert.equal(status, 200);
    assert.equal(headers.get("content-length"), "2");
    assert.equal(body.mediaType, "text/plain");
    assert.equal(await readText(body), "OK");
    assert.deepEqual(engine.sent, [
      "GET /v1.41/a%20b?c=%2F HTTP/1.1\r\nhost: docker\r\nx-one: 1\r\nuser-agent: test\r\n\r\n",
    ]);
  }),
);

test(
  "SocketHttpClient announces a body, or that there is none",
  clean(async (watch) => {
    const expected: readonly (readonly [string, HttpRequest["body"], RegExp | undefined])[] = [
      ["GET", undefined, undefined],
      ["HEAD", undefined, undefined],
      ["POST", undefined, /\r\ncontent-length: 0\r\n/],
      ["PUT", undefined, /\r\ncontent-length: 0\r\n/],
      ["DELETE", undefined, /\r\ncontent-length: 0\r\n/],
      ["POST", "", /\r\ncontent-length: 0\r\n/],
      ["POST", "ä", /\r\ncontent-length: 2\r\n/],
      ["GET", "abc", /\r\ncontent-length: 3\r\n/],
      ["POST", [], /\r\ntransfer-encoding: chunked\r\n/],
    ];
    for (const [method, body, header] of expected) {
      const engine = watch.engine(NO_CONTENT);
      await engine.http().request({ method, target: "/x", body });
      const sent = engine.sent[0] ?? "";
      if (header === undefined) assert.doesNotMatch(sent, /content-length|transfer-encoding/);
      else assert.match(sent, header);
      assert.equal(sent.match(/content-length|transfer-encoding/g)?.length ?? 0, header ? 1 : 0);
    }
  }),
);

test(
  "SocketHttpClient reads bodies of every framing, and keeps what it can",
  clean(async (watch) => {
    const cases: readonly (readonly [Answer, string, boolean])[] = [
      [OK, "OK", true],
      ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", true],
      ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n", "OK", true],
      ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\na: b\r\n\r\n", "", true],
      [["HTTP/1.1 200 OK\r\n\r\nO", "K", end], "OK", false],
      [["HTTP/1.1 200 OK\r\n\r\n", end], "", false],
      ["HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nOK", "OK", false],
      [["HTTP/1.0 200 OK\r\n\r\nOK", end], "OK", false],
      ["HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nOK", "OK", false],
      ["HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nOK", "OK", true],
      // What comes behind the end answers no question.
      [`${OK}!`, "OK", false],
      [[OK, "!"], "OK", false],
      [[OK, end], "OK", false],
      ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n!", "OK", false],
      [`${NO_CONTENT}!`, "", false],
    ];
    for (const [answer, expected, kept] of cases) {
      const message = JSON.stringify(answer);
      const { text, kept: isKept } = await callOnce(watch, answer);
      assert.equal(text, expected, message);
      assert.equal(isKept, kept, message);
    }
  }),
);

test(
  "SocketHttpClient reads no body where there is none",
  clean(async (watch) => {
    const length = "Content-Length: 5\r\n\r\n";
    for (const status of ["204 No Content", "304 Not Modified"]) {
      const { text, kept } = await callOnce(watch, `HTTP/1.1 ${status}\r\n${length}`);
      assert.deepEqual([text, kept], ["", true]);
    }
    const request: HttpRequest = { method: "HEAD", target: "/x" };
    for (const rest of [length, "Transfer-Encoding: chunked\r\n\r\n", "\r\n"]) {
      const { text, kept } = await callOnce(watch, `HTTP/1.1 200 OK\r\n${rest}`, request);
      assert.deepEqual([text, kept], ["", true]);
    }
  }),
);

test(
  "SocketHttpClient reads an answer in single bytes",
  clean(async (watch) => {
    const wire =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
      "2\r\nOK\r\n0\r\na: b\r\n\r\n";
    const { text, kept } = await callOnce(watch, [head, ...wire]);
    assert.deepEqual([text, kept], ["OK", true]);
  }),
);

test(
  "SocketHttpClient passes over interim answers",
  clean(async (watch) => {
    const interim = "HTTP/1.1 100 Continue\r\n\r\n";
    const hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 9\r\n\r\n";
    const answers: readonly Answer[] = [
      interim + OK,
      [interim, OK],
      [interim + hints, interim + OK],
      [interim, hints, pause(), interim, pause(), OK.slice(0, 9), OK.slice(9)],
      [interim + OK.slice(0, 20), OK.slice(20)],
      [interim.slice(0, 10), interim.slice(10) + hints.slice(0, 30), hints.slice(30) + OK],
    ];
    for (const answer of answers) {
      const { status, text, kept } = await callOnce(watch, answer);
      assert.deepEqual([status, text, kept], [200, "OK", true]);
    }
  }),
);

test(
  "SocketHttpClient does not wait for ever through interim answers",
  clean(async (watch) => {
    const engine = watch.engine(Array<Step>(1_000).fill("HTTP/1.1 102 Processing\r\n\r\n"));
    await assert.rejects(engine.http().request(PING), ProtocolError);
  }),
);

test(
  "SocketHttpClient refuses what breaks the protocol, and closes",
  clean(async (watch) => {
    const answers: readonly string[] = [
      "SSH-2.0-OpenSSH_10.0\r\n",
      "HTTP/1.1 200 OK\nContent-Length: 2\n\nOK",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nOK",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
      "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\n\r\n",
      `HTTP/1.1 200 OK\r\nA: ${"x".repeat(70_000)}`,
    ];
    for (const answer of answers) {
      const engine = watch.engine(answer);
      const { signal } = watch.signal();
      await assert.rejects(engine.http().request({ ...PING, signal }), ProtocolError, answer);
      assert.equal(engine.open, 0);
      assert.equal(engine.links[0]?.open, false, "the connection is closed");
      assert.equal(engine.connections, 1, "it is not tried again");
    }
  }),
);

test(
  "SocketHttpClient rejects when the answer is cut short, wherever",
  clean(async (watch) => {
    const wire = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n";
    for (let length = 0; length < wire.length; length++) {
      for (const cut of [end, reset]) {
        const engine = watch.engine([wire.slice(0, length), cut]);
        const { signal } = watch.signal();
        const call = engine.http().request({ ...PING, signal }).then(({ body }) => readText(body));
        await assert.rejects(call, (error) => {
          assert.ok(error instanceof ConnectionError);
          assert.equal(error.code, "lost");
          return true;
        });
        assert.equal(engine.open, 0);
        assert.equal(engine.links[0]?.open, false, "the connection is closed");
        assert.equal(engine.connections, 1, "it is not tried again");
      }
    }
  }),
);

test(
  "SocketHttpClient hands on what came before the body broke",
  clean(async (watch) => {
    const engine = watch.engine(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\nbroken",
    );
    const { body } = await engine.http().request(PING);
    assert.deepEqual(await body.read(), new TextEncoder().encode("OK"));
    await assert.rejects(async () => await body.read(), ProtocolError);
    await assert.rejects(async () => await body.read(), ProtocolError, "the failure stays");
    assert.equal(engine.links[0]?.open, false);
  }),
);

test(
  "SocketHttpClient uses a connection again, one call after another",
  clean(async (watch) => {
    const engine = watch.engine(OK, OK, OK);
    const http = engine.http();
    for (let i = 0; i < 3; i++) {
      const { body } = await http.request(PING);
      assert.equal(engine.open, 1, "the body holds the connection");
      assert.equal(await readText(body), "OK");
      assert.equal(engine.open, 0);
    }
    assert.equal(engine.connections, 1);
    assert.equal(http.open, 1);
  }),
);

test(
  "SocketHttpClient opens a connection for each call that others leave none",
  clean(async (watch) => {
    const engine = watch.engine(OK, OK, OK);
    const http = engine.http();
    const answers = await Promise.all([1, 2, 3].map(() => http.request(PING)));
    assert.equal(engine.connections, 3);
    assert.equal(engine.open, 3);
    for (const { body } of answers) assert.equal(await readText(body), "OK");
  }),
);

test(
  "Body.cancel() closes the connection, and a pending read rejects",
  clean(async (watch) => {
    const engine = watch.engine("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nOK");
    const { signal } = watch.signal();
    const { body } = await engine.http().request({ ...PING, signal });
    assert.deepEqual(await body.read(), new TextEncoder().encode("OK"));
    const read = body.read();
    const reason = new Error("no more");
    body.cancel(reason);
    body.cancel(new Error("twice"));
    await assert.rejects(async () => await read, reason);
    await assert.rejects(async () => await body.read(), reason);
    assert.equal(engine.links[0]?.reason, reason);
    assert.equal(engine.open, 0);
  }),
);

test(
  "Body.cancel() without a reason closes too",
  clean(async (watch) => {
    const engine = watch.engine("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nOK");
    const { body } = await engine.http().request(PING);
    body.cancel();
    await assert.rejects(async () => await body.read(), {
      name: "ConnectionError",
      code: "closed",
    });
  }),
);

test(
  "Body.cancel() after the end leaves the connection be",
  clean(async (watch) => {
    const engine = watch.engine(OK, OK);
    const http = engine.http();
    const { body } = await http.request(PING);
    await readText(body);
    body.cancel(new Error("too late"));
    assert.equal(await body.read(), null);
    await readText((await http.request(PING)).body);
    assert.equal(engine.connections, 1);
  }),
);

test(
  "SocketHttpClient reads no faster than its body is read",
  clean(async (watch) => {
    const engine = watch.engine([
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
      ...Array<Step>(100).fill("x"),
    ]);
    const { body } = await engine.http().request(PING);
    const link = engine.links[0];
    assert.equal(link?.reads, 1);
    await turn();
    assert.equal(link?.reads, 1, "nothing is read ahead");
    await body.read();
    assert.equal(link?.reads, 2);
    assert.equal((await readText(body)).length, 99);
  }),
);

test(
  "SocketHttpClient hands on chunks of one read together",
  clean(async (watch) => {
    const engine = watch.engine(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n",
    );
    const { body } = await engine.http().request(PING);
    const pieces = await body.readPieces();
    assert.ok(pieces !== null);
    assert.equal(pieces.length, 6);
    const { bytes, ranges } = pieces;
    const texts = [0, 2, 4].map((i) =>
      new TextDecoder().decode(bytes.subarray(ranges[i], ranges[i + 1]))
    );
    assert.deepEqual(texts, ["a", "bc", "def"]);
    assert.equal(await body.readPieces(), null);
  }),
);

test(
  "SocketHttpClient sends nothing when the request would break HTTP",
  clean(async (watch) => {
    const requests: readonly HttpRequest[] = [
      { method: "GET", target: "_ping" },
      { method: "GET", target: "" },
      { method: "GET", target: "/a b" },
      { method: "GET", target: "/a\r\nb" },
      { method: "GET", target: "/ä" },
      { method: "GET", target: "/a HTTP/1.1\r\nx: y\r\n\r\nGET /" },
      { method: "GET", target: "http://other/" },
      { method: "GE T", target: "/" },
      { method: "", target: "/" },
      { method: "GET\r\n", target: "/" },
      { ...PING, headers: { "a b": "c" } },
      { ...PING, headers: { "": "c" } },
      { ...PING, headers: { "a:": "c" } },
      { ...PING, headers: { a: "b\r\nc: d" } },
      { ...PING, headers: { a: "b\n" } },
      { ...PING, headers: { a: "b\0" } },
      { ...PING, headers: { host: "other" } },
      { ...PING, headers: { "Content-Length": "5" } },
      { ...PING, headers: { "transfer-encoding": "chunked" } },
    ];
    for (const request of requests) {
      const engine = watch.engine();
      const { signal } = watch.signal();
      await assert.rejects(engine.http().request({ ...request, signal }), TypeError);
      await assert.rejects(engine.http().upgrade({ ...request, signal }), TypeError);
      assert.equal(engine.connections, 0, "nothing is dialed");
    }
  }),
);

test(
  "SocketHttpClient shows no query in its refusals",
  clean(async (watch) => {
    const engine = watch.engine();
    const call = engine.http().request({ method: "GET", target: "/a b?token=secret" });
    await assert.rejects(call, (error: Error) => !error.message.includes("secret"));
  }),
);

test(
  "SocketHttpClient refuses a body that can't be sent",
  clean(async (watch) => {
    for (const body of [null, 5, true, {}, Symbol("x"), () => "x"]) {
      const engine = watch.engine();
      const request = { method: "POST", target: "/x", body } as unknown as HttpRequest;
      await assert.rejects(engine.http().request(request), TypeError);
      assert.equal(engine.connections, 0);
    }
  }),
);
