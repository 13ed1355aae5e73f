import { quote } from "./convert/check.ts";
import { runBegin } from "./last_lines.ts";
import type { Probe } from "./wait_for_probe.ts";

/** Waits for a line of a container's log. */
export function logProbe(log: string | RegExp): Probe {
  const isText = typeof log === "string";
  return {
    goal: `to write ${isText ? quote(log) : log}`,
    mayTrailExit: true,
    check({ Name, HostConfig }) {
      if (HostConfig?.LogConfig?.Type !== "none") return;
      throw new TypeError(
        `Cannot wait for a line of "${Name.replace(/^\//, "")}": its log driver is "none", which ` +
          "keeps none; start such a container with docker.containers.spawn(), and read its output",
      );
    },
    async met({ api, container, signal, saw }) {
      const { Id, Config, State } = container;
      const output = await api.containers.logs(Id, {
        query: { stdout: true, stderr: true, follow: true, since: runBegin(State) },
        tty: Config?.Tty ?? false,
        signal,
      });
      for await (const { line } of output.lines()) {
        saw(line);
        // search(), unlike test(), begins at the line's beginning though the expression be global.
        if (isText ? line.includes(log) : line.search(log) >= 0) return true;
      }
      return false;
    },
  };
}
