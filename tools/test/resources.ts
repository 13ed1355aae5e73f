/** What suites wait for, fetched or started when the first of them needs it. */

import { installModules, runtime, type RuntimeName } from "../runtimes.ts";
import { SharedEngines } from "./engines.ts";
import type { Need } from "./suite.ts";

/** What suites wait for. */
export class Resources {
  readonly #engines = new SharedEngines();
  readonly #promises = new Map<Need, Promise<void>>();
  readonly #say: (line: string) => void;

  /**
   * Makes it; nothing is started yet.
   *
   * @param say Takes lines about what is there.
   */
  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** Fetches or starts it, once. Rejects if that cannot be done. */
  get(need: Need): Promise<void> {
    let promise = this.#promises.get(need);
    if (promise === undefined) this.#promises.set(need, promise = this.#start(need));
    return promise;
  }

  /** Ends what was started. Resolves with what was wrong. */
  async stop(): Promise<string[]> {
    await Promise.allSettled(this.#promises.values());
    return await this.#engines.stop();
  }

  async #start(need: Need): Promise<void> {
    const begin = performance.now();
    const what = await this.#startAny(need);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    if (what !== undefined) this.#say(`  ${what} (${seconds} s)`);
  }

  async #startAny(need: Need): Promise<string | undefined> {
    switch (need) {
      case "modules":
        await installModules();
        return undefined;
      case "engines":
        return `engines: ${await this.#engines.start()}`;
      case "podman":
        await this.get("engines"); // whose packages and network it shares
        return await this.#engines.startPodman();
      default:
        return await this.#startRuntime(need);
    }
  }

  async #startRuntime(name: RuntimeName): Promise<string> {
    const { version } = await runtime(name);
    return `${name.replace(/\d+$/, "")} ${version}`;
  }
}
