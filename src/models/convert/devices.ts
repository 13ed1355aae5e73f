import type {
  Device,
  DeviceRequest,
  ThrottleDevice,
  WeightDevice,
} from "../../types/container_resources.ts";
import type {
  DeviceMappingInput,
  DeviceRequestInput,
  ResourcesBlkioWeightDeviceInput,
  ThrottleDeviceInput,
} from "../../types/wire/containers.ts";
import { toBytes } from "./bytes.ts";
import { checkText, checkTextMap, checkTexts, checkWhole, isList, unusable } from "./check.ts";
import { checkKeys } from "./known_keys.ts";

/**
 * Devices of the host as the engine wants them.
 *
 * @example Text
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toDevices(["/dev/fuse:/dev/fuse:rw"]), [
 *   { PathOnHost: "/dev/fuse", PathInContainer: "/dev/fuse", CgroupPermissions: "rw" },
 * ]);
 * ```
 *
 * @param devices The devices; `undefined` if none were given.
 * @throws {TypeError} If one can't be read.
 */
export function toDevices(
  devices: readonly (Device | string)[] | undefined,
): readonly DeviceMappingInput[] | undefined {
  return list("devices", devices)?.map((device) => {
    if (typeof device === "string") return parseDevice(device);
    checkKeys("use a device", device, {
      pathOnHost: true,
      pathInContainer: true,
      cgroupPermissions: true,
    });
    const path = needed("pathOnHost", device.pathOnHost);
    return {
      PathOnHost: path,
      PathInContainer: checkText("pathInContainer", device.pathInContainer) ?? path,
      CgroupPermissions: checkText("cgroupPermissions", device.cgroupPermissions) ?? "rwm",
    };
  });
}

function parseDevice(text: string): DeviceMappingInput {
  const parts = text.split(":");
  const [path = "", second = path, permissions = "rwm"] = parts;
  // As on the command line, what stands second may be the permissions.
  const inPlace = parts.length === 2 && /^[rwm]+$/.test(second);
  if (parts.length > 3 || path === "" || second === "" || permissions === "") {
    throw unusable("devices", text, 'expected text such as "/dev/sda:/dev/xvda:rwm"');
  }
  return {
    PathOnHost: path,
    PathInContainer: inPlace ? path : second,
    CgroupPermissions: inPlace ? second : permissions,
  };
}

/**
 * Requests for devices that a driver finds, as the engine wants them.
 *
 * @param requests The requests; `undefined` if there are none.
 * @throws {TypeError} If one can't be read.
 */
export function toDeviceRequests(
  requests: readonly DeviceRequest[] | undefined,
): readonly DeviceRequestInput[] | undefined {
  return list("deviceRequests", requests)?.map((request) => {
    checkKeys("use a device request", request, {
      driver: true,
      count: true,
      deviceIds: true,
      capabilities: true,
      options: true,
    });
    const { count, deviceIds, capabilities } = request;
    if (count !== undefined && deviceIds !== undefined) {
      throw new TypeError("Cannot use a device request: give either count or deviceIds");
    }
    return {
      Driver: checkText("driver of a device request", request.driver) ?? "",
      Count: checkWhole("count of a device request", count, { minimum: -1 }) ?? 0,
      DeviceIDs: checkTexts("deviceIds of a device request", deviceIds) ?? [],
      Capabilities: (list("capabilities of a device request", capabilities) ?? []).map((all) =>
        checkTexts("capabilities of a device request", all) ?? []
      ),
      Options: checkTextMap("options of a device request", request.options) ?? {},
    };
  });
}

/**
 * Limits on block devices as the engine wants them.
 *
 * @param option The option's name, for the message.
 * @param devices The limits; `undefined` if there are none.
 * @throws {TypeError} If one can't be read.
 * @throws {RangeError} If a rate is negative.
 */
export function toThrottleDevices(
  option: string,
  devices: readonly ThrottleDevice[] | undefined,
): readonly ThrottleDeviceInput[] | undefined {
  return list(option, devices)?.map((device) => {
    checkKeys(`use ${option}`, device, { path: true, rate: true });
    const Rate = toBytes(`rate of ${option}`, device.rate);
    if (Rate === undefined) throw unusable(`rate of ${option}`, Rate, "it is missing");
    return { Path: needed(`path of ${option}`, device.path), Rate };
  });
}

/**
 * Shares of disk time as the engine wants them.
 *
 * @param devices The shares; `undefined` if there are none.
 * @throws {TypeError} If one can't be read.
 * @throws {RangeError} If a weight is not from 10 to 1000.
 */
export function toWeightDevices(
  devices: readonly WeightDevice[] | undefined,
): readonly ResourcesBlkioWeightDeviceInput[] | undefined {
  const option = "blkioWeightDevice";
  return list(option, devices)?.map((device) => {
    checkKeys(`use ${option}`, device, { path: true, weight: true });
    const bounds = { minimum: 10, maximum: 1000 };
    const Weight = checkWhole(`weight of ${option}`, device.weight, bounds);
    if (Weight === undefined) throw unusable(`weight of ${option}`, Weight, "it is missing");
    return { Path: needed(`path of ${option}`, device.path), Weight };
  });
}

function list<T>(option: string, value: readonly T[] | undefined): readonly T[] | undefined {
  if (value === undefined || isList(value)) return value;
  throw unusable(option, value, "expected a list");
}

function needed(option: string, value: unknown): string {
  const text = checkText(option, value);
  if (text !== undefined && text !== "") return text;
  throw unusable(option, value, "expected a path");
}
