/** Preloaded on Node and Deno: prints each module that is loaded. */

import { registerHooks } from "node:module";

registerHooks({
  load(url, context, next) {
    console.log(`loaded ${url}`);
    return next(url, context);
  },
});
