import type { Api } from "../../src/api/api.ts";
import { type Here, IMAGE } from "./engine_test_case.ts";

/** Creates a container that runs a shell script. */
export async function create(here: Here, script: string, settings: object = {}): Promise<string> {
  const { Id } = await here.docker.api.containers.create({
    body: { Image: IMAGE, Cmd: ["sh", "-c", script], Labels: here.labels, ...settings },
  });
  return Id;
}

/** Removes a container, whatever it does. */
export async function remove(api: Api, id: string): Promise<void> {
  await api.containers.delete(id, { query: { force: true, v: true } });
}
