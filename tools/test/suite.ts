import type { RuntimeName } from "../runtimes.ts";
import type { Outcome } from "./outcome.ts";

/** What a suite waits for. */
export type Need = "modules" | "engines" | "podman" | RuntimeName;

/** Tests that are run, counted and reported together. */
export interface Suite {
  /** Its name, which several may share: `"unit"`. */
  readonly name: string;
  /** The runtime it runs on. */
  readonly runtime: RuntimeName;
  /** The engine it talks to, if it is about one. */
  readonly engine?: string | undefined;
  /** What must be there before it starts. */
  readonly needs: readonly Need[];
  /** How many of the pool's places it takes. @default {1} */
  readonly weight?: number;
  /** What no two suites use at once. */
  readonly lock?: string | undefined;
  /** Runs it. What it throws is a failure. */
  run(): Promise<Outcome>;
}

/** A suite that has run. */
export interface Finished {
  /** The suite. */
  readonly suite: Suite;
  /** What came of it. */
  readonly outcome: Outcome;
  /** How long it took. */
  readonly seconds: number;
}
