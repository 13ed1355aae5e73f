import { runtime } from "../../tools/runtimes.ts";
import { runChecked } from "../../tools/test/command.ts";
import { type Engine, findEngine } from "./engine.ts";
import { measure, type MeasureOptions } from "./measure.ts";
import { compileNative, type Native } from "./native.ts";
import {
  type BenchRuntime,
  installRivals,
  preparePrograms,
  programCommand,
  rivalCommand,
} from "./programs.ts";
import type { Contender, Figures } from "./question.ts";
import { type Replay, startReplay } from "./replay.ts";

/** Sees that a contender did the work right; throws if not. */
export type Check = (figures: Figures, who: string) => void;

/** What questions are asked in: runtimes, engines, and programs to be run and measured. */
export class Setting {
  /** The runtimes to measure. */
  readonly runtimes: readonly BenchRuntime[];
  /** The compiled C programs. */
  readonly native: Native;
  #engine: Engine | undefined;
  #replay: Replay | undefined;
  readonly #deferred: (() => Promise<void>)[] = [];

  private constructor(runtimes: readonly BenchRuntime[], native: Native) {
    this.runtimes = runtimes;
    this.native = native;
  }

  /** Gets everything ready: compiles, packs and installs what is missing. */
  static async prepare(runtimes: readonly BenchRuntime[]): Promise<Setting> {
    const native = await compileNative();
    await installRivals();
    await preparePrograms(runtimes);
    return new Setting(runtimes, native);
  }

  /** The real engine. */
  async engine(): Promise<Engine> {
    return this.#engine ??= await findEngine();
  }

  /** The socket of the replay engine, which is started when first asked for. */
  async replay(): Promise<string> {
    if (this.#replay === undefined) {
      const replay = this.#replay = await startReplay(this.native.replay);
      this.defer(() => replay.stop());
    }
    return this.#replay.socket;
  }

  /** Has something done at the end, last first. */
  defer(undo: () => Promise<void>): void {
    this.#deferred.push(undo);
  }

  /** Does what was deferred. */
  async finish(): Promise<void> {
    for (let undo = this.#deferred.pop(); undo !== undefined; undo = this.#deferred.pop()) {
      await undo();
    }
  }

  /** What was measured on what, as lines for people. */
  async describe(): Promise<string> {
    const versions = await Promise.all(this.runtimes.map(runtime));
    const programs = await Promise.all([
      firstLine(["curl", "--version"]),
      firstLine(["docker", "--version"]),
    ]);
    const [load] = Deno.loadavg();
    return [
      versions.map(({ name, version }) => `${name} ${version}`).join(", "),
      ...programs,
      ...(this.#engine === undefined ? [] : [`engine ${await this.#engine.describe()}`]),
      `${navigator.hardwareConcurrency} processors, load ${load?.toFixed(1)} at the end`,
    ].join("\n");
  }

  /** Runs a program and tells what it cost. */
  measure(command: readonly string[], options?: MeasureOptions): Promise<Figures> {
    return measure(this.native.measure, command, options);
  }

  /** A program of `programs/` on every runtime: `node24`, or with a label `label/node24`. */
  ours(program: string, args: readonly string[], check?: Check, label?: string): Contender[] {
    return this.#onEach(label, check, (runtime) => programCommand(runtime, program, args));
  }

  /** A program of `rivals/` on every runtime: `dockerode/node24` and so on. */
  dockerode(program: string, args: readonly string[], check?: Check): Contender[] {
    return this.#onEach("dockerode", check, (runtime) => rivalCommand(runtime, program, args));
  }

  /** A program of `rivals/` with Docker's own SDK, which reaches no engine on Bun. */
  nodeSdk(program: string, args: readonly string[]): Contender[] {
    return this.#onEach(
      "node-sdk",
      undefined,
      (runtime) => rivalCommand(runtime, program, args),
      this.runtimes.filter((runtime) => runtime !== "bun"),
    );
  }

  /** A program of any kind. */
  program(name: string, command: readonly string[], options?: MeasureOptions): Contender {
    return { name, run: () => this.measure(command, options) };
  }

  #onEach(
    label: string | undefined,
    check: Check | undefined,
    toCommand: (runtime: BenchRuntime) => Promise<string[]>,
    runtimes: readonly BenchRuntime[] = this.runtimes,
  ): Contender[] {
    return runtimes.map((runtime) => {
      const name = label === undefined ? runtime : `${label}/${runtime}`;
      return {
        name,
        run: async () => {
          const figures = await this.measure(await toCommand(runtime));
          check?.(figures, name);
          return figures;
        },
      };
    });
  }
}

async function firstLine(command: [string, ...string[]]): Promise<string> {
  return (await runChecked(command)).split("\n", 1)[0] ?? "";
}
