import type { ContainerNetworkSettings, EndpointSettings } from "../../types/container_network.ts";
import type { NetworkingConfig } from "../../types/wire/containers.ts";
import type { EndpointIPAMConfigInput, EndpointSettingsInput } from "../../types/wire/shared.ts";
import { checkMap, checkText, checkTextMap, checkTexts } from "./check.ts";
import { checkKeys } from "./known_keys.ts";
import { toLinks } from "./links.ts";

/**
 * The network mode as the engine wants it: the network to be in, or how to do without.
 *
 * @param settings The settings.
 * @throws {TypeError} If two of them contradict one another.
 */
export function toNetworkMode(settings: ContainerNetworkSettings): string {
  const network = checkText("network", settings.network);
  const mode = checkText("networkMode", settings.networkMode);
  if (network !== undefined && mode !== undefined) {
    throw new TypeError("Cannot use network together with networkMode: give one of them");
  }
  if (mode === "host" && settings.ports !== undefined) {
    throw new TypeError(
      'Cannot use ports with networkMode "host": the container has the host\'s own ports',
    );
  }
  return network ?? mode ?? "default";
}

/**
 * The container's places in networks, as the engine wants them.
 *
 * @param settings The settings.
 * @throws {TypeError} If one can't be read, or there is none for `network`.
 */
export function toNetworkingConfig(
  settings: ContainerNetworkSettings,
): NetworkingConfig | undefined {
  const { network, networkingConfig } = settings;
  if (networkingConfig === undefined) return undefined;
  checkMap("networkingConfig", networkingConfig);
  if (network === undefined || !Object.hasOwn(networkingConfig, network)) {
    throw new TypeError(
      `Cannot use networkingConfig without a place in ${
        network === undefined ? "network, which is missing" : JSON.stringify(network)
      }`,
    );
  }
  return {
    EndpointsConfig: Object.fromEntries(
      Object.entries(networkingConfig).map(([name, endpoint]) => [name, toEndpoint(endpoint)]),
    ),
  };
}

/**
 * A container's place in a network as the engine wants it.
 *
 * @example An address and an alias
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const endpoint = toEndpoint({ aliases: ["db"], ipv4Address: "10.0.0.2" });
 * assert.deepEqual(endpoint.IPAMConfig?.IPv4Address, "10.0.0.2");
 * assert.deepEqual(endpoint.Aliases, ["db"]);
 * ```
 *
 * @param endpoint The place.
 * @throws {TypeError} If it can't be read.
 */
export function toEndpoint(endpoint: EndpointSettings): EndpointSettingsInput {
  checkKeys("use a place in a network", endpoint, {
    aliases: true,
    links: true,
    ipv4Address: true,
    ipv6Address: true,
    linkLocalIps: true,
    driverOpt: true,
    macAddress: true,
  });
  return {
    Aliases: checkTexts("aliases", endpoint.aliases),
    Links: toLinks("links", endpoint.links),
    MacAddress: checkText("macAddress", endpoint.macAddress),
    IPAMConfig: toIpam(endpoint),
    DriverOpts: checkTextMap("driverOpt", endpoint.driverOpt),
  };
}

function toIpam(endpoint: EndpointSettings): EndpointIPAMConfigInput | undefined {
  const ipam = {
    IPv4Address: checkText("ipv4Address", endpoint.ipv4Address),
    IPv6Address: checkText("ipv6Address", endpoint.ipv6Address),
    LinkLocalIPs: checkTexts("linkLocalIps", endpoint.linkLocalIps),
  };
  return Object.values(ipam).every((value) => value === undefined) ? undefined : ipam;
}
