import assert from "node:assert/strict";
import { test } from "node:test";
import { ImageArchiveDecoder } from "../../../src/api/streams/image_archive.ts";
import { StreamError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cuts } from "../../cuts.ts";
import { concat, decode, gapped, whole } from "./feed.ts";

const encoder = new TextEncoder();
const BEGIN = encoder.encode("manifest.json\0\0\0the begin");
// Recorded from an engine with containerd's store, of which a layer had been removed.
const FAILURE = encoder.encode(
  '{"errorDetail":{"message":"unexpected digest sha256:be6a copied"},' +
    '"error":"unexpected digest sha256:be6a copied"}\r\n',
);

function read(pieces: readonly Uint8Array[]): { readonly bytes: Bytes; readonly error: unknown } {
  const { values, error } = decode(
    new ImageArchiveDecoder(),
    pieces.map((piece) => whole(new Uint8Array(piece))),
  );
  return { bytes: concat(...values), error };
}

test("ImageArchiveDecoder hands an archive on as it is, however it is cut", () => {
  const archive = concat(BEGIN, FAILURE, new Uint8Array(512));
  for (const pieces of cuts(archive)) {
    assert.deepEqual(read(pieces), { bytes: archive, error: undefined });
  }
  const decoder = new ImageArchiveDecoder();
  const values: Bytes[] = [];
  decoder.decode(gapped([archive.subarray(0, 5), archive.subarray(5)]), values);
  decoder.end();
  assert.deepEqual(concat(...values), archive);
  assert.deepEqual(read([]), { bytes: new Uint8Array(0), error: undefined });
});

test("ImageArchiveDecoder throws the failure that an engine wrote in the archive's place", () => {
  for (const pieces of cuts(concat(BEGIN, FAILURE))) {
    const { bytes, error } = read(pieces);
    assert.deepEqual(bytes.subarray(0, BEGIN.length), BEGIN);
    assert.ok(error instanceof StreamError);
    assert.equal(error.detail, "unexpected digest sha256:be6a copied");
  }
});

test("ImageArchiveDecoder finds a failure behind any number of bytes", () => {
  for (const length of [0, 8_000, 8_191, 8_192, 8_193, 100_000]) {
    for (const at of [0, 1, 20, FAILURE.length - 1]) {
      const pieces = [
        concat(new Uint8Array(length), FAILURE.subarray(0, at)),
        FAILURE.subarray(at),
      ];
      assert.ok(read(pieces).error instanceof StreamError, `${length} bytes, cut at ${at}`);
    }
  }
});

test("ImageArchiveDecoder takes for a failure only what is one, at the very end", () => {
  const ends = [
    concat(FAILURE, encoder.encode("x")),
    concat(FAILURE, encoder.encode("x\n")),
    encoder.encode('{"errorDetail":\n'),
    encoder.encode('"{\\"errorDetail\\":{}}"\n'),
    encoder.encode('{"status":"a"}\n'),
    encoder.encode("\n"),
  ];
  for (const end of ends) {
    const archive = concat(BEGIN, end);
    assert.deepEqual(read([archive]), { bytes: archive, error: undefined });
  }
});
