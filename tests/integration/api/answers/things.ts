/** Something of each kind that engines tell of, for tests of what they tell. */

import { readFile } from "node:fs/promises";
import { fixture, REGISTRIES } from "../../../engine/mod.ts";
import { type Here, IMAGE } from "../../engine_test_case.ts";
import { create, remove } from "../../shell_container.ts";

/** What there is to be read. */
export interface Things {
  /** A running container with a volume, a port and a network of its own. */
  readonly container: string;
  readonly network: string;
  readonly volume: string;
  /** A command that has run in it. */
  readonly exec: string;
  /** An image in a registry. */
  readonly reference: string;
  /** A plugin, which is in a registry, too. */
  readonly plugin: string;
}

/** What there is to be read of a swarm. */
export interface SwarmThings {
  readonly node: string;
  readonly service: string;
  readonly task: string;
  readonly secret: string;
  readonly config: string;
  /** What the service has written. */
  readonly said: string;
}

/** What there is of a swarm where there is none. */
export const NO_SWARM: SwarmThings = {
  node: "none",
  service: "none",
  task: "none",
  secret: "none",
  config: "none",
  said: "",
};

/** It stops when it is told to. */
const SCRIPT = "trap 'exit 0' TERM; echo out; touch /new; sleep 600 & wait";

/** Makes something of each kind, which is removed at the end of the test. */
export async function makeThings(here: Here): Promise<Things> {
  const { container, network, volume, exec } = await makeLocalThings(here);
  const { images, plugins } = here.docker.api;
  const name = `${REGISTRIES.open}/fairlead-test/${crypto.randomUUID()}`;
  await images.tag(IMAGE, { query: { repo: name, tag: "1" } });
  here.keep(disposing(() => images.delete(`${name}:1`)));
  await Array.fromAsync(await images.push(name, { query: { tag: "1" } }));
  const plugin = `${name}-plugin:1`;
  await plugins.create({ query: { name: plugin }, body: await readFile(fixture("plugin.tar")) });
  here.keep(disposing(() => plugins.delete(plugin)));
  await Array.fromAsync(await plugins.push(plugin));
  return { container, network, volume, exec, reference: `${name}:1`, plugin };
}

/** Makes what needs no registry; what does is not there. */
export async function makeLocalThings(here: Here): Promise<Things> {
  const { containers, exec, networks, volumes } = here.docker.api;
  const name = `fairlead-${crypto.randomUUID()}`;
  const Config = [{ Subnet: "172.30.201.0/24", Gateway: "172.30.201.1" }];
  await networks.create({ body: { Name: name, Labels: here.labels, IPAM: { Config } } });
  here.keep(disposing(() => networks.delete(name)));
  await volumes.create({ body: { Name: name, Labels: here.labels } });
  here.keep(disposing(() => volumes.delete(name)));
  const container = await create(here, SCRIPT, {
    ExposedPorts: { "80/tcp": {}, "81/udp": {} },
    Healthcheck: { Test: ["CMD", "true"], Interval: 60e9 },
    Env: ["A=b"],
    HostConfig: {
      Binds: [`${name}:/data`],
      NetworkMode: name,
      PortBindings: { "80/tcp": [{ HostPort: "0" }] },
      Memory: 67108864,
      RestartPolicy: { Name: "on-failure", MaximumRetryCount: 2 },
    },
  });
  here.keep(disposing(() => remove(here.docker.api, container)));
  await containers.start(container);
  const { Id } = await exec.create(container, { body: { Cmd: ["true"] } });
  await exec.startDetached(Id);
  return { container, network: name, volume: name, exec: Id, reference: IMAGE, plugin: "none:1" };
}

function disposing(dispose: () => Promise<unknown>): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      await dispose();
    },
  };
}
