/**
 * The names or IDs of the images that an engine says it has loaded. It says so in words only.
 *
 * @param log What it said.
 */
export function loadedImages(log: string): string[] {
  const names: string[] = [];
  for (const [, name] of log.matchAll(/^Loaded image(?: ID)?: (\S+)\s*$/gm)) {
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}
