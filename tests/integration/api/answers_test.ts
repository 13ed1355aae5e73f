/** Every operation on a real engine: what it answers is of the types, what it lacks it says. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, UnavailableError, VersionError } from "../../../src/errors.ts";
import {
  checkAnswers,
  checkLacking,
  operationsThat,
  type Refusal,
  type Refusals,
} from "./answers/check.ts";
import { readsOf } from "./answers/reads.ts";
import { makeThings } from "./answers/things.ts";
import { writesOf } from "./answers/writes.ts";
import { onEngine } from "../engine_test_case.ts";

const NO_SWARM: Refusal = [
  UnavailableError,
  /This node is not (?:a swarm manager|part of a swarm)/,
];
const NOT_EXPERIMENTAL: Refusal = [ApiError, /experimental .* \(501\)$/];

/** What no engine has of which nothing is known but that it is there. */
function lackingIn(apiVersion: string, how: "read" | "write"): Refusals {
  const swarm = operationsThat(how).filter((id) =>
    /^(?:Swarm|Node|Service|Task|Secret|Config)/.test(id) && !/^Swarm(?:Init|Join)$/.test(id)
  );
  const lacking: Record<string, Refusal> = Object.fromEntries(swarm.map((id) => [id, NO_SWARM]));
  if (how === "read") {
    return { ...lacking, ImageAttestations: [VersionError, /: this needs API 1\.55, and /] };
  }
  return {
    ...lacking,
    CheckpointList: NOT_EXPERIMENTAL,
    CheckpointCreate: NOT_EXPERIMENTAL,
    CheckpointRemove: NOT_EXPERIMENTAL,
    VolumeUpdate: apiVersion === "1.41"
      ? [VersionError, /: this needs API 1\.42, and 1\.41 is spoken/]
      : [UnavailableError, /swarm is unavailable/],
  };
}

test(
  "what can be read is of the types of the answers, or refused with an error that says why",
  onEngine(async (here) => {
    const reads = readsOf(here.docker.api, await makeThings(here));
    assert.deepEqual(Object.keys(reads).toSorted(), operationsThat("read").toSorted());
    const unknown = await checkAnswers(reads, {
      ...lackingIn(here.engine.apiVersion, "read"),
      ImageSearch: [ApiError, /index\.docker\.io/],
    });
    console.log(`${here.engine.name}: not described: ${unknown.join(", ") || "nothing"}`);
  }),
);

test(
  "what the engine can't do it says, and nothing else",
  onEngine(async ({ docker, engine }) => {
    const writes = writesOf(docker.api);
    const described = Object.keys(writes).filter((id) => !/^(?:Checkpoint|BuildCancel)/.test(id));
    assert.deepEqual(described.toSorted(), operationsThat("write").toSorted());
    await checkLacking(writes, lackingIn(engine.apiVersion, "write"));
  }),
);
