import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint } from "../../src/api/endpoint.ts";
import { explainPathRefusal, readPathStat } from "../../src/api/path_stat.ts";
import { ApiError, ConflictError, NotFoundError, ProtocolError } from "../../src/errors.ts";

const URL = endpoint`HEAD /containers/${"web"}/archive`;
const NAME = "x-docker-container-path-stat";
const STAT = {
  name: "a",
  size: 1,
  mode: 420,
  mtime: "2023-11-14T22:13:20.123456789Z",
  linkTarget: "",
};

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function encode(value: unknown): string {
  return toBase64(new TextEncoder().encode(JSON.stringify(value)));
}

function read(field: string): unknown {
  return readPathStat(new Map([[NAME, field]]), URL);
}

test("readPathStat() reads what engines wrote", () => {
  // 20.10 and 28.5, of a file, the root and a symbolic link
  const recorded: [field: string, stat: object][] = [
    [
      "eyJuYW1lIjoicGFzc3dkIiwic2l6ZSI6MTA0LCJtb2RlIjo0MjAsIm10aW1lIjoiMjAyMy0xMS0xNFQyMjoxMzoyMFoi" +
      "LCJsaW5rVGFyZ2V0IjoiIn0=",
      { name: "passwd", size: 104, mode: 0o644, mtime: "2023-11-14T22:13:20Z", linkTarget: "" },
    ],
    [
      "eyJuYW1lIjoiLyIsInNpemUiOjQwOTYsIm1vZGUiOjIxNDc0ODQxNDEsIm10aW1lIjoiMjAyNi0xMS0yNFQxMzowNTo1" +
      "Ny40MzQxNjgyMVoiLCJsaW5rVGFyZ2V0IjoiIn0=",
      {
        name: "/",
        size: 4096,
        mode: 2 ** 31 + 0o755,
        mtime: "2026-11-24T13:05:57.43416821Z",
        linkTarget: "",
      },
    ],
    [
      "eyJuYW1lIjoic2giLCJzaXplIjo3LCJtb2RlIjoxMzQyMTgyMzksIm10aW1lIjoiMjAyMy0xMS0xNFQyMjoxMzoyMFoi" +
      "LCJsaW5rVGFyZ2V0IjoiL2Jpbi9idXN5Ym94In0=",
      {
        name: "sh",
        size: 7,
        mode: 2 ** 27 + 0o777,
        mtime: "2023-11-14T22:13:20Z",
        linkTarget: "/bin/busybox",
      },
    ],
  ];
  for (const [field, stat] of recorded) assert.deepEqual(read(field), stat);
});

test("readPathStat() reads UTF-8, either alphabet of base64, and fields it does not know", () => {
  const stat = { ...STAT, name: "zwölf 🐳 ÿ>?", linkTarget: "/ü~~?", isDir: false };
  const field = encode(stat);
  assert.match(field, /[+/]/);
  assert.deepEqual(read(field), stat);
  assert.deepEqual(read(field.replaceAll("+", "-").replaceAll("/", "_")), stat);
  assert.deepEqual(read(field.replace(/=+$/, "")), stat);
});

test("readPathStat() refuses what is no such thing", () => {
  const wrong: [field: string, message: RegExp][] = [
    ["", /expected JSON in base64 in X-Docker-Container-Path-Stat, got ""$/],
    ["not base64!", /expected JSON in base64 in .*, got "not base64!"$/],
    [btoa("not JSON"), /expected JSON in base64/],
    [toBase64(new Uint8Array([0x22, 0xff, 0x22])), /expected JSON in base64/],
    [encode(null), /expected JSON with "name" in .*, got "null"$/],
    [encode([]), /expected JSON with "name"/],
    [encode("text"), /expected JSON with "name"/],
    ...Object.keys(STAT).flatMap((name): [string, RegExp][] => [
      [encode({ ...STAT, [name]: undefined }), new RegExp(`expected JSON with "${name}"`)],
      [encode({ ...STAT, [name]: null }), new RegExp(`expected JSON with "${name}"`)],
      [encode({ ...STAT, [name]: true }), new RegExp(`expected JSON with "${name}"`)],
    ]),
  ];
  for (const [field, message] of wrong) {
    assert.throws(() => read(field), (error: unknown) => {
      assert.ok(error instanceof ProtocolError, `${error}`);
      assert.match(error.message, /^Cannot HEAD \/containers\/web\/archive: /);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.throws(() => readPathStat(new Map(), URL), {
    name: "ProtocolError",
    message: "Cannot HEAD /containers/web/archive: " +
      "expected the header X-Docker-Container-Path-Stat, got none",
  });
});

test("readPathStat() quotes no more than the beginning", () => {
  assert.throws(() => read("!".repeat(60_000)), (error: unknown) => {
    assert.ok(error instanceof ProtocolError);
    assert.ok(error.message.length < 300);
    return true;
  });
});

test("explainPathRefusal() keeps class and status, and hands on what is no refusal", () => {
  const about = { method: "HEAD", path: "/containers/web/archive", explanation: "nothing" };
  const missing = explainPathRefusal(new NotFoundError({ ...about, status: 404 }));
  assert.ok(missing instanceof NotFoundError);
  assert.equal(missing.explanation, "no such container, or no such path in it");
  const conflict = explainPathRefusal(new ConflictError({ ...about, status: 409 }));
  assert.ok(conflict instanceof ConflictError);
  assert.match(conflict.explanation, /a GET of the same archive/);
  const failed = explainPathRefusal(new ApiError({ ...about, status: 500 }, "server-error"));
  assert.ok(failed instanceof ApiError);
  assert.deepEqual([failed.status, failed.code], [500, "server-error"]);
  const other = new Error("enough");
  assert.equal(explainPathRefusal(other), other);
});
