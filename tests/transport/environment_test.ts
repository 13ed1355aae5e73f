import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError } from "../../src/errors.ts";
import { type EnvironmentSettings, environmentSettings } from "../../src/transport/environment.ts";

type Variables = Readonly<Record<string, string>>;

function settingsOf(variables: Variables): EnvironmentSettings {
  return environmentSettings({ env: (name) => variables[name] });
}

const READS: readonly [string, Variables, EnvironmentSettings][] = [
  ["nothing from an empty environment", {}, {}],
  [
    "empty variables as not set",
    { DOCKER_HOST: "", DOCKER_API_VERSION: "", DOCKER_CONTEXT: "", DOCKER_TLS_VERIFY: "" },
    {},
  ],
  ["DOCKER_HOST", { DOCKER_HOST: "unix:///run/x.sock" }, { host: "unix:///run/x.sock" }],
  [
    "DOCKER_HOST before DOCKER_CONTEXT, as the docker CLI does",
    { DOCKER_HOST: "tcp://build.lan", DOCKER_CONTEXT: "remote" },
    { host: "tcp://build.lan" },
  ],
  ["the default context as none", { DOCKER_CONTEXT: "default" }, {}],
  ["DOCKER_API_VERSION", { DOCKER_API_VERSION: "1.41" }, { apiVersion: "1.41" }],
  ["DOCKER_API_VERSION with a v", { DOCKER_API_VERSION: "v1.41" }, { apiVersion: "1.41" }],
  [
    "nothing of TLS for a unix socket, over which there is none",
    { DOCKER_HOST: "/run/x.sock", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/certs" },
    { host: "/run/x.sock" },
  ],
  ["nothing of TLS for the default socket", { DOCKER_TLS_VERIFY: "1" }, {}],
  [
    "TLS variables that are empty as not set",
    { DOCKER_HOST: "tcp://build.lan", DOCKER_TLS_VERIFY: "", DOCKER_CERT_PATH: "" },
    { host: "tcp://build.lan" },
  ],
];

for (const [what, variables, settings] of READS) {
  test(`environmentSettings() reads ${what}`, () => {
    assert.deepEqual(settingsOf(variables), settings);
  });
}

const REFUSES: readonly [string, Variables, RegExp][] = [
  [
    "a DOCKER_HOST that is no address",
    { DOCKER_HOST: "ftp://x" },
    /^Cannot read DOCKER_HOST: .*"ftp:\/\/x".*"ftp" is not a scheme of engines/,
  ],
  [
    "a DOCKER_HOST without a transport",
    { DOCKER_HOST: "ssh://user:hunter2@build.lan" },
    /^Cannot read DOCKER_HOST: .*"ssh:\/\/\*\*\*@build\.lan"/,
  ],
  [
    "DOCKER_TLS_VERIFY with a TCP host",
    { DOCKER_HOST: "tcp://build.lan:2376", DOCKER_TLS_VERIFY: "1" },
    /^Cannot use DOCKER_HOST "tcp:\/\/build\.lan:2376": DOCKER_TLS_VERIFY asks for TLS.*nothing is sent in the clear/,
  ],
  [
    "DOCKER_CERT_PATH with a TCP host",
    { DOCKER_HOST: "build.lan:2376", DOCKER_CERT_PATH: "/certs" },
    /DOCKER_CERT_PATH asks for TLS/,
  ],
  [
    "a context",
    { DOCKER_CONTEXT: "remote" },
    /^Cannot use DOCKER_CONTEXT "remote": contexts are not read yet; set DOCKER_HOST/,
  ],
  [
    "a DOCKER_API_VERSION that is none",
    { DOCKER_API_VERSION: "latest" },
    /^Cannot read DOCKER_API_VERSION: "latest" is not a version such as "1\.41"$/,
  ],
];

for (const [what, variables, message] of REFUSES) {
  test(`environmentSettings() refuses ${what}`, () => {
    assert.throws(() => settingsOf(variables), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.code, "config");
      assert.match(error.message, message);
      assert.ok(!error.message.includes("hunter2"));
      return true;
    });
  });
}

test("environmentSettings() gives what is wrong with DOCKER_HOST as the cause", () => {
  assert.throws(
    () => settingsOf({ DOCKER_HOST: "tcp://" }),
    (error) => error instanceof ConfigError && error.cause instanceof TypeError,
  );
});
