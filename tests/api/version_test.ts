import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkApiVersion,
  clampApiVersion,
  compareApiVersions,
  isApiVersion,
  MAXIMUM_API_VERSION,
  MINIMUM_API_VERSION,
} from "../../src/api/version.ts";
import { VersionError } from "../../src/errors.ts";

test("isApiVersion() tells a version from other text", () => {
  for (const text of ["1.24", "1.9", "2.0", "10.100"]) assert.equal(isApiVersion(text), true, text);
  const others = [
    "",
    "1",
    "1.",
    ".41",
    "v1.41",
    "1.41.0",
    " 1.41",
    "1.41\n",
    "1.4a",
    "1,41",
    "-1.4",
    "1.41/x",
    "1.99999",
  ];
  for (const text of others) assert.equal(isApiVersion(text), false, JSON.stringify(text));
});

test("compareApiVersions() compares numbers, not text", () => {
  const ascending = ["1.9", "1.24", "1.41", "1.100", "2.0", "10.0"];
  for (const [i, a] of ascending.entries()) {
    for (const [j, b] of ascending.entries()) {
      assert.equal(Math.sign(compareApiVersions(a, b)), Math.sign(i - j), `${a} and ${b}`);
    }
  }
});

test("clampApiVersion() goes no higher than what is known", () => {
  assert.equal(clampApiVersion("1.24"), "1.24");
  assert.equal(clampApiVersion(MAXIMUM_API_VERSION), MAXIMUM_API_VERSION);
  assert.equal(clampApiVersion("1.57"), MAXIMUM_API_VERSION);
  assert.equal(clampApiVersion("2.0"), MAXIMUM_API_VERSION);
});

test("checkApiVersion() takes the known versions and refuses others", () => {
  for (const version of [MINIMUM_API_VERSION, "1.41", MAXIMUM_API_VERSION]) {
    checkApiVersion(version);
  }
  for (const version of ["1.23", "1.57", "0.99", "2.0"]) {
    assert.throws(() => checkApiVersion(version), (error: Error) => {
      assert.ok(error instanceof VersionError);
      assert.equal(error.message, `Cannot speak API ${version}: known are 1.24 to 1.56`);
      return true;
    });
  }
  for (const version of ["", "v1.41", "1.41.0", "latest", 1.41 as unknown as string]) {
    assert.throws(() => checkApiVersion(version), {
      name: "TypeError",
      message: /^Cannot use .* as API version: expected one such as "1.41"$/,
    });
  }
});
