import { type ErrorCode, FileError } from "../../errors.ts";

/** What the system says, and what that means. */
const REASONS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ["not-found", "there is no such file or folder"],
  ENOTDIR: ["not-found", "a part of the path is a file, not a folder"],
  EACCES: ["denied", "permission denied"],
  EPERM: ["denied", "the system does not permit it"],
  EEXIST: ["conflict", "there is something already"],
  EISDIR: ["conflict", "it is a folder"],
  ENOTEMPTY: ["conflict", "the folder is not empty"],
  ELOOP: ["invalid", "it is a link where none may be, or links lead in a circle"],
  ENAMETOOLONG: ["invalid", "the name is too long for this system"],
  EROFS: ["denied", "the file system can only be read"],
  ENOSPC: ["other", "there is no space left on the disk"],
  EDQUOT: ["other", "the user's quota is used up"],
  EMFILE: ["other", "too many files are open"],
};

/**
 * Tells what a failure of the file system means.
 *
 * @param verb What was tried, such as `"read"`.
 * @param path With what.
 * @param error What was thrown. What is no failure of the system stays as it is.
 */
export function fileFailure(verb: string, path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  const [kind, why] = REASONS[code] ?? ["other", `the system says ${code}`];
  const message = `Cannot ${verb} ${JSON.stringify(path)}: ${why}`;
  return new FileError(message, kind, path, { cause: error });
}

/**
 * Gives the system's code of a failure.
 *
 * @returns Such as `"ENOENT"`; `undefined` if it is another kind of error.
 */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
