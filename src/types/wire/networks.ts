// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { ConfigReferenceInput, EndpointSettingsInput, IPAMInput, Network } from "./shared.ts";

/** Query of `GET /networks`: list networks. */
export interface NetworkListQuery {
  /**
   * JSON encoded value of the filters (a `map[string][]string`) to process on the networks list.
   *
   * Available filters:
   *
   * - `dangling=<boolean>` When set to `true` (or `1`), returns all networks that are not in use by
   *   a container. When set to `false` (or `0`), only networks that are in use by one or more
   *   containers are returned.
   * - `driver=<driver-name>` Matches a network's driver.
   * - `id=<network-id>` Matches all or part of a network ID.
   * - `label=<key>` or `label=<key>=<value>` of a network label.
   * - `name=<network-name>` Matches all or part of a network name.
   * - `scope=["swarm"|"global"|"local"]` Filters networks by scope (`swarm`, `global`, or `local`).
   * - `type=["custom"|"builtin"]` Filters networks by type. The `custom` keyword returns all
   *   user-defined networks.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Query of `GET /networks/{id}`: inspect a network. */
export interface NetworkInspectQuery {
  /**
   * Detailed inspect output for troubleshooting.
   *
   * Since API 1.28.
   *
   * @default {false}
   */
  verbose?: boolean | undefined;
  /**
   * Filter the network by scope (swarm, global, or local).
   *
   * Since API 1.31.
   */
  scope?: string | undefined;
}

/** Query of `POST /networks/prune`: delete unused networks. */
export interface NetworkPruneQuery {
  /**
   * Filters to process on the prune list, encoded as JSON (a `map[string][]string`).
   *
   * Available filters:
   * - `until=<timestamp>` Prune networks created before this timestamp. The `<timestamp>` can be
   *   Unix timestamps, date formatted timestamps, or Go duration strings (e.g. `10m`, `1h30m`)
   *   computed relative to the daemon machine’s time.
   * - `label` (`label=<key>`, `label=<key>=<value>`, `label!=<key>`, or `label!=<key>=<value>`)
   *   Prune networks with (or without, in case `label!=...` is used) the specified labels.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Answer to `GET /networks`: list networks. */
export type NetworkListAnswer = NetworkSummary[];

/** Network list response item. */
export type NetworkSummary = Network;

/** The body of the "get network" http response message. */
export interface NetworkInspect extends Network {
  /** Contains endpoints attached to the network. */
  Containers: Record<string, EndpointResource> | null;
  /**
   * List of services using the network. This field is only present for swarm scope networks, and
   * omitted for local scope networks.
   */
  Services?: Record<string, ServiceInfo> | null | undefined;
  /**
   * Provides runtime information about the network such as the number of allocated IPs.
   *
   * Since API 1.52.
   */
  Status?: NetworkStatus | undefined;
}

/** Contains network resources allocated and used for a container in a network. */
export interface EndpointResource {
  /** The container's name. */
  Name: string;
  /** The ID of the container's endpoint. */
  EndpointID: string;
  /** The container's MAC address. */
  MacAddress: string;
  /** The container's IPv4 address, with the length of its prefix. */
  IPv4Address: string;
  /** The container's IPv6 address, with the length of its prefix. */
  IPv6Address: string;
}

/** Represents service parameters with the list of service's tasks. */
export interface ServiceInfo {
  /** The virtual address of the service. */
  VIP?: string | undefined;
  /** The ports of the service. */
  Ports?: string[] | null | undefined;
  /** The number that the load balancer knows the service by. */
  LocalLBIndex?: number | undefined;
  /** The tasks of the service. */
  Tasks?: NetworkTaskInfo[] | null | undefined;
}

/** Carries the information about one backend task. */
export interface NetworkTaskInfo {
  /** The task's name. */
  Name?: string | undefined;
  /** The ID of the task's endpoint. */
  EndpointID?: string | undefined;
  /** The address of the task's endpoint. */
  EndpointIP?: string | undefined;
  /** What else the driver tells of the endpoint. */
  Info?: Record<string, string> | null | undefined;
}

/** Provides runtime information about the network such as the number of allocated IPs. */
export interface NetworkStatus {
  /** What of the network's addresses is in use. */
  IPAM?: IPAMStatus | undefined;
}

/** The `IPAM` of a {@linkcode NetworkStatus}. */
export interface IPAMStatus {
  /** What of each subnet is in use, by the subnet in CIDR notation. */
  Subnets?: Record<string, SubnetStatus> | null | undefined;
}

/** One of the `Subnets` of an {@linkcode IPAMStatus}. */
export interface SubnetStatus {
  /**
   * Number of IP addresses in the subnet that are in use or reserved and are therefore unavailable
   * for allocation, saturating at 2^64 - 1.
   */
  IPsInUse?: number | undefined;
  /**
   * Number of IP addresses within the network's IPRange for the subnet that are available for
   * allocation, saturating at 2^64 - 1.
   */
  DynamicIPsAvailable?: number | undefined;
}

/** Body of `POST /networks/create`: create a network. */
export interface NetworkCreateBody {
  /** The network's name. */
  Name: string;
  /**
   * Name of the network driver plugin to use.
   *
   * @default {"bridge"}
   */
  Driver?: string | undefined;
  /**
   * The level at which the network exists (e.g. `swarm` for cluster-wide or `local` for machine
   * level).
   */
  Scope?: string | undefined;
  /** Restrict external access to the network. */
  Internal?: boolean | undefined;
  /**
   * Globally scoped network is manually attachable by regular containers from workers in swarm
   * mode.
   */
  Attachable?: boolean | undefined;
  /**
   * Ingress network is the network which provides the routing-mesh in swarm mode.
   *
   * Since API 1.29.
   */
  Ingress?: boolean | undefined;
  /**
   * Creates a config-only network. Config-only networks are placeholder networks for network
   * configurations to be used by other networks. Config-only networks cannot be used directly to
   * run containers or services.
   *
   * @default {false}
   */
  ConfigOnly?: boolean | undefined;
  /**
   * Specifies the source which will provide the configuration for this network. The specified
   * network must be an existing config-only network; see ConfigOnly.
   */
  ConfigFrom?: ConfigReferenceInput | undefined;
  /** Optional custom IP scheme for the network. */
  IPAM?: IPAMInput | undefined;
  /**
   * Enable IPv4 on the network.
   *
   * Since API 1.48.
   */
  EnableIPv4?: boolean | undefined;
  /** Enable IPv6 on the network. */
  EnableIPv6?: boolean | undefined;
  /** Network specific options to be used by the drivers. */
  Options?: Readonly<Record<string, string>> | null | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /**
   * @deprecated Last described in API 1.45, gone by API 1.51. CheckDuplicate is now always enabled.
   */
  CheckDuplicate?: boolean | undefined;
}

/** OK response to NetworkCreate operation. */
export interface NetworkCreateResponse {
  /** The ID of the created network. */
  Id: string;
  /** Warnings encountered when creating the container. */
  Warning: string;
}

/** NetworkConnectRequest represents the data to be used to connect a container to a network. */
export interface NetworkConnectRequest {
  /** The ID or name of the container to connect to the network. */
  Container: string;
  /** Configuration for a network endpoint. */
  EndpointConfig?: EndpointSettingsInput | null | undefined;
}

/**
 * NetworkDisconnectRequest represents the data to be used to disconnect a container from a network.
 */
export interface NetworkDisconnectRequest {
  /** The ID or name of the container to disconnect from the network. */
  Container: string;
  /**
   * Force the container to disconnect from the network.
   *
   * @default {false}
   */
  Force?: boolean | undefined;
}

/** Answer to `POST /networks/prune`: delete unused networks. */
export interface NetworkPruneResponse {
  /** Networks that were deleted. */
  NetworksDeleted: string[] | null;
}
