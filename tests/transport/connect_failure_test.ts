import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, type ErrorCode } from "../../src/errors.ts";
import {
  connectFailure,
  connectionClosed,
  connectionLost,
  type PathKind,
  pathTooLong,
} from "../../src/transport/connect_failure.ts";
import type { Endpoint } from "../../src/transport/endpoint.ts";

const UNIX: Endpoint = { kind: "unix", path: "/run/x.sock" };
const TCP: Endpoint = { kind: "tcp", hostname: "build.lan", port: 2375 };

function system(code: string, more: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(`connect ${code}`), { code, ...more });
}

/** An error as Deno makes them: the name of its class tells, and there may be no code. */
function deno(name: string, message = "it failed (os error 1)"): Error {
  return Object.assign(new Error(message), { name });
}

const UNIX_ROWS: readonly [unknown, PathKind | undefined, ErrorCode, RegExp][] = [
  [system("ENOENT"), undefined, "missing", /no such socket; is the engine running, and is DOCKER_/],
  [system("ENOTDIR"), undefined, "missing", /no such socket/],
  [deno("NotFound"), undefined, "missing", /no such socket/],
  [
    system("EACCES"),
    undefined,
    "denied",
    /permission denied; is this user in the group "docker"\?/,
  ],
  [system("EPERM"), undefined, "denied", /permission denied/],
  [deno("PermissionDenied"), undefined, "denied", /permission denied/],
  [deno("NotCapable"), undefined, "denied", /run with --allow-net, --allow-read and --allow-write/],
  [system("ECONNREFUSED"), "socket", "refused", /nobody listens at this socket any more; is the/],
  [system("ECONNREFUSED"), undefined, "refused", /nobody listens/],
  [system("ECONNREFUSED"), "directory", "not-a-socket", /it is a directory, not a socket/],
  [system("ECONNREFUSED"), "file", "not-a-socket", /it is a file, not a socket/],
  [system("ECONNREFUSED"), "nothing", "missing", /no such socket/],
  [deno("ConnectionRefused"), "directory", "not-a-socket", /it is a directory/],
  [system("ENOTSOCK"), "file", "not-a-socket", /it is a file/],
  [system("EAGAIN"), "socket", "refused", /too many connections wait/],
  [system("ENAMETOOLONG"), undefined, "path-too-long", /the path is 11 bytes long/],
  [system("EINVAL"), undefined, "path-too-long", /the path is 11 bytes long/],
  [system("EMFILE"), undefined, "other", /: connect EMFILE$/],
  ["odd", undefined, "other", /: odd$/],
];

for (const [cause, found, code, why] of UNIX_ROWS) {
  test(`connectFailure() reads ${String(cause)} at a ${found ?? "path"} as "${code}"`, () => {
    const error = connectFailure(UNIX, cause, found);
    assert.ok(error instanceof ConnectionError);
    assert.equal(error.code, code);
    assert.match(error.message, /^Cannot connect to "unix:\/\/\/run\/x\.sock": /);
    assert.match(error.message, why);
    assert.equal(error.cause, cause);
  });
}

const TCP_ROWS: readonly [unknown, ErrorCode, RegExp][] = [
  [system("ECONNREFUSED"), "refused", /nobody listens there; is the engine running/],
  [system("ENOTFOUND", { syscall: "getaddrinfo" }), "unknown-host", /the name "build\.lan" cannot/],
  [system("EAI_AGAIN", { syscall: "getaddrinfo" }), "unknown-host", /is DOCKER_HOST right\?/],
  [deno("Error", "failed to lookup address information: x"), "unknown-host", /cannot be resolved/],
  [system("ETIMEDOUT"), "unreachable", /cannot be reached \(ETIMEDOUT\)/],
  [deno("TimedOut"), "unreachable", /cannot be reached \(ETIMEDOUT\)/],
  [system("EHOSTUNREACH"), "unreachable", /cannot be reached/],
  [system("ENETUNREACH"), "unreachable", /cannot be reached/],
  [deno("NetworkUnreachable"), "unreachable", /cannot be reached/],
  [deno("AddrNotAvailable"), "unreachable", /cannot be reached/],
  [system("EACCES"), "denied", /is there a firewall in between\?/],
  [deno("NotCapable"), "denied", /run with --allow-net$/],
  [system("ECONNRESET"), "lost", /closed the connection at once/],
  [system("EMFILE"), "other", /: connect EMFILE$/],
  [Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }), "refused", /nobody listens/],
  [Object.assign(new AggregateError([]), { code: "EODD" }), "other", /EODD/],
];

for (const [cause, code, why] of TCP_ROWS) {
  test(`connectFailure() reads ${String(cause)} of a TCP host as "${code}"`, () => {
    const error = connectFailure(TCP, cause);
    assert.equal(error.code, code);
    assert.match(error.message, /^Cannot connect to "tcp:\/\/build\.lan:2375": /);
    assert.match(error.message, why);
    assert.equal(error.cause, cause);
  });
}

test("pathTooLong() counts bytes, and refuses the 108th", () => {
  assert.equal(pathTooLong(TCP), undefined);
  assert.equal(pathTooLong({ kind: "unix", path: `/${"s".repeat(106)}` }), undefined);
  const error = pathTooLong({ kind: "unix", path: `/${"é".repeat(54)}` });
  assert.equal(error?.code, "path-too-long");
  assert.match(String(error?.message), /the path is 109 bytes long, and a socket's path holds 107/);
});

test("connectionLost() quotes the system's error", () => {
  const cause = system("ECONNRESET");
  const error = connectionLost(UNIX, cause);
  assert.equal(error.code, "lost");
  assert.equal(error.cause, cause);
  assert.equal(
    error.message,
    'Cannot go on talking to "unix:///run/x.sock": the connection was lost (connect ECONNRESET); ' +
      "did the engine stop?",
  );
});

test("connectionLost() does without an error of the system's", () => {
  const error = connectionLost(TCP, undefined);
  assert.equal(error.code, "lost");
  assert.ok(!("cause" in error));
  assert.match(error.message, /the connection was lost \(the other side closed it\)/);
});

test("connectionClosed() tells what is closed", () => {
  assert.equal(connectionClosed(TCP).code, "closed");
  assert.match(
    connectionClosed(TCP).message,
    /^Cannot use the connection to "tcp:.*": it was closed$/,
  );
  assert.match(connectionClosed(TCP, "its sending half").message, /its sending half was closed$/);
});
