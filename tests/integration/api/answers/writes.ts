/** Every call that does something, on what is not there: each is refused, or finds nothing to do. */

import type { Api } from "../../../../src/api/api.ts";
import type { Calls } from "./check.ts";

const NAME = "fairlead-missing";
/** An archive with nothing in it. */
const NOTHING: Uint8Array = new Uint8Array(1024);
/** A registry that refuses connections. */
const NOWHERE = "127.0.0.1:1";
const filters = { label: NAME };

/** All calls. */
export function writesOf(api: Api): Calls {
  return {
    ...containerWrites(api),
    ...imageWrites(api),
    ...networkWrites(api),
    ...pluginWrites(api),
    ...swarmWrites(api),
  };
}

function containerWrites({ checkpoints, containers, exec }: Api): Calls {
  const query = { stream: true, stdout: true };
  return {
    ContainerCreate: () => containers.create({ body: { Image: NAME } }),
    ContainerResize: () => containers.resize(NAME, { query: { h: 1, w: 1 } }),
    ContainerStart: () => containers.start(NAME),
    ContainerStop: () => containers.stop(NAME),
    ContainerRestart: () => containers.restart(NAME),
    ContainerKill: () => containers.kill(NAME),
    ContainerUpdate: () => containers.update(NAME, { body: {} }),
    ContainerRename: () => containers.rename(NAME, { query: { name: "other" } }),
    ContainerPause: () => containers.pause(NAME),
    ContainerUnpause: () => containers.unpause(NAME),
    ContainerAttach: () => containers.attach(NAME, { query, tty: false }),
    ContainerWait: () => containers.wait(NAME),
    ContainerDelete: () => containers.delete(NAME),
    PutContainerArchive: () => containers.putArchive(NAME, { query: { path: "/" }, body: NOTHING }),
    ContainerPrune: () => containers.prune({ query: { filters } }),
    ContainerExec: () => exec.create(NAME, { body: { Cmd: ["true"] } }),
    ExecStart: () => exec.start(NAME),
    ExecResize: () => exec.resize(NAME, { query: { h: 1, w: 1 } }),
    CheckpointList: () => checkpoints.list(NAME),
    CheckpointCreate: () => checkpoints.create(NAME, { body: { CheckpointID: "one" } }),
    CheckpointRemove: () => checkpoints.remove(NAME, "one"),
  };
}

function imageWrites({ images, session, system }: Api): Calls {
  return {
    ImageBuild: async () => await drain(await images.build({ body: NOTHING })),
    ImageCreate: async () => {
      await drain(await images.create({ query: { fromImage: "NO/NAME", tag: "1" } }));
    },
    ImagePush: async () => await drain(await images.push(NAME)),
    ImageTag: () => images.tag(NAME, { query: { repo: "other", tag: "1" } }),
    ImageDelete: () => images.delete(NAME),
    ImagePrune: () => images.prune({ query: { filters } }),
    ImageCommit: () => images.commit({ query: { container: NAME } }),
    ImageLoad: async () => await drain(await images.load({ body: NOTHING })),
    BuildPrune: () => images.buildPrune({ query: { filters: { until: "1000000h" } } }),
    BuildCancel: () => images.buildCancel({ query: { id: NAME } }),
    Session: async () => (await session.open()).close(),
    SystemAuth: () =>
      system.auth({ body: { username: "user", password: "secret", serveraddress: NOWHERE } }),
  };
}

function networkWrites({ networks, volumes }: Api): Calls {
  return {
    // Engines look for a driver that is missing for 15 seconds.
    NetworkCreate: () =>
      networks.create({ body: { Name: NAME, IPAM: { Config: [{ Subnet: "nonsense" }] } } }),
    NetworkDelete: () => networks.delete(NAME),
    NetworkConnect: () => networks.connect(NAME, { body: { Container: NAME } }),
    NetworkDisconnect: () => networks.disconnect(NAME, { body: { Container: NAME } }),
    NetworkPrune: () => networks.prune({ query: { filters } }),
    VolumeCreate: () => volumes.create({ body: { Name: "no/name" } }),
    VolumeUpdate: () => volumes.update(NAME, { query: { version: 1 }, body: {} }),
    VolumeDelete: () => volumes.delete(NAME),
    VolumePrune: () => volumes.prune({ query: { filters } }),
  };
}

function pluginWrites({ plugins }: Api): Calls {
  const query = { remote: `${NOWHERE}/${NAME}:1` };
  return {
    PluginPull: async () => await drain(await plugins.pull({ query, body: [] })),
    PluginDelete: () => plugins.delete(NAME),
    PluginEnable: () => plugins.enable(NAME),
    PluginDisable: () => plugins.disable(NAME),
    PluginUpgrade: async () => await drain(await plugins.upgrade(NAME, { query, body: [] })),
    PluginCreate: () => plugins.create({ query: { name: NAME }, body: NOTHING }),
    PluginPush: async () => await drain(await plugins.push(NAME)),
    PluginSet: () => plugins.set(NAME, { body: [] }),
  };
}

function swarmWrites({ configs, nodes, secrets, services, swarm }: Api): Calls {
  const query = { version: 1 };
  const ListenAddr = "nonsense";
  return {
    SwarmInit: () => swarm.init({ body: { ListenAddr } }),
    SwarmJoin: () => swarm.join({ body: { ListenAddr, RemoteAddrs: [NOWHERE], JoinToken: "x" } }),
    SwarmLeave: () => swarm.leave(),
    SwarmUpdate: () => swarm.update({ query, body: {} }),
    SwarmUnlock: () => swarm.unlock({ body: { UnlockKey: "x" } }),
    NodeDelete: () => nodes.delete(NAME),
    NodeUpdate: () => nodes.update(NAME, { query, body: {} }),
    ServiceCreate: () => services.create({ body: { Name: NAME } }),
    ServiceDelete: () => services.delete(NAME),
    ServiceUpdate: () => services.update(NAME, { query, body: { Name: NAME } }),
    SecretCreate: () => secrets.create({ body: { Name: NAME, Data: "" } }),
    SecretDelete: () => secrets.delete(NAME),
    SecretUpdate: () => secrets.update(NAME, { query, body: {} }),
    ConfigCreate: () => configs.create({ body: { Name: NAME, Data: "" } }),
    ConfigDelete: () => configs.delete(NAME),
    ConfigUpdate: () => configs.update(NAME, { query, body: {} }),
  };
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
