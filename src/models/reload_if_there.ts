import { NotFoundError } from "../errors.ts";
import type { Container } from "./container.ts";

/** Reads what is known of a container anew; one that is gone stays as it was. */
export async function reloadIfThere(
  container: Container,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await container.reload({ signal });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
