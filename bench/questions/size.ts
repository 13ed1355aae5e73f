import { bundleSize, loadedModules } from "../harness/bundle.ts";
import type { Case, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

/** How much code a first call needs. */
export const size: Question = {
  name: "size",
  asks: "How much code do import and first ping over a unix socket load, minified and gzipped?",
  async cases(setting: Setting): Promise<Case[]> {
    const { host } = await setting.engine();
    return [{
      title: "what import and ping load",
      rounds: 1,
      figure: { name: "gzip", unit: "KB" },
      contenders: setting.runtimes.map((name) => ({
        name,
        run: async () => {
          const loaded = await loadedModules(name, host);
          return { modules: loaded.length, ...await bundleSize(loaded) };
        },
      })),
      goals: setting.runtimes.map((contender) => ({ contender, figure: "gzip", limit: 45 })),
    }];
  },
};
