import assert from "node:assert/strict";
import { test } from "node:test";
import { UnauthorizedError, UnavailableError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const SWARM = { ID: "abc", Version: { Index: 9 }, JoinTokens: { Worker: "w", Manager: "m" } };

testOperations([
  {
    name: "swarm.inspect",
    call: (api) => api.swarm.inspect(),
    line: "GET /v1.51/swarm",
    answers: [json(200, SWARM), SWARM],
    takesId: false,
  },
  {
    name: "swarm.init",
    call: (api) => {
      const Spec = { EncryptionConfig: { AutoLockManagers: true } };
      return api.swarm.init({ body: { ListenAddr: "0.0.0.0:2377", ForceNewCluster: false, Spec } });
    },
    line: "POST /v1.51/swarm/init",
    body: '{"ListenAddr":"0.0.0.0:2377","ForceNewCluster":false,' +
      '"Spec":{"EncryptionConfig":{"AutoLockManagers":true}}}',
    answers: [json(200, "7v2t30z9blmxuhnyo6s4cpenp"), "7v2t30z9blmxuhnyo6s4cpenp"],
    takesId: false,
  },
  {
    name: "swarm.join",
    call: (api) => {
      const body = { ListenAddr: "0.0.0.0", RemoteAddrs: ["10.0.0.1:2377"], JoinToken: "SWMTKN" };
      return api.swarm.join({ body });
    },
    line: "POST /v1.51/swarm/join",
    body: '{"ListenAddr":"0.0.0.0","RemoteAddrs":["10.0.0.1:2377"],"JoinToken":"SWMTKN"}',
    answers: [answer(200, ""), undefined],
    takesId: false,
  },
  {
    name: "swarm.leave",
    call: (api) => api.swarm.leave({ query: { force: true } }),
    line: "POST /v1.51/swarm/leave?force=true",
    answers: [answer(200, ""), undefined],
    takesId: false,
  },
  {
    name: "swarm.update",
    call: (api) => {
      const query = {
        version: 9,
        rotateWorkerToken: true,
        rotateManagerToken: false,
        rotateManagerUnlockKey: true,
      };
      return api.swarm.update({ query, body: { Name: "default", Labels: { a: "b" } } });
    },
    line: "POST /v1.51/swarm/update?version=9&rotateWorkerToken=true&rotateManagerToken=false&" +
      "rotateManagerUnlockKey=true",
    body: '{"Name":"default","Labels":{"a":"b"}}',
    answers: [answer(200, ""), undefined],
    takesId: false,
  },
  {
    name: "swarm.unlockKey",
    call: (api) => api.swarm.unlockKey(),
    line: "GET /v1.51/swarm/unlockkey",
    answers: [json(200, { UnlockKey: "SWMKEY-1-a" }), { UnlockKey: "SWMKEY-1-a" }],
    takesId: false,
  },
  {
    name: "swarm.unlock",
    call: (api) => api.swarm.unlock({ body: { UnlockKey: "SWMKEY-1-a" } }),
    line: "POST /v1.51/swarm/unlock",
    body: '{"UnlockKey":"SWMKEY-1-a"}',
    answers: [answer(200, ""), undefined],
    takesId: false,
  },
]);

test(
  "swarm tells that there is none, that it is locked, and that the key is wrong",
  clean(async (watch) => {
    const scripted = watch.engine(
      refusal(503, "This node is not a swarm manager."),
      refusal(503, "Swarm is encrypted and needs to be unlocked before it can be used."),
      refusal(401, "swarm could not be unlocked: invalid key provided"),
    );
    const { swarm } = apiOf(scripted);
    await assert.rejects(swarm.inspect(), UnavailableError);
    await assert.rejects(swarm.unlockKey(), UnavailableError);
    await assert.rejects(swarm.unlock({ body: { UnlockKey: "wrong" } }), UnauthorizedError);
  }),
);

test(
  "swarm.leave() sends no query that is not asked for",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""));
    await apiOf(scripted).swarm.leave();
    assert.deepEqual(lines(scripted.sent), ["POST /v1.51/swarm/leave"]);
  }),
);

test(
  "swarm.init() refuses what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { swarm } = apiOf(scripted, "1.38");
    await assert.rejects(swarm.init({ body: { SubnetSize: 24 } }), VersionError);
    await assert.rejects(swarm.init({ body: { DefaultAddrPool: ["10.9.0.0/16"] } }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
