import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, UnavailableError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const VOLUME = { Name: "data", Driver: "local", Labels: null };

testOperations([
  {
    name: "volumes.list",
    call: (api) => api.volumes.list({ query: { filters: { dangling: false } } }),
    line: "GET /v1.51/volumes?filters=%7B%22dangling%22%3A%5B%22false%22%5D%7D",
    answers: [json(200, { Volumes: [VOLUME], Warnings: ["slow"] }), {
      Volumes: [VOLUME],
      Warnings: ["slow"],
    }],
    takesId: false,
  },
  {
    name: "volumes.create",
    call: (api) => api.volumes.create({ body: { Name: "data", DriverOpts: { type: "tmpfs" } } }),
    line: "POST /v1.51/volumes/create",
    body: '{"Name":"data","DriverOpts":{"type":"tmpfs"}}',
    answers: [json(201, VOLUME), VOLUME],
    takesId: false,
  },
  {
    name: "volumes.inspect",
    call: (api, id) => api.volumes.inspect(id),
    line: "GET /v1.51/volumes/web%201%3F",
    answers: [json(200, VOLUME), VOLUME],
  },
  {
    name: "volumes.update",
    call: (api, id) => {
      const body = { Spec: { Group: "fast" } };
      return api.volumes.update(id, { query: { version: 0 }, body });
    },
    line: "PUT /v1.51/volumes/web%201%3F?version=0",
    body: '{"Spec":{"Group":"fast"}}',
    answers: [answer(200, ""), undefined],
  },
  {
    name: "volumes.delete",
    call: (api, id) => api.volumes.delete(id, { query: { force: true } }),
    line: "DELETE /v1.51/volumes/web%201%3F?force=true",
    answers: ["HTTP/1.1 204 No Content\r\n\r\n", undefined],
  },
  {
    name: "volumes.prune",
    call: (api) => api.volumes.prune({ query: { filters: { all: true, "label!": ["keep"] } } }),
    line: "POST /v1.51/volumes/prune?filters=%7B%22all%22%3A%5B%22true%22%5D%2C" +
      "%22label!%22%3A%5B%22keep%22%5D%7D",
    answers: [json(200, { VolumesDeleted: ["data"], SpaceReclaimed: 7 }), {
      VolumesDeleted: ["data"],
      SpaceReclaimed: 7,
    }],
    takesId: false,
  },
]);

test(
  "volumes hand on null where the engine has nothing to tell",
  clean(async (watch) => {
    const none = { Volumes: null, Warnings: null };
    const pruned = { VolumesDeleted: null, SpaceReclaimed: 0 };
    const scripted = watch.engine(json(200, none), json(200, pruned));
    const { volumes } = apiOf(scripted);
    assert.deepEqual(await volumes.list(), none);
    assert.deepEqual(await volumes.prune(), pruned);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/volumes", "POST /v1.51/volumes/prune"]);
  }),
);

test(
  "volumes tell what is in use, and what is for swarms only",
  clean(async (watch) => {
    const scripted = watch.engine(
      refusal(409, "remove data: volume is in use - [abc]"),
      refusal(503, "volume update only valid for cluster volumes, but swarm is unavailable"),
    );
    const { volumes } = apiOf(scripted);
    await assert.rejects(volumes.delete("data"), ConflictError);
    const update = volumes.update("data", { query: { version: 1 }, body: {} });
    await assert.rejects(update, UnavailableError);
  }),
);

test(
  "volumes refuse what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { volumes } = apiOf(scripted, "1.41");
    const update = volumes.update("data", { query: { version: 1 }, body: {} });
    await assert.rejects(update, VersionError);
    await assert.rejects(volumes.create({ body: { ClusterVolumeSpec: {} } }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
