/** Preloaded on Bun, which has no module hooks: prints each module that is loaded. */

import { readFileSync } from "node:fs";

interface LoadEvent {
  readonly path: string;
}

interface PluginBuilder {
  onLoad(
    filter: { readonly filter: RegExp },
    load: (event: LoadEvent) => { contents: string; loader: string },
  ): void;
}

declare const Bun: {
  plugin(plugin: { name: string; setup(builder: PluginBuilder): void }): void;
};

Bun.plugin({
  name: "trace",
  setup(builder) {
    builder.onLoad({ filter: /\/@fairlead\/docker\/.*\.js$/ }, ({ path }) => {
      console.log(`loaded file://${path}`);
      return { contents: readFileSync(path, "utf8"), loader: "js" };
    });
  },
});
