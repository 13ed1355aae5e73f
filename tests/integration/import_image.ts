import type { ImagesApi } from "../../src/api/images.ts";
import { smallArchive } from "./small_archive.ts";

/** An image that a test has made. */
export interface Imported {
  /** Its ID. */
  readonly id: string;
  /** Its name, which no other image has. */
  readonly name: string;
}

/** Makes an image of one small file, unlike any other. */
export async function importImage(
  images: ImagesApi,
  changes: readonly string[] = [],
): Promise<Imported> {
  const repo = `fairlead-test/${crypto.randomUUID()}`;
  const query = { fromSrc: "-", repo, tag: "1", changes };
  const body = smallArchive({ name: repo });
  const messages = await Array.fromAsync(await images.create({ query, body }));
  const id = messages.at(-1)?.status ?? "";
  return { id, name: `${repo}:1` };
}
