/** Every operation on podman: what it answers is of the types, what it lacks it says. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ImageNotFoundError,
  NotFoundError,
  ProtocolError,
  UnavailableError,
  VersionError,
} from "../../../src/errors.ts";
import {
  checkAnswers,
  checkLacking,
  operationsThat,
  type Refusal,
  type Refusals,
} from "../api/answers/check.ts";
import { readsOf } from "../api/answers/reads.ts";
import { makeLocalThings, NO_SWARM } from "../api/answers/things.ts";
import { writesOf } from "../api/answers/writes.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";

const NO_PATH: Refusal = [NotFoundError, /: Not Found \(404\)$/];
const NO_SUPPORT: Refusal = [NotFoundError, / is not supported \(404\)$/];
const NO_SERVICE: Refusal = [UnavailableError, /: Podman does not support service: /];

/** What can't be read. Of swarms it has nothing but secrets. */
const UNREADABLE: Refusals = {
  ConfigInspect: NO_SERVICE,
  ConfigList: NO_PATH,
  ContainerAttachWebsocket: NO_PATH,
  DistributionInspect: NO_SUPPORT,
  GetPluginPrivileges: NO_PATH,
  ImageAttestations: [VersionError, /: this needs API 1\.55, and /],
  // It searches only where its configuration tells it to.
  ImageSearch: [ImageNotFoundError, /image not known/],
  NodeInspect: NO_SERVICE,
  NodeList: NO_PATH,
  PluginInspect: NO_PATH,
  PluginList: NO_SUPPORT,
  ServiceInspect: NO_SERVICE,
  ServiceList: NO_PATH,
  ServiceLogs: NO_SERVICE,
  SwarmInspect: NO_PATH,
  SwarmUnlockkey: NO_SERVICE,
  TaskInspect: NO_SERVICE,
  TaskList: NO_PATH,
  TaskLogs: NO_SERVICE,
};

/** What can't be done. */
const UNDOABLE: Refusals = {
  BuildCancel: NO_PATH,
  BuildPrune: NO_PATH,
  CheckpointCreate: NO_PATH,
  CheckpointList: NO_PATH,
  CheckpointRemove: NO_PATH,
  ConfigCreate: NO_SERVICE,
  ConfigDelete: NO_SERVICE,
  ConfigUpdate: NO_SERVICE,
  NodeDelete: NO_SERVICE,
  NodeUpdate: NO_SERVICE,
  PluginCreate: NO_PATH,
  PluginDelete: NO_PATH,
  PluginDisable: NO_PATH,
  PluginEnable: NO_PATH,
  PluginPull: NO_PATH,
  PluginPush: NO_PATH,
  PluginSet: NO_PATH,
  PluginUpgrade: NO_PATH,
  SecretUpdate: [ApiError, /: update is not supported \(501\)$/],
  ServiceCreate: NO_SERVICE,
  ServiceDelete: NO_SERVICE,
  ServiceUpdate: NO_SERVICE,
  Session: NO_PATH,
  SwarmInit: NO_SERVICE,
  SwarmJoin: NO_SERVICE,
  SwarmLeave: NO_SERVICE,
  SwarmUnlock: NO_SERVICE,
  SwarmUpdate: NO_SERVICE,
  VolumeUpdate: [ApiError, /: Method Not Allowed \(405\)$/],
};

/** Containers are told with less by `system.dataUsage()` than by `containers.list()`. */
const ODDITIES = ["SystemDataUsage.Containers[].NetworkSettings is null"];

test(
  "what can be read is of the types of the answers, or refused with an error that says why",
  onEngine(async (here) => {
    const { api } = here.docker;
    const secret = `fairlead-${crypto.randomUUID()}`;
    const { ID } = await api.secrets.create({ body: { Name: secret, Data: "YQ==" } });
    here.keep({ [Symbol.asyncDispose]: () => api.secrets.delete(ID) });
    const swarm = { ...NO_SWARM, secret };
    const reads = readsOf(api, await makeLocalThings(here), swarm);
    assert.deepEqual(Object.keys(reads).toSorted(), operationsThat("read").toSorted());
    const unknown = await checkAnswers(reads, UNREADABLE, ODDITIES);
    console.log(`${here.engine.version}: not described: ${unknown.join(", ") || "nothing"}`);
  }),
);

test(
  "what podman can't do it says, and nothing else",
  onEngine(async ({ docker }) => {
    await checkLacking(writesOf(docker.api), UNDOABLE);
  }),
);

test(
  "an answer of no bytes where there should be JSON is an error",
  onEngine(async ({ docker: { api: { images } } }) => {
    assert.ok((await images.list()).length > 0);
    await assert.rejects(images.list({ query: { digests: true } }), ProtocolError);
  }),
);

test(
  "a container runs, and its output is told apart",
  onEngine(async (here) => {
    const command = ["sh", "-c", "echo out; echo err >&2; cat"];
    const settings = { labels: here.labels, remove: true, stdin: "in\n" };
    const { stdout, stderr } = await here.docker.containers.run(IMAGE, command, settings);
    assert.equal(stdout, "out\nin\n");
    assert.equal(stderr, "err\n");
  }),
);
