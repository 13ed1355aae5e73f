import assert from "node:assert/strict";
import { test } from "node:test";
import {
  authority,
  type Endpoint,
  formatEndpoint,
  parseEndpoint,
} from "../../src/transport/endpoint.ts";
import { PARSE_HOST_ROWS } from "./parse_host_rows.ts";

function tcp(hostname: string, port = 2375): Endpoint {
  return { kind: "tcp", hostname, port };
}

function unix(path: string): Endpoint {
  return { kind: "unix", path };
}

function refuses(text: string, why: string | RegExp): void {
  assert.throws(() => parseEndpoint(text), (error) => {
    assert.ok(error instanceof TypeError);
    assert.match(error.message, /^Cannot use ".*" as an engine's address: /s);
    if (typeof why === "string") assert.ok(error.message.includes(why), error.message);
    else assert.match(error.message, why);
    return true;
  });
}

for (const { input, dockerPy, here, why } of PARSE_HOST_ROWS) {
  test(`parseEndpoint() reads ${JSON.stringify(input)} like docker-py, or has a reason`, () => {
    if (typeof here === "string") {
      refuses(input, here);
      assert.equal(dockerPy !== undefined, why !== undefined, "a difference needs its reason");
    } else {
      assert.deepEqual(parseEndpoint(input), here);
      assert.equal(dockerPy === undefined, why !== undefined, "a difference needs its reason");
    }
  });
}

const READS: readonly [string, Endpoint][] = [
  ["unix://", unix("/var/run/docker.sock")],
  ["UNIX:///run/x.sock", unix("/run/x.sock")],
  ["/run/x.sock", unix("/run/x.sock")],
  ["/run/user@1000/a:b?c#d%20e.sock", unix("/run/user@1000/a:b?c#d%20e.sock")],
  ["unix:///run/user@1000/x.sock", unix("/run/user@1000/x.sock")],
  ["tcp://build.lan", tcp("build.lan")],
  ["tcp://build.lan/", tcp("build.lan")],
  ["TCP://Build.lan:80", tcp("Build.lan", 80)],
  ["tcp://[::1]", tcp("::1")],
  ["tcp://[::ffff:10.0.0.1]:1", tcp("::ffff:10.0.0.1", 1)],
  ["tcp://[fe80::1%eth0]:2375", tcp("fe80::1%eth0")],
  ["http://build_1.lan:65535", tcp("build_1.lan", 65_535)],
  ["localhost:2375", tcp("localhost")],
];

for (const [text, endpoint] of READS) {
  test(`parseEndpoint() reads ${JSON.stringify(text)}`, () => {
    assert.deepEqual(parseEndpoint(text), endpoint);
    assert.deepEqual(parseEndpoint(formatEndpoint(endpoint)), endpoint);
  });
}

const REFUSES: readonly [string, string | RegExp][] = [
  ["ftp://x", '"ftp" is not a scheme of engines; use "unix:///path/to/docker.sock" and "tcp://'],
  ["unix://docker.sock", 'must be absolute, as in "unix:///docker.sock"'],
  ["unix:///a\0b", "a path cannot hold a NUL"],
  ["docker.sock", "the port is missing"],
  ["http://build.lan", "the port is missing"],
  ["./docker.sock", "nothing may follow host and port"],
  ["tcp://build.lan:0", "the port must be a number from 1 to 65535"],
  ["tcp://build.lan:65536", "the port must be a number from 1 to 65535"],
  ["tcp://build.lan:", "the port must be a number from 1 to 65535"],
  ["tcp://build.lan:port", "it must read"],
  ["tcp://build.lan:1:2", "it must read"],
  ["tcp://a b:1", '"a b" is not a host name or an IP address'],
  ["tcp://a\r\nX-Header: b:1", /it must read|is not a host name/],
  ["tcp://[::1", "it must read"],
  ["tcp://[1.2.3.4]:1", '"1.2.3.4" is not a host name or an IP address'],
  ["tcp://[:::]:1", '":::" is not a host name or an IP address'],
  ["tcp://::1:2375", "it must read"],
  ["tcp://build.lan?x", "nothing may follow host and port"],
  ["tcp://build.lan#x", "nothing may follow host and port"],
];

for (const [text, why] of REFUSES) {
  test(`parseEndpoint() refuses ${JSON.stringify(text)}`, () => refuses(text, why));
}

const SECRETS: readonly string[] = [
  "tcp://user:hunter2@build.lan:2375",
  "tcp://hunter2@build.lan",
  "tcp://user:hunter2/@build.lan",
  "user:hunter2@build.lan:2375",
  "https://user:hunter2@build.lan",
  "ssh://user:hunter2@build.lan:22",
  "ssh://user:a@hunter2@build.lan:22",
  "ftp://hunter2@x",
  "tcp://build.lan:2375?token=hunter2",
];

for (const text of SECRETS) {
  test(`parseEndpoint() does not repeat the secret of ${JSON.stringify(text)}`, () => {
    refuses(text, /^Cannot use "[^"]*\*\*\*[^"]*"/);
    assert.throws(() => parseEndpoint(text), (error) => !String(error).includes("hunter2"));
  });
}

test("formatEndpoint() puts an IPv6 address in brackets", () => {
  assert.equal(formatEndpoint(tcp("::1")), "tcp://[::1]:2375");
  assert.equal(formatEndpoint(tcp("build.lan", 80)), "tcp://build.lan:80");
  assert.equal(formatEndpoint(unix("/run/x.sock")), "unix:///run/x.sock");
});

test("authority() is localhost for a socket, else host and port without a zone", () => {
  assert.equal(authority(unix("/run/x.sock")), "localhost");
  assert.equal(authority(tcp("build.lan", 80)), "build.lan:80");
  assert.equal(authority(tcp("::1")), "[::1]:2375");
  assert.equal(authority(tcp("fe80::1%eth0")), "[fe80::1]:2375");
});
