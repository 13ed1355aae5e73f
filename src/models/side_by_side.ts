/**
 * Maps a list with calls that run side by side, so many at a time.
 *
 * @param items The list.
 * @param atOnce How many calls run at a time.
 * @param call The call.
 * @returns The results in the list's order; rejects with the first failure, and begins no more.
 */
export async function mapSideBySide<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  call: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  let failed = false;
  async function work(): Promise<void> {
    for (const [index, item] of left) {
      if (failed) return;
      try {
        results[index] = await call(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return results;
}
