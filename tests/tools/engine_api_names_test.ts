import assert from "node:assert/strict";
import { test } from "node:test";
import {
  methodOf,
  type NamedOperation,
  parseNames,
  readNames,
  UNDESCRIBED,
} from "../../tools/engine_api_names.ts";
import { readDescription, VERSIONS } from "../../tools/wire/description.ts";
import { readRecording } from "../conformance/cli/recorded.ts";

const HEAD = "operation\tstreams\tcli\tdocker_py_low_level\tdocker_py\n";

/** What was not recorded, since it takes a terminal, a task's ID, or a build by BuildKit. */
const UNSEEN = [
  "docker attach: ContainerResize",
  "docker exec: ExecResize",
  "docker service logs: TaskLogs",
  "docker build: Session",
  "docker build: BuildCancel",
];

const { operations: described } = await readDescription(VERSIONS.at(-1) ?? "");
const operations: readonly NamedOperation[] = [...described, ...UNDESCRIBED];

test("a method is called as its operation without the noun of the tag, with five exceptions", () => {
  const methods = [
    ["Container", "ContainerList", "containers.list"],
    ["Container", "ContainerArchiveInfo", "containers.archiveInfo"],
    ["Container", "PutContainerArchive", "containers.putArchive"],
    ["Exec", "ContainerExec", "exec.create"],
    ["Exec", "ExecStart", "exec.start"],
    ["Image", "ImageGetAll", "images.getAll"],
    ["Image", "BuildPrune", "images.buildPrune"],
    ["System", "SystemDataUsage", "system.dataUsage"],
    ["Plugin", "GetPluginPrivileges", "plugins.getPrivileges"],
    ["Swarm", "SwarmUnlockkey", "swarm.unlockKey"],
    ["Distribution", "DistributionInspect", "distribution.inspect"],
    ["Session", "Session", "session.open"],
  ] as const;
  for (const [tag, id, method] of methods) assert.equal(methodOf({ tag, id, call: "" }), method);
});

test("no two operations have the same method", () => {
  const methods = operations.map(methodOf);
  assert.equal(operations.length, 112);
  assert.deepEqual(methods.filter((method, at) => methods.indexOf(method) !== at), []);
});

test("engine_api_names.tsv has a line for every operation and no other", async () => {
  const names = await readNames();
  assert.deepEqual([...names.keys()].sort(), operations.map(({ id }) => id).sort());
});

test("parseNames() refuses what would be lost in the table", () => {
  const line = "ContainerLogs\toutput\tdocker logs\tlogs\tContainer.logs, Container.attach\n";
  assert.deepEqual(parseNames(`${HEAD}${line}`).get("ContainerLogs"), {
    streams: ["output"],
    cli: ["docker logs"],
    lowLevel: ["logs"],
    objects: ["Container.logs", "Container.attach"],
  });
  assert.throws(() => parseNames(line), /columns must be operation, streams/);
  assert.throws(() => parseNames(`${HEAD}A\t-\t-\t-\n`), /"A" has 4 columns/);
  assert.throws(() => parseNames(`${HEAD}${line}${line}`), /"ContainerLogs" comes twice/);
  assert.throws(() => parseNames(`${HEAD}A\toutputs\t-\t-\t-\n`), /"A" streams "outputs"/);
});

test("the commands of the docker CLI were seen to make the calls that they are said to make", async () => {
  const { commands } = await readRecording();
  const names = await readNames();
  const wrong: string[] = [];
  let seen = 0;
  for (const { id, call } of operations) {
    const path = new RegExp(`^${call.replace(/\{\w+\}/g, ".+")}$`);
    for (const name of names.get(id)?.cli ?? []) {
      const recorded = commands.filter(({ command }) => ` ${command} `.includes(` ${name} `));
      if (recorded.length === 0) continue;
      const requests = recorded.flatMap((each) => each.requests);
      if (requests.some((request) => path.test(`${request.method} ${request.path}`))) seen++;
      else wrong.push(`${name}: ${id}`);
    }
  }
  assert.deepEqual(wrong, UNSEEN);
  assert.ok(seen > 90, `${seen} were recorded`);
});
