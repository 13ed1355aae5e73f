/** A folder for a test's files, and what lies in folders. */

import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";

/** Runs something with an empty folder, and removes that. */
export async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(`${tmpdir()}/fairlead-`);
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All that there is in a folder: content of small files, `→` and where links lead to, `/` for folders. */
export async function contents(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const look = async (prefix: string): Promise<void> => {
    // Not `recursive`: some runtimes follow links then.
    for (const last of await readdir(`${folder}/${prefix}`)) {
      const name = prefix + last;
      const path = `${folder}/${name}`;
      const stat = await lstat(path);
      if (stat.isDirectory()) {
        found[name] = "/";
        await look(`${name}/`);
      } else if (stat.isSymbolicLink()) {
        found[name] = `→${await readlink(path)}`;
      } else {
        found[name] = stat.size > 1000 ? `(${stat.size} bytes)` : await readFile(path, "utf8");
      }
    }
  };
  await look("");
  return found;
}

/** Makes two folders beside each other, for what must not be left, and for what must not be reached. */
export async function insideAndOutside(root: string): Promise<[inside: string, outside: string]> {
  const folders: [string, string] = [`${root}/inside`, `${root}/outside`];
  for (const folder of folders) await mkdir(folder);
  return folders;
}
