/** Commands in running containers, at the level of the Engine API, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExecStartCall } from "../../../src/api/exec.ts";
import { ApiError, ConflictError, NotFoundError } from "../../../src/errors.ts";
import { connector } from "../../../src/transport/adapters/pick.ts";
import type { Connect } from "../../../src/transport/connection.ts";
import { parseEndpoint } from "../../../src/transport/endpoint.ts";
import type { ContainerExecBody } from "../../../src/types/wire/exec.ts";
import { turn } from "../../read_body.ts";
import { type Here, onEngine } from "../engine_test_case.ts";
import { create, remove } from "../shell_container.ts";

const SLEEP = "trap 'exit 0' TERM; while :; do sleep 0.1; done";
const BOTH = { AttachStdout: true, AttachStderr: true };

/** A container that runs until it is removed. */
async function running(here: Here, settings: object = {}): Promise<string> {
  const id = await create(here, SLEEP, settings);
  await here.docker.api.containers.start(id);
  return id;
}

/** What a command writes, stream by stream, and its exit code. */
async function outcome(
  { docker: { api: { exec } } }: Pick<Here, "docker">,
  container: string,
  body: ContainerExecBody,
  call?: ExecStartCall,
): Promise<readonly [stdout: string, stderr: string, exitCode: number | null]> {
  const { Id } = await exec.create(container, { body: { ...BOTH, ...body } });
  const session = await exec.start(Id, call);
  const written = { stdout: "", stderr: "" };
  for await (const { stream, data } of session.output) {
    written[stream] += new TextDecoder().decode(data);
  }
  return [written.stdout, written.stderr, (await exec.inspect(Id)).ExitCode];
}

test(
  "a command runs in a container, and what it writes is told apart",
  onEngine(async (here) => {
    const id = await running(here);
    const { exec } = here.docker.api;
    const Cmd = ["sh", "-c", 'echo "$A $(pwd) $(id -un)"; echo err >&2; exit 3'];
    const settings = { Env: ["A=zwölf"], WorkingDir: "/tmp", User: "nobody" };
    const seen = await outcome(here, id, { Cmd, ...settings });
    assert.deepEqual(seen, ["zwölf /tmp nobody\n", "err\n", 3]);
    const terminal = await outcome(here, id, { Cmd: ["tty"], Tty: true }, { body: { Tty: true } });
    assert.match(terminal[0], /^\/dev\/pts\/\d+\r\n$/);
    assert.deepEqual(terminal.slice(1), ["", 0]);
    const framed = await outcome(here, id, { Cmd: ["echo", "hi"], Tty: true });
    assert.deepEqual(framed, ["hi\r\n", "", 0], "the body of the start tells of frames (row 8)");

    const { Id } = await exec.create(id, { body: { Cmd: ["true"] } });
    const before = await exec.inspect(Id);
    assert.deepEqual([before.ID, before.ContainerID, before.Running, before.ExitCode], [
      Id,
      id,
      false,
      null,
    ]);
    await remove(here.docker.api, id);
    await assert.rejects(exec.inspect(Id), NotFoundError);
    await assert.rejects(exec.start(Id), NotFoundError);
  }),
);

test(
  "a command is spoken to, and half a close ends its input",
  onEngine(async (here) => {
    const { exec } = here.docker.api;
    const id = await running(here);
    const body = { ...BOTH, AttachStdin: true, Cmd: ["sh", "-c", "cat; echo done >&2"] };
    const { Id } = await exec.create(id, { body });
    const session = await exec.start(Id);
    const { stdout, stderr } = session.output.split();
    const [out, err] = [new Response(stdout).text(), new Response(stderr).text()];
    const sent = "0123456789abcdef".repeat(65_536);
    const writer = session.stdin.getWriter();
    await writer.write(new TextEncoder().encode(sent));
    await writer.close();
    assert.ok(await out === sent, "what was sent came back, and nothing else");
    assert.equal(await err, "done\n");
    assert.equal((await exec.inspect(Id)).ExitCode, 0);
    await remove(here.docker.api, id);
  }),
);

test(
  "terminals are resized while they are open",
  onEngine(async (here) => {
    const { containers, exec } = here.docker.api;
    const enter = new TextEncoder().encode("\n");
    const script = "read x; stty size";
    const id = await create(here, `${script}; ${SLEEP}`, {
      Tty: true,
      OpenStdin: true,
      AttachStdin: true,
    });
    const query = { stream: true, stdin: true, stdout: true };
    const attached = await containers.attach(id, { query, tty: true });
    await containers.start(id);
    await containers.resize(id, { query: { h: 21, w: 43 } });
    await attached.stdin.getWriter().write(enter);
    for await (const { line } of attached.output.lines()) {
      if (line === "") continue; // the echo of what was entered
      assert.equal(line, "21 43");
      break;
    }
    const body = { ...BOTH, AttachStdin: true, Tty: true, Cmd: ["sh", "-c", script] };
    const { Id } = await exec.create(id, { body });
    const session = await exec.start(Id, { body: { Tty: true } });
    await exec.resize(Id, { query: { h: 17, w: 71 } });
    await session.stdin.getWriter().write(enter);
    assert.equal((await session.output.text()).trim(), "17 71");
    await assert.rejects(exec.resize(Id, { query: { h: 1, w: 1 } }), ApiError);
    if (here.engine.apiVersion >= "1.42") {
      const call = { body: { Tty: true, ConsoleSize: [11, 22] } };
      const sized = await outcome(here, id, { Cmd: ["stty", "size"], Tty: true }, call);
      assert.deepEqual(sized, ["11 22\r\n", "", 0]);
    }
    await remove(here.docker.api, id);
  }),
);

test(
  "a command runs detached, and what can't be started is told then, or written (row 8)",
  onEngine(async (here) => {
    const { containers, exec } = here.docker.api;
    const id = await running(here);
    const script = "until [ -e /go ]; do sleep 0.1; done; exit 5";
    const detached = await exec.create(id, { body: { Cmd: ["sh", "-c", script] } });
    await exec.startDetached(detached.Id);
    assert.equal((await exec.inspect(detached.Id)).Running, true);
    assert.deepEqual(await outcome(here, id, { Cmd: ["touch", "/go"] }), ["", "", 0]);
    for (let i = 0; i < 100 && (await exec.inspect(detached.Id)).Running; i++) await turn(50);
    assert.equal((await exec.inspect(detached.Id)).ExitCode, 5);
    await assert.rejects(exec.startDetached(detached.Id), ConflictError);
    const again = await exec.start(detached.Id);
    assert.match(await again.output.text(), /has already run/);

    const missing = await exec.create(id, { body: { Cmd: ["no-such-program"] } });
    await assert.rejects(exec.startDetached(missing.Id), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "invalid");
      assert.match(error.explanation, /no-such-program/);
      return true;
    });
    const [stdout, stderr, exitCode] = await outcome(here, id, { Cmd: ["no-such-program"] });
    assert.match(stdout, /no-such-program/);
    assert.equal(stderr, "");
    assert.ok(exitCode === 126 || exitCode === 127, `exit code ${exitCode}`);

    await assert.rejects(exec.create(id, { body: {} }), { code: "invalid" });
    const { Id } = await exec.create(id, { body: { Cmd: ["true"] } });
    await containers.pause(id);
    await assert.rejects(exec.create(id, { body: { Cmd: ["true"] } }), ConflictError);
    await assert.rejects(exec.start(Id), ConflictError);
    await assert.rejects(exec.startDetached(Id), ConflictError);
    await containers.unpause(id);
    await containers.kill(id);
    await containers.wait(id);
    await assert.rejects(exec.create(id, { body: { Cmd: ["true"] } }), ConflictError);
    await remove(here.docker.api, id);
  }),
);

test(
  "every operation tells that there is no such command",
  onEngine(async ({ docker: { api: { exec } } }) => {
    const id = "no such command of ours";
    const calls = [
      () => exec.start(id),
      () => exec.startDetached(id),
      () => exec.resize(id, { query: { h: 1, w: 1 } }),
      () => exec.inspect(id),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof NotFoundError);
        assert.match(error.explanation, /no such exec instance/i);
        return true;
      });
    }
  }),
);

/** Connections to an engine on whose way the wish to switch protocols gets lost. */
function withoutUpgrades(host: string): Connect {
  const open = connector(parseEndpoint(host));
  return async (signal) => {
    const connection = await open(signal);
    const write = connection.write.bind(connection);
    connection.write = (bytes) => {
      const text = new TextDecoder("latin1").decode(bytes);
      const left = text.replace("connection: Upgrade\r\nupgrade: tcp\r\n", "");
      return write(Uint8Array.from(left, (character) => character.charCodeAt(0)));
    };
    return connection;
  };
}

test(
  "a connection is handed over though the wish to switch protocols was lost (row 12)",
  onEngine(async (here) => {
    const id = await running(here);
    const docker = here.client({ connect: withoutUpgrades(here.engine.host) });
    const Cmd = ["sh", "-c", "echo out; echo err >&2"];
    assert.deepEqual(await outcome({ docker }, id, { Cmd }), ["out\n", "err\n", 0]);
    const terminal = { body: { Tty: true } };
    const raw = await outcome({ docker }, id, { Cmd: ["echo", "hi"], Tty: true }, terminal);
    assert.deepEqual(raw, ["hi\r\n", "", 0]);

    const { containers } = docker.api;
    const query = { logs: true, stream: true, stdout: true };
    const told = await containers.attach(id, { query, tty: false });
    await told[Symbol.asyncDispose]();
    const untold = containers.attach(id, { query });
    if (here.engine.apiVersion < "1.42") await assert.rejects(untold, TypeError);
    else await assert.rejects(untold, { name: "ProtocolError", message: /Pass tty/ });
    await remove(here.docker.api, id);
  }),
);
