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

const HEAD = "operation\tstreams\tcli\tdocker_py_low_level\tdocker_py\n";

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
