import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTty, isFramed } from "../../../src/api/streams/framing.ts";

const MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
const RAW = "application/vnd.docker.raw-stream";

test("isFramed() goes by the content type from API 1.42 on", () => {
  for (const version of ["1.42", "1.51", "1.56"]) {
    for (const tty of [true, false, undefined]) {
      assert.equal(isFramed(version, MULTIPLEXED, tty), true);
      assert.equal(isFramed(version, RAW, tty), false);
    }
  }
});

test("isFramed() goes by the call when the content type does not tell", () => {
  for (const mediaType of ["", "application/octet-stream"]) {
    assert.equal(isFramed("1.44", mediaType, true), false);
    assert.equal(isFramed("1.44", mediaType, false), true);
    assert.equal(isFramed("1.44", mediaType, undefined), true);
  }
});

test("isFramed() goes by the call below API 1.42", () => {
  for (const version of ["1.24", "1.41"]) {
    // Engines of that age answer every output as a raw stream.
    for (const mediaType of [RAW, "", "application/octet-stream"]) {
      assert.equal(isFramed(version, mediaType, true), false);
      assert.equal(isFramed(version, mediaType, false), true);
    }
  }
});

test("checkTty() wants to be told below API 1.42, and not from there on", () => {
  for (const tty of [true, false]) checkTty("logs()", "1.41", tty);
  for (const tty of [true, false, undefined]) checkTty("logs()", "1.42", tty);
  assert.throws(() => checkTty("containers.logs()", "1.41", undefined), {
    name: "TypeError",
    message: /^Cannot call containers\.logs\(\): API 1\.41 .*; pass tty, which is Config\.Tty/,
  });
});
