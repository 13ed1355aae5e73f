/** What a process gives back that gives back all it gets. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { OutputStream } from "@fairlead/docker";

const PIECE = 1_048_576;

/** Both directions of a process. */
interface Session {
  readonly stdin: WritableStream<Uint8Array>;
  readonly output: OutputStream;
}

/** Writes so many MiB while it reads, ends the input, and compares what came on standard output. */
export async function throughCat(session: Session, pieces: number): Promise<void> {
  const piece = Uint8Array.from({ length: PIECE }, (_, i) => (i * i) % 251);
  const [sent, got] = [createHash("sha256"), createHash("sha256")];
  const writing = (async () => {
    const writer = session.stdin.getWriter();
    for (let i = 0; i < pieces; i++) {
      piece[0] = i;
      sent.update(piece);
      await writer.write(piece.slice());
    }
    await writer.close();
  })();
  let length = 0;
  for await (const { stream, data } of session.output) {
    assert.equal(stream, "stdout");
    got.update(data);
    length += data.length;
  }
  await writing;
  assert.equal(length, PIECE * pieces);
  assert.equal(got.digest("hex"), sent.digest("hex"));
}
