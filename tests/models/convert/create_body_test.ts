import assert from "node:assert/strict";
import { test } from "node:test";
import { CONTAINER_KEYS } from "../../../src/models/convert/container_keys.ts";
import { toCreateBody, toCreateQuery } from "../../../src/models/convert/create_body.ts";
import type { ContainerSettings } from "../../../src/types/containers.ts";

/** Settings, and what they put into the configuration (a dot: into its `HostConfig`). */
type Row = readonly [settings: ContainerSettings, field: string, value: unknown];

const ROWS: readonly Row[] = [
  [{ command: "sh -c 'a b'" }, "Cmd", ["sh", "-c", "a b"]],
  [{ command: ["a b"] }, "Cmd", ["a b"]],
  [{ command: "" }, "Cmd", []],
  [{ entrypoint: ["sh"] }, "Entrypoint", ["sh"]],
  [{ entrypoint: "" }, "Entrypoint", [""]],
  [{ environment: { B: "x=y", A: null, C: undefined, D: true } }, "Env", ["A", "B=x=y", "D=true"]],
  [{ environment: ["B=1", "A"] }, "Env", ["B=1", "A"]],
  [{ workingDir: "/srv" }, "WorkingDir", "/srv"],
  [{ user: "nobody:nogroup" }, "User", "nobody:nogroup"],
  [{ user: 0 }, "User", "0"],
  [{ groupAdd: [1, "x"] }, ".GroupAdd", ["1", "x"]],
  [{ hostname: "h" }, "Hostname", "h"],
  [{ domainname: "d.example" }, "Domainname", "d.example"],
  [{ tty: true }, "Tty", true],
  [{ stdinOpen: true }, "OpenStdin", true],
  [{ stdinOpen: true }, "StdinOnce", true],
  [{ init: false }, ".Init", false],
  [{ stopSignal: "SIGINT" }, "StopSignal", "SIGINT"],
  [{ stopTimeout: 0 }, "StopTimeout", 0],
  [{ stopTimeout: -1 }, "StopTimeout", -1],
  [{ healthcheck: { test: ["NONE"] } }, "Healthcheck", { Test: ["NONE"] }],
  [
    { healthcheck: { test: "x", interval: 1.5, timeout: "500ms", retries: 2, startPeriod: "1m" } },
    "Healthcheck",
    {
      Test: ["CMD-SHELL", "x"],
      Interval: 1_500_000_000,
      Timeout: 500_000_000,
      Retries: 2,
      StartPeriod: 60_000_000_000,
    },
  ],
  [{ healthcheck: { startInterval: 2 } }, "Healthcheck", { StartInterval: 2_000_000_000 }],
  [{ labels: { a: "b" } }, "Labels", { a: "b" }],
  [{ labels: ["a", "b"] }, "Labels", { a: "", b: "" }],
  [{ volumes: { "/h": "/c" } }, ".Binds", ["/h:/c:rw"]],
  [{ volumes: ["/c", "vol:/d"] }, "Volumes", { "/c": {}, "/d": {} }],
  [{ volumes: ["/c", "vol:/d"] }, ".Binds", ["vol:/d"]],
  [{ mounts: ["vol:/d:ro"] }, ".Mounts", [
    { Target: "/d", Source: "vol", Type: "volume", ReadOnly: true },
  ]],
  [{ mounts: [{ target: "/d", source: "/s", type: "bind", propagation: "rslave" }] }, ".Mounts", [
    {
      Target: "/d",
      Source: "/s",
      Type: "bind",
      ReadOnly: false,
      BindOptions: { Propagation: "rslave" },
    },
  ]],
  [{ tmpfs: { "/t": "size=1m" } }, ".Tmpfs", { "/t": "size=1m" }],
  [{ volumesFrom: ["other:ro"] }, ".VolumesFrom", ["other:ro"]],
  [{ volumeDriver: "nfs" }, ".VolumeDriver", "nfs"],
  [{ shmSize: "1g" }, ".ShmSize", 1_073_741_824],
  [{ storageOpt: { size: "1G" } }, ".StorageOpt", { size: "1G" }],
  [{ readOnly: true }, ".ReadonlyRootfs", true],
  [{ ports: { 80: 8080 } }, ".PortBindings", { "80/tcp": [{ HostIp: "", HostPort: "8080" }] }],
  [{ ports: { 80: 8080, "53/udp": null } }, "ExposedPorts", { "80/tcp": {}, "53/udp": {} }],
  [{ publishAllPorts: true }, ".PublishAllPorts", true],
  [{ network: "n" }, ".NetworkMode", "n"],
  [{ network: "n" }, "NetworkingConfig", undefined],
  [{ network: "n", networkingConfig: { n: { ipv4Address: "10.0.0.2" } } }, "NetworkingConfig", {
    EndpointsConfig: { n: { IPAMConfig: { IPv4Address: "10.0.0.2" } } },
  }],
  [{ networkMode: "none" }, ".NetworkMode", "none"],
  [{ networkDisabled: true }, "NetworkDisabled", true],
  [{ macAddress: "02:00:00:00:00:01" }, "MacAddress", "02:00:00:00:00:01"],
  [{ extraHosts: { b: "1.1.1.1", a: "::1" } }, ".ExtraHosts", ["a:::1", "b:1.1.1.1"]],
  [{ extraHosts: ["b:1.1.1.1"] }, ".ExtraHosts", ["b:1.1.1.1"]],
  [{ dns: ["8.8.8.8"] }, ".Dns", ["8.8.8.8"]],
  [{ dnsSearch: ["x"] }, ".DnsSearch", ["x"]],
  [{ dnsOpt: ["ndots:2"] }, ".DnsOptions", ["ndots:2"]],
  [{ links: { c: "x", d: null } }, ".Links", ["c:x", "d"]],
  [{ memLimit: "64m" }, ".Memory", 67_108_864],
  [{ memLimit: 0 }, ".Memory", 0],
  [{ memswapLimit: -1 }, ".MemorySwap", -1],
  [{ memReservation: "1k" }, ".MemoryReservation", 1024],
  [{ memSwappiness: 0 }, ".MemorySwappiness", 0],
  [{ kernelMemory: "1m" }, ".KernelMemory", 1_048_576],
  [{ oomKillDisable: true }, ".OomKillDisable", true],
  [{ oomScoreAdj: -500 }, ".OomScoreAdj", -500],
  [{ pidsLimit: -1 }, ".PidsLimit", -1],
  [{ cpuShares: 512 }, ".CpuShares", 512],
  [{ nanoCpus: 500_000_000 }, ".NanoCpus", 500_000_000],
  [{ cpuPeriod: 100_000 }, ".CpuPeriod", 100_000],
  [{ cpuQuota: -1 }, ".CpuQuota", -1],
  [{ cpuRtPeriod: 1_000_000 }, ".CpuRealtimePeriod", 1_000_000],
  [{ cpuRtRuntime: 10_000 }, ".CpuRealtimeRuntime", 10_000],
  [{ cpusetCpus: "0-1" }, ".CpusetCpus", "0-1"],
  [{ cpusetMems: "0" }, ".CpusetMems", "0"],
  [{ cpuCount: 2 }, ".CpuCount", 2],
  [{ cpuPercent: 50 }, ".CpuPercent", 50],
  [{ blkioWeight: 300 }, ".BlkioWeight", 300],
  [{ blkioWeightDevice: [{ path: "/dev/sda", weight: 10 }] }, ".BlkioWeightDevice", [
    { Path: "/dev/sda", Weight: 10 },
  ]],
  [{ deviceReadBps: [{ path: "/dev/sda", rate: "1m" }] }, ".BlkioDeviceReadBps", [
    { Path: "/dev/sda", Rate: 1_048_576 },
  ]],
  [{ deviceWriteBps: [{ path: "/dev/sda", rate: 1 }] }, ".BlkioDeviceWriteBps", [
    { Path: "/dev/sda", Rate: 1 },
  ]],
  [{ deviceReadIops: [{ path: "/dev/sda", rate: 2 }] }, ".BlkioDeviceReadIOps", [
    { Path: "/dev/sda", Rate: 2 },
  ]],
  [{ deviceWriteIops: [{ path: "/dev/sda", rate: 3 }] }, ".BlkioDeviceWriteIOps", [
    { Path: "/dev/sda", Rate: 3 },
  ]],
  [{ devices: ["/dev/sda:/dev/xvda"] }, ".Devices", [
    { PathOnHost: "/dev/sda", PathInContainer: "/dev/xvda", CgroupPermissions: "rwm" },
  ]],
  [{ devices: ["/dev/fuse:rw"] }, ".Devices", [
    { PathOnHost: "/dev/fuse", PathInContainer: "/dev/fuse", CgroupPermissions: "rw" },
  ]],
  [{ deviceCgroupRules: ["c 13:* rwm"] }, ".DeviceCgroupRules", ["c 13:* rwm"]],
  [{ deviceRequests: [{ deviceIds: ["0"] }] }, ".DeviceRequests", [
    { Driver: "", Count: 0, DeviceIDs: ["0"], Capabilities: [], Options: {} },
  ]],
  [{ ulimits: [{ name: "nofile", soft: 10, hard: 20 }] }, ".Ulimits", [
    { Name: "nofile", Soft: 10, Hard: 20 },
  ]],
  [{ ulimits: [{ name: "core", hard: -1 }] }, ".Ulimits", [{ Name: "core", Soft: -1, Hard: -1 }]],
  [{ privileged: true }, ".Privileged", true],
  [{ capAdd: ["NET_ADMIN"] }, ".CapAdd", ["NET_ADMIN"]],
  [{ capDrop: ["ALL"] }, ".CapDrop", ["ALL"]],
  [{ securityOpt: ["no-new-privileges"] }, ".SecurityOpt", ["no-new-privileges"]],
  [{ pidMode: "host" }, ".PidMode", "host"],
  [{ ipcMode: "private" }, ".IpcMode", "private"],
  [{ usernsMode: "host" }, ".UsernsMode", "host"],
  [{ utsMode: "host" }, ".UTSMode", "host"],
  [{ cgroupns: "private" }, ".CgroupnsMode", "private"],
  [{ cgroupParent: "/x" }, ".CgroupParent", "/x"],
  [{ runtime: "runc" }, ".Runtime", "runc"],
  [{ isolation: "hyperv" }, ".Isolation", "hyperv"],
  [{ sysctls: { "net.core.somaxconn": 10 } }, ".Sysctls", { "net.core.somaxconn": "10" }],
  [{ autoRemove: true }, ".AutoRemove", true],
  [{ restartPolicy: { name: "always" } }, ".RestartPolicy", { Name: "always" }],
  [{ logConfig: { type: "none" } }, ".LogConfig", { Type: "none", Config: {} }],
];

for (const [settings, field, value] of ROWS) {
  test(`toCreateBody() puts ${JSON.stringify(settings)} into ${field}`, () => {
    const body = JSON.parse(JSON.stringify(toCreateBody("i", settings)));
    assert.deepEqual(field.startsWith(".") ? body.HostConfig[field.slice(1)] : body[field], value);
  });
}

test("toCreateBody() converts every setting but those of the query", () => {
  const covered = new Set(ROWS.flatMap(([settings]) => Object.keys(settings)));
  const missing = Object.keys(CONTAINER_KEYS).filter((key) => !covered.has(key));
  assert.deepEqual(missing, ["name", "platform"]);
});

test("toCreateBody() sends little when little is given", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(toCreateBody("i", {}))), {
    Image: "i",
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    AttachStdin: false,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: false,
    HostConfig: { NetworkMode: "default" },
  });
});

test("toCreateBody() opens standard input for whoever is going to be attached to it", () => {
  const attached = { stdin: true, stdout: false, stderr: true };
  const body = toCreateBody("i", {}, attached);
  assert.deepEqual(
    [body.OpenStdin, body.StdinOnce, body.AttachStdin, body.AttachStdout, body.AttachStderr],
    [true, true, true, false, true],
  );
});

test("toCreateQuery() takes name and platform", () => {
  assert.deepEqual(toCreateQuery({ name: "web-1", platform: "linux/arm64" }), {
    name: "web-1",
    platform: "linux/arm64",
  });
  for (const name of ["", "a", "/web", "-web", "a b", "ä1"]) {
    assert.throws(() => toCreateQuery({ name }), /^TypeError: Cannot use name ".*": expected two/);
  }
});

/** What must not be sent, and what is said about it. */
const REFUSED: readonly (readonly [settings: unknown, message: RegExp])[] = [
  [{ command: 1 }, /^TypeError: Cannot use command 1: expected text or a list of texts$/],
  [{ command: ["a", 1] }, /^TypeError: Cannot use command\[1\] 1: expected text$/],
  [{ command: ["a", undefined] }, /^TypeError: Cannot use command\[1\] undefined/],
  [{ entrypoint: {} }, /^TypeError: Cannot use entrypoint \(an object\)/],
  [{ environment: { "A=B": "secret" } }, /^TypeError: .*"A=B" is no name of a variable$/],
  [{ environment: { A: { secret: 1 } } }, /^TypeError: Cannot use environment: the value of "A"/],
  [{ environment: "A=B" }, /^TypeError: Cannot use environment "A=B": expected/],
  [{ labels: { a: 1 } }, /^TypeError: Cannot use labels\.a 1: expected text$/],
  [{ labels: { a: undefined } }, /^TypeError: Cannot use labels\.a undefined: expected text$/],
  [{ user: -1 }, /^RangeError: Cannot use user -1/],
  [{ user: {} }, /^TypeError: Cannot use user/],
  [{ tty: "yes" }, /^TypeError: Cannot use tty "yes": expected true or false$/],
  [{ stdinOpen: 1 }, /^TypeError: Cannot use stdinOpen 1/],
  [{ hostname: null }, /^TypeError: Cannot use hostname null: expected text$/],
  [{ stopTimeout: -2 }, /^RangeError: Cannot use stopTimeout -2: expected a whole number of at/],
  [{ stopTimeout: 1.5 }, /^RangeError: Cannot use stopTimeout 1.5/],
  [{ stopTimeout: NaN }, /^RangeError: Cannot use stopTimeout NaN/],
  [{ memLimit: "12q" }, /^TypeError: Cannot use memLimit "12q": expected bytes, or a number/],
  [{ memLimit: -1 }, /^RangeError: Cannot use memLimit -1: expected at least 0 bytes/],
  [{ memLimit: NaN }, /^RangeError: Cannot use memLimit/],
  [{ memLimit: 2 ** 60 }, /^RangeError: Cannot use memLimit/],
  [{ memLimit: {} }, /^TypeError: Cannot use memLimit \(an object\)/],
  [{ memswapLimit: -2 }, /^RangeError: Cannot use memswapLimit -2/],
  [{ cpuShares: "512" }, /^TypeError: Cannot use cpuShares "512": expected a number$/],
  [{ nanoCpus: 0.5 }, /^RangeError: Cannot use nanoCpus 0.5: expected a whole number/],
  [{ memSwappiness: 101 }, /^RangeError: Cannot use memSwappiness 101: .* from -1 to 100$/],
  [{ securityOpt: "x" }, /^TypeError: Cannot use securityOpt "x": expected a list of texts$/],
  [{ groupAdd: [true] }, /^TypeError: Cannot use groupAdd\[0\] true/],
  [{ usernsMode: "guest" }, /^TypeError: Cannot use usernsMode "guest": expected "host"$/],
  [{ sysctls: { a: true } }, /^TypeError: Cannot use sysctls\.a true/],
  [{ sysctls: [] }, /^TypeError: Cannot use sysctls \(a list\)/],
  [{ restartPolicy: "always" }, /^TypeError: Cannot use settings to use restartPolicy "always"/],
  [
    { restartPolicy: { Name: "always" } },
    /^TypeError: Cannot use restartPolicy: there is no setting "Name"; did you mean "name"\?$/,
  ],
  [{ restartPolicy: { name: "always", maximumRetryCount: -1 } }, /^RangeError: /],
  [{ logConfig: { type: "x", config: "bad" } }, /^TypeError: Cannot use logConfig\.config "bad"/],
  [
    { network: "n", networkMode: "host" },
    /^TypeError: Cannot use network together with networkMode/,
  ],
  [{ networkMode: "host", ports: { 80: 80 } }, /^TypeError: Cannot use ports with networkMode/],
  [{ networkingConfig: { n: {} } }, /^TypeError: .* place in network, which is missing$/],
  [{ network: "m", networkingConfig: { n: {} } }, /^TypeError: .* without a place in "m"$/],
  [
    { network: "n", networkingConfig: { n: { alias: ["x"] } } },
    /there is no setting "alias"; did you mean "aliases"\?$/,
  ],
  [{ healthcheck: { test: 1 } }, /^TypeError: Cannot use healthcheck\.test 1/],
  [
    { healthcheck: { interval: 30_000_000_000 } },
    /^RangeError: Cannot use healthcheck\.interval .*in seconds, not nanoseconds$/,
  ],
  [{ ulimits: [{ name: "n" }] }, /^TypeError: Cannot use the ulimit n: give soft, hard or both$/],
  [{ ulimits: [{ name: "n", soft: 2, hard: 1 }] }, /^RangeError: .*soft 2 is over hard 1$/],
  [{ ulimits: [{ name: "n", soft: -1, hard: 1 }] }, /^RangeError: /],
  [
    { deviceRequests: [{ count: 1, deviceIds: ["0"] }] },
    /^TypeError: .*either count or deviceIds$/,
  ],
  [{ devices: ["/a:/b:rwm:x"] }, /^TypeError: Cannot use devices/],
  [{ devices: [{ pathInContainer: "/x" }] }, /^TypeError: Cannot use pathOnHost undefined/],
  [{ deviceReadBps: [{ path: "/dev/sda" }] }, /^TypeError: Cannot use rate of deviceReadBps/],
  [{ blkioWeightDevice: [{ path: "/d", weight: 5 }] }, /^RangeError: .*from 10 to 1000$/],
  [{ tmpfs: { "/t": 1 } }, /^TypeError: Cannot use tmpfs\.\/t 1/],
  [{ extraHosts: "a" }, /^TypeError: Cannot use extraHosts "a"/],
];

for (const [settings, message] of REFUSED) {
  test(`toCreateBody() refuses ${JSON.stringify(settings)}`, () => {
    assert.throws(() => toCreateBody("i", settings as ContainerSettings), (error) => {
      assert.match(String(error), message);
      assert.doesNotMatch(String(error), /secret/);
      return true;
    });
  });
}
