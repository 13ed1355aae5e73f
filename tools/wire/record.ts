/**
 * Records what an engine answers, for `tests/tools/wire_answers_test.ts`:
 *
 *     deno run -A tools/wire/record.ts /run/engines/NAME/docker.sock > tests/tools/answers/api_1.51.json
 *
 * The engine must be one made for this, with `busybox:test` loaded: it becomes a swarm, and what it
 * has is pruned. Takes a registry without password at `REGISTRY` (an address and port), if set, and one
 * that knows user:secret at `PASSWORD_REGISTRY`.
 *
 * @module
 */

import { Recorder } from "./recorder.ts";
import { scrub } from "./scrub.ts";
import { thin } from "./thin.ts";

const [socket, version] = Deno.args;
if (socket === undefined) throw new TypeError("Say which socket to record from");
const engine = new Recorder(socket, version);
const since = Math.floor(Date.now() / 1000);

async function recordEmpty(): Promise<void> {
  await engine.record("ContainerList", "GET", "/containers/json");
  await engine.record("VolumeList", "GET", "/volumes");
  await engine.record("SystemDataUsage", "GET", "/system/df");
  await engine.record("ContainerPrune", "POST", "/containers/prune");
  await engine.record("VolumePrune", "POST", "/volumes/prune");
  await engine.record("NetworkPrune", "POST", "/networks/prune");
  await engine.record("BuildPrune", "POST", "/build/prune");
}

async function recordContainers(): Promise<void> {
  const image = { Image: "busybox:test", Cmd: ["sleep", "600"] };
  await engine.record("NetworkCreate", "POST", "/networks/create", {
    Name: "wire",
    IPAM: { Config: [{ Subnet: "172.30.0.0/24", Gateway: "172.30.0.1" }] },
    Options: { "com.docker.network.bridge.enable_icc": "true" },
    Labels: { made: "here" },
  });
  await engine.record("VolumeCreate", "POST", "/volumes/create", {
    Name: "wire",
    Labels: { a: "b" },
  });
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
  await engine.record("ContainerCreate", "POST", "/containers/create?name=full", {
    ...full,
    HostConfig: { ...full.HostConfig, NetworkMode: "wire" },
  });
  for (const name of ["created", "running", "paused"]) {
    await engine.record("ContainerCreate", "POST", `/containers/create?name=${name}`, bare);
  }
  await engine.record("ContainerCreate", "POST", "/containers/create?name=lonely", {
    ...image,
    HostConfig: { NetworkMode: "none", LogConfig: { Type: "none" } },
  });
  await engine.record("ContainerCreate", "POST", "/containers/create?name=hosted", {
    ...image,
    HostConfig: { NetworkMode: "host" },
  });
  await engine.record("ContainerCreate", "POST", "/containers/create?name=ended", {
    Image: "busybox:test",
    Cmd: ["sh", "-c", "touch /new; exit 3"],
    HostConfig: { BlkioWeight: 300, CpusetCpus: "0" },
  });
  for (const name of ["full", "running", "paused", "lonely", "hosted", "ended"]) {
    await engine.call("POST", `/containers/${name}/start`);
  }
  await engine.call("POST", "/containers/paused/pause");
  await engine.call("POST", "/networks/wire/connect", { Container: "running" });
  await engine.record("ContainerWait", "POST", "/containers/ended/wait");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  for (const name of ["full", "created", "running", "paused", "lonely", "hosted", "ended"]) {
    await engine.record("ContainerInspect", "GET", `/containers/${name}/json`);
    await engine.record("ContainerChanges", "GET", `/containers/${name}/changes`);
    await engine.record("ContainerStats", "GET", `/containers/${name}/stats?stream=0`);
  }
  await engine.record("ContainerList", "GET", "/containers/json?all=1");
  await engine.record("ContainerList", "GET", "/containers/json?all=1&size=1");
  await engine.record("ContainerInspect", "GET", "/containers/full/json?size=1");
  await engine.record("ContainerTop", "GET", "/containers/running/top");
  await engine.record("ContainerUpdate", "POST", "/containers/full/update", { CpuShares: 512 });
  await engine.record("SystemDataUsage", "GET", "/system/df");
  await engine.record("NetworkList", "GET", "/networks");
  for (const name of ["wire", "bridge", "host", "none"]) {
    await engine.record("NetworkInspect", "GET", `/networks/${name}?verbose=1`);
  }
  await engine.record("VolumeList", "GET", "/volumes");
  await engine.record("VolumeInspect", "GET", "/volumes/wire");
}

async function recordExecs(): Promise<void> {
  for (const body of [{ Cmd: ["true"] }, { Cmd: ["sleep", "60"], AttachStdout: true, Tty: true }]) {
    const { Id } = await engine.record("ContainerExec", "POST", "/containers/running/exec", body);
    await engine.record("ExecInspect", "GET", `/exec/${Id}/json`);
    await engine.call("POST", `/exec/${Id}/start`, { Detach: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await engine.record("ExecInspect", "GET", `/exec/${Id}/json`);
  }
}

async function recordImages(): Promise<void> {
  await engine.record(
    "ImageCommit",
    "POST",
    "/commit?container=full&repo=committed&comment=c&author=a",
    {
      Labels: { x: "y" },
    },
  );
  const folder = Deno.env.get("IMAGES") ?? "/var/tmp/engines/images";
  const rootfs = await Deno.readFile(`${folder}/rootfs.tar`);
  await engine.recordStream(
    "ImageCreate",
    "POST",
    "/images/create?fromSrc=-&repo=imported",
    rootfs,
  );
  const context = await tar(`${folder}/context`);
  await engine.recordStream("ImageBuild", "POST", "/build?t=classic", context);
  await engine.call("POST", "/build?version=2&t=modern&dockerfile=Dockerfile", context);
  await engine.record("ImageList", "GET", "/images/json");
  await engine.record("ImageList", "GET", "/images/json?all=1&shared-size=1&manifests=1");
  for (const name of ["busybox:test", "committed", "imported", "classic", "modern"]) {
    await engine.record("ImageInspect", "GET", `/images/${name}/json?manifests=1`);
    await engine.record("ImageHistory", "GET", `/images/${name}/history`);
  }
  const registry = Deno.env.get("REGISTRY");
  if (registry !== undefined) {
    await engine.call("POST", `/images/imported/tag?repo=${registry}/wire&tag=1`);
    await engine.recordStream("ImagePush", "POST", `/images/${registry}/wire/push?tag=1`);
    await engine.record("DistributionInspect", "GET", `/distribution/${registry}/wire:1/json`);
    await engine.recordStream(
      "ImageCreate",
      "POST",
      `/images/create?fromImage=${registry}/wire&tag=1`,
    );
    await engine.record("ImageInspect", "GET", `/images/${registry}/wire:1/json`);
  }
  const serveraddress = Deno.env.get("PASSWORD_REGISTRY");
  if (serveraddress !== undefined) {
    const login = { username: "user", password: "secret", serveraddress };
    await engine.record("SystemAuth", "POST", "/auth", login);
  }
  await engine.record("ImageDelete", "DELETE", "/images/imported");
  await engine.record("SystemDataUsage", "GET", "/system/df");
}

async function tar(folder: string): Promise<Uint8Array> {
  const { stdout } = await new Deno.Command("tar", { args: ["-C", folder, "-c", "."] }).output();
  return stdout;
}

async function recordPlugins(): Promise<void> {
  const folder = Deno.env.get("IMAGES") ?? "/var/tmp/engines/images";
  await engine.record("PluginList", "GET", "/plugins");
  await engine.call(
    "POST",
    "/plugins/create?name=volplug",
    await Deno.readFile(`${folder}/plugin.tar`),
  );
  await engine.call("POST", "/plugins/volplug/enable?timeout=10");
  await engine.record("PluginList", "GET", "/plugins");
  await engine.record("PluginInspect", "GET", "/plugins/volplug:latest/json");
  await engine.call("POST", "/plugins/volplug/disable?force=1");
}

async function recordSwarm(): Promise<void> {
  await engine.call("POST", "/swarm/init", {
    ListenAddr: "127.0.0.1:2377",
    AdvertiseAddr: "127.0.0.1",
  });
  for (const [kind, tag] of [["secrets", "Secret"], ["configs", "Config"]]) {
    await engine.record(`${tag}List`, "GET", `/${kind}`);
    const body = { Name: "wire", Data: "YQ==", Labels: { a: "b" } };
    await engine.record(`${tag}Create`, "POST", `/${kind}/create`, body);
    await engine.record(`${tag}List`, "GET", `/${kind}`);
    await engine.record(`${tag}Inspect`, "GET", `/${kind}/wire`);
  }
  await engine.record("ServiceList", "GET", "/services");
  const container = { Image: "busybox:test", Command: ["sleep", "600"] };
  await engine.record("ServiceCreate", "POST", "/services/create", {
    Name: "replicated",
    TaskTemplate: { ContainerSpec: { ...container, Env: ["A=b"] } },
    Mode: { Replicated: { Replicas: 1 } },
    EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 18081, PublishMode: "host" }] },
  });
  await engine.record("ServiceCreate", "POST", "/services/create", {
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
  await engine.record("ServiceList", "GET", "/services?status=1");
  for (const name of ["replicated", "global"]) {
    await engine.record("ServiceInspect", "GET", `/services/${name}?insertDefaults=1`);
  }
  const inspected = JSON.parse(await engine.call("GET", "/services/global"));
  const path = `/services/global/update?version=${inspected.Version.Index}`;
  await engine.record("ServiceUpdate", "POST", path, inspected.Spec);
  await engine.record("TaskList", "GET", "/tasks");
  for (const { ID } of JSON.parse(await engine.call("GET", "/tasks"))) {
    await engine.record("TaskInspect", "GET", `/tasks/${ID}`);
  }
  await engine.record("SwarmInspect", "GET", "/swarm");
  await engine.record("SwarmUnlockkey", "GET", "/swarm/unlockkey");
  await engine.record("NodeList", "GET", "/nodes");
  for (const { ID } of JSON.parse(await engine.call("GET", "/nodes"))) {
    await engine.record("NodeInspect", "GET", `/nodes/${ID}`);
  }
  await engine.record("NetworkInspect", "GET", "/networks/ingress?verbose=1");
  await engine.record("SystemInfo", "GET", "/info");
}

async function cleanUp(): Promise<void> {
  const info = JSON.parse(await engine.call("GET", "/info"));
  if (info.Swarm.LocalNodeState === "active") await engine.call("POST", "/swarm/leave?force=1");
  for (const { Id } of JSON.parse(await engine.call("GET", "/containers/json?all=1"))) {
    await engine.remove(`/containers/${Id}?force=1&v=1`);
  }
  await engine.record("NetworkPrune", "POST", "/networks/prune");
  await engine.record("VolumePrune", "POST", "/volumes/prune");
  await engine.record("ImagePrune", "POST", '/images/prune?filters={"dangling":["true"]}');
  await engine.record("BuildPrune", "POST", "/build/prune?all=1");
  for (const name of ["committed", "imported", "classic", "modern"]) {
    await engine.remove(`/images/${name}?force=1`);
  }
  await engine.remove("/plugins/volplug?force=1");
  await engine.remove("/volumes/wire?force=1");
}

await engine.record("SystemVersion", "GET", "/version");
const { Name: host = "", KernelVersion: kernel = "" } = await engine.record(
  "SystemInfo",
  "GET",
  "/info",
);
await engine.recordRefusal("GET", "/containers/missing/json");
await engine.recordRefusal("GET", "/images/missing/json");
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
await engine.recordStream("SystemEvents", "GET", `/events?since=${since}&until=${until}`);
const names = new Map([[host, "engine"], [kernel, "6.1.0"]]);
console.log(JSON.stringify(scrub(thin(engine.recorded), names), null, 2));
