import type { Api } from "../api/api.ts";
import { ConnectionError } from "../errors.ts";
import type { ContainerInspectResponse, Health } from "../types/wire/containers.ts";
import { type Probe, Unmet } from "./wait_for_probe.ts";

/** The events after which a container is not what it was, as far as is asked here. */
const CHANGES = ["start", "restart", "die", "pause", "unpause", "destroy", "health_status"];

/** Waits until a container runs. */
export const RUNNING: Probe = {
  goal: "to run",
  check() {},
  async met({ api, container, signal, note }) {
    if (isRunning(container)) return true;
    await untilState(api, container.Id, signal, (now) => {
      note(now);
      return isRunning(now);
    });
    return true;
  },
};

/** Waits until a container has exited. */
export const EXITED: Probe = {
  goal: "to exit",
  isExit: true,
  check() {},
  met: () => Promise.resolve(false),
};

/** Waits until a container's own check has found it healthy. */
export const HEALTHY: Probe = {
  goal: "to be healthy",
  check({ Name, Config }) {
    const [kind] = Config?.Healthcheck?.Test ?? [];
    if (kind !== undefined && kind !== "NONE") return;
    throw new TypeError(
      `Cannot wait for "${Name.replace(/^\//, "")}" to be healthy: it has no health check; ` +
        "give it one with healthcheck when it is created, or wait for a port, a line or an answer",
    );
  },
  async met({ api, container, signal, note }) {
    await untilState(api, container.Id, signal, (now) => {
      const health = now.State?.Health;
      note(now, seenHealth(health));
      if (health?.Status === "unhealthy") throw new Unmet("unhealthy", "it is unhealthy");
      return health?.Status === "healthy";
    });
    return true;
  },
};

/**
 * Looks at a container, and again whenever something happens to it.
 *
 * @param api The engine's API.
 * @param id The container.
 * @param signal Ends it.
 * @param decide Whether the container is as it should be.
 * @returns The container as it then was.
 * @throws {NotFoundError} If it is removed.
 * @throws {ConnectionError} If the engine goes away.
 */
export async function untilState(
  api: Api,
  id: string,
  signal: AbortSignal,
  decide: (container: ContainerInspectResponse) => boolean,
): Promise<ContainerInspectResponse> {
  const filters = { type: "container", container: id, event: CHANGES };
  const events = await api.system.events({ query: { filters }, signal });
  try {
    const reader = events.getReader();
    for (;;) {
      const container = await api.containers.inspect(id, { signal });
      if (decide(container)) return container;
      const { done } = await reader.read();
      if (done) throw new ConnectionError("Cannot wait on: the engine ended its events", "lost");
    }
  } finally {
    await events[Symbol.asyncDispose]();
  }
}

function isRunning({ State }: ContainerInspectResponse): boolean {
  return State?.Running === true && State.Restarting !== true;
}

function seenHealth(health: Health | null | undefined): string {
  const last = health?.Log?.at(-1);
  const said = last?.Output?.trim() ?? "";
  return `health: ${health?.Status ?? "none"}` +
    (last === undefined || last === null ? "" : `, the last check ended with ${last.ExitCode}`) +
    (said === "" ? "" : `: ${said.slice(0, 500)}`);
}
