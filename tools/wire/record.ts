/**
 * Records what an engine answers, for `tests/tools/wire_answers_test.ts`:
 *
 *     deno run -A tools/wire/record.ts /run/engines/NAME/docker.sock > tests/tools/answers/api_1.51.json
 *
 * The engine must be one made for this, with `busybox:test` loaded: it becomes a swarm, and what it
 * has is pruned. Takes a registry without password at `REGISTRY` (an address and port), if set.
 *
 * @module
 */

import { type IncomingMessage, request } from "node:http";
import { scrub } from "./scrub.ts";

const [socket, version] = Deno.args;
if (socket === undefined) throw new TypeError("Say which socket to record from");
const prefix = version === undefined ? "" : `/v${version}`;
const recorded: { operation: string; answer: unknown }[] = [];

async function call(method: string, path: string, body?: unknown): Promise<string> {
  const raw = body instanceof Uint8Array;
  const headers = {
    "content-type": raw ? "application/x-tar" : "application/json",
    "x-registry-auth": "e30=",
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath: socket, method, path: prefix + path, headers }, resolve)
      .on("error", reject)
      .end(raw || body === undefined ? body : JSON.stringify(body));
  });
  const text = await new Response(ReadableStream.from(answer)).text();
  const status = answer.statusCode ?? 0;
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
  return text;
}

/** Makes a call, keeps its answer under the operation's name, and hands it back. */
async function record(
  operation: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, string>> {
  const answer = JSON.parse(await call(method, path, body));
  recorded.push({ operation, answer });
  return answer;
}

/** The same for a stream of JSON values: keeps each of them. */
async function recordStream(
  operation: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<void> {
  for (const line of (await call(method, path, body)).split("\n")) {
    if (line.trim() !== "") recorded.push({ operation, answer: JSON.parse(line) });
  }
}

const since = Math.floor(Date.now() / 1000);

async function recordEmpty(): Promise<void> {
  await record("ContainerList", "GET", "/containers/json");
  await record("VolumeList", "GET", "/volumes");
  await record("SystemDataUsage", "GET", "/system/df");
  await record("ContainerPrune", "POST", "/containers/prune");
  await record("VolumePrune", "POST", "/volumes/prune");
  await record("NetworkPrune", "POST", "/networks/prune");
  await record("BuildPrune", "POST", "/build/prune");
}

async function recordContainers(): Promise<void> {
  const image = { Image: "busybox:test", Cmd: ["sleep", "600"] };
  await record("NetworkCreate", "POST", "/networks/create", {
    Name: "wire",
    IPAM: { Config: [{ Subnet: "172.30.0.0/24", Gateway: "172.30.0.1" }] },
    Options: { "com.docker.network.bridge.enable_icc": "true" },
    Labels: { made: "here" },
  });
  await record("VolumeCreate", "POST", "/volumes/create", { Name: "wire", Labels: { a: "b" } });
  const full = {
    ...image,
    Env: ["A=b"],
    Labels: { made: "here" },
    ExposedPorts: { "80/tcp": {}, "81/udp": {} },
    Volumes: { "/anonymous": {} },
    Healthcheck: { Test: ["CMD", "true"], Interval: 1e9, Timeout: 1e9, Retries: 1 },
    StopSignal: "SIGINT",
    StopTimeout: 1,
    User: "0",
    WorkingDir: "/tmp",
    HostConfig: {
      Binds: ["wire:/data", "/tmp:/host:ro"],
      Mounts: [{ Type: "tmpfs", Target: "/mem", TmpfsOptions: { SizeBytes: 1048576 } }],
      PortBindings: { "80/tcp": [{ HostPort: "18080" }] },
      Memory: 67108864,
      NanoCpus: 500000000,
      PidsLimit: 100,
      RestartPolicy: { Name: "on-failure", MaximumRetryCount: 2 },
      Ulimits: [{ Name: "nofile", Soft: 64, Hard: 128 }],
      Devices: [{ PathOnHost: "/dev/null", PathInContainer: "/dev/zero2", CgroupPermissions: "r" }],
      Sysctls: { "net.ipv4.ip_forward": "1" },
      Tmpfs: { "/run": "" },
      ExtraHosts: ["a:127.0.0.1"],
      CapAdd: ["NET_ADMIN"],
    },
    NetworkingConfig: { EndpointsConfig: { wire: { Aliases: ["alias"] } } },
  };
  const bare = { ...image, Tty: true };
  await record("ContainerCreate", "POST", "/containers/create?name=full", {
    ...full,
    HostConfig: { ...full.HostConfig, NetworkMode: "wire" },
  });
  for (const name of ["created", "running", "paused"]) {
    await record("ContainerCreate", "POST", `/containers/create?name=${name}`, bare);
  }
  await record("ContainerCreate", "POST", "/containers/create?name=lonely", {
    ...image,
    HostConfig: { NetworkMode: "none", LogConfig: { Type: "none" } },
  });
  await record("ContainerCreate", "POST", "/containers/create?name=hosted", {
    ...image,
    HostConfig: { NetworkMode: "host" },
  });
  await record("ContainerCreate", "POST", "/containers/create?name=ended", {
    Image: "busybox:test",
    Cmd: ["sh", "-c", "touch /new; exit 3"],
    HostConfig: { BlkioWeight: 300, CpusetCpus: "0" },
  });
  for (const name of ["full", "running", "paused", "lonely", "hosted", "ended"]) {
    await call("POST", `/containers/${name}/start`);
  }
  await call("POST", "/containers/paused/pause");
  await call("POST", "/networks/wire/connect", { Container: "running" });
  await record("ContainerWait", "POST", "/containers/ended/wait");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  for (const name of ["full", "created", "running", "paused", "lonely", "hosted", "ended"]) {
    await record("ContainerInspect", "GET", `/containers/${name}/json?size=1`);
    await record("ContainerChanges", "GET", `/containers/${name}/changes`);
    await record("ContainerStats", "GET", `/containers/${name}/stats?stream=0`);
  }
  await record("ContainerList", "GET", "/containers/json?all=1&size=1");
  await record("ContainerTop", "GET", "/containers/running/top");
  await record("ContainerUpdate", "POST", "/containers/full/update", { CpuShares: 512 });
  await record("NetworkList", "GET", "/networks");
  for (const name of ["wire", "bridge", "host", "none"]) {
    await record("NetworkInspect", "GET", `/networks/${name}?verbose=1`);
  }
  await record("VolumeList", "GET", "/volumes");
  await record("VolumeInspect", "GET", "/volumes/wire");
}

async function recordExecs(): Promise<void> {
  for (const body of [{ Cmd: ["true"] }, { Cmd: ["sleep", "60"], AttachStdout: true, Tty: true }]) {
    const { Id } = await record("ContainerExec", "POST", "/containers/running/exec", body);
    await record("ExecInspect", "GET", `/exec/${Id}/json`);
    await call("POST", `/exec/${Id}/start`, { Detach: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await record("ExecInspect", "GET", `/exec/${Id}/json`);
  }
}

async function recordImages(): Promise<void> {
  await record("ImageCommit", "POST", "/commit?container=full&repo=committed&comment=c&author=a", {
    Labels: { x: "y" },
  });
  const folder = Deno.env.get("IMAGES") ?? "/var/tmp/engines/images";
  const rootfs = await Deno.readFile(`${folder}/rootfs.tar`);
  await recordStream("ImageCreate", "POST", "/images/create?fromSrc=-&repo=imported", rootfs);
  const context = await tar(`${folder}/context`);
  await recordStream("ImageBuild", "POST", "/build?t=classic", context);
  await call("POST", "/build?version=2&t=modern&dockerfile=Dockerfile", context);
  await record("ImageList", "GET", "/images/json?all=1&digests=1&shared-size=1&manifests=1");
  for (const name of ["busybox:test", "committed", "imported", "classic", "modern"]) {
    await record("ImageInspect", "GET", `/images/${name}/json?manifests=1`);
    await record("ImageHistory", "GET", `/images/${name}/history`);
  }
  const registry = Deno.env.get("REGISTRY");
  if (registry !== undefined) {
    await call("POST", `/images/imported/tag?repo=${registry}/wire&tag=1`);
    await recordStream("ImagePush", "POST", `/images/${registry}/wire/push?tag=1`);
    await record("DistributionInspect", "GET", `/distribution/${registry}/wire:1/json`);
    await recordStream("ImageCreate", "POST", `/images/create?fromImage=${registry}/wire&tag=1`);
    await record("ImageInspect", "GET", `/images/${registry}/wire:1/json`);
  }
  await record("ImageDelete", "DELETE", "/images/imported");
  await record("SystemDataUsage", "GET", "/system/df");
}

async function tar(folder: string): Promise<Uint8Array> {
  const { stdout } = await new Deno.Command("tar", { args: ["-C", folder, "-c", "."] }).output();
  return stdout;
}

async function recordPlugins(): Promise<void> {
  const folder = Deno.env.get("IMAGES") ?? "/var/tmp/engines/images";
  await record("PluginList", "GET", "/plugins");
  await call("POST", "/plugins/create?name=volplug", await Deno.readFile(`${folder}/plugin.tar`));
  await call("POST", "/plugins/volplug/enable?timeout=10");
  await record("PluginList", "GET", "/plugins");
  await record("PluginInspect", "GET", "/plugins/volplug:latest/json");
  await call("POST", "/plugins/volplug/disable?force=1");
}

async function recordSwarm(): Promise<void> {
  await call("POST", "/swarm/init", { ListenAddr: "127.0.0.1:2377", AdvertiseAddr: "127.0.0.1" });
  for (const [kind, tag] of [["secrets", "Secret"], ["configs", "Config"]]) {
    await record(`${tag}List`, "GET", `/${kind}`);
    const body = { Name: "wire", Data: "YQ==", Labels: { a: "b" } };
    await record(`${tag}Create`, "POST", `/${kind}/create`, body);
    await record(`${tag}List`, "GET", `/${kind}`);
    await record(`${tag}Inspect`, "GET", `/${kind}/wire`);
  }
  await record("ServiceList", "GET", "/services");
  const container = { Image: "busybox:test", Command: ["sleep", "600"] };
  await record("ServiceCreate", "POST", "/services/create", {
    Name: "replicated",
    TaskTemplate: { ContainerSpec: { ...container, Env: ["A=b"] } },
    Mode: { Replicated: { Replicas: 1 } },
    EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 18081, PublishMode: "host" }] },
  });
  await record("ServiceCreate", "POST", "/services/create", {
    Name: "global",
    TaskTemplate: {
      ContainerSpec: container,
      RestartPolicy: { Condition: "none" },
      Resources: { Limits: { MemoryBytes: 67108864 }, Reservations: { NanoCPUs: 1000000 } },
    },
    Mode: { Global: {} },
    UpdateConfig: { Parallelism: 1 },
  });
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await record("ServiceList", "GET", "/services?status=1");
  for (const name of ["replicated", "global"]) {
    await record("ServiceInspect", "GET", `/services/${name}?insertDefaults=1`);
  }
  const inspected = JSON.parse(await call("GET", "/services/global"));
  const path = `/services/global/update?version=${inspected.Version.Index}`;
  await record("ServiceUpdate", "POST", path, inspected.Spec);
  await record("TaskList", "GET", "/tasks");
  for (const { ID } of JSON.parse(await call("GET", "/tasks"))) {
    await record("TaskInspect", "GET", `/tasks/${ID}`);
  }
  await record("SwarmInspect", "GET", "/swarm");
  await record("SwarmUnlockkey", "GET", "/swarm/unlockkey");
  await record("NodeList", "GET", "/nodes");
  for (const { ID } of JSON.parse(await call("GET", "/nodes"))) {
    await record("NodeInspect", "GET", `/nodes/${ID}`);
  }
  await record("NetworkInspect", "GET", "/networks/ingress?verbose=1");
  await record("SystemInfo", "GET", "/info");
}

async function cleanUp(): Promise<void> {
  const info = JSON.parse(await call("GET", "/info"));
  if (info.Swarm.LocalNodeState === "active") await call("POST", "/swarm/leave?force=1");
  for (const { Id } of JSON.parse(await call("GET", "/containers/json?all=1"))) {
    await remove(`/containers/${Id}?force=1&v=1`);
  }
  await record("NetworkPrune", "POST", "/networks/prune");
  await record("VolumePrune", "POST", "/volumes/prune");
  await record("ImagePrune", "POST", '/images/prune?filters={"dangling":["true"]}');
  await record("BuildPrune", "POST", "/build/prune?all=1");
  for (const name of ["committed", "imported", "classic", "modern"]) {
    await remove(`/images/${name}?force=1`);
  }
  await remove("/plugins/volplug?force=1");
  await remove("/volumes/wire?force=1");
}

/** Removes what may be gone already, or be on its way. */
async function remove(path: string): Promise<void> {
  try {
    await call("DELETE", path);
  } catch (error) {
    if (!/: (?:404|409) /.test(String(error))) throw error;
  }
}

await record("SystemVersion", "GET", "/version");
await record("SystemInfo", "GET", "/info");
try {
  await recordEmpty();
  await recordContainers();
  await recordExecs();
  await recordImages();
  await recordPlugins();
  await recordSwarm();
} finally {
  await cleanUp();
}
const until = Math.ceil(Date.now() / 1000);
await recordStream("SystemEvents", "GET", `/events?since=${since}&until=${until}`);
console.log(JSON.stringify(scrub(recorded), null, 2));
