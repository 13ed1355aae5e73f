import type { CommitSettings } from "../../types/container_operations.ts";
import type { ImageCommitQuery } from "../../types/wire/images.ts";
import { checkFlag, checkText, checkTexts } from "./check.ts";

/**
 * What an image of a container is to be called and to have, as the engine wants it.
 *
 * @param settings What it is to be called and to have.
 * @throws {TypeError} If a setting can't be used, or there is a tag without a repository.
 */
export function toCommitQuery(settings: CommitSettings): ImageCommitQuery {
  const repo = checkText("repository", settings.repository);
  const tag = checkText("tag", settings.tag);
  if (tag !== undefined && repo === undefined) {
    throw new TypeError("Cannot commit a container: a tag needs a repository");
  }
  return {
    repo,
    tag,
    comment: checkText("message", settings.message),
    author: checkText("author", settings.author),
    changes: checkTexts("changes", settings.changes),
    pause: checkFlag("pause", settings.pause),
  };
}
