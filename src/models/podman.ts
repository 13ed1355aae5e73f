import type { Api } from "../api/api.ts";

/**
 * Whether the engine is podman, for the few things that it does otherwise and tells by nothing else:
 * its containers say that `StdinOnce` is off (5.8), and their input ends with the attachment all the
 * same.
 */
export async function isPodman(api: Api): Promise<boolean> {
  const { Components } = await api.system.version();
  return Components?.some(({ Name }) => Name === "Podman Engine") === true;
}
