import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePort, toExposedPorts, toPortBindings } from "../../../src/models/convert/ports.ts";
import type { Ports } from "../../../src/types/container_network.ts";

test("toPortBindings() takes numbers, texts, pairs, objects and lists of them", () => {
  const ports: Ports = {
    "1/TCP": 0,
    "2/udp": "8000-8010",
    "3/sctp": ["::1", null],
    4: { hostIp: "127.0.0.1" },
    5: [["[::1]", "80"], { hostPort: 81 }, 82],
    6: ["8001", "8002"],
    7: [],
  };
  assert.deepEqual(toPortBindings(ports), {
    "1/tcp": [{ HostIp: "", HostPort: "0" }],
    "2/udp": [{ HostIp: "", HostPort: "8000-8010" }],
    "3/sctp": [{ HostIp: "::1", HostPort: "" }],
    "4/tcp": [{ HostIp: "127.0.0.1", HostPort: "" }],
    "5/tcp": [
      { HostIp: "::1", HostPort: "80" },
      { HostIp: "", HostPort: "81" },
      { HostIp: "", HostPort: "82" },
    ],
    "6/tcp": [{ HostIp: "", HostPort: "8001" }, { HostIp: "", HostPort: "8002" }],
  });
});

test("toPortBindings() gathers the ports of a list by the container's port", () => {
  const ports: Ports = ["8080:80", "127.0.0.1:8081:80", 81];
  assert.deepEqual(toPortBindings(ports), {
    "80/tcp": [{ HostIp: "", HostPort: "8080" }, { HostIp: "127.0.0.1", HostPort: "8081" }],
    "81/tcp": [{ HostIp: "", HostPort: "" }],
  });
  assert.deepEqual(toExposedPorts(ports), { "80/tcp": {}, "81/tcp": {} });
});

test("toPortBindings() refuses what is no port", () => {
  for (
    const ports of [
      "80:80",
      { x: 80 },
      { "80/icmp": 80 },
      { "80-81": 80 },
      { 65536: 80 },
      { 80: 65_536 },
      { 80: -1 },
      { 80: 1.5 },
      { 80: NaN },
      { 80: "9-8" },
      { 80: true },
      { 80: ["localhost", 80] },
      { 80: ["127.0.0.1", 1, 2] },
      { 80: [["127.0.0.1"], [1, 2]] },
      { 80: { HostPort: "80" } },
      { 80: { hostPort: {} } },
      [null],
      ["80/icmp"],
    ]
  ) {
    assert.throws(
      () => toPortBindings(ports as unknown as Ports),
      /^TypeError: Cannot use ports/,
      JSON.stringify(ports),
    );
  }
});

test("parsePort() takes what the command line takes", () => {
  assert.deepEqual(parsePort("[::1]::80"), [
    { port: "80/tcp", binding: { HostIp: "::1", HostPort: "" } },
  ]);
  assert.deepEqual(parsePort("7-8"), [
    { port: "7/tcp", binding: { HostIp: "", HostPort: "" } },
    { port: "8/tcp", binding: { HostIp: "", HostPort: "" } },
  ]);
});
