/** Plugins, operation by operation, on a real engine. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ApiError, ConflictError, NotFoundError, StreamError } from "../../../src/errors.ts";
import { fixture, REGISTRIES, REGISTRY_CREDENTIALS as auth } from "../../engine/mod.ts";
import { onEngine } from "../engine_test_case.ts";
import { smallArchive } from "../small_archive.ts";

const wrong = { ...auth, password: "wrong" };

test(
  "a plugin is made, changed, started and stopped, and goes to a registry and back (row 15)",
  onEngine(async ({ docker: { api: { plugins } }, keep }) => {
    const name = `${REGISTRIES.password}/fairlead-test/${crypto.randomUUID()}:1`;
    const body = await pluginArchive();
    keep({
      async [Symbol.asyncDispose]() {
        const left = (await plugins.list()).filter((plugin) => plugin.Name.includes(name));
        for (const { Name } of left) await plugins.delete(Name, { query: { force: true } });
      },
    });
    await plugins.create({ query: { name }, body });
    await assert.rejects(plugins.create({ query: { name }, body }), ConflictError);
    const enabled = async () => (await plugins.inspect(name)).Enabled;
    assert.equal(await enabled(), false);

    await plugins.set(name, { body: ["DEBUG=1"] });
    assert.deepEqual((await plugins.inspect(name)).Settings.Env, ["DEBUG=1"]);
    await assert.rejects(plugins.set(name, { body: ["NO=1"] }), ApiError);
    await plugins.enable(name);
    assert.equal(await enabled(), true);
    await assert.rejects(plugins.enable(name), ConflictError);
    await assert.rejects(plugins.delete(name), ConflictError);
    const filters = { capability: "volumedriver", enabled: true };
    const listed = await plugins.list({ query: { filters } });
    assert.ok(listed.some((plugin) => plugin.Name === name));
    const query = { remote: name };
    await assert.rejects(plugins.upgrade(name, { query, body: [], auth }), ConflictError);
    await plugins.disable(name);
    await assert.rejects(plugins.disable(name), ConflictError);

    const push = async (auth?: object) =>
      await Array.fromAsync(await plugins.push(name, auth && { auth }));
    await assert.rejects(push(wrong), StreamError);
    await assert.rejects(push(), StreamError);
    assert.ok((await push(auth)).some(({ status }) => status === "Upload complete"));

    assert.deepEqual(await plugins.getPrivileges({ query, auth: wrong }), []);
    const privileges = await plugins.getPrivileges({ query, auth });
    assert.deepEqual(privileges.map(({ Name }) => Name), ["network", "capabilities"]);

    const upgrade = async (auth: object) =>
      await Array.fromAsync(await plugins.upgrade(name, { query, body: privileges, auth }));
    await assert.rejects(upgrade(wrong), ApiError);
    assert.ok((await upgrade(auth)).length > 0);
    await plugins.delete(name);

    const pull = async (body: typeof privileges, auth: object) =>
      await Array.fromAsync(await plugins.pull({ query, body, auth }));
    await assert.rejects(pull(privileges, wrong), ApiError);
    await assert.rejects(pull([], auth), (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.match(error.detail, /incorrect privileges/);
      return true;
    });
    assert.ok((await pull(privileges, auth)).length > 0);
    const { PluginReference } = await plugins.inspect(name);
    assert.equal(PluginReference, name);
    await plugins.delete(name);
  }),
);

test(
  "every operation tells that there is no such plugin",
  onEngine(async ({ docker: { api: { plugins } } }) => {
    const name = "fairlead-test/no";
    const calls = [
      () => plugins.inspect(name),
      () => plugins.delete(name),
      () => plugins.enable(name),
      () => plugins.disable(name),
      () => plugins.upgrade(name, { query: { remote: "a" }, body: [] }),
      () => plugins.push(name),
      () => plugins.set(name, { body: ["A=1"] }),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof NotFoundError, `${error}`);
        assert.match(error.explanation, /plugin "fairlead-test\/no.*" not found/);
        return true;
      });
    }
    assert.deepEqual(await plugins.list({ query: { filters: { capability: "none" } } }), []);
    await assert.rejects(plugins.list({ query: { filters: { nonsense: "a" } } }), ApiError);
    await assert.rejects(plugins.create({ query: { name }, body: "no archive" }), ApiError);
  }),
);

/** A plugin unlike any other: engines refuse to create what they keep of a pull that failed. */
async function pluginArchive(): Promise<Blob> {
  const own = smallArchive({ "rootfs/unique": crypto.randomUUID() });
  const plugin = await readFile(fixture("plugin.tar"));
  return new Blob([own.subarray(0, -1_024), new Uint8Array(plugin)]);
}
