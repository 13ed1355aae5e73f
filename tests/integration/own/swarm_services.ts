/** Services, their tasks, and the secrets and configs that they are given, in a swarm. */

import assert from "node:assert/strict";
import type { Api } from "../../../src/api/api.ts";
import type { OutputStream } from "../../../src/api/streams/output.ts";
import { ConflictError, NotFoundError } from "../../../src/errors.ts";
import { checkAnswers } from "../api/answers/check.ts";
import { swarmReads } from "../api/answers/reads.ts";
import { IMAGE } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";

/** How engines refuse a change to what was changed since. */
export const OUT_OF_SEQUENCE: object = { status: 500, explanation: /update out of sequence/ };

/** Runs services that tell a secret and a config, one of them on a terminal, and looks at their tasks. */
export async function runServices(api: Api): Promise<void> {
  const { services, tasks, secrets, configs } = api;
  const [secret, config] = await Promise.all([createSecret(api), createConfig(api)]);
  const ContainerSpec = {
    Image: IMAGE,
    Command: ["sh", "-c"],
    Args: [
      "echo $(cat /run/secrets/key) $(cat /conf); echo oops >&2; " +
      "trap exit TERM; while :; do sleep 0.1; done",
    ],
    Healthcheck: { Test: ["CMD", "true"], Interval: 1e9 },
    Secrets: [{ SecretID: secret, SecretName: "key", File: file("key") }],
    Configs: [{ ConfigID: config, ConfigName: "conf", File: file("/conf") }],
  };
  const Mode = { Replicated: { Replicas: 1 } };
  const body = { Name: "plain", Mode, TaskTemplate: { ContainerSpec } };
  const [{ ID: id }, { ID: terminal }] = await Promise.all([
    services.create({ body, auth: { username: "user", password: "secret" } }),
    services.create({
      body: {
        Name: "terminal",
        Mode,
        TaskTemplate: { ContainerSpec: { ...ContainerSpec, TTY: true } },
      },
    }),
  ]);
  await assert.rejects(services.create({ body }), ConflictError);
  const query = { stdout: true, stderr: true, follow: true };
  await Promise.all([
    follow(await services.logs(id, { query, tty: false }), {
      stdout: "sesame setting\n",
      stderr: "oops\n",
    }),
    follow(await services.logs(terminal, { query, tty: true }), {
      stdout: "sesame setting\r\noops\r\n",
      stderr: "",
    }),
  ]);
  const task = await eventually(async () => {
    const filters = { service: "plain", "desired-state": "running" };
    const running = (await tasks.list({ query: { filters } })).filter(({ Status }) =>
      Status.State === "running"
    );
    return running[0];
  });
  assert.equal(task.ServiceID, id);
  assert.equal((await tasks.inspect(task.ID)).Slot, 1);
  const [node] = await api.nodes.list();
  const things = { node: node?.ID ?? "", service: id, task: task.ID, secret, config };
  const { Spec } = await services.inspect(id);
  // Described as HealthCheck.
  assert.equal(Spec?.TaskTemplate?.ContainerSpec?.Healthcheck?.Interval, 1e9);
  await checkAnswers(swarmReads(api, { ...things, said: "sesame setting\n" }), {});
  await assert.rejects(tasks.inspect("none"), NotFoundError);
  await updateService(api, id);
  await assert.rejects(secrets.delete(secret), { status: 400, explanation: /in use/ });
  await assert.rejects(configs.delete("conf"), { status: 400, explanation: /in use/ });
  await Promise.all([services.delete("plain"), services.delete(terminal)]);
  await assert.rejects(services.inspect(id), NotFoundError);
  await Promise.all([secrets.delete("key"), configs.delete(config)]);
  await assert.rejects(secrets.inspect(secret), NotFoundError);
  await assert.rejects(configs.inspect(config), NotFoundError);
}

async function updateService({ services }: Api, id: string): Promise<void> {
  const listed = await services.list({ query: { filters: { name: "plain" }, status: true } });
  assert.deepEqual(listed.map(({ ID }) => ID), [id]);
  assert.equal(listed[0]?.ServiceStatus?.DesiredTasks, 1);
  const { Version: { Index: version }, Spec } = await services.inspect(id);
  const body = { ...Spec, Labels: { "fairlead-test": "service" } };
  const updated = await services.update(id, { query: { version }, body });
  assert.equal(updated.Warnings ?? null, null);
  const { Spec: now } = await services.inspect("plain", { query: { insertDefaults: true } });
  assert.deepEqual(now.Labels, { "fairlead-test": "service" });
  assert.equal(now.UpdateConfig?.Parallelism, 1, "a default is filled in");
  await assert.rejects(services.update(id, { query: { version }, body }), OUT_OF_SEQUENCE);
  await assert.rejects(services.update("none", { query: { version }, body }), NotFoundError);
}

async function createSecret({ secrets }: Api): Promise<string> {
  const body = { Name: "key", Data: btoa("sesame") };
  const { ID } = await secrets.create({ body });
  await assert.rejects(secrets.create({ body }), ConflictError);
  const { Version: { Index: version }, Spec } = await secrets.inspect("key");
  assert.equal(Spec.Data, undefined);
  const Labels = { "fairlead-test": "secret" };
  await secrets.update(ID, { query: { version }, body: { ...Spec, Labels } });
  const listed = await secrets.list({ query: { filters: { label: "fairlead-test=secret" } } });
  assert.deepEqual(listed.map((one) => [one.ID, one.Spec.Labels]), [[ID, Labels]]);
  assert.deepEqual(await secrets.list({ query: { filters: { name: "none" } } }), []);
  const renamed = { query: { version }, body: { Name: "other" } };
  await assert.rejects(secrets.update(ID, renamed), { status: 400 });
  return ID;
}

async function createConfig({ configs }: Api): Promise<string> {
  const body = { Name: "conf", Data: btoa("setting") };
  const { ID } = await configs.create({ body });
  await assert.rejects(configs.create({ body }), ConflictError);
  const { Version: { Index: version }, Spec } = await configs.inspect(ID);
  assert.equal(Spec.Data, body.Data);
  const Labels = { "fairlead-test": "config" };
  await configs.update(ID, { query: { version }, body: { ...Spec, Labels } });
  const listed = await configs.list({ query: { filters: { name: "conf" } } });
  assert.deepEqual(listed.map((one) => [one.ID, one.Spec.Labels]), [[ID, Labels]]);
  assert.deepEqual(await configs.list({ query: { filters: { name: "none" } } }), []);
  return ID;
}

function file(Name: string): object {
  return { Name, UID: "0", GID: "0", Mode: 0o444 };
}

/** Reads a log that goes on until each stream has said so much. */
async function follow(
  output: OutputStream,
  expected: Readonly<Record<"stdout" | "stderr", string>>,
): Promise<void> {
  const decoder = new TextDecoder();
  const said = { stdout: "", stderr: "" };
  for await (const { stream, data } of output) {
    said[stream] += decoder.decode(data);
    const { stdout, stderr } = said;
    if (stdout.length >= expected.stdout.length && stderr.length >= expected.stderr.length) break;
  }
  assert.deepEqual(said, expected);
}
