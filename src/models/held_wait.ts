import type { PendingWait } from "../api/container_calls.ts";
import { ConnectionError } from "../errors.ts";
import type { ContainerWaitResponse } from "../types/wire/containers.ts";

/**
 * A wait for a container that is given up when nobody has it any more: best effort, for nothing tells
 * when garbage is collected. What waits for its result need not hold it.
 */
export class HeldWait implements PendingWait {
  readonly result: Promise<ContainerWaitResponse>;
  readonly #pending: PendingWait;

  /**
   * Takes a wait over.
   *
   * @param pending The wait that the engine has taken.
   */
  constructor(pending: PendingWait) {
    this.result = pending.result;
    this.#pending = pending;
    forgotten().register(this, pending);
  }

  cancel(reason?: unknown): void {
    this.#pending.cancel(reason);
  }
}

let registry: FinalizationRegistry<PendingWait> | undefined;

/** Made when first needed, since nothing may run at import. */
function forgotten(): FinalizationRegistry<PendingWait> {
  registry ??= new FinalizationRegistry((pending) =>
    pending.cancel(
      new ConnectionError("Cannot wait for the container: nobody does any more", "closed"),
    )
  );
  return registry;
}
