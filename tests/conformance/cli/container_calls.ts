import type { ContainerCreateBody, HostConfigInput } from "../../../src/types/wire/mod.ts";
import type { Calls } from "./calls.ts";
import { ARCHIVE, hex } from "./values.ts";

/** What the CLI says of a container of which nothing is said. */
const HOST: HostConfigInput = {
  NetworkMode: "default",
  LogConfig: {},
  RestartPolicy: { Name: "no" },
  MemorySwappiness: -1,
};
const DEFAULT_NETWORK = { EndpointsConfig: { default: {} } };

const BOX: ContainerCreateBody = {
  Image: "busybox:test",
  Cmd: ["sh", "-c", "echo out; echo err >&2; exec sleep 600"],
  Labels: { made: "here" },
  AttachStdout: true,
  AttachStderr: true,
  HostConfig: HOST,
  NetworkingConfig: DEFAULT_NETWORK,
};

const FULL: ContainerCreateBody = {
  Hostname: "host1",
  Domainname: "example.test",
  User: "0:0",
  AttachStdout: true,
  AttachStderr: true,
  ExposedPorts: { "80/tcp": {}, "81/udp": {}, "90/tcp": {} },
  Env: ["A=b", "C=d e"],
  Cmd: ["-c", "echo hello"],
  Healthcheck: {
    Test: ["CMD-SHELL", "true"],
    Interval: 5e9,
    Timeout: 2e9,
    StartPeriod: 1e9,
    Retries: 4,
  },
  Image: "busybox:test",
  WorkingDir: "/tmp",
  Entrypoint: ["/bin/sh"],
  Labels: { made: "here" },
  StopSignal: "SIGINT",
  StopTimeout: 3,
  HostConfig: {
    Binds: ["data:/data:ro", "/tmp:/host"],
    LogConfig: { Type: "json-file", Config: { "max-size": "1m" } },
    NetworkMode: "wire",
    PortBindings: {
      "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "18080" }],
      "81/udp": [{ HostPort: "18081" }],
    },
    RestartPolicy: { Name: "on-failure", MaximumRetryCount: 2 },
    Annotations: { a: "b" },
    CapAdd: ["CAP_NET_ADMIN"],
    CapDrop: ["CAP_MKNOD"],
    Dns: ["192.0.2.53"],
    DnsOptions: ["ndots:1"],
    DnsSearch: ["example.test"],
    ExtraHosts: ["a:127.0.0.1"],
    GroupAdd: ["10"],
    IpcMode: "private",
    OomScoreAdj: 100,
    ReadonlyRootfs: true,
    SecurityOpt: ["no-new-privileges"],
    Tmpfs: { "/run": "size=64k" },
    ShmSize: 1048576,
    Sysctls: { "net.ipv4.ip_forward": "1" },
    CpuShares: 512,
    Memory: 67108864,
    NanoCpus: 5e8,
    CpusetCpus: "0",
    Devices: [{ PathOnHost: "/dev/null", PathInContainer: "/dev/zero2", CgroupPermissions: "r" }],
    MemoryReservation: 33554432,
    MemorySwap: 134217728,
    MemorySwappiness: -1,
    PidsLimit: 100,
    Ulimits: [{ Name: "nofile", Hard: 128, Soft: 64 }],
    Mounts: [
      { Type: "tmpfs", Target: "/mem", TmpfsOptions: { SizeBytes: 1048576, Mode: 0o700 } },
      {
        Type: "volume",
        Source: "data",
        Target: "/data2",
        ReadOnly: true,
        VolumeOptions: { NoCopy: true },
      },
    ],
    Init: true,
  },
  NetworkingConfig: {
    EndpointsConfig: {
      wire: { IPAMConfig: { IPv4Address: "172.30.7.9" }, Aliases: ["alias"] },
    },
  },
};

const OUTPUT = { stream: true, stdout: true, stderr: true };

/** The calls of commands about containers. */
export const CONTAINER_CALLS: Calls = {
  "docker create --name full": [
    ({ containers }) =>
      containers.create({ query: { name: "full", platform: "linux/amd64" }, body: FULL }),
  ],
  "docker create --name box": [
    ({ containers }) => containers.create({ query: { name: "box" }, body: BOX }),
  ],
  "docker start box": [({ containers }) => containers.start("box")],
  "docker run -d --name side": [
    ({ containers }) =>
      containers.create({
        query: { name: "side" },
        body: {
          Image: "busybox:test",
          Cmd: ["sleep", "600"],
          HostConfig: { ...HOST, NetworkMode: "container:box" },
          NetworkingConfig: {},
        },
      }),
    ({ containers }) => containers.wait(hex(1), { query: { condition: "next-exit" } }),
    ({ containers }) => containers.start(hex(1)),
  ],
  "docker run --rm -i busybox:test cat": [
    ({ containers }) =>
      containers.create({
        body: {
          Image: "busybox:test",
          Cmd: ["cat"],
          AttachStdin: true,
          AttachStdout: true,
          AttachStderr: true,
          OpenStdin: true,
          StdinOnce: true,
          HostConfig: { ...HOST, AutoRemove: true },
          NetworkingConfig: DEFAULT_NETWORK,
        },
      }),
    ({ containers }) => containers.attach(hex(2), { query: { ...OUTPUT, stdin: true } }),
    ({ containers }) => containers.beginWait(hex(2), { query: { condition: "removed" } }),
    ({ containers }) => containers.start(hex(2)),
  ],
  "docker run --rm busybox:test true": [
    ({ containers }) =>
      containers.create({
        body: {
          Image: "busybox:test",
          Cmd: ["true"],
          AttachStdout: true,
          AttachStderr: true,
          HostConfig: { ...HOST, AutoRemove: true },
          NetworkingConfig: DEFAULT_NETWORK,
        },
      }),
    ({ containers }) => containers.attach(hex(3), { query: OUTPUT }),
    ({ containers }) => containers.beginWait(hex(3), { query: { condition: "removed" } }),
    ({ containers }) => containers.start(hex(3)),
  ],
  "docker ps -a -s": [
    ({ containers }) =>
      containers.list({
        query: { all: true, size: true, filters: { status: ["running"], label: "made=here" } },
      }),
  ],
  "docker ps -n 2": [({ containers }) => containers.list({ query: { limit: 2 } })],
  "docker inspect --size box": [
    ({ containers }) => containers.inspect("box", { query: { size: true } }),
  ],
  "docker inspect --type container box": [({ containers }) => containers.inspect("box")],
  "docker logs": [
    ({ containers }) => containers.inspect("box"),
    ({ containers }) =>
      containers.logs(hex(4), {
        query: {
          stdout: true,
          stderr: true,
          details: true,
          timestamps: true,
          since: 1767323045,
          until: 1893456000,
          tail: 5,
        },
      }),
  ],
  "docker top": [({ containers }) => containers.top("box", { query: { ps_args: "-o pid,comm" } })],
  "docker stats": [({ containers }) => containers.stats("box", { query: { stream: false } })],
  "docker exec -i": [
    ({ containers }) => containers.inspect("box"),
    ({ exec }) =>
      exec.create("box", {
        body: {
          User: "0",
          Privileged: true,
          AttachStdin: true,
          AttachStdout: true,
          AttachStderr: true,
          Env: ["A=b"],
          WorkingDir: "/tmp",
          Cmd: ["cat"],
        },
      }),
    ({ exec }) => exec.start(hex(5)),
    ({ exec }) => exec.inspect(hex(5)),
  ],
  "docker exec -d": [
    ({ containers }) => containers.inspect("box"),
    ({ exec }) => exec.create("box", { body: { DetachKeys: "ctrl-a,b", Cmd: ["true"] } }),
    ({ exec }) => exec.startDetached(hex(6)),
  ],
  "docker cp file box:/tmp/file": [
    ({ containers }) => containers.archiveInfo("box", { query: { path: "/tmp/file" } }),
    ({ containers }) =>
      containers.putArchive("box", {
        query: { path: "/tmp", noOverwriteDirNonDir: true },
        body: ARCHIVE,
      }),
  ],
  "docker cp -a - box:/tmp": [
    ({ containers }) => containers.archiveInfo("box", { query: { path: "/tmp" } }),
    ({ containers }) =>
      containers.putArchive("box", {
        query: { path: "/tmp", noOverwriteDirNonDir: true, copyUIDGID: true },
        body: ARCHIVE,
      }),
  ],
  "docker cp box:/etc/passwd": [
    ({ containers }) => containers.archive("box", { query: { path: "/etc/passwd" } }),
  ],
  "docker diff": [({ containers }) => containers.changes("box")],
  "docker export": [({ containers }) => containers.export("box")],
  "docker port": [({ containers }) => containers.inspect("box")],
  "docker pause": [({ containers }) => containers.pause("box")],
  "docker unpause": [({ containers }) => containers.unpause("box")],
  "docker rename": [({ containers }) => containers.rename("side", { query: { name: "other" } })],
  "docker update": [
    ({ containers }) =>
      containers.update("box", {
        body: {
          Memory: 134217728,
          MemorySwap: -1,
          NanoCpus: 1e9,
          PidsLimit: 50,
          RestartPolicy: { Name: "no" },
        },
      }),
  ],
  "docker restart": [
    ({ containers }) => containers.restart("box", { query: { t: 1, signal: "SIGKILL" } }),
  ],
  "docker kill": [({ containers }) => containers.kill("box", { query: { signal: "SIGUSR1" } })],
  "docker stop": [
    ({ containers }) => containers.stop("box", { query: { t: 2, signal: "SIGKILL" } }),
  ],
  "docker wait": [({ containers }) => containers.wait("box")],
  "timeout -s KILL 1 docker attach": [
    ({ containers }) => containers.beginWait("other"),
    ({ containers }) => containers.inspect("other"),
    ({ containers }) =>
      containers.attach("other", { query: { ...OUTPUT, detachKeys: "ctrl-a,b" } }),
  ],
  "docker checkpoint create": [
    ({ checkpoints }) =>
      checkpoints.create("other", {
        body: { CheckpointID: "one", CheckpointDir: "/tmp/cli", Exit: false },
      }),
  ],
  "docker checkpoint ls": [({ checkpoints }) => checkpoints.list("other")],
  "docker checkpoint rm": [
    ({ checkpoints }) => checkpoints.remove("other", "one", { query: { dir: "/tmp/cli" } }),
  ],
  "docker rm": [
    ({ containers }) => containers.delete("other", { query: { force: true, v: true } }),
  ],
  "docker container prune": [
    ({ containers }) =>
      containers.prune({ query: { filters: { label: ["made=here"], until: "24h" } } }),
  ],
};
