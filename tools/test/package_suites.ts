/** The suites that prove the package: that it publishes, installs, type-checks and runs. */

import type { Suite } from "./suite.ts";

/** The packaging suites. */
export function packageSuites(): Suite[] {
  return [];
}
