import assert from "node:assert/strict";
import { test } from "node:test";
import { scripted } from "./scripted.ts";
import { end } from "./scripted_connection.ts";

const PONG = "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK";

test("scripted() answers its client, and tells what was asked", async () => {
  const engine = scripted(PONG, PONG);
  await engine.client.ping();
  await engine.client.ping();
  assert.match(engine.sent[0] ?? "", /^GET \/_ping HTTP\/1\.1\r\n/);
  assert.equal(engine.sent.length, 2);
  assert.equal(engine.connections, 1);
  assert.equal(engine.open, 0, "the connection is given back");
  assert.equal(engine.answersLeft, 0);
});

test("scripted() counts a connection that is held", async () => {
  const engine = scripted("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nOK");
  const response = await engine.client.fetch("/x");
  assert.equal(engine.open, 1);
  await response.body?.cancel();
  assert.equal(engine.open, 0);
});

test("scripted() answers by what is asked", async () => {
  const answer = (request: string): string =>
    `HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${request.charAt("GET /v1.41/".length)}`;
  const engine = scripted(answer, answer);
  const texts = ["/a", "/b"].map(async (path) => (await engine.client.fetch(path)).text());
  assert.deepEqual(await Promise.all(texts), ["a", "b"]);
});

test("scripted() fails a request for which it has no answer", async () => {
  const engine = scripted();
  await assert.rejects(engine.client.ping(), /no answer to "GET \/_ping HTTP\/1\.1"/);
});

test("scripted() plays steps from the end of the request's head", async () => {
  const engine = scripted(["HTTP/1.1 200 OK\r\n\r\n", "O", "K", end]);
  assert.equal(await (await engine.client.fetch("/x")).text(), "OK");
});
