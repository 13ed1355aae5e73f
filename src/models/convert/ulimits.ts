import type { Ulimit } from "../../types/container_resources.ts";
import type { ResourcesUlimitInput } from "../../types/wire/containers.ts";
import { checkText, checkWhole, isList, unusable } from "./check.ts";
import { checkKeys } from "./known_keys.ts";

/**
 * Limits on processes as the engine wants them. Where one of both is given it is both: the engine
 * would take the other for 0.
 *
 * @param ulimits The limits; `undefined` if there are none.
 * @throws {TypeError} If one can't be read.
 * @throws {RangeError} If a number is less than -1 or not whole, or the soft limit over the hard.
 */
export function toUlimits(
  ulimits: readonly Ulimit[] | undefined,
): readonly ResourcesUlimitInput[] | undefined {
  if (ulimits === undefined) return undefined;
  if (!isList(ulimits)) throw unusable("ulimits", ulimits, "expected a list");
  return ulimits.map(toUlimit);
}

function toUlimit(ulimit: Ulimit): ResourcesUlimitInput {
  checkKeys("use a ulimit", ulimit, { name: true, soft: true, hard: true });
  const Name = checkText("the name of a ulimit", ulimit.name);
  if (Name === undefined || Name === "") {
    throw unusable("the name of a ulimit", Name, "it is missing");
  }
  const soft = checkWhole(`soft of the ulimit ${Name}`, ulimit.soft, { minimum: -1 });
  const hard = checkWhole(`hard of the ulimit ${Name}`, ulimit.hard, { minimum: -1 });
  const Soft = soft ?? hard;
  const Hard = hard ?? soft;
  if (Soft === undefined || Hard === undefined) {
    throw new TypeError(`Cannot use the ulimit ${Name}: give soft, hard or both`);
  }
  if (Hard !== -1 && (Soft === -1 || Soft > Hard)) {
    throw new RangeError(`Cannot use the ulimit ${Name}: soft ${Soft} is over hard ${Hard}`);
  }
  return { Name, Soft, Hard };
}
