import type {
  CopyFromSettings,
  CopyToSettings,
  ReadFileSettings,
  WriteFileSettings,
} from "../../types/copy.ts";
import type { KnownKeys } from "./known_keys.ts";

/** The keys of `container.copyTo()`. */
export const COPY_TO_KEYS: KnownKeys<CopyToSettings> = {
  followLink: true,
  archive: true,
  noOverwriteDirNonDir: true,
  signal: true,
};

/** The keys of `container.copyFrom()`. */
export const COPY_FROM_KEYS: KnownKeys<CopyFromSettings> = { followLink: true, signal: true };

/** The keys of `container.readFile()`. */
export const READ_FILE_KEYS: KnownKeys<ReadFileSettings> = { maxSize: true, signal: true };

/** The keys of `container.writeFile()`. */
export const WRITE_FILE_KEYS: KnownKeys<WriteFileSettings> = {
  size: true,
  mode: true,
  uid: true,
  gid: true,
  mtime: true,
  signal: true,
};
