import type { Api } from "../api/api.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import type { SpawnSettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { checkAttached, mergeCommand } from "./command_settings.ts";
import { confirmExit } from "./confirm_exit.ts";
import { Container } from "./container.ts";
import { checkFlag } from "./convert/check.ts";
import { SPAWN_KEYS } from "./convert/container_keys.ts";
import { toDetachKeys } from "./convert/detach_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { toStallTimeout } from "./convert/stall_timeout.ts";
import { cleanUp, createContainer } from "./create_container.ts";
import { HeldWait } from "./held_wait.ts";
import { RunSession } from "./run_session.ts";

/**
 * Starts a new container with somebody attached.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param command The command, or the settings in its place.
 * @param settings What the container is like, and how to make the calls.
 */
export async function spawn(
  api: Api,
  image: string,
  command: Command | SpawnSettings | undefined,
  settings: SpawnSettings | undefined,
): Promise<RunSession> {
  const all = mergeCommand<SpawnSettings>("spawn a container", command, settings);
  checkAttached(all, "spawn");
  checkKeys("spawn a container", all, SPAWN_KEYS);
  return await spawnContainer(api, image, all);
}

/** Creates a container, attaches to it, registers the wait for its exit, and starts it. */
export async function spawnContainer(
  api: Api,
  image: string,
  settings: SpawnSettings,
): Promise<RunSession> {
  const { signal } = settings;
  const stdin = checkFlag("stdin", settings.stdin) ?? false;
  const stdout = checkFlag("stdout", settings.stdout) ?? true;
  const stderr = checkFlag("stderr", settings.stderr) ?? true;
  const remove = checkFlag("remove", settings.remove) ?? false;
  const autoRemove = checkFlag("autoRemove", settings.autoRemove) ?? false;
  const tty = checkFlag("tty", settings.tty) ?? false;
  if (!stdin && !stdout && !stderr) {
    throw new TypeError(
      "Cannot attach to nothing: ask for stdout, stderr or both, or use runDetached()",
    );
  }
  const detachKeys = toDetachKeys(settings.detachKeys, tty && stdin);
  const stallTimeout = toStallTimeout(settings);
  const id = await createContainer(api, image, settings, { stdin, stdout, stderr });

  let session: AttachSession | undefined;
  let wait: HeldWait | undefined;
  try {
    const inspecting = api.containers.inspect(id, { signal });
    const attaching = api.containers.attach(id, {
      query: { stream: true, stdin, stdout, stderr, detachKeys },
      tty,
      signal,
      stallTimeout,
      confirmEnd: () => confirmExit({ api, id, wait, mustExit: true, signal }),
    });
    const condition = autoRemove ? "removed" : "next-exit";
    const beginning = beginWait(api, id, condition, signal);
    // Side by side, and each to its end: what came of one is to be dropped if another fails.
    const [, attached, begun] = await Promise.allSettled([inspecting, attaching, beginning]);
    if (attached.status === "fulfilled") session = attached.value;
    if (begun.status === "fulfilled") wait = begun.value;
    const parts = {
      container: new Container(api, await inspecting),
      session: await attaching,
      wait: await beginning,
    };
    await api.containers.start(id, { signal });
    const removal = autoRemove ? "engine" : remove ? "ours" : "none";
    return new RunSession({ ...parts, api, stdin, tty, detachKeys, removal, signal });
  } catch (error) {
    session?.close(error);
    wait?.cancel(error);
    await cleanUp(api, id, remove || autoRemove, error);
    throw error;
  }
}

async function beginWait(
  api: Api,
  id: string,
  condition: "removed" | "next-exit",
  signal: AbortSignal | undefined,
): Promise<HeldWait> {
  return new HeldWait(await api.containers.beginWait(id, { query: { condition }, signal }));
}
