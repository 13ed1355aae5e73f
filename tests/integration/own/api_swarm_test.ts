/**
 * Swarms, from init to leave, on engines of the test's own: what happens to a swarm happens to all of
 * its engine. The old and the new engine start and work side by side, once for all that is tested.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { DockerClient } from "@fairlead/docker";
import type { Api } from "../../../src/api/api.ts";
import {
  ApiError,
  ConflictError,
  NotFoundError,
  UnauthorizedError,
  UnavailableError,
} from "../../../src/errors.ts";
import type { Node } from "../../../src/types/wire/nodes.ts";
import { fault, type TemporaryEngine, temporaryEngine } from "../../engine/mod.ts";
import { eventually } from "../eventually.ts";
import { OUT_OF_SEQUENCE, runServices } from "./swarm_services.ts";

/** An engine of the test's own, and the groups over it. */
interface Own {
  readonly engine: TemporaryEngine;
  readonly api: Api;
}

const LISTEN = "0.0.0.0:2377";

test("swarms of an old and a new engine go from init to leave, and take each other's nodes", async () => {
  const started = await Promise.allSettled([
    temporaryEngine({ suite: "bookworm" }),
    temporaryEngine({ suite: "sid" }),
  ]);
  const engines = started.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
  const clients = engines.map(({ host }) => new DockerClient({ host }));
  try {
    for (const one of started) if (one.status === "rejected") throw one.reason;
    const [old, recent] = engines.map((engine, i) => {
      const docker = clients[i];
      assert.ok(docker !== undefined);
      return { engine, api: docker.api };
    });
    assert.ok(old !== undefined && recent !== undefined);
    await Promise.all([naming(old, goThroughAll), naming(recent, goThroughAll)]);
    await naming(old, (manager) => takeNode(manager, recent));
    await naming(recent, (manager) => takeNode(manager, old));
  } finally {
    for (const docker of clients) docker.close();
    await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
  }
});

/** Names the engine in what goes wrong. */
async function naming(own: Own, use: (own: Own) => Promise<void>): Promise<void> {
  try {
    await use(own);
  } catch (cause) {
    throw new Error(`on ${own.engine.version}: ${cause}`, { cause });
  }
}

async function goThroughAll(own: Own): Promise<void> {
  const { api } = own;
  const node = await init(own, { EncryptionConfig: { AutoLockManagers: true } });
  assert.equal((await api.system.info()).Swarm?.NodeID, node);
  await unlock(own);
  await Promise.all([updateSwarm(own), updateNode(own, node), runServices(own.api)]);
  await assert.rejects(api.swarm.leave(), UnavailableError);
  await api.swarm.leave({ query: { force: true } });
  await assert.rejects(api.swarm.inspect(), UnavailableError);
}

async function init({ api, engine }: Own, Spec: object = {}): Promise<string> {
  const body = { ListenAddr: LISTEN, AdvertiseAddr: engine.address, Spec };
  const node = await api.swarm.init({ body });
  assert.match(node, /^[a-z0-9]{25}$/);
  await assert.rejects(api.swarm.init({ body }), UnavailableError);
  // A node that leaves while its ingress network is being made waits for it for seconds.
  await eventually(async () => {
    const [ingress] = await api.networks.list({ query: { filters: { name: "ingress" } } });
    if (ingress === undefined) return undefined;
    await api.networks.delete(ingress.Id);
    return true;
  });
  return node;
}

async function updateSwarm({ api: { swarm } }: Own): Promise<void> {
  const { Version: { Index: version }, Spec, JoinTokens } = await swarm.inspect();
  assert.equal(Spec.EncryptionConfig.AutoLockManagers, true);
  const body = { ...Spec, Labels: { "fairlead-test": "swarm" } };
  await swarm.update({ query: { version, rotateWorkerToken: true }, body });
  const updated = await swarm.inspect();
  assert.deepEqual(updated.Spec.Labels, { "fairlead-test": "swarm" });
  assert.equal(updated.JoinTokens.Manager, JoinTokens.Manager);
  assert.notEqual(updated.JoinTokens.Worker, JoinTokens.Worker);
  await assert.rejects(swarm.update({ query: { version }, body }), OUT_OF_SEQUENCE);
}

async function updateNode({ api: { nodes } }: Own, id: string): Promise<void> {
  await ready(nodes, id);
  const self = await nodes.inspect(id);
  assert.equal(self.ID, id);
  assert.equal(self.ManagerStatus?.Leader, true);
  const listed = await nodes.list({ query: { filters: { role: "manager" } } });
  assert.deepEqual(listed.map(({ ID }) => ID), [id]);
  assert.deepEqual(await nodes.list({ query: { filters: { role: "worker" } } }), []);
  const Labels = { "fairlead-test": "node" };
  await changeNode(nodes, id, { Labels });
  assert.deepEqual((await nodes.inspect(id)).Spec.Labels, Labels);
  const body = { ...self.Spec, Labels: {} };
  await assert.rejects(nodes.update(id, { query: { version: 1 }, body }), OUT_OF_SEQUENCE);
  await assert.rejects(nodes.inspect("none"), NotFoundError);
  await assert.rejects(nodes.delete(id), { status: 400 });
}

/** Updates a node, which the swarm's own doings change too. */
async function changeNode(nodes: Api["nodes"], id: string, change: object): Promise<void> {
  await eventually(async () => {
    const { Version: { Index: version }, Spec } = await nodes.inspect(id);
    try {
      await nodes.update(id, { query: { version }, body: { ...Spec, ...change } });
      return true;
    } catch (error) {
      const late = error instanceof ApiError && /out of sequence/.test(error.explanation);
      if (!late) throw error;
      return undefined;
    }
  });
}

async function ready(nodes: Api["nodes"], id: string): Promise<Node> {
  return await eventually(async () => {
    const node = await nodes.inspect(id);
    return node.Status.State === "ready" ? node : undefined;
  });
}

/** Locks the swarm by a restart of its manager, and unlocks it. */
async function unlock({ api: { swarm, nodes }, engine }: Own): Promise<void> {
  const { UnlockKey } = await swarm.unlockKey();
  assert.match(UnlockKey, /^SWMKEY-1-/);
  // An orderly end would take the swarm five seconds.
  await fault("kill", engine.name);
  await fault("start", engine.name);
  await assert.rejects(swarm.inspect(), UnavailableError);
  await assert.rejects(swarm.unlockKey(), UnavailableError);
  const wrong = { UnlockKey: "SWMKEY-1-aaaa" };
  await assert.rejects(swarm.unlock({ body: wrong }), UnauthorizedError);
  await swarm.unlock({ body: { UnlockKey } });
  await assert.rejects(swarm.unlock({ body: { UnlockKey } }), ConflictError);
  assert.equal((await nodes.list()).length, 1);
}

/** Takes another engine into a swarm as a worker, and out of it. */
async function takeNode(manager: Own, worker: Own): Promise<void> {
  const self = await init(manager);
  const { JoinTokens } = await manager.api.swarm.inspect();
  const RemoteAddrs = [`${manager.engine.address}:2377`];
  const join = { ListenAddr: LISTEN, AdvertiseAddr: worker.engine.address, RemoteAddrs };
  await assert.rejects(worker.api.swarm.join({ body: { ...join, JoinToken: "SWMTKN-1-a" } }), {
    status: 500,
    explanation: "invalid join token",
  });
  await worker.api.swarm.join({ body: { ...join, JoinToken: JoinTokens.Worker } });
  await assert.rejects(worker.api.nodes.list(), UnavailableError);
  const { nodes } = manager.api;
  const id = (await worker.api.system.info()).Swarm?.NodeID ?? "";
  const { Spec, Description } = await ready(nodes, id);
  assert.equal(Spec.Role, "worker");
  assert.equal(Description.Hostname, worker.engine.name);
  await changeNode(nodes, id, { Availability: "drain" });
  assert.equal((await nodes.inspect(id)).Spec.Availability, "drain");
  await assert.rejects(nodes.delete(id), { status: 400 });
  await worker.api.swarm.leave();
  await nodes.delete(id, { query: { force: true } });
  assert.deepEqual((await nodes.list()).map(({ ID }) => ID), [self]);
  await manager.api.swarm.leave({ query: { force: true } });
}
