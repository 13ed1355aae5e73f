/** What a log that is followed has come to. */

import { createHash } from "node:crypto";
import type { OutputStream } from "@fairlead/docker";
import { eventually } from "./eventually.ts";

/** The bytes of each stream, which not every engine puts in one order. */
export interface LogContent {
  /** How many bytes they are. */
  readonly length: number;
  /** The hash of standard output. */
  readonly stdout: string;
  /** The hash of standard error. */
  readonly stderr: string;
}

/** A log that is being read. */
export interface FollowedLog {
  /** Waits until so many bytes have come. */
  reaches(length: number): Promise<void>;
  /** What it was, at its end. */
  readonly content: Promise<LogContent>;
}

/** Reads a log to its end. */
export function follow(output: OutputStream): FollowedLog {
  let length = 0;
  const read = async (): Promise<LogContent> => {
    const hashes = { stdout: createHash("sha256"), stderr: createHash("sha256") };
    for await (const { stream, data } of output) {
      hashes[stream].update(data);
      length += data.length;
    }
    return { length, stdout: hashes.stdout.digest("hex"), stderr: hashes.stderr.digest("hex") };
  };
  const content = read();
  content.catch(() => undefined);
  return {
    content,
    async reaches(wanted) {
      await eventually(() => Promise.resolve(length >= wanted ? true : undefined));
    },
  };
}

/** What a log is. */
export async function contentOf(output: OutputStream): Promise<LogContent> {
  return await follow(output).content;
}
