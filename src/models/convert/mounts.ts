import type { Mount } from "../../types/container_storage.ts";
import type { MountInput } from "../../types/wire/shared.ts";
import { toBytes } from "./bytes.ts";
import {
  checkFlag,
  checkMap,
  checkText,
  checkTextMap,
  checkWhole,
  isList,
  unusable,
} from "./check.ts";
import { checkKeys, type KnownKeys } from "./known_keys.ts";
import { parseBind } from "./volumes.ts";

const MOUNT_KEYS: KnownKeys<Mount> = {
  target: true,
  source: true,
  type: true,
  readOnly: true,
  consistency: true,
  propagation: true,
  noCopy: true,
  labels: true,
  driverConfig: true,
  subpath: true,
  tmpfsSize: true,
  tmpfsMode: true,
};

/** What is said of one type of mount only. */
const OF_ONE_TYPE: Readonly<Record<string, Mount["type"]>> = {
  propagation: "bind",
  noCopy: "volume",
  labels: "volume",
  driverConfig: "volume",
  subpath: "volume",
  tmpfsSize: "tmpfs",
  tmpfsMode: "tmpfs",
};

/**
 * Mounts as the engine wants them.
 *
 * @param mounts The mounts; `undefined` if none were given.
 * @throws {TypeError} If one can't be read, or says what its type does not have.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toMounts(
  mounts: readonly (Mount | string)[] | undefined,
): readonly MountInput[] | undefined {
  if (mounts === undefined) return undefined;
  if (!isList(mounts)) throw unusable("mounts", mounts, "expected a list");
  return mounts.map(toMount);
}

/**
 * One mount as the engine wants it.
 *
 * @example Text
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toMount("/srv:/data:ro"), {
 *   Target: "/data",
 *   Source: "/srv",
 *   Type: "bind",
 *   ReadOnly: true,
 * });
 * ```
 *
 * @param mount The mount.
 * @throws {TypeError} If it can't be read, or says what its type does not have.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toMount(mount: Mount | string): MountInput {
  if (typeof mount === "string") return parseMount(mount);
  checkKeys("use a mount", mount, MOUNT_KEYS);
  const { target, source, type = "volume" } = mount;
  if (typeof target !== "string" || target === "") {
    throw unusable("the target of a mount", target, "expected a path in the container");
  }
  for (const [option, owner] of Object.entries(OF_ONE_TYPE)) {
    if (mount[option as keyof Mount] !== undefined && owner !== type) {
      throw new TypeError(
        `Cannot use the mount at ${
          JSON.stringify(target)
        }: ${option} is for the type "${owner}", ` +
          `and this is "${type}"`,
      );
    }
  }
  return {
    Target: target,
    Source: checkText("the source of a mount", source),
    Type: checkText("the type of a mount", type),
    ReadOnly: checkFlag("readOnly of a mount", mount.readOnly) ?? false,
    Consistency: checkText("consistency of a mount", mount.consistency),
    BindOptions: toBindOptions(mount),
    VolumeOptions: toVolumeOptions(mount),
    TmpfsOptions: toTmpfsOptions(mount),
  };
}

function parseMount(text: string): MountInput {
  const { source, target, mode } = parseBind(text);
  if (mode !== undefined && mode !== "ro" && mode !== "rw") {
    throw unusable("mounts", text, 'the mode must be "ro" or "rw"; say more with an object');
  }
  return {
    Target: target,
    ...(source === undefined ? {} : { Source: source }),
    Type: source !== undefined && isPath(source) ? "bind" : "volume",
    ReadOnly: mode === "ro",
  };
}

/** Whether it is an absolute path, of Windows too, and no volume's name. */
function isPath(source: string): boolean {
  return /^([\\/]|[a-z]:[\\/])/i.test(source);
}

function toBindOptions(mount: Mount): MountInput["BindOptions"] {
  const Propagation = checkText("propagation of a mount", mount.propagation);
  return Propagation === undefined ? undefined : { Propagation };
}

function toVolumeOptions(mount: Mount): MountInput["VolumeOptions"] {
  const { noCopy, labels, driverConfig, subpath } = mount;
  if ([noCopy, labels, driverConfig, subpath].every((one) => one === undefined)) return undefined;
  return {
    NoCopy: checkFlag("noCopy of a mount", noCopy),
    Labels: checkTextMap("labels of a mount", labels),
    DriverConfig: toDriverConfig(driverConfig),
    Subpath: checkText("subpath of a mount", subpath),
  };
}

function toDriverConfig(
  driver: Mount["driverConfig"],
): NonNullable<MountInput["VolumeOptions"]>["DriverConfig"] {
  if (driver === undefined) return undefined;
  checkMap("driverConfig of a mount", driver);
  checkKeys("use driverConfig of a mount", driver, { name: true, options: true });
  return {
    Name: checkText("driverConfig.name of a mount", driver.name),
    Options: checkTextMap("driverConfig.options of a mount", driver.options),
  };
}

function toTmpfsOptions(mount: Mount): MountInput["TmpfsOptions"] {
  const { tmpfsSize, tmpfsMode } = mount;
  if (tmpfsSize === undefined && tmpfsMode === undefined) return undefined;
  return {
    SizeBytes: toBytes("tmpfsSize", tmpfsSize),
    Mode: checkWhole("tmpfsMode", tmpfsMode, { minimum: 0, maximum: 0o7777 }),
  };
}
