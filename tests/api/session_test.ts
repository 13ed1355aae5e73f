import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ConnectionError, ProtocolError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { end } from "../scripted_connection.ts";
import { answer, lines, refusal } from "./answers.ts";
import { apiOf } from "./operations.ts";

const SWITCHED = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

test(
  "session.open() asks for HTTP/2 in the caller's name, and hands the connection over",
  clean(async (watch) => {
    const scripted = watch.engine([SWITCHED + PREFACE, end]);
    const methods = ["/grpc.health.v1.Health/Check", "/moby.filesync.v1.Auth/Credentials"];
    const connection = await apiOf(scripted).session.open({
      headers: {
        "x-docker-expose-session-uuid": "a name",
        "x-docker-expose-session-grpc-method": methods,
      },
    });
    assert.deepEqual(lines(scripted.sent), ["POST /v1.51/session"]);
    const [head = ""] = (scripted.sent[0] ?? "").split("\r\n\r\n");
    const fields = head.split("\r\n").slice(1).filter((line) => !line.startsWith("host:"));
    assert.deepEqual(fields.sort(), [
      "connection: Upgrade",
      "content-length: 0",
      "upgrade: h2c",
      `x-docker-expose-session-grpc-method: ${methods[0]}`,
      `x-docker-expose-session-grpc-method: ${methods[1]}`,
      "x-docker-expose-session-uuid: a name",
    ]);
    assert.equal(new TextDecoder().decode(await connection.read() ?? undefined), PREFACE);
    await connection.write(new TextEncoder().encode("settings"));
    assert.ok(new TextDecoder().decode(scripted.links[0]?.sent).endsWith("settings"));
    assert.equal(await connection.read(), null);
    assert.equal(scripted.open, 1, "it is the caller's");
    connection.close();
    await connection.closed;
  }),
);

test(
  "session.open() rejects when the engine refuses, or something in between does",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(400, "session a already exists"), answer(200, ""));
    const { session } = apiOf(scripted);
    await assert.rejects(session.open(), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "invalid");
      assert.equal(error.explanation, "session a already exists");
      return true;
    });
    await assert.rejects(session.open(), ProtocolError);
    await assert.rejects(apiOf(watch.engine(), "1.30").session.open(), VersionError);
  }),
);

test(
  "session.open() is ended by its signal, before and after it is open",
  clean(async (watch) => {
    const reason = new Error("enough");
    const early = watch.signal();
    const waiting = apiOf(watch.engine([])).session.open({ signal: early.signal });
    early.abort(reason);
    await assert.rejects(waiting, (error) => error === reason);
    const late = watch.signal();
    const connection = await apiOf(watch.engine([SWITCHED])).session.open({ signal: late.signal });
    const read = connection.read();
    late.abort(reason);
    await assert.rejects(async () => await read, (error) => error === reason);
    await connection.closed;
  }),
);

test(
  "session.open() hands over a connection that tells when the engine is gone",
  clean(async (watch) => {
    const scripted = watch.engine([SWITCHED]);
    const connection = await apiOf(scripted).session.open();
    const read = connection.read();
    scripted.links[0]?.peerResets();
    await assert.rejects(async () => await read, ConnectionError);
    connection.close();
  }),
);
