/**
 * The conversions against what docker-py makes of the same input. Names are brought to ours; rows in
 * which we mean to differ say why.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { toBytes } from "../../../src/models/convert/bytes.ts";
import { splitCommand } from "../../../src/models/convert/command.ts";
import { toCreateBody } from "../../../src/models/convert/create_body.ts";
import { toDeviceRequests, toDevices } from "../../../src/models/convert/devices.ts";
import { toEnvironment } from "../../../src/models/convert/environment.ts";
import { toExtraHosts } from "../../../src/models/convert/extra_hosts.ts";
import { toHealthcheck } from "../../../src/models/convert/healthcheck.ts";
import { toHostConfig } from "../../../src/models/convert/host_config.ts";
import { toLinks } from "../../../src/models/convert/links.ts";
import { toMount } from "../../../src/models/convert/mounts.ts";
import { toEndpoint } from "../../../src/models/convert/networking.ts";
import { parsePort, toPortBindings } from "../../../src/models/convert/ports.ts";
import { toTmpfs } from "../../../src/models/convert/tmpfs.ts";
import { toUlimits } from "../../../src/models/convert/ulimits.ts";
import { parseBind, toBinds } from "../../../src/models/convert/volumes.ts";
import createBodies from "../../data/vectors/to_create_body.json" with { type: "json" };
import binds from "../../data/vectors/to_binds.json" with { type: "json" };
import bindTargets from "../../data/vectors/parse_bind.json" with { type: "json" };
import bytes from "../../data/vectors/to_bytes.json" with { type: "json" };
import commands from "../../data/vectors/split_command.json" with { type: "json" };
import deviceRequests from "../../data/vectors/to_device_requests.json" with { type: "json" };
import devices from "../../data/vectors/to_devices.json" with { type: "json" };
import endpoints from "../../data/vectors/to_endpoint.json" with { type: "json" };
import environments from "../../data/vectors/to_environment.json" with { type: "json" };
import extraHosts from "../../data/vectors/to_extra_hosts.json" with { type: "json" };
import healthchecks from "../../data/vectors/to_healthcheck.json" with { type: "json" };
import hostConfigs from "../../data/vectors/to_host_config.json" with { type: "json" };
import links from "../../data/vectors/to_links.json" with { type: "json" };
import mounts from "../../data/vectors/to_mount.json" with { type: "json" };
import portBindings from "../../data/vectors/to_port_bindings.json" with { type: "json" };
import ports from "../../data/vectors/parse_port.json" with { type: "json" };
import tmpfs from "../../data/vectors/to_tmpfs.json" with { type: "json" };
import ulimits from "../../data/vectors/to_ulimits.json" with { type: "json" };

/** A row of the tables: what comes of an input, or that it is refused. */
interface Row {
  readonly input: unknown;
  readonly ok?: unknown;
  readonly error?: boolean;
}

table("toBytes()", bytes, (input) => toBytes("memswapLimit", input, { minimum: -1 }));
table("splitCommand()", commands, splitCommand);
table("parsePort()", ports, (input: string | number) => parsePort(`${input}`));
table("toPortBindings()", portBindings, toPortBindings);
table("toBinds()", binds, toBinds);
table("parseBind()", bindTargets, (input: string) => parseBind(input).target);
table("toTmpfs()", tmpfs, toTmpfs);
table("toDevices()", devices, toDevices);
table("toDeviceRequests()", deviceRequests, toDeviceRequests);
table("toLinks()", links, (input) => toLinks("links", input));
table("toEnvironment()", environments, toEnvironment);
table("toExtraHosts()", extraHosts, toExtraHosts);
table("toMount()", mounts, toMount);
table("toHealthcheck()", healthchecks, toHealthcheck);
table("toUlimits()", ulimits, toUlimits);
table("toEndpoint()", endpoints, toEndpoint);
table("toHostConfig()", hostConfigs, toHostConfig);

for (const { image, input, attached, ok } of createBodies) {
  test(`toCreateBody() of ${JSON.stringify(input)} is docker-py's`, () => {
    assert.deepEqual(onWire(toCreateBody(image, settings(input), attached)), withoutNulls(ok));
  });
}

function table<Input>(
  name: string,
  rows: readonly Row[],
  convert: (input: Input) => unknown,
): void {
  for (const { input, ok, error } of rows) {
    if (error) {
      test(`${name} refuses ${JSON.stringify(input)}`, () => {
        assert.throws(() => convert(settings(input)), /^(Type|Range)Error: Cannot use /);
      });
    } else {
      test(`${name} of ${JSON.stringify(input)} is docker-py's`, () => {
        assert.deepEqual(onWire(convert(settings(input))), withoutNulls(ok));
      });
    }
  }
}

/** A row's input as settings: JSON has no narrower type. */
function settings<Settings>(input: unknown): Settings {
  return input as Settings;
}

/** A value as the engine gets it. */
function onWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** docker-py sends `null` for what we leave out; the engine makes no difference. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== null).map((
      [key, one],
    ) => [key, withoutNulls(one)]),
  );
}
