/** A port of the host: its number, a range such as `"8000-8010"` to choose from, or both parts. */
export type HostPort =
  | number
  | string
  | readonly [address: string, port?: number | string | null]
  | {
    /** The host's IP address to listen on. All of them when absent. */
    readonly hostIp?: string | undefined;
    /** The host's port. One that the engine chooses when absent. */
    readonly hostPort?: number | string | undefined;
  };

/**
 * Which ports of a container the host publishes: a map from `80`, `"80/tcp"` or `"53/udp"` to the
 * host's port, to a list of them, or to `null` for one that the engine chooses. Or a list in the
 * command line's form: `"8080:80"`, `"127.0.0.1:8080:80/tcp"`, `"80"`, `"8000-8001:80-81"`.
 */
export type Ports =
  | readonly (string | number)[]
  | Readonly<Record<string, HostPort | readonly HostPort[] | null>>;

/** Containers to be linked: a map from name to alias, or a list of `"name:alias"` or pairs. */
export type Links =
  | readonly (string | readonly [name: string, alias?: string | null])[]
  | Readonly<Record<string, string | null>>;

/** A container's place in a network. */
export interface EndpointSettings {
  /** Further names by which the other containers of the network find it. */
  readonly aliases?: readonly string[] | undefined;
  /** Containers of the network that it finds under an alias. */
  readonly links?: Links | undefined;
  /** Its IPv4 address in the network. One that the engine chooses when absent. */
  readonly ipv4Address?: string | undefined;
  /** Its IPv6 address in the network. One that the engine chooses when absent. */
  readonly ipv6Address?: string | undefined;
  /** Link-local addresses. */
  readonly linkLocalIps?: readonly string[] | undefined;
  /** Options of the network's driver. */
  readonly driverOpt?: Readonly<Record<string, string>> | undefined;
  /** Its MAC address in the network (API 1.44). */
  readonly macAddress?: string | undefined;
}

/** How a container is reached, and whom it reaches. */
export interface ContainerNetworkSettings {
  /** Ports that the host publishes (`HostConfig.PortBindings`, `ExposedPorts`). */
  readonly ports?: Ports | undefined;
  /**
   * Whether every exposed port gets a port of the host (`HostConfig.PublishAllPorts`).
   *
   * @default {false}
   */
  readonly publishAllPorts?: boolean | undefined;
  /** The network to be in, by name or ID (`HostConfig.NetworkMode`). Not with `networkMode`. */
  readonly network?: string | undefined;
  /** Its place in `network` and, from API 1.44, in others: by the network's name (`NetworkingConfig`). */
  readonly networkingConfig?: Readonly<Record<string, EndpointSettings>> | undefined;
  /**
   * `"bridge"`, `"none"`, `"host"` or `"container:name"` (`HostConfig.NetworkMode`). Not with
   * `network`; `"host"` not with `ports`.
   *
   * @default {"default"}
   */
  readonly networkMode?: string | undefined;
  /**
   * Whether it has no network at all (`NetworkDisabled`).
   *
   * @default {false}
   */
  readonly networkDisabled?: boolean | undefined;
  /** Its MAC address in the network that it starts in (`MacAddress`, from API 1.44 the endpoint's). */
  readonly macAddress?: string | undefined;
  /** Names that it finds by `/etc/hosts`: a map from name to address, or a list of `"name:address"`. */
  readonly extraHosts?: readonly string[] | Readonly<Record<string, string>> | undefined;
  /** Name servers, as IP addresses (`HostConfig.Dns`). The engine's when absent or empty. */
  readonly dns?: readonly string[] | undefined;
  /** Domains in which bare names are looked up (`HostConfig.DnsSearch`). */
  readonly dnsSearch?: readonly string[] | undefined;
  /** Options for `resolv.conf`, such as `"ndots:2"` (`HostConfig.DnsOptions`). */
  readonly dnsOpt?: readonly string[] | undefined;
  /** Containers that it finds by name, as before there were networks (`HostConfig.Links`). */
  readonly links?: Links | undefined;
}
