import assert from "node:assert/strict";
import { test } from "node:test";
import { ResumedLog } from "../../../src/api/streams/resumed_log.ts";
import { frame } from "../../../src/testing/answers.ts";

/** An entry of a log: what it says, and so many nanoseconds after the second. */
type Entry = readonly [nano: number, text: string, stream?: "stdout" | "stderr"];

function stamp(nano: number): string {
  return `2026-01-02T03:04:05.${`${nano}`.padStart(9, "0")}Z `;
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((length, { length: more }) => length + more, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function encode(framed: boolean, entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  return join(entries.map(([nano, text, stream = "stdout"]) => {
    const all = stamp(nano) + text;
    return framed ? frame(stream, all) : encoder.encode(all);
  }));
}

/** What bytes say, without frames, and which stream says it. */
function said(framed: boolean, bytes: Uint8Array): string {
  if (!framed) return new TextDecoder().decode(bytes);
  let text = "";
  let last = 0;
  for (let at = 0; at < bytes.length;) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(4);
    const kind = bytes[at] ?? 0;
    if (kind !== last) text += kind === 1 ? "<" : ">";
    last = kind;
    text += new TextDecoder("latin1").decode(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return text;
}

/** Reads one answer after the other, in pieces of so many bytes. */
function read(
  log: ResumedLog,
  size: number,
  answers: readonly Uint8Array<ArrayBuffer>[],
): Uint8Array {
  const out: Uint8Array[] = [];
  answers.forEach((answer, index) => {
    if (index > 0) log.resume();
    for (let at = 0; at < answer.length; at += size) {
      out.push(log.feed(answer.slice(at, at + size)).slice());
    }
    out.push(log.end().slice());
  });
  return join(out);
}

/** The answers that an engine gives: each from the last time of the one before. */
function answersOf(framed: boolean, entries: readonly Entry[], ends: readonly number[]) {
  return ends.map((end, index) => {
    const before = ends[index - 1];
    const last = before === undefined ? undefined : entries[before - 1]?.[0];
    const from = last === undefined ? 0 : entries.findIndex(([nano]) => nano === last);
    return encode(framed, entries.slice(from, end));
  });
}

const ENTRIES: readonly Entry[] = [
  [1, "one\n"],
  [2, "two\n", "stderr"],
  [2, "two again\n"],
  [2, "2"],
  [2, "026-01-02\n"],
  [3, "\n"],
  [3, "three\n"],
  [4, "four\n"],
];
const SIZES = [1, 2, 7, 8, 9, 31, 44, 1000];

for (const framed of [true, false]) {
  const kind = framed ? "frames" : "a terminal";

  test(`a log of ${kind} is whole however it is cut into answers and pieces`, () => {
    const entries = ENTRIES;
    const plain = framed
      ? "<one\n>two\n<two again\n2026-01-02\n\nthree\nfour\n"
      : "one\ntwo\ntwo again\n2026-01-02\n\nthree\nfour\n";
    const stamped = encode(framed, entries);
    for (const size of SIZES) {
      for (let first = 0; first <= entries.length; first++) {
        for (let second = first; second <= entries.length; second++) {
          const answers = answersOf(framed, entries, [first, second, entries.length]);
          const options = { framed, details: false };
          const without = new ResumedLog({ ...options, timestamps: false });
          assert.equal(
            said(framed, read(without, size, answers)),
            plain,
            `${first} ${second} ${size}`,
          );
          const withThem = new ResumedLog({ ...options, timestamps: true });
          assert.deepEqual(read(withThem, size, answers), stamped);
          assert.equal(withThem.timeNano, 1_767_323_045_000_000_004n);
        }
      }
    }
  });

  test(`a log of ${kind} goes on among a thousand lines of one time`, () => {
    const entries = Array.from({ length: 1000 }, (_, index): Entry => [7, `line ${index}\n`]);
    const log = new ResumedLog({ framed, details: false, timestamps: false });
    const answers = answersOf(framed, entries, [1, 400, 400, 999, 1000]);
    const text = said(framed, read(log, 4096, answers));
    assert.equal(text, (framed ? "<" : "") + entries.map(([, line]) => line).join(""));
  });

  test(`a log of ${kind} goes on where what came before is no longer there`, () => {
    const log = new ResumedLog({ framed, details: false, timestamps: false });
    const answers = [encode(framed, [[1, "one\n"]]), encode(framed, [[5, "five\n"]])];
    assert.equal(said(framed, read(log, 3, answers)), `${framed ? "<" : ""}one\nfive\n`);
  });

  test(`a log of ${kind} may begin elsewhere, and be empty at first`, () => {
    const options = { framed, details: false, timestamps: false };
    const moved = new ResumedLog(options);
    const known = encode(framed, [[2, "known\n"], [2, "known too\n"]]);
    moved.moveTo(1_767_323_045_000_000_002n, known.length);
    moved.resume();
    const answer = join([known, encode(framed, [[2, "new\n"], [3, "newer\n"]])]);
    assert.equal(said(framed, read(moved, 5, [answer])), `${framed ? "<" : ""}new\nnewer\n`);
    const empty = new ResumedLog(options);
    assert.equal(empty.timeNano, undefined);
    assert.equal(empty.isOneTime, false);
    const nothing = new Uint8Array(0);
    assert.equal(
      said(framed, read(empty, 5, [nothing, encode(framed, [[1, "one\n"]]), nothing])),
      `${framed ? "<" : ""}one\n`,
    );
  });

  test(`a log of ${kind} tells whether all of it has one time`, () => {
    const log = new ResumedLog({ framed, details: false, timestamps: false });
    log.feed(encode(framed, [[1, "one\n"], [1, "one more\n"]]));
    assert.equal(log.isOneTime, true);
    log.feed(encode(framed, [[2, "two\n"]]));
    assert.equal(log.isOneTime, false);
  });

  test(`a log of ${kind} that has no times is refused`, () => {
    const log = new ResumedLog({ framed, details: false, timestamps: false });
    const plain = framed ? frame("stdout", "no time\n") : new TextEncoder().encode("no time\n");
    assert.throws(() => log.feed(plain), { name: "ProtocolError" });
  });
}

test("a terminal's log hands on what can't be a time at once", () => {
  const log = new ResumedLog({ framed: false, details: false, timestamps: false });
  const prompt = new TextDecoder().decode(log.feed(encode(false, [[1, "~ $ "]])));
  assert.equal(prompt, "~ $ ");
});

test("a terminal's run without an end of line does not hide the next run", () => {
  const first = encode(false, [[1, "one\n"], [2, "two\n"], [2, "no end"]]);
  const second = encode(false, [[2, "two\n"], [2, "no end"], [3, "three\n"], [3, "four"]]);
  const third = encode(false, [[3, "three\n"], [3, "four"], [4, "five\n"]]);
  for (const size of SIZES) {
    const log = new ResumedLog({ framed: false, details: false, timestamps: false });
    assert.equal(
      said(false, read(log, size, [first, second, third])),
      "one\ntwo\nno endthree\nfourfive\n",
    );
    const stamped = new ResumedLog({ framed: false, details: false, timestamps: true });
    assert.deepEqual(
      read(stamped, size, [first, second, third]),
      join([first, encode(false, [[3, "three\n"], [3, "four"], [4, "five\n"]])]),
    );
  }
});

test("a log's pieces of a long line are counted, in a terminal's too", () => {
  const piece = (text: string): Entry => [5, text];
  for (const framed of [true, false]) {
    const line = ["a".repeat(50), "b".repeat(50), "c".repeat(50), "d\n"].map(piece);
    for (const size of SIZES) {
      for (let cut = 0; cut <= line.length; cut++) {
        const answers = [encode(framed, line.slice(0, cut)), encode(framed, line)];
        const log = new ResumedLog({ framed, details: false, timestamps: false });
        assert.equal(
          said(framed, read(log, size, answers)),
          (framed ? "<" : "") + line.map(([, text]) => text).join(""),
        );
      }
    }
  }
});

test("a log goes on though its entries are not in the order of their times", () => {
  const entries: readonly Entry[] = [
    [5, "one\n"],
    [9, "two\n", "stderr"],
    [8, "three\n"],
    [9, "four\n"],
    [7, "five\n", "stderr"],
    [12, "six\n"],
    [11, "seven\n", "stderr"],
  ];
  const from = (time: number) => entries.filter(([nano]) => nano >= time);
  for (const earlier of [0, 1, 2, 100]) {
    for (const size of SIZES) {
      const log = new ResumedLog({ framed: true, details: false, timestamps: false });
      const answers = [
        encode(true, entries.slice(0, 5)),
        encode(true, from(9 - earlier)),
        encode(true, from(12 - earlier)),
      ];
      assert.equal(
        said(true, read(log, size, answers)),
        "<one\n>two\n<three\nfour\n>five\n<six\n>seven\n",
      );
    }
  }
});

test("a log's details come off with its times", () => {
  const log = new ResumedLog({ framed: true, details: true, timestamps: false });
  const answer = join([
    frame("stdout", `${stamp(1)}a=b one\n`),
    frame("stderr", `${stamp(2)} two\n`),
  ]);
  assert.equal(said(true, read(log, 3, [answer])), "<one\n>two\n");
});

test("what an engine says in place of a log is its error", () => {
  const log = new ResumedLog({ framed: true, details: false, timestamps: false });
  log.feed(encode(true, [[1, "one\n"]]));
  log.resume();
  const error = frame("stdout", "the disk is gone");
  error[0] = 3;
  assert.throws(() => log.feed(error), { name: "StreamError", detail: "the disk is gone" });
});
