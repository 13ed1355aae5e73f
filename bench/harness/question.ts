import type { Setting } from "./setting.ts";

/** What one run of a contender came to, by the name of the figure: `{ cpu: 0.21, wall: 0.3 }`. */
export type Figures = Readonly<Record<string, number>>;

/** One that does the work: a client on a runtime, or a program it is compared with. */
export interface Contender {
  /** Its name in the table: `"node"`, `"dockerode/node"`, `"curl"`. */
  readonly name: string;
  /** Does the work once, in a process of its own; rejects if the work was not done right. */
  run(): Promise<Figures>;
}

/** What a contender is to come to, alone or divided by another in the same round: the median. */
export interface Goal {
  /** The contender. */
  readonly contender: string;
  /** The figure that counts. */
  readonly figure: string;
  /** The contender whose same figure it is divided by; the figure itself if absent. */
  readonly against?: string | undefined;
  /** The bound; an upper one, except of rates. */
  readonly limit: number;
  /** Whether `limit` is the least rather than the most it may be. */
  readonly atLeast?: boolean;
}

/** One piece of work that all contenders do in turn, round by round. */
export interface Case {
  /** What is done, for people: `"2,000 calls in turn"`. */
  readonly title: string;
  /** How many rounds are run unless the command line says otherwise. */
  readonly rounds: number;
  /** The figure beside CPU, wall and memory that the table shows, if there is one. */
  readonly figure?: { readonly name: string; readonly unit: string };
  /** Who does it. */
  readonly contenders: readonly Contender[];
  /** What is to come of it. */
  readonly goals: readonly Goal[];
}

/** One question that the benches answer: a file of `questions/`. */
export interface Question {
  /** Its name on the command line. */
  readonly name: string;
  /** What it asks, as one sentence. */
  readonly asks: string;
  /** Lays out the work; what is to be undone afterwards goes to `setting.defer()`. */
  cases(setting: Setting): Promise<Case[]>;
}
