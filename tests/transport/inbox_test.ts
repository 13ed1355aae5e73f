import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Inbox } from "../../src/transport/adapters/inbox.ts";
import type { Bytes } from "../../src/transport/connection.ts";

/** A source that keeps to what it is told, and counts how often it is told. */
class Source {
  isPaused = false;
  pauses = 0;
  resumes = 0;

  pause(): void {
    assert.ok(!this.isPaused, "paused twice");
    this.isPaused = true;
    this.pauses++;
  }

  resume(): void {
    assert.ok(this.isPaused, "resumed twice");
    this.isPaused = false;
    this.resumes++;
  }
}

function bytes(...values: number[]): Bytes {
  return Uint8Array.from(values);
}

test("Inbox.read() gives what was pushed, at once and one piece a time", () => {
  const inbox = new Inbox(new Source());
  inbox.push(bytes(1, 2));
  inbox.push(bytes(3));
  assert.deepEqual(inbox.read(), bytes(1, 2));
  assert.deepEqual(inbox.read(), bytes(3));
});

test("Inbox.read() waits for what is pushed next", async () => {
  const inbox = new Inbox(new Source());
  const read = inbox.read();
  inbox.push(bytes(1));
  inbox.push(bytes(2));
  assert.deepEqual(await read, bytes(1));
  assert.deepEqual(inbox.read(), bytes(2));
});

test("Inbox.read() allows one pending read", async () => {
  const inbox = new Inbox(new Source());
  const read = inbox.read();
  await assert.rejects(async () => await inbox.read(), TypeError);
  inbox.end();
  assert.equal(await read, null);
});

test("Inbox.end() gives null after what came before, and again and again", async () => {
  const inbox = new Inbox(new Source());
  inbox.push(bytes(1));
  inbox.end();
  inbox.push(bytes(2));
  inbox.fail(new Error("late"));
  assert.deepEqual(inbox.read(), bytes(1));
  assert.equal(inbox.read(), null);
  assert.equal(await inbox.read(), null);
});

test("Inbox.fail() rejects after what came before", async () => {
  const inbox = new Inbox(new Source());
  const reason = new Error("lost");
  inbox.push(bytes(1));
  inbox.fail(reason);
  inbox.end();
  assert.deepEqual(inbox.read(), bytes(1));
  await assert.rejects(async () => await inbox.read(), (error) => error === reason);
  await assert.rejects(async () => await inbox.read(), (error) => error === reason);
});

test("Inbox.fail() rejects the pending read, with any reason", async () => {
  const inbox = new Inbox(new Source());
  const read = inbox.read();
  inbox.fail(undefined);
  assert.deepEqual(await Promise.allSettled([read]), [{ status: "rejected", reason: undefined }]);
});

test("Inbox.close() drops what came, also after the end", async () => {
  const reason = new Error("closed");
  for (const end of [true, false]) {
    const inbox = new Inbox(new Source());
    inbox.push(bytes(1));
    if (end) inbox.end();
    inbox.close(reason);
    inbox.push(bytes(2));
    await assert.rejects(async () => await inbox.read(), (error) => error === reason);
  }
});

test("Inbox.close() rejects the pending read", async () => {
  const inbox = new Inbox(new Source());
  const read = inbox.read();
  const reason = new Error("closed");
  inbox.close(reason);
  await assert.rejects(async () => await read, (error) => error === reason);
});

test("Inbox.push() pauses the source at the limit, and read() resumes it at half of it", () => {
  const source = new Source();
  const inbox = new Inbox(source, 4);
  inbox.push(bytes(1, 2));
  assert.equal(source.pauses, 0);
  inbox.push(bytes(3));
  inbox.push(bytes(4));
  assert.equal(source.pauses, 1);
  inbox.push(bytes(5)); // what was under way when it paused
  inbox.read();
  assert.equal(source.resumes, 0);
  inbox.read();
  assert.equal(source.resumes, 1);
});

test("Inbox keeps order and bounds, whatever the turns of pushing and reading", async () => {
  const LIMIT = 64;
  const turns = fc.array(fc.oneof(fc.nat({ max: 100 }), fc.constant("read" as const)));
  await fc.assert(
    fc.asyncProperty(turns, fc.constantFrom("end", "fail"), async (steps, last) => {
      const source = new Source();
      const inbox = new Inbox(source, LIMIT);
      const sent: number[] = [];
      const got: number[] = [];
      let pending: Promise<void> | undefined;
      const isPending = (): boolean => pending !== undefined;
      function read(): void {
        const answer = inbox.read();
        if (answer instanceof Promise) {
          pending = answer.then((taken) => {
            pending = undefined;
            got.push(...taken ?? []);
          }, () => {});
        } else got.push(...answer ?? []);
      }
      for (const step of steps) {
        if (step === "read") {
          if (!isPending()) read();
        } else if (!source.isPaused) {
          const piece = Array.from({ length: step + 1 }, (_, at) => sent.length + at);
          sent.push(...piece);
          inbox.push(bytes(...piece));
        }
        await Promise.resolve();
        const held = sent.length - got.length;
        assert.ok(held < LIMIT + 101, `held ${held}`);
        assert.equal(source.isPaused && held <= LIMIT / 2, false, "paused with little held");
      }
      if (last === "end") inbox.end();
      else inbox.fail(new Error("lost"));
      for (let left = steps.length; left >= 0 && !isPending(); left--) read();
      await Promise.resolve();
      assert.deepEqual(got, sent.map((value) => value % 256));
    }),
  );
});
