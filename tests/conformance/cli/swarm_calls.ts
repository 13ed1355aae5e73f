import type { ServiceSpecInput, SwarmSpecInput } from "../../../src/types/wire/mod.ts";
import type { Calls } from "./calls.ts";
import { CREDENTIALS, hex, swarmId } from "./values.ts";

const NODE = swarmId(7);
const WEB_ID = swarmId(12);
const PINNED = `${CREDENTIALS.serveraddress}/wire:1`;

const NEW_SWARM: SwarmSpecInput = {
  Orchestration: { TaskHistoryRetentionLimit: 3 },
  Raft: {},
  Dispatcher: { HeartbeatPeriod: 7e9 },
  CAConfig: { NodeCertExpiry: 2592e12 },
  EncryptionConfig: {},
};

const SWARM: SwarmSpecInput = {
  ...NEW_SWARM,
  Name: "default",
  Orchestration: { TaskHistoryRetentionLimit: 4 },
  Raft: {
    SnapshotInterval: 10000,
    LogEntriesForSlowFollowers: 500,
    ElectionTick: 10,
    HeartbeatTick: 1,
  },
  EncryptionConfig: { AutoLockManagers: true },
};

const WEB: ServiceSpecInput = {
  Name: "web",
  Labels: { made: "here" },
  TaskTemplate: {
    ContainerSpec: {
      Image: "busybox:test",
      Labels: { c: "d" },
      Args: ["sleep", "600"],
      Hostname: "host1",
      Env: ["A=b"],
      Dir: "/tmp",
      User: "0",
      Init: true,
      StopSignal: "SIGINT",
      ReadOnly: true,
      Mounts: [{ Type: "volume", Source: "data", Target: "/data" }],
      StopGracePeriod: 3e9,
      Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 5e9, Timeout: 2e9, Retries: 4 },
      Hosts: ["127.0.0.1 a"],
      DNSConfig: { Nameservers: ["192.0.2.53"] },
      Secrets: [{
        File: { Name: "pass", UID: "0", GID: "0", Mode: 0o400 },
        SecretID: swarmId(8),
        SecretName: "password",
      }],
      Configs: [{
        File: { Name: "/settings", UID: "0", GID: "0", Mode: 0o444 },
        ConfigID: swarmId(9),
        ConfigName: "settings",
      }],
      Sysctls: { "net.ipv4.ip_forward": "1" },
      CapabilityAdd: ["CAP_NET_ADMIN"],
      Ulimits: [{ Name: "nofile", Hard: 128, Soft: 64 }],
    },
    Resources: {
      Limits: { NanoCPUs: 5e8, MemoryBytes: 67108864, Pids: 50 },
      Reservations: { NanoCPUs: 1e8, MemoryBytes: 16777216 },
    },
    RestartPolicy: { Condition: "on-failure", Delay: 1e9, MaxAttempts: 3, Window: 5e9 },
    Placement: {
      Constraints: ["node.role==manager"],
      Preferences: [{ Spread: { SpreadDescriptor: "node.labels.rack" } }],
      MaxReplicas: 5,
    },
    Networks: [{ Target: swarmId(10) }],
    LogDriver: { Name: "json-file", Options: { "max-size": "1m" } },
  },
  Mode: { Replicated: { Replicas: 2 } },
  UpdateConfig: {
    Parallelism: 2,
    Delay: 1e9,
    FailureAction: "rollback",
    Monitor: 3e9,
    MaxFailureRatio: 0.25,
    Order: "start-first",
  },
  RollbackConfig: {
    Parallelism: 0,
    FailureAction: "pause",
    Monitor: 5e9,
    MaxFailureRatio: 0,
    Order: "stop-first",
  },
  EndpointSpec: {
    Mode: "dnsrr",
    Ports: [{ Protocol: "tcp", TargetPort: 80, PublishedPort: 18080, PublishMode: "host" }],
  },
};

/** The same as the engine tells it, and as the CLI changes it. */
const UPDATED: ServiceSpecInput = {
  ...WEB,
  TaskTemplate: {
    ...WEB.TaskTemplate,
    ContainerSpec: {
      ...WEB.TaskTemplate?.ContainerSpec,
      Env: ["A=b", "E=f"],
      Isolation: "default",
    },
    ForceUpdate: 1,
    Runtime: "container",
  },
};
const SCALED: ServiceSpecInput = { ...UPDATED, Mode: { Replicated: { Replicas: 1 } } };

const SIMPLE: ServiceSpecInput = {
  TaskTemplate: {
    ContainerSpec: { Image: "busybox:test", Args: ["sleep", "600"] },
    Resources: { Limits: {}, Reservations: {} },
  },
  EndpointSpec: { Mode: "vip" },
};

/** The calls of commands about a swarm. */
export const SWARM_CALLS: Calls = {
  "docker swarm init": [
    ({ swarm }) =>
      swarm.init({
        body: {
          ListenAddr: "127.0.0.1:2377",
          AdvertiseAddr: "127.0.0.1",
          Availability: "active",
          DefaultAddrPool: ["172.31.0.0/16"],
          SubnetSize: 24,
          Spec: NEW_SWARM,
        },
      }),
    ({ nodes }) => nodes.inspect(NODE),
    ({ swarm }) => swarm.inspect(),
  ],
  "docker secret create": [
    ({ secrets }) =>
      secrets.create({ body: { Name: "password", Labels: { made: "here" }, Data: "aGVsbG8K" } }),
  ],
  "docker secret ls": [
    ({ secrets }) => secrets.list({ query: { filters: { label: "made=here" } } }),
  ],
  "docker secret inspect": [({ secrets }) => secrets.inspect("password")],
  "docker secret rm": [({ secrets }) => secrets.delete("password")],
  "docker config create": [
    ({ configs }) =>
      configs.create({
        body: {
          Name: "settings",
          Labels: { made: "here" },
          Data: "aGVsbG8K",
          Templating: { Name: "golang" },
        },
      }),
  ],
  "docker config ls": [({ configs }) => configs.list({ query: { filters: { name: "settings" } } })],
  "docker config inspect": [({ configs }) => configs.inspect("settings")],
  "docker config rm": [({ configs }) => configs.delete("settings")],
  "docker network create --driver overlay": [
    ({ networks }) =>
      networks.create({
        body: {
          Name: "mesh",
          Driver: "overlay",
          Attachable: true,
          IPAM: { Driver: "default", Config: [{ Subnet: "172.29.0.0/24" }] },
        },
      }),
  ],
  "docker service create -d --name web": [
    ({ networks }) => networks.inspect("mesh", { query: { scope: "swarm" } }),
    ({ secrets }) => secrets.list({ query: { filters: { name: "password" } } }),
    ({ configs }) => configs.list({ query: { filters: { name: "settings" } } }),
    ({ services }) => services.create({ body: WEB, auth: {} }),
  ],
  "docker service create -d --name each": [
    ({ services }) => services.create({ body: { ...SIMPLE, Name: "each", Mode: { Global: {} } } }),
  ],
  "docker service create -d --name once": [
    ({ services }) =>
      services.create({
        body: {
          ...SIMPLE,
          Name: "once",
          TaskTemplate: {
            ...SIMPLE.TaskTemplate,
            ContainerSpec: { Image: "busybox:test", Args: ["true"] },
          },
          Mode: { ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 4 } },
        },
      }),
  ],
  "docker service create -d --name pinned": [
    ({ distribution }) => distribution.inspect(PINNED, { auth: CREDENTIALS }),
    ({ services }) =>
      services.create({
        body: {
          ...SIMPLE,
          Name: "pinned",
          TaskTemplate: {
            ...SIMPLE.TaskTemplate,
            ContainerSpec: { Image: `${PINNED}@sha256:${hex(11)}` },
            Placement: { Platforms: [{ Architecture: "amd64", OS: "linux" }] },
          },
          Mode: { Replicated: {} },
        },
        auth: CREDENTIALS,
      }),
  ],
  "docker service update": [
    ({ services }) => services.inspect("web"),
    ({ services }) => services.update(WEB_ID, { query: { version: 7 }, body: UPDATED, auth: {} }),
  ],
  "docker service scale": [
    ({ services }) => services.inspect("web"),
    ({ services }) => services.update(WEB_ID, { query: { version: 7 }, body: SCALED }),
  ],
  "docker service rollback": [
    ({ services }) => services.inspect("web"),
    ({ services }) =>
      services.update(WEB_ID, { query: { version: 7, rollback: "previous" }, body: SCALED }),
  ],
  "docker service ls": [
    ({ services }) =>
      services.list({
        query: { status: true, filters: { label: ["made=here"], mode: ["replicated"] } },
      }),
  ],
  "docker service inspect": [
    ({ services }) => services.inspect("web", { query: { insertDefaults: true } }),
  ],
  "docker service ps": [
    ({ services }) => services.list({ query: { filters: { id: "web" } } }),
    ({ services }) => services.list({ query: { filters: { name: "web" } } }),
    ({ tasks }) =>
      tasks.list({ query: { filters: { "desired-state": "running", service: WEB_ID } } }),
    ({ services }) => services.inspect(WEB_ID),
    ({ nodes }) => nodes.inspect(NODE),
  ],
  "docker service logs": [
    ({ services }) => services.inspect("web"),
    ({ services }) =>
      services.logs("web", {
        query: {
          stdout: true,
          stderr: true,
          details: true,
          timestamps: true,
          since: 1767323045,
          tail: 5,
        },
      }),
  ],
  "docker service rm": [({ services }) => services.delete("once")],
  "docker node ls": [
    ({ nodes }) => nodes.list({ query: { filters: { role: "manager" } } }),
    ({ system }) => system.info(),
  ],
  "docker node inspect": [({ system }) => system.info(), ({ nodes }) => nodes.inspect(NODE)],
  "docker node update": [
    ({ nodes }) => nodes.inspect(NODE),
    ({ nodes }) =>
      nodes.update(NODE, {
        query: { version: 7 },
        body: { Labels: { rack: "one" }, Role: "manager", Availability: "active" },
      }),
  ],
  "docker node rm": [({ nodes }) => nodes.delete("nobody", { query: { force: true } })],
  "docker swarm update": [
    ({ swarm }) => swarm.inspect(),
    ({ swarm }) => swarm.update({ query: { version: 7 }, body: SWARM }),
    ({ swarm }) => swarm.unlockKey(),
  ],
  "docker swarm join-token": [
    ({ swarm }) => swarm.inspect(),
    ({ swarm }) => swarm.update({ query: { version: 7, rotateWorkerToken: true }, body: SWARM }),
    ({ system }) => system.info(),
    ({ nodes }) => nodes.inspect(NODE),
  ],
  "docker swarm unlock-key --rotate": [
    ({ swarm }) => swarm.inspect(),
    ({ swarm }) =>
      swarm.update({ query: { version: 7, rotateManagerUnlockKey: true }, body: SWARM }),
    ({ swarm }) => swarm.unlockKey(),
  ],
  "docker swarm unlock-key": [({ swarm }) => swarm.unlockKey()],
  "docker swarm join --token": [
    ({ swarm }) =>
      swarm.join({
        body: {
          ListenAddr: "127.0.0.1:2378",
          AdvertiseAddr: "127.0.0.1",
          RemoteAddrs: ["127.0.0.1:2377"],
          JoinToken: "TOKEN",
          Availability: "drain",
        },
      }),
  ],
  "docker swarm leave": [({ swarm }) => swarm.leave({ query: { force: true } })],
};
