/** How `container.waitFor()` finds out about ports and answers. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import type { WaitForCondition, WaitForProgress, WaitForSettings } from "../../mod.ts";
import { listeningPorts } from "../../src/models/wait_for_port.ts";
import { clean } from "../leaks.ts";
import type { Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { frame, ID, json, refusal, SWITCHED } from "./container_engine.ts";
import { containerOf, EXEC, inTurn } from "./exec_engine.ts";
import { callsOf, INSPECT, running, TCP, waitForEngine } from "./wait_for_engine.ts";

const TCP6 =
  "  sl  local_address                         remote_address                        st\n" +
  "  12: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 0000\n";

test("listeningPorts() reads both tables, and only what listens", () => {
  assert.deepEqual(listeningPorts(TCP + TCP6), [80, 8080]);
  assert.deepEqual(listeningPorts(""), []);
});

test(
  "Container.waitFor({ port }) asks for the tables of the container",
  clean(async () => {
    const tables = inTurn(TCP, TCP, TCP + TCP6);
    const engine = waitForEngine({
      [`POST /exec/${EXEC}/start`]: () => [whole, SWITCHED, frame("stdout", tables()), ended],
    });
    const container = await containerOf(engine);
    const seen: string[] = [];
    await container.waitFor({ port: 80 }, { onProgress: (progress) => seen.push(progress.seen) });
    assert.deepEqual(seen, ["", "listening ports: 8080", "listening ports: 80, 8080"]);
    assert.deepEqual(callsOf(engine).slice(2, 5), [
      "POST /containers/ID/exec",
      "POST /exec/EXEC/start",
      "GET /exec/EXEC/json",
    ]);
    assert.equal(callsOf(engine).length, 2 + 3 * 3);
    assert.equal(engine.open, 0);
  }),
);

const ended: Step = (connection) => {
  connection.peerEnds();
  return true;
};

test(
  "Container.waitFor({ port }) waits while the container is paused",
  clean(async () => {
    const engine = waitForEngine({
      [`POST /containers/${ID}/exec`]: inTurn(
        refusal("409 Conflict", "Container is paused"),
        json({ Id: EXEC }, "201 Created"),
      ),
      [`POST /exec/${EXEC}/start`]: [whole, SWITCHED, frame("stdout", TCP), ended],
    });
    const container = await containerOf(engine);
    await container.waitFor({ port: 8080 });
    assert.equal(engine.open, 0);
  }),
);

interface Asked {
  readonly engine: ReturnType<typeof waitForEngine>;
  readonly paths: readonly string[];
  wait(http: object, settings?: WaitForSettings): Promise<void>;
}

/** A container whose port 80 is published where a server answers with each status in turn. */
async function withServer(
  statuses: readonly number[],
  body: (asked: Asked) => Promise<void>,
): Promise<void> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const status = statuses[Math.min(paths.length, statuses.length - 1)] ?? 200;
    paths.push(request.url ?? "");
    response.writeHead(status, { location: "http://127.0.0.1:1/", connection: "close" });
    response.end("answer");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const HostPort = `${(server.address() as AddressInfo).port}`;
  const Ports = { "80/tcp": [{ HostIp: "0.0.0.0", HostPort }] };
  const engine = waitForEngine({ [INSPECT]: running({}, { NetworkSettings: { Ports } }) });
  try {
    const container = await containerOf(engine);
    await body({
      engine,
      paths,
      wait: (http, settings) =>
        container.waitFor({ http: { port: 80, ...http } } as WaitForCondition, settings),
    });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

test("Container.waitFor({ http }) asks through the published port", async () => {
  await withServer([503, 200], async ({ engine, paths, wait }) => {
    const seen: string[] = [];
    const onProgress = (progress: WaitForProgress): void => void seen.push(progress.seen);
    await wait({ path: "/ready?now=1", address: "127.0.0.1" }, { onProgress });
    assert.deepEqual(paths, ["/ready?now=1", "/ready?now=1"]);
    assert.deepEqual(seen, ["", "HTTP status 503", "HTTP status 200"]);
    assert.equal(engine.open, 0);
  });
});

test("Container.waitFor({ http }) takes the status that is asked for, and follows no redirect", async () => {
  await withServer([200, 401, 302], async ({ paths, wait }) => {
    await wait({ status: [401, 403] });
    assert.deepEqual(paths, ["/", "/"]);
    await wait({});
    await wait({ status: 302 });
    assert.equal(paths.length, 4);
  });
});

test("Container.waitFor({ http }) goes on where nobody listens yet", async () => {
  await withServer([200], async ({ wait, engine }) => {
    const ending = new AbortController();
    const reason = new Error("enough");
    const onProgress = ({ seen }: WaitForProgress): void => {
      if (seen.startsWith("no answer: ")) ending.abort(reason);
    };
    // The port is bound on 127.0.0.1 only.
    const promise = wait({ address: "127.0.0.2" }, { onProgress, signal: ending.signal });
    await assert.rejects(promise, (error) => error === reason);
    assert.equal(engine.open, 0);
  });
});
