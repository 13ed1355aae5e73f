/** The suites that prove the package: that it publishes, type-checks, installs and runs. */

import { checkEdge } from "../package/edge.ts";
import { checkInstallation, INSTALL_RUNTIMES } from "../package/install.ts";
import { checkPublication } from "../package/publish.ts";
import { checkStart } from "../package/start.ts";
import { checkTypes } from "../package/types.ts";
import { engineSocket } from "./engines.ts";
import type { Suite } from "./suite.ts";

const ENGINE = "new";

/** The packaging suites. */
export function packageSuites(): Suite[] {
  const socket = engineSocket(ENGINE);
  return [
    {
      name: "publish",
      runtime: "deno",
      needs: ["modules", "node24"],
      run: checkPublication,
    },
    {
      name: "types",
      runtime: "deno",
      needs: ["modules", "node24"],
      run: checkTypes,
    },
    {
      name: "install",
      runtime: "deno",
      engine: ENGINE,
      needs: ["modules", "engines", ...INSTALL_RUNTIMES],
      lock: ENGINE,
      run: () => checkInstallation(socket),
    },
    {
      name: "edge",
      runtime: "deno",
      engine: ENGINE,
      needs: ["modules", "engines", "node24"],
      run: () => checkEdge(socket),
    },
    {
      name: "start",
      runtime: "deno",
      engine: ENGINE,
      needs: ["modules", "engines"],
      run: () => checkStart(socket),
    },
  ];
}
