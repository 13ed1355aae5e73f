/** Every call that reads, on the things of a test. */

import assert from "node:assert/strict";
import type { Api } from "../../../../src/api/api.ts";
import { IMAGE } from "../../engine_test_case.ts";
import type { Calls } from "./check.ts";
import { NO_SWARM, type SwarmThings, type Things } from "./things.ts";

/** All calls. */
export function readsOf(api: Api, things: Things, swarm: SwarmThings = NO_SWARM): Calls {
  return {
    ...systemReads(api, things),
    ...containerReads(api, things),
    ...imageReads(api, things),
    ...otherReads(api, things),
    ...swarmReads(api, swarm),
  };
}

/** The calls that only managers of swarms answer. */
export function swarmReads(api: Api, things: SwarmThings): Calls {
  const { node, service, task, secret, config, said } = things;
  const { configs, nodes, secrets, services, swarm, tasks } = api;
  const query = { stdout: true };
  return {
    SwarmInspect: () => swarm.inspect(),
    SwarmUnlockkey: () => swarm.unlockKey(),
    NodeList: () => nodes.list(),
    NodeInspect: () => nodes.inspect(node),
    ServiceList: () => services.list({ query: { status: true } }),
    ServiceInspect: () => services.inspect(service, { query: { insertDefaults: true } }),
    ServiceLogs: async () => {
      assert.equal(await (await services.logs(service, { query, tty: false })).text(), said);
    },
    TaskList: () => tasks.list(),
    TaskInspect: () => tasks.inspect(task),
    TaskLogs: async () => {
      assert.equal(await (await tasks.logs(task, { query, tty: false })).text(), said);
    },
    SecretList: () => secrets.list(),
    SecretInspect: () => secrets.inspect(secret),
    ConfigList: () => configs.list(),
    ConfigInspect: () => configs.inspect(config),
  };
}

function systemReads({ system }: Api, { container }: Things): Calls {
  return {
    SystemPing: async () => assert.match((await system.ping()).apiVersion, /^1\.\d+$/),
    SystemPingHead: async () => assert.equal((await system.pingHead()).osType, "linux"),
    SystemInfo: () => system.info(),
    SystemVersion: () => system.version(),
    SystemDataUsage: () => system.dataUsage(),
    SystemEvents: async () => {
      const now = Math.floor(Date.now() / 1000);
      const query = { since: now - 300, until: now + 1, filters: { container } };
      const [event] = await Array.fromAsync(await system.events({ query }));
      assert.ok(event !== undefined);
      return { ...event, timeNano: Number(event.timeNano) };
    },
  };
}

function containerReads({ containers, exec }: Api, things: Things): Calls {
  const { container } = things;
  const path = "/etc/passwd";
  return {
    ContainerList: () => containers.list({ query: { all: true, size: true } }),
    ContainerInspect: () => containers.inspect(container, { query: { size: true } }),
    ContainerTop: () => containers.top(container),
    ContainerLogs: async () => {
      const query = { stdout: true, stderr: true };
      const output = await containers.logs(container, { query, tty: false });
      assert.equal(await output.text(), "out\n");
    },
    ContainerChanges: () => containers.changes(container),
    ContainerExport: async () => assert.ok(await sizeOf(await containers.export(container)) > 1e6),
    ContainerStats: async () => {
      const samples = await containers.stats(container, { query: { stream: false } });
      const [sample] = await Array.fromAsync(samples);
      assert.ok(sample !== undefined);
      return sample;
    },
    ContainerAttachWebsocket: async () => {
      const query = { stream: true, stdout: true };
      const session = await containers.attachWebsocket(container, { query });
      await session[Symbol.asyncDispose]();
    },
    ContainerArchiveInfo: async () => {
      const { name } = await containers.archiveInfo(container, { query: { path } });
      assert.equal(name, "passwd");
    },
    ContainerArchive: async () => {
      const { archive, stat } = await containers.archive(container, { query: { path } });
      assert.equal(stat.name, "passwd");
      assert.ok(await sizeOf(archive) > 512);
    },
    ExecInspect: () => exec.inspect(things.exec),
  };
}

function imageReads({ images, distribution }: Api, { reference }: Things): Calls {
  return {
    ImageList: () => images.list({ query: { all: true } }),
    ImageInspect: () => images.inspect(IMAGE),
    ImageAttestations: () => images.attestations(IMAGE),
    ImageHistory: () => images.history(IMAGE),
    ImageSearch: () => images.search({ query: { term: "busybox" } }),
    ImageGet: async () => assert.ok(await sizeOf(await images.get(IMAGE)) > 1e6),
    ImageGetAll: async () => {
      const archive = await images.getAll({ query: { names: [IMAGE] } });
      assert.ok(await sizeOf(archive) > 1e6);
    },
    DistributionInspect: () => distribution.inspect(reference),
  };
}

function otherReads({ networks, plugins, volumes }: Api, things: Things): Calls {
  const { network, plugin, volume } = things;
  return {
    VolumeList: () => volumes.list(),
    VolumeInspect: () => volumes.inspect(volume),
    NetworkList: () => networks.list(),
    NetworkInspect: () => networks.inspect(network, { query: { verbose: true } }),
    PluginList: () => plugins.list(),
    PluginInspect: () => plugins.inspect(plugin),
    GetPluginPrivileges: () => plugins.getPrivileges({ query: { remote: plugin } }),
  };
}

async function sizeOf(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const bytes of stream) size += bytes.length;
  return size;
}
