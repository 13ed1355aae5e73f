import type { VolumeBinding, Volumes } from "../../types/container_storage.ts";
import { checkFlag, checkText, checkTexts, isList, isMap, unusable } from "./check.ts";
import { checkKeys } from "./known_keys.ts";

/** The parts of a bind, as `"/host:/container:ro"` has them. */
export interface BindParts {
  /** The host path or the volume's name; `undefined` for a volume without a name. */
  readonly source: string | undefined;
  /** The path in the container. */
  readonly target: string;
  /** The options; `undefined` if there are none. */
  readonly mode: string | undefined;
}

const PROPAGATIONS: readonly string[] = [
  "private",
  "rprivate",
  "shared",
  "rshared",
  "slave",
  "rslave",
];

/**
 * Host paths and named volumes as the engine wants them: `source:target:mode`.
 *
 * @example A map
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toBinds({ "/srv": { bind: "/data", mode: "ro" }, cache: "/cache" }), [
 *   "/srv:/data:ro",
 *   "cache:/cache:rw",
 * ]);
 * ```
 *
 * @param volumes What is mounted; `undefined` if nothing was given.
 * @throws {TypeError} If an entry can't be read.
 */
export function toBinds(volumes: Volumes | undefined): readonly string[] | undefined {
  if (volumes === undefined) return undefined;
  if (isList(volumes)) {
    const binds = checkTexts("volumes", volumes) ?? [];
    return binds.filter((bind) => parseBind(bind).source !== undefined);
  }
  if (!isMap(volumes)) throw unusable("volumes", volumes, "expected an object or a list of texts");
  return Object.entries(volumes).map(([source, value]) => toBind(source, value));
}

/**
 * The paths in the container where something is mounted, as the engine wants them in the
 * configuration.
 *
 * @param volumes What is mounted; `undefined` if nothing was given.
 * @throws {TypeError} If an entry can't be read.
 */
export function toVolumePaths(
  volumes: Volumes | undefined,
): Readonly<Record<string, Record<string, never>>> | undefined {
  if (volumes === undefined) return undefined;
  const binds = isList(volumes) ? checkTexts("volumes", volumes) : toBinds(volumes);
  return Object.fromEntries((binds ?? []).map((bind) => [parseBind(bind).target, {}]));
}

/**
 * Takes a bind apart; the colon of a Windows drive belongs to its path.
 *
 * @param text The bind, such as `"/host:/container:ro"`, `"volume:/container"` or `"/container"`.
 * @throws {TypeError} If a part is empty, or there are more than three.
 */
export function parseBind(text: string): BindParts {
  const parts = text.split(/(?<!(?:^|:)[a-z](?=:[\\/])):/i);
  const [first = "", target = first, mode] = parts;
  if (first === "" || target === "" || mode === "" || parts.length > 3) {
    throw unusable("volumes", text, 'expected text such as "/host:/container:ro" or "/container"');
  }
  return { source: parts.length === 1 ? undefined : first, target, mode };
}

function toBind(source: string, value: unknown): string {
  if (source === "") throw unusable("volumes", source, "the source of a volume is empty");
  if (typeof value === "string") return `${source}:${checkTarget(source, value)}:rw`;
  if (!isMap(value)) {
    throw unusable(`volumes.${source}`, value, "expected a path in the container, or an object");
  }
  checkKeys<VolumeBinding>(`use volumes.${source}`, value as unknown as VolumeBinding, {
    bind: true,
    mode: true,
    ro: true,
    propagation: true,
  });
  const target = checkTarget(source, value.bind);
  return [source, target, ...toMode(source, value)].join(":");
}

function checkTarget(source: string, value: unknown): string {
  const target = checkText(`volumes.${source}.bind`, value);
  if (target !== undefined && target !== "") return target;
  throw unusable(`volumes.${source}.bind`, value, "expected a path in the container");
}

function toMode(source: string, value: Readonly<Record<string, unknown>>): string[] {
  const ro = checkFlag(`volumes.${source}.ro`, value.ro);
  const mode = checkText(`volumes.${source}.mode`, value.mode);
  const propagation = checkText(`volumes.${source}.propagation`, value.propagation);
  if (ro !== undefined && mode !== undefined) {
    throw new TypeError(`Cannot use volumes.${source}: give either mode or ro`);
  }
  if (propagation !== undefined && !PROPAGATIONS.includes(propagation)) {
    throw unusable(
      `volumes.${source}.propagation`,
      propagation,
      `expected one of ${PROPAGATIONS.join(", ")}`,
    );
  }
  const options = [mode ?? (ro ? "ro" : "rw"), propagation ?? ""].filter((one) => one !== "");
  return options.length === 0 ? [] : [options.join(",")];
}
