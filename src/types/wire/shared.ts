// Do not edit: written by `deno task wire`.

/**
 * Any other string: what engines newer than this description may say. Keeps the known strings of a
 * union in sight of editors.
 */
export type OtherString = string & Record<never, never>;

/**
 * A descriptor struct containing digest, media type, and size, as defined in the [OCI Content
 * Descriptors
 * Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/descriptor.md).
 */
export interface OCIDescriptor {
  /** The media type of the object this schema refers to. */
  mediaType: string;
  /** The digest of the targeted content. */
  digest: string;
  /** The size in bytes of the blob. */
  size: number;
  /** List of URLs from which this object MAY be downloaded. */
  urls?: string[] | null | undefined;
  /** Arbitrary metadata relating to the targeted content. */
  annotations?: Record<string, string> | null | undefined;
  /**
   * Data is an embedding of the targeted content. This is encoded as a base64 string when
   * marshalled to JSON (automatically, by encoding/json). If present, Data can be used directly to
   * avoid fetching the targeted content.
   */
  data?: string | null | undefined;
  /**
   * Describes the platform which the image in the manifest runs on, as defined in the [OCI Image
   * Index Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/image-index.md).
   */
  platform?: OCIPlatform | null | undefined;
  /** ArtifactType is the IANA media type of this artifact. */
  artifactType?: string | null | undefined;
}

/**
 * Describes the platform which the image in the manifest runs on, as defined in the [OCI Image
 * Index Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/image-index.md).
 */
export interface OCIPlatform {
  /** The CPU architecture, for example `amd64` or `ppc64`. */
  architecture: string;
  /** The operating system, for example `linux` or `windows`. */
  os: string;
  /**
   * Optional field specifying the operating system version, for example on Windows
   * `10.0.19041.1165`.
   */
  "os.version"?: string | undefined;
  /**
   * Optional field specifying an array of strings, each listing a required OS feature (for example
   * on Windows `win32k`).
   */
  "os.features"?: string[] | null | undefined;
  /**
   * Optional field specifying a variant of the CPU, for example `v7` to specify ARMv7 when
   * architecture is `arm`.
   */
  variant?: string | undefined;
}

/**
 * {@linkcode OCIPlatform}, as it is sent.
 *
 * Describes the platform which the image in the manifest runs on, as defined in the [OCI Image
 * Index Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/image-index.md).
 */
export interface OCIPlatformInput {
  /** The CPU architecture, for example `amd64` or `ppc64`. */
  architecture?: string | undefined;
  /** The operating system, for example `linux` or `windows`. */
  os?: string | undefined;
  /**
   * Optional field specifying the operating system version, for example on Windows
   * `10.0.19041.1165`.
   */
  "os.version"?: string | undefined;
  /**
   * Optional field specifying an array of strings, each listing a required OS feature (for example
   * on Windows `win32k`).
   */
  "os.features"?: readonly string[] | null | undefined;
  /**
   * Optional field specifying a variant of the CPU, for example `v7` to specify ARMv7 when
   * architecture is `arm`.
   */
  variant?: string | undefined;
}

/** Configuration for a network endpoint. */
export interface EndpointSettings {
  /** EndpointIPAMConfig represents an endpoint's IPAM configuration. */
  IPAMConfig: EndpointIPAMConfig | null;
  /** Links to other containers of the network, `name:alias`. */
  Links: string[] | null;
  /**
   * MAC address for the endpoint on this network. The network driver might ignore this parameter.
   */
  MacAddress: string;
  /** Further names by which other containers of the network find this one. */
  Aliases: string[] | null;
  /**
   * DriverOpts is a mapping of driver options and values. These options are passed directly to the
   * driver and are driver specific.
   */
  DriverOpts: Record<string, string> | null;
  /**
   * This property determines which endpoint will provide the default gateway for a container. The
   * endpoint with the highest priority will be used. If multiple endpoints have the same priority,
   * endpoints are lexicographically sorted based on their network name, and the one that sorts
   * first is picked.
   *
   * Since API 1.48.
   */
  GwPriority?: number | undefined;
  /** Unique ID of the network. */
  NetworkID: string;
  /** Unique ID for the service endpoint in a Sandbox. */
  EndpointID: string;
  /** Gateway address for this network. */
  Gateway: string;
  /** IPv4 address. */
  IPAddress: string;
  /** Mask length of the IPv4 address. */
  IPPrefixLen: number;
  /** IPv6 gateway address. */
  IPv6Gateway: string;
  /** Global IPv6 address. */
  GlobalIPv6Address: string;
  /** Mask length of the global IPv6 address. */
  GlobalIPv6PrefixLen: number;
  /**
   * List of all DNS names an endpoint has on a specific network. This list is based on the
   * container name, network aliases, container short ID, and hostname.
   *
   * These DNS names are non-fully qualified but can contain several dots. You can get fully
   * qualified DNS names by appending `.<network-name>`. For instance, if container name is `my.ctr`
   * and the network is named `testnet`, `DNSNames` will contain `my.ctr` and the FQDN will be
   * `my.ctr.testnet`.
   *
   * Since API 1.44.
   */
  DNSNames?: string[] | null | undefined;
}

/**
 * {@linkcode EndpointSettings}, as it is sent.
 *
 * Configuration for a network endpoint.
 */
export interface EndpointSettingsInput {
  /** EndpointIPAMConfig represents an endpoint's IPAM configuration. */
  IPAMConfig?: EndpointIPAMConfigInput | null | undefined;
  /** Links to other containers of the network, `name:alias`. */
  Links?: readonly string[] | null | undefined;
  /**
   * MAC address for the endpoint on this network. The network driver might ignore this parameter.
   */
  MacAddress?: string | undefined;
  /** Further names by which other containers of the network find this one. */
  Aliases?: readonly string[] | null | undefined;
  /**
   * DriverOpts is a mapping of driver options and values. These options are passed directly to the
   * driver and are driver specific.
   */
  DriverOpts?: Readonly<Record<string, string>> | null | undefined;
  /**
   * This property determines which endpoint will provide the default gateway for a container. The
   * endpoint with the highest priority will be used. If multiple endpoints have the same priority,
   * endpoints are lexicographically sorted based on their network name, and the one that sorts
   * first is picked.
   *
   * Since API 1.48.
   */
  GwPriority?: number | undefined;
  /** Unique ID of the network. */
  NetworkID?: string | undefined;
  /** Unique ID for the service endpoint in a Sandbox. */
  EndpointID?: string | undefined;
  /** Gateway address for this network. */
  Gateway?: string | undefined;
  /** IPv4 address. */
  IPAddress?: string | undefined;
  /** Mask length of the IPv4 address. */
  IPPrefixLen?: number | undefined;
  /** IPv6 gateway address. */
  IPv6Gateway?: string | undefined;
  /** Global IPv6 address. */
  GlobalIPv6Address?: string | undefined;
  /** Mask length of the global IPv6 address. */
  GlobalIPv6PrefixLen?: number | undefined;
  /**
   * List of all DNS names an endpoint has on a specific network. This list is based on the
   * container name, network aliases, container short ID, and hostname.
   *
   * These DNS names are non-fully qualified but can contain several dots. You can get fully
   * qualified DNS names by appending `.<network-name>`. For instance, if container name is `my.ctr`
   * and the network is named `testnet`, `DNSNames` will contain `my.ctr` and the FQDN will be
   * `my.ctr.testnet`.
   *
   * Since API 1.44.
   */
  DNSNames?: readonly string[] | null | undefined;
}

/** EndpointIPAMConfig represents an endpoint's IPAM configuration. */
export interface EndpointIPAMConfig {
  /** The IPv4 address that is asked for. */
  IPv4Address?: string | undefined;
  /** The IPv6 address that is asked for. */
  IPv6Address?: string | undefined;
  /** Link-local addresses, IPv4 or IPv6. */
  LinkLocalIPs?: string[] | null | undefined;
}

/**
 * {@linkcode EndpointIPAMConfig}, as it is sent.
 *
 * EndpointIPAMConfig represents an endpoint's IPAM configuration.
 */
export interface EndpointIPAMConfigInput {
  /** The IPv4 address that is asked for. */
  IPv4Address?: string | undefined;
  /** The IPv6 address that is asked for. */
  IPv6Address?: string | undefined;
  /** Link-local addresses, IPv4 or IPv6. */
  LinkLocalIPs?: readonly string[] | null | undefined;
}

/**
 * The mount type. Available types:
 *
 * - `bind` a mount of a file or directory from the host into the container.
 * - `cluster` a Swarm cluster volume.
 * - `image` an OCI image.
 * - `npipe` a named pipe from the host into the container.
 * - `tmpfs` a `tmpfs`.
 * - `volume` a docker volume with the given `Name`.
 */
export type MountType = "bind" | "cluster" | "image" | "npipe" | "tmpfs" | "volume" | OtherString;

/** Configuration for a container that is portable between hosts. */
export interface ContainerConfig {
  /** The hostname to use for the container, as a valid RFC 1123 hostname. */
  Hostname: string;
  /** The domain name to use for the container. */
  Domainname: string;
  /**
   * Commands run as this user inside the container. If omitted, commands run as the user specified
   * in the image the container was started from.
   *
   * Can be either user-name or UID, and optional group-name or GID, separated by a colon
   * (`<user-name|UID>[<:group-name|GID>]`).
   */
  User: string;
  /**
   * Whether to attach to `stdin`.
   *
   * @default {false}
   */
  AttachStdin: boolean;
  /**
   * Whether to attach to `stdout`.
   *
   * @default {true}
   */
  AttachStdout: boolean;
  /**
   * Whether to attach to `stderr`.
   *
   * @default {true}
   */
  AttachStderr: boolean;
  /**
   * An object mapping ports to an empty object in the form:
   *
   * `{"<port>/<tcp|udp|sctp>": {}}`
   */
  ExposedPorts?: Record<string, Record<string, never>> | null | undefined;
  /**
   * Attach standard streams to a TTY, including `stdin` if it is not closed.
   *
   * @default {false}
   */
  Tty: boolean;
  /**
   * Open `stdin`.
   *
   * @default {false}
   */
  OpenStdin: boolean;
  /**
   * Close `stdin` after one attached client disconnects.
   *
   * @default {false}
   */
  StdinOnce: boolean;
  /**
   * A list of environment variables to set inside the container in the form `["VAR=value", ...]`. A
   * variable without `=` is removed from the environment, rather than to have an empty value.
   */
  Env: string[] | null;
  /** Command to run specified as a string or an array of strings. */
  Cmd: string[] | null;
  /**
   * A test to perform to check that the container is healthy. Healthcheck commands should be
   * side-effect free.
   */
  Healthcheck?: HealthConfig | undefined;
  /**
   * Command is already escaped (Windows only).
   *
   * @default {false}
   */
  ArgsEscaped?: boolean | null | undefined;
  /**
   * The name (or reference) of the image to use when creating the container, or which was used when
   * the container was created.
   */
  Image: string;
  /** An object mapping mount point paths inside the container to empty objects. */
  Volumes: Record<string, Record<string, never>> | null;
  /** The working directory for commands to run in. */
  WorkingDir: string;
  /**
   * The entry point for the container as a string or an array of strings.
   *
   * If the array consists of exactly one empty string (`[""]`) then the entry point is reset to
   * system default (i.e., the entry point used by docker when there is no `ENTRYPOINT` instruction
   * in the `Dockerfile`).
   */
  Entrypoint: string[] | null;
  /** Disable networking for the container. */
  NetworkDisabled?: boolean | null | undefined;
  /** `ONBUILD` metadata that were defined in the image's `Dockerfile`. */
  OnBuild?: string[] | null | undefined;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /** Signal to stop a container as a string or unsigned integer. */
  StopSignal?: string | null | undefined;
  /**
   * Timeout to stop a container in seconds. If omitted, the daemon-wide default
   * (`default-stop-timeout`) is used.
   */
  StopTimeout?: number | null | undefined;
  /** Shell for when `RUN`, `CMD`, and `ENTRYPOINT` uses a shell. */
  Shell?: string[] | null | undefined;
  /**
   * MAC address of the container.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is deprecated in API v1.44
   * and up. Use EndpointSettings.MacAddress instead.
   */
  MacAddress?: string | null | undefined;
}

/**
 * {@linkcode ContainerConfig}, as it is sent.
 *
 * Configuration for a container that is portable between hosts.
 */
export interface ContainerConfigInput {
  /** The hostname to use for the container, as a valid RFC 1123 hostname. */
  Hostname?: string | undefined;
  /** The domain name to use for the container. */
  Domainname?: string | undefined;
  /**
   * Commands run as this user inside the container. If omitted, commands run as the user specified
   * in the image the container was started from.
   *
   * Can be either user-name or UID, and optional group-name or GID, separated by a colon
   * (`<user-name|UID>[<:group-name|GID>]`).
   */
  User?: string | undefined;
  /**
   * Whether to attach to `stdin`.
   *
   * @default {false}
   */
  AttachStdin?: boolean | undefined;
  /**
   * Whether to attach to `stdout`.
   *
   * @default {true}
   */
  AttachStdout?: boolean | undefined;
  /**
   * Whether to attach to `stderr`.
   *
   * @default {true}
   */
  AttachStderr?: boolean | undefined;
  /**
   * An object mapping ports to an empty object in the form:
   *
   * `{"<port>/<tcp|udp|sctp>": {}}`
   */
  ExposedPorts?: Readonly<Record<string, Record<string, never>>> | null | undefined;
  /**
   * Attach standard streams to a TTY, including `stdin` if it is not closed.
   *
   * @default {false}
   */
  Tty?: boolean | undefined;
  /**
   * Open `stdin`.
   *
   * @default {false}
   */
  OpenStdin?: boolean | undefined;
  /**
   * Close `stdin` after one attached client disconnects.
   *
   * @default {false}
   */
  StdinOnce?: boolean | undefined;
  /**
   * A list of environment variables to set inside the container in the form `["VAR=value", ...]`. A
   * variable without `=` is removed from the environment, rather than to have an empty value.
   */
  Env?: readonly string[] | null | undefined;
  /** Command to run specified as a string or an array of strings. */
  Cmd?: readonly string[] | null | undefined;
  /**
   * A test to perform to check that the container is healthy. Healthcheck commands should be
   * side-effect free.
   */
  Healthcheck?: HealthConfigInput | undefined;
  /**
   * Command is already escaped (Windows only).
   *
   * @default {false}
   */
  ArgsEscaped?: boolean | null | undefined;
  /**
   * The name (or reference) of the image to use when creating the container, or which was used when
   * the container was created.
   */
  Image?: string | undefined;
  /** An object mapping mount point paths inside the container to empty objects. */
  Volumes?: Readonly<Record<string, Record<string, never>>> | null | undefined;
  /** The working directory for commands to run in. */
  WorkingDir?: string | undefined;
  /**
   * The entry point for the container as a string or an array of strings.
   *
   * If the array consists of exactly one empty string (`[""]`) then the entry point is reset to
   * system default (i.e., the entry point used by docker when there is no `ENTRYPOINT` instruction
   * in the `Dockerfile`).
   */
  Entrypoint?: readonly string[] | null | undefined;
  /** Disable networking for the container. */
  NetworkDisabled?: boolean | null | undefined;
  /** `ONBUILD` metadata that were defined in the image's `Dockerfile`. */
  OnBuild?: readonly string[] | null | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /** Signal to stop a container as a string or unsigned integer. */
  StopSignal?: string | null | undefined;
  /**
   * Timeout to stop a container in seconds. If omitted, the daemon-wide default
   * (`default-stop-timeout`) is used.
   */
  StopTimeout?: number | null | undefined;
  /** Shell for when `RUN`, `CMD`, and `ENTRYPOINT` uses a shell. */
  Shell?: readonly string[] | null | undefined;
  /**
   * MAC address of the container.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is deprecated in API v1.44
   * and up. Use EndpointSettings.MacAddress instead.
   */
  MacAddress?: string | null | undefined;
}

/**
 * A test to perform to check that the container is healthy. Healthcheck commands should be
 * side-effect free.
 */
export interface HealthConfig {
  /**
   * The test to perform. Possible values are:
   *
   * - `[]` inherit healthcheck from image or parent image
   * - `["NONE"]` disable healthcheck
   * - `["CMD", args...]` exec arguments directly
   * - `["CMD-SHELL", command]` run command with system's default shell
   *
   * A non-zero exit code indicates a failed healthcheck:
   * - `0` healthy
   * - `1` unhealthy
   * - `2` reserved (treated as unhealthy)
   * - other values: error running probe
   */
  Test?: string[] | null | undefined;
  /**
   * The time to wait between checks in nanoseconds. It should be 0 or at least 1000000 (1 ms). 0
   * means inherit.
   */
  Interval?: number | undefined;
  /**
   * The time to wait before considering the check to have hung. It should be 0 or at least 1000000
   * (1 ms). 0 means inherit.
   *
   * If the health check command does not complete within this timeout, the check is considered
   * failed and the health check process is forcibly terminated without a graceful shutdown.
   */
  Timeout?: number | undefined;
  /**
   * The number of consecutive failures needed to consider a container as unhealthy. 0 means
   * inherit.
   */
  Retries?: number | undefined;
  /**
   * Start period for the container to initialize before starting health-retries countdown in
   * nanoseconds. It should be 0 or at least 1000000 (1 ms). 0 means inherit.
   *
   * Since API 1.29.
   */
  StartPeriod?: number | undefined;
  /**
   * The time to wait between checks in nanoseconds during the start period. It should be 0 or at
   * least 1000000 (1 ms). 0 means inherit.
   *
   * Since API 1.44.
   */
  StartInterval?: number | undefined;
}

/**
 * {@linkcode HealthConfig}, as it is sent.
 *
 * A test to perform to check that the container is healthy. Healthcheck commands should be
 * side-effect free.
 */
export interface HealthConfigInput {
  /**
   * The test to perform. Possible values are:
   *
   * - `[]` inherit healthcheck from image or parent image
   * - `["NONE"]` disable healthcheck
   * - `["CMD", args...]` exec arguments directly
   * - `["CMD-SHELL", command]` run command with system's default shell
   *
   * A non-zero exit code indicates a failed healthcheck:
   * - `0` healthy
   * - `1` unhealthy
   * - `2` reserved (treated as unhealthy)
   * - other values: error running probe
   */
  Test?: readonly string[] | null | undefined;
  /**
   * The time to wait between checks in nanoseconds. It should be 0 or at least 1000000 (1 ms). 0
   * means inherit.
   */
  Interval?: number | undefined;
  /**
   * The time to wait before considering the check to have hung. It should be 0 or at least 1000000
   * (1 ms). 0 means inherit.
   *
   * If the health check command does not complete within this timeout, the check is considered
   * failed and the health check process is forcibly terminated without a graceful shutdown.
   */
  Timeout?: number | undefined;
  /**
   * The number of consecutive failures needed to consider a container as unhealthy. 0 means
   * inherit.
   */
  Retries?: number | undefined;
  /**
   * Start period for the container to initialize before starting health-retries countdown in
   * nanoseconds. It should be 0 or at least 1000000 (1 ms). 0 means inherit.
   *
   * Since API 1.29.
   */
  StartPeriod?: number | undefined;
  /**
   * The time to wait between checks in nanoseconds during the start period. It should be 0 or at
   * least 1000000 (1 ms). 0 means inherit.
   *
   * Since API 1.44.
   */
  StartInterval?: number | undefined;
}

/** Something that is mounted in a container. */
export interface Mount {
  /** Container path. */
  Target?: string | undefined;
  /**
   * Mount source (e.g. a volume name, a host path). The source cannot be specified when using
   * `Type=tmpfs`. For `Type=bind`, the source path must either exist, or the `CreateMountpoint`
   * must be set to `true` to create the source path on the host if missing.
   *
   * For `Type=npipe`, the pipe must exist prior to creating the container.
   */
  Source?: string | undefined;
  /**
   * The mount type. Available types:
   *
   * - `bind` Mounts a file or directory from the host into the container. The `Source` must exist
   *   prior to creating the container.
   * - `cluster` a Swarm cluster volume
   * - `image` Mounts an image.
   * - `npipe` Mounts a named pipe from the host into the container. The `Source` must exist prior
   *   to creating the container.
   * - `tmpfs` Create a tmpfs with the given options. The mount `Source` cannot be specified for
   *   tmpfs.
   * - `volume` Creates a volume with the given name and options (or uses a pre-existing volume with
   *   the same name and options). These are **not** removed when the container is removed.
   */
  Type?: MountType | undefined;
  /** Whether the mount should be read-only. */
  ReadOnly?: boolean | undefined;
  /**
   * The consistency requirement for the mount: `default`, `consistent`, `cached`, or `delegated`.
   *
   * Since API 1.28.
   */
  Consistency?: string | undefined;
  /** Optional configuration for the `bind` type. */
  BindOptions?: MountBindOptions | undefined;
  /** Optional configuration for the `volume` type. */
  VolumeOptions?: MountVolumeOptions | undefined;
  /**
   * Optional configuration for the `image` type.
   *
   * Since API 1.48.
   */
  ImageOptions?: MountImageOptions | undefined;
  /** Optional configuration for the `tmpfs` type. */
  TmpfsOptions?: MountTmpfsOptions | undefined;
}

/**
 * {@linkcode Mount}, as it is sent.
 *
 * Something that is mounted in a container.
 */
export interface MountInput {
  /** Container path. */
  Target?: string | undefined;
  /**
   * Mount source (e.g. a volume name, a host path). The source cannot be specified when using
   * `Type=tmpfs`. For `Type=bind`, the source path must either exist, or the `CreateMountpoint`
   * must be set to `true` to create the source path on the host if missing.
   *
   * For `Type=npipe`, the pipe must exist prior to creating the container.
   */
  Source?: string | undefined;
  /**
   * The mount type. Available types:
   *
   * - `bind` Mounts a file or directory from the host into the container. The `Source` must exist
   *   prior to creating the container.
   * - `cluster` a Swarm cluster volume
   * - `image` Mounts an image.
   * - `npipe` Mounts a named pipe from the host into the container. The `Source` must exist prior
   *   to creating the container.
   * - `tmpfs` Create a tmpfs with the given options. The mount `Source` cannot be specified for
   *   tmpfs.
   * - `volume` Creates a volume with the given name and options (or uses a pre-existing volume with
   *   the same name and options). These are **not** removed when the container is removed.
   */
  Type?: MountType | undefined;
  /** Whether the mount should be read-only. */
  ReadOnly?: boolean | undefined;
  /**
   * The consistency requirement for the mount: `default`, `consistent`, `cached`, or `delegated`.
   *
   * Since API 1.28.
   */
  Consistency?: string | undefined;
  /** Optional configuration for the `bind` type. */
  BindOptions?: MountBindOptionsInput | undefined;
  /** Optional configuration for the `volume` type. */
  VolumeOptions?: MountVolumeOptionsInput | undefined;
  /**
   * Optional configuration for the `image` type.
   *
   * Since API 1.48.
   */
  ImageOptions?: MountImageOptionsInput | undefined;
  /** Optional configuration for the `tmpfs` type. */
  TmpfsOptions?: MountTmpfsOptionsInput | undefined;
}

/** Optional configuration for the `bind` type. */
export interface MountBindOptions {
  /** A propagation mode with the value `[r]private`, `[r]shared`, or `[r]slave`. */
  Propagation?:
    | "private"
    | "rprivate"
    | "shared"
    | "rshared"
    | "slave"
    | "rslave"
    | OtherString
    | undefined;
  /**
   * Disable recursive bind mount.
   *
   * Since API 1.40.
   *
   * @default {false}
   */
  NonRecursive?: boolean | undefined;
  /**
   * Create mount point on host if missing.
   *
   * Since API 1.42.
   *
   * @default {false}
   */
  CreateMountpoint?: boolean | undefined;
  /**
   * Make the mount non-recursively read-only, but still leave the mount recursive (unless
   * NonRecursive is set to `true` in conjunction).
   *
   * Added in v1.44, before that version all read-only mounts were non-recursive by default. To
   * match the previous behaviour this will default to `true` for clients on versions prior to
   * v1.44.
   *
   * Since API 1.44.
   *
   * @default {false}
   */
  ReadOnlyNonRecursive?: boolean | undefined;
  /**
   * Raise an error if the mount cannot be made recursively read-only.
   *
   * Since API 1.44.
   *
   * @default {false}
   */
  ReadOnlyForceRecursive?: boolean | undefined;
}

/**
 * {@linkcode MountBindOptions}, as it is sent.
 *
 * Optional configuration for the `bind` type.
 */
export interface MountBindOptionsInput {
  /** A propagation mode with the value `[r]private`, `[r]shared`, or `[r]slave`. */
  Propagation?:
    | "private"
    | "rprivate"
    | "shared"
    | "rshared"
    | "slave"
    | "rslave"
    | OtherString
    | undefined;
  /**
   * Disable recursive bind mount.
   *
   * Since API 1.40.
   *
   * @default {false}
   */
  NonRecursive?: boolean | undefined;
  /**
   * Create mount point on host if missing.
   *
   * Since API 1.42.
   *
   * @default {false}
   */
  CreateMountpoint?: boolean | undefined;
  /**
   * Make the mount non-recursively read-only, but still leave the mount recursive (unless
   * NonRecursive is set to `true` in conjunction).
   *
   * Added in v1.44, before that version all read-only mounts were non-recursive by default. To
   * match the previous behaviour this will default to `true` for clients on versions prior to
   * v1.44.
   *
   * Since API 1.44.
   *
   * @default {false}
   */
  ReadOnlyNonRecursive?: boolean | undefined;
  /**
   * Raise an error if the mount cannot be made recursively read-only.
   *
   * Since API 1.44.
   *
   * @default {false}
   */
  ReadOnlyForceRecursive?: boolean | undefined;
}

/** Optional configuration for the `volume` type. */
export interface MountVolumeOptions {
  /**
   * Populate volume with data from the target.
   *
   * @default {false}
   */
  NoCopy?: boolean | undefined;
  /** User-defined key/value metadata. */
  Labels?: Record<string, string> | null | undefined;
  /** Map of driver specific options. */
  DriverConfig?: MountVolumeOptionsDriverConfig | undefined;
  /**
   * Source path inside the volume. Must be relative without any back traversals.
   *
   * Since API 1.45.
   */
  Subpath?: string | undefined;
}

/**
 * {@linkcode MountVolumeOptions}, as it is sent.
 *
 * Optional configuration for the `volume` type.
 */
export interface MountVolumeOptionsInput {
  /**
   * Populate volume with data from the target.
   *
   * @default {false}
   */
  NoCopy?: boolean | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /** Map of driver specific options. */
  DriverConfig?: MountVolumeOptionsDriverConfigInput | undefined;
  /**
   * Source path inside the volume. Must be relative without any back traversals.
   *
   * Since API 1.45.
   */
  Subpath?: string | undefined;
}

/** Map of driver specific options. */
export interface MountVolumeOptionsDriverConfig {
  /** Name of the driver to use to create the volume. */
  Name?: string | undefined;
  /** key/value map of driver specific options. */
  Options?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode MountVolumeOptionsDriverConfig}, as it is sent.
 *
 * Map of driver specific options
 */
export interface MountVolumeOptionsDriverConfigInput {
  /** Name of the driver to use to create the volume. */
  Name?: string | undefined;
  /** key/value map of driver specific options. */
  Options?: Readonly<Record<string, string>> | null | undefined;
}

/** Optional configuration for the `image` type. */
export interface MountImageOptions {
  /** Source path inside the image. Must be relative without any back traversals. */
  Subpath?: string | undefined;
}

/**
 * {@linkcode MountImageOptions}, as it is sent.
 *
 * Optional configuration for the `image` type.
 */
export interface MountImageOptionsInput {
  /** Source path inside the image. Must be relative without any back traversals. */
  Subpath?: string | undefined;
}

/** Optional configuration for the `tmpfs` type. */
export interface MountTmpfsOptions {
  /** The size for the tmpfs mount in bytes. */
  SizeBytes?: number | undefined;
  /**
   * The permission mode for the tmpfs mount in an integer. The value must not be in octal format
   * (e.g. 755) but rather the decimal representation of the octal value (e.g. 493).
   */
  Mode?: number | undefined;
  /**
   * The options to be passed to the tmpfs mount. An array of arrays. Flag options should be
   * provided as 1-length arrays. Other types should be provided as as 2-length arrays, where the
   * first item is the key and the second the value.
   *
   * Since API 1.46.
   */
  Options?: string[][] | null | undefined;
}

/**
 * {@linkcode MountTmpfsOptions}, as it is sent.
 *
 * Optional configuration for the `tmpfs` type.
 */
export interface MountTmpfsOptionsInput {
  /** The size for the tmpfs mount in bytes. */
  SizeBytes?: number | undefined;
  /**
   * The permission mode for the tmpfs mount in an integer. The value must not be in octal format
   * (e.g. 755) but rather the decimal representation of the octal value (e.g. 493).
   */
  Mode?: number | undefined;
  /**
   * The options to be passed to the tmpfs mount. An array of arrays. Flag options should be
   * provided as 1-length arrays. Other types should be provided as as 2-length arrays, where the
   * first item is the key and the second the value.
   *
   * Since API 1.46.
   */
  Options?: readonly (readonly string[])[] | null | undefined;
}

/** Information about the storage driver used to store the container's and image's filesystem. */
export interface DriverData {
  /** Name of the storage driver. */
  Name: string;
  /**
   * Low-level storage metadata, provided as key/value pairs.
   *
   * This information is driver-specific, and depends on the storage-driver in use, and should be
   * used for informational purposes only.
   */
  Data: Record<string, string> | null;
}

/**
 * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
 * `GPU=UUID1`).
 */
export type GenericResources = GenericResource[];

/**
 * {@linkcode GenericResources}, as it is sent.
 *
 * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
 * `GPU=UUID1`).
 */
export type GenericResourcesInput = readonly GenericResourceInput[];

/** One of the `GenericResources` of a {@linkcode SystemInfo}. */
export interface GenericResource {
  /** A resource that has a name. */
  NamedResourceSpec?: GenericResourceNamedResourceSpec | undefined;
  /** A resource that is counted. */
  DiscreteResourceSpec?: GenericResourceDiscreteResourceSpec | undefined;
}

/**
 * {@linkcode GenericResource}, as it is sent.
 *
 * One of the `GenericResources` of a {@linkcode SystemInfo}.
 */
export interface GenericResourceInput {
  /** A resource that has a name. */
  NamedResourceSpec?: GenericResourceNamedResourceSpecInput | undefined;
  /** A resource that is counted. */
  DiscreteResourceSpec?: GenericResourceDiscreteResourceSpecInput | undefined;
}

/** The `NamedResourceSpec` of a {@linkcode GenericResource}. */
export interface GenericResourceNamedResourceSpec {
  /** What the resource is, such as `GPU`. */
  Kind?: string | undefined;
  /** The resource's name, such as `UUID1`. */
  Value?: string | undefined;
}

/**
 * {@linkcode GenericResourceNamedResourceSpec}, as it is sent.
 *
 * The `NamedResourceSpec` of a {@linkcode GenericResource}.
 */
export interface GenericResourceNamedResourceSpecInput {
  /** What the resource is, such as `GPU`. */
  Kind?: string | undefined;
  /** The resource's name, such as `UUID1`. */
  Value?: string | undefined;
}

/** The `DiscreteResourceSpec` of a {@linkcode GenericResource}. */
export interface GenericResourceDiscreteResourceSpec {
  /** What the resource is, such as `SSD`. */
  Kind?: string | undefined;
  /** How many there are. */
  Value?: number | undefined;
}

/**
 * {@linkcode GenericResourceDiscreteResourceSpec}, as it is sent.
 *
 * The `DiscreteResourceSpec` of a {@linkcode GenericResource}.
 */
export interface GenericResourceDiscreteResourceSpecInput {
  /** What the resource is, such as `SSD`. */
  Kind?: string | undefined;
  /** How many there are. */
  Value?: number | undefined;
}

/**
 * The version number of the object such as node, service, etc. This is needed to avoid conflicting
 * writes. The client must send the version number along with the modified specification when
 * updating these objects.
 *
 * This approach ensures safe concurrency and determinism in that the change on the object may not
 * be applied if the version number has changed from the last read. In other words, if two update
 * requests specify the same base version, only one of the requests can succeed. As a result, two
 * separate update requests that happen at the same time will not unintentionally overwrite each
 * other.
 */
export interface ObjectVersion {
  /** The number to send back as the `version` of an update. */
  Index: number;
}

/** Information about the issuer of leaf TLS certificates and the trusted root CA certificate. */
export interface TLSInfo {
  /** The root CA certificate(s) that are used to validate leaf TLS certificates. */
  TrustRoot?: string | undefined;
  /** The base64-url-safe-encoded raw subject bytes of the issuer. */
  CertIssuerSubject?: string | undefined;
  /** The base64-url-safe-encoded raw public key bytes of the issuer. */
  CertIssuerPublicKey?: string | undefined;
}

/** Response to an API call that returns just an Id. */
export interface IDResponse {
  /** The id of the newly created object. */
  Id: string;
}

/** A network. */
export interface Network {
  /** Name of the network. */
  Name: string;
  /** ID that uniquely identifies a network on a single machine. */
  Id: string;
  /**
   * Date and time at which the network was created in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  Created: string;
  /**
   * The level at which the network exists (e.g. `swarm` for cluster-wide or `local` for machine
   * level)
   */
  Scope: string;
  /** The name of the driver used to create the network (e.g. `bridge`, `overlay`). */
  Driver: string;
  /**
   * Whether the network was created with IPv4 enabled.
   *
   * Since API 1.48.
   */
  EnableIPv4?: boolean | undefined;
  /** Whether the network was created with IPv6 enabled. */
  EnableIPv6: boolean;
  /** The network's IP Address Management. */
  IPAM: IPAM;
  /**
   * Whether the network is created to only allow internal networking connectivity.
   *
   * @default {false}
   */
  Internal: boolean;
  /**
   * Whether a global / swarm scope network is manually attachable by regular containers from
   * workers in swarm mode.
   *
   * @default {false}
   */
  Attachable: boolean;
  /**
   * Whether the network is providing the routing-mesh for the swarm cluster.
   *
   * Since API 1.29.
   *
   * @default {false}
   */
  Ingress: boolean;
  /** The config-only network source to provide the configuration for this network. */
  ConfigFrom: ConfigReference;
  /**
   * Whether the network is a config-only network. Config-only networks are placeholder networks for
   * network configurations to be used by other networks. Config-only networks cannot be used
   * directly to run containers or services.
   *
   * @default {false}
   */
  ConfigOnly: boolean;
  /** Network-specific options uses when creating the network. */
  Options: Record<string, string> | null;
  /** Metadata specific to the network being created. */
  Labels: Record<string, string> | null;
  /**
   * List of peer nodes for an overlay network. This field is only present for overlay networks, and
   * omitted for other network types.
   */
  Peers?: PeerInfo[] | null | undefined;
  /**
   * Contains endpoints attached to the network.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  Containers?: Record<string, NetworkContainer> | null | undefined;
}

/** The `IPAM` of a {@linkcode Network}. */
export interface IPAM {
  /**
   * Name of the IPAM driver to use.
   *
   * @default {"default"}
   */
  Driver: string;
  /**
   * List of IPAM configuration options, specified as a map:
   *
   * ```text
   * {"Subnet": <CIDR>, "IPRange": <CIDR>, "Gateway": <IP address>, "AuxAddress": <device_name:IP address>}
   * ```
   */
  Config: IPAMConfig[] | null;
  /** Driver-specific options, specified as a map. */
  Options: Record<string, string> | null;
}

/**
 * {@linkcode IPAM}, as it is sent.
 *
 * The `IPAM` of a {@linkcode Network}.
 */
export interface IPAMInput {
  /**
   * Name of the IPAM driver to use.
   *
   * @default {"default"}
   */
  Driver?: string | undefined;
  /**
   * List of IPAM configuration options, specified as a map:
   *
   * ```text
   * {"Subnet": <CIDR>, "IPRange": <CIDR>, "Gateway": <IP address>, "AuxAddress": <device_name:IP address>}
   * ```
   */
  Config?: readonly IPAMConfigInput[] | null | undefined;
  /** Driver-specific options, specified as a map. */
  Options?: Readonly<Record<string, string>> | null | undefined;
}

/** One of the `Config` of an {@linkcode IPAM}. */
export interface IPAMConfig {
  /** The subnet, in CIDR notation. */
  Subnet?: string | undefined;
  /** The part of the subnet that containers get their addresses from, in CIDR notation. */
  IPRange?: string | undefined;
  /** The address of the gateway. */
  Gateway?: string | undefined;
  /** Addresses that the driver is not to give away, by a name for what uses them. */
  AuxiliaryAddresses?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode IPAMConfig}, as it is sent.
 *
 * One of the `Config` of an {@linkcode IPAM}.
 */
export interface IPAMConfigInput {
  /** The subnet, in CIDR notation. */
  Subnet?: string | undefined;
  /** The part of the subnet that containers get their addresses from, in CIDR notation. */
  IPRange?: string | undefined;
  /** The address of the gateway. */
  Gateway?: string | undefined;
  /** Addresses that the driver is not to give away, by a name for what uses them. */
  AuxiliaryAddresses?: Readonly<Record<string, string>> | null | undefined;
}

/** The config-only network source to provide the configuration for this network. */
export interface ConfigReference {
  /**
   * The name of the config-only network that provides the network's configuration. The specified
   * network must be an existing config-only network. Only network names are allowed, not network
   * IDs.
   */
  Network: string;
}

/**
 * {@linkcode ConfigReference}, as it is sent.
 *
 * The config-only network source to provide the configuration for this network.
 */
export interface ConfigReferenceInput {
  /**
   * The name of the config-only network that provides the network's configuration. The specified
   * network must be an existing config-only network. Only network names are allowed, not network
   * IDs.
   */
  Network?: string | undefined;
}

/** Represents one peer of an overlay network. */
export interface PeerInfo {
  /** ID of the peer-node in the Swarm cluster. */
  Name: string;
  /** IP-address of the peer-node in the Swarm cluster. */
  IP: string;
}

/** One of the `Containers` of a {@linkcode Network}. */
export interface NetworkContainer {
  /** The container's name. */
  Name?: string | undefined;
  /** The ID of the container's endpoint. */
  EndpointID?: string | undefined;
  /** The container's MAC address. */
  MacAddress?: string | undefined;
  /** The container's IPv4 address, with the length of its prefix. */
  IPv4Address?: string | undefined;
  /** The container's IPv6 address, with the length of its prefix. */
  IPv6Address?: string | undefined;
}

/** Describes a permission the user has to accept upon installing the plugin. */
export interface PluginPrivilege {
  /** The privilege, such as `network` or `mount`. */
  Name?: string | undefined;
  /** What the privilege allows. */
  Description?: string | undefined;
  /** What exactly is asked for, such as `host`. */
  Value?: string[] | null | undefined;
}

/**
 * {@linkcode PluginPrivilege}, as it is sent.
 *
 * Describes a permission the user has to accept upon installing the plugin.
 */
export interface PluginPrivilegeInput {
  /** The privilege, such as `network` or `mount`. */
  Name?: string | undefined;
  /** What the privilege allows. */
  Description?: string | undefined;
  /** What exactly is asked for, such as `host`. */
  Value?: readonly string[] | null | undefined;
}

/** Platform represents the platform (Arch/OS). */
export interface Platform {
  /** Architecture represents the hardware architecture (for example, `x86_64`). */
  Architecture?: string | undefined;
  /** OS represents the Operating System (for example, `linux` or `windows`). */
  OS?: string | undefined;
}

/**
 * {@linkcode Platform}, as it is sent.
 *
 * Platform represents the platform (Arch/OS).
 */
export interface PlatformInput {
  /** Architecture represents the hardware architecture (for example, `x86_64`). */
  Architecture?: string | undefined;
  /** OS represents the Operating System (for example, `linux` or `windows`). */
  OS?: string | undefined;
}

/** An object describing the resources which can be advertised by a node and requested by a task. */
export interface ResourceObject {
  /** CPU time, in units of 10^-9 CPUs. */
  NanoCPUs?: number | undefined;
  /** Memory, in bytes. */
  MemoryBytes?: number | undefined;
  /**
   * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
   * `GPU=UUID1`).
   */
  GenericResources?: GenericResources | null | undefined;
}

/**
 * {@linkcode ResourceObject}, as it is sent.
 *
 * An object describing the resources which can be advertised by a node and requested by a task.
 */
export interface ResourceObjectInput {
  /** CPU time, in units of 10^-9 CPUs. */
  NanoCPUs?: number | undefined;
  /** Memory, in bytes. */
  MemoryBytes?: number | undefined;
  /**
   * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
   * `GPU=UUID1`).
   */
  GenericResources?: GenericResourcesInput | null | undefined;
}

/** User modifiable task configuration. */
export interface TaskSpec {
  /**
   * Plugin spec for the service.  *(Experimental release only.)*
   *
   * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
   * > mutually exclusive. PluginSpec is only used when the Runtime field
   * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
   * > field is set to `attachment`.
   *
   * Since API 1.31.
   */
  PluginSpec?: TaskSpecPluginSpec | undefined;
  /**
   * Container spec for the service.
   *
   * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
   * > mutually exclusive. PluginSpec is only used when the Runtime field
   * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
   * > field is set to `attachment`.
   */
  ContainerSpec?: TaskSpecContainerSpec | undefined;
  /**
   * Read-only spec type for non-swarm containers attached to swarm overlay networks.
   *
   * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
   * > mutually exclusive. PluginSpec is only used when the Runtime field
   * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
   * > field is set to `attachment`.
   *
   * Since API 1.38.
   */
  NetworkAttachmentSpec?: TaskSpecNetworkAttachmentSpec | undefined;
  /**
   * Resource requirements which apply to each individual container created as part of the service.
   */
  Resources?: TaskSpecResources | undefined;
  /**
   * Specification for the restart policy which applies to containers created as part of this
   * service.
   */
  RestartPolicy?: TaskSpecRestartPolicy | undefined;
  /** Where the tasks may run. */
  Placement?: TaskSpecPlacement | undefined;
  /** A counter that triggers an update even if no relevant parameters have been changed. */
  ForceUpdate: number;
  /** Runtime is the type of runtime specified for the task executor. */
  Runtime?: string | undefined;
  /** Specifies which networks the service should attach to. */
  Networks?: NetworkAttachmentConfig[] | null | undefined;
  /**
   * Specifies the log driver to use for tasks created from this spec. If not present, the default
   * one for the swarm will be used, finally falling back to the engine default if not specified.
   */
  LogDriver?: TaskSpecLogDriver | undefined;
}

/**
 * {@linkcode TaskSpec}, as it is sent.
 *
 * User modifiable task configuration.
 */
export interface TaskSpecInput {
  /**
   * Plugin spec for the service.  *(Experimental release only.)*
   *
   * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
   * > mutually exclusive. PluginSpec is only used when the Runtime field
   * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
   * > field is set to `attachment`.
   *
   * Since API 1.31.
   */
  PluginSpec?: TaskSpecPluginSpecInput | undefined;
  /**
   * Container spec for the service.
   *
   * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
   * > mutually exclusive. PluginSpec is only used when the Runtime field
   * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
   * > field is set to `attachment`.
   */
  ContainerSpec?: TaskSpecContainerSpecInput | undefined;
  /**
   * Read-only spec type for non-swarm containers attached to swarm overlay networks.
   *
   * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
   * > mutually exclusive. PluginSpec is only used when the Runtime field
   * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
   * > field is set to `attachment`.
   *
   * Since API 1.38.
   */
  NetworkAttachmentSpec?: TaskSpecNetworkAttachmentSpecInput | undefined;
  /**
   * Resource requirements which apply to each individual container created as part of the service.
   */
  Resources?: TaskSpecResourcesInput | undefined;
  /**
   * Specification for the restart policy which applies to containers created as part of this
   * service.
   */
  RestartPolicy?: TaskSpecRestartPolicyInput | undefined;
  /** Where the tasks may run. */
  Placement?: TaskSpecPlacementInput | undefined;
  /** A counter that triggers an update even if no relevant parameters have been changed. */
  ForceUpdate?: number | undefined;
  /** Runtime is the type of runtime specified for the task executor. */
  Runtime?: string | undefined;
  /** Specifies which networks the service should attach to. */
  Networks?: readonly NetworkAttachmentConfigInput[] | null | undefined;
  /**
   * Specifies the log driver to use for tasks created from this spec. If not present, the default
   * one for the swarm will be used, finally falling back to the engine default if not specified.
   */
  LogDriver?: TaskSpecLogDriverInput | undefined;
}

/**
 * Plugin spec for the service.  *(Experimental release only.)*
 *
 * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
 * > mutually exclusive. PluginSpec is only used when the Runtime field
 * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
 * > field is set to `attachment`.
 */
export interface TaskSpecPluginSpec {
  /** The name or 'alias' to use for the plugin. */
  Name?: string | undefined;
  /** The plugin image reference to use. */
  Remote?: string | undefined;
  /** Disable the plugin once scheduled. */
  Disabled?: boolean | undefined;
  /** What the plugin is allowed. */
  PluginPrivilege?: PluginPrivilege[] | null | undefined;
}

/**
 * {@linkcode TaskSpecPluginSpec}, as it is sent.
 *
 * Plugin spec for the service.  *(Experimental release only.)*
 *
 * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
 * > mutually exclusive. PluginSpec is only used when the Runtime field
 * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
 * > field is set to `attachment`.
 */
export interface TaskSpecPluginSpecInput {
  /** The name or 'alias' to use for the plugin. */
  Name?: string | undefined;
  /** The plugin image reference to use. */
  Remote?: string | undefined;
  /** Disable the plugin once scheduled. */
  Disabled?: boolean | undefined;
  /** What the plugin is allowed. */
  PluginPrivilege?: readonly PluginPrivilegeInput[] | null | undefined;
}

/**
 * Container spec for the service.
 *
 * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
 * > mutually exclusive. PluginSpec is only used when the Runtime field
 * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
 * > field is set to `attachment`.
 */
export interface TaskSpecContainerSpec {
  /** The image name to use for the container. */
  Image?: string | undefined;
  /** User-defined key/value data. */
  Labels?: Record<string, string> | null | undefined;
  /** The command to be run in the image. */
  Command?: string[] | null | undefined;
  /** Arguments to the command. */
  Args?: string[] | null | undefined;
  /**
   * The hostname to use for the container, as a valid [RFC
   * 1123](https://tools.ietf.org/html/rfc1123) hostname.
   */
  Hostname?: string | undefined;
  /** A list of environment variables in the form `VAR=value`. */
  Env?: string[] | null | undefined;
  /** The working directory for commands to run in. */
  Dir?: string | undefined;
  /** The user inside the container. */
  User?: string | undefined;
  /** A list of additional groups that the container process will run as. */
  Groups?: string[] | null | undefined;
  /**
   * Security options for the container.
   *
   * Since API 1.29.
   */
  Privileges?: TaskSpecContainerSpecPrivileges | undefined;
  /** Whether a pseudo-TTY should be allocated. */
  TTY?: boolean | undefined;
  /** Open `stdin`. */
  OpenStdin?: boolean | undefined;
  /**
   * Mount the container's root filesystem as read only.
   *
   * Since API 1.28.
   */
  ReadOnly?: boolean | undefined;
  /** Specification for mounts to be added to containers created as part of the service. */
  Mounts?: Mount[] | null | undefined;
  /** Signal to stop the container. */
  StopSignal?: string | undefined;
  /** Amount of time to wait for the container to terminate before forcefully killing it. */
  StopGracePeriod?: number | undefined;
  /**
   * A test to perform to check that the container is healthy. Healthcheck commands should be
   * side-effect free.
   */
  Healthcheck?: HealthConfig | undefined;
  /**
   * A list of hostname/IP mappings to add to the container's `hosts` file. The format of extra
   * hosts is specified in the [hosts(5)](http://man7.org/linux/man-pages/man5/hosts.5.html) man
   * page:
   *
   *     IP_address canonical_hostname [aliases...]
   */
  Hosts?: string[] | null | undefined;
  /**
   * Specification for DNS related configurations in resolver configuration file (`resolv.conf`).
   */
  DNSConfig?: TaskSpecContainerSpecDNSConfig | undefined;
  /** Secrets contains references to zero or more secrets that will be exposed to the service. */
  Secrets?: TaskSpecContainerSpecSecret[] | null | undefined;
  /**
   * An integer value containing the score given to the container in order to tune OOM killer
   * preferences.
   *
   * Since API 1.46.
   */
  OomScoreAdj?: number | undefined;
  /** Configs contains references to zero or more configs that will be exposed to the service. */
  Configs?: TaskSpecContainerSpecConfig[] | null | undefined;
  /**
   * Isolation technology of the containers running the service. (Windows only)
   *
   * Since API 1.35.
   */
  Isolation?: "default" | "process" | "hyperv" | "" | OtherString | undefined;
  /**
   * Run an init inside the container that forwards signals and reaps processes. This field is
   * omitted if empty, and the default (as configured on the daemon) is used.
   */
  Init?: boolean | null | undefined;
  /**
   * Set kernel namedspaced parameters (sysctls) in the container. The Sysctls option on services
   * accepts the same sysctls as the are supported on containers. Note that while the same sysctls
   * are supported, no guarantees or checks are made about their suitability for a clustered
   * environment, and it's up to the user to determine whether a given sysctl will work properly in
   * a Service.
   *
   * Since API 1.40.
   */
  Sysctls?: Record<string, string> | null | undefined;
  /**
   * A list of kernel capabilities to add to the default set for the container.
   *
   * Since API 1.41.
   */
  CapabilityAdd?: string[] | null | undefined;
  /**
   * A list of kernel capabilities to drop from the default set for the container.
   *
   * Since API 1.41.
   */
  CapabilityDrop?: string[] | null | undefined;
  /**
   * A list of resource limits to set in the container. For example: `{"Name": "nofile", "Soft":
   * 1024, "Hard": 2048}`".
   *
   * Since API 1.41.
   */
  Ulimits?: TaskSpecContainerSpecUlimit[] | null | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpec}, as it is sent.
 *
 * Container spec for the service.
 *
 * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
 * > mutually exclusive. PluginSpec is only used when the Runtime field
 * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
 * > field is set to `attachment`.
 */
export interface TaskSpecContainerSpecInput {
  /** The image name to use for the container. */
  Image?: string | undefined;
  /** User-defined key/value data. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /** The command to be run in the image. */
  Command?: readonly string[] | null | undefined;
  /** Arguments to the command. */
  Args?: readonly string[] | null | undefined;
  /**
   * The hostname to use for the container, as a valid [RFC
   * 1123](https://tools.ietf.org/html/rfc1123) hostname.
   */
  Hostname?: string | undefined;
  /** A list of environment variables in the form `VAR=value`. */
  Env?: readonly string[] | null | undefined;
  /** The working directory for commands to run in. */
  Dir?: string | undefined;
  /** The user inside the container. */
  User?: string | undefined;
  /** A list of additional groups that the container process will run as. */
  Groups?: readonly string[] | null | undefined;
  /**
   * Security options for the container.
   *
   * Since API 1.29.
   */
  Privileges?: TaskSpecContainerSpecPrivilegesInput | undefined;
  /** Whether a pseudo-TTY should be allocated. */
  TTY?: boolean | undefined;
  /** Open `stdin`. */
  OpenStdin?: boolean | undefined;
  /**
   * Mount the container's root filesystem as read only.
   *
   * Since API 1.28.
   */
  ReadOnly?: boolean | undefined;
  /** Specification for mounts to be added to containers created as part of the service. */
  Mounts?: readonly MountInput[] | null | undefined;
  /** Signal to stop the container. */
  StopSignal?: string | undefined;
  /** Amount of time to wait for the container to terminate before forcefully killing it. */
  StopGracePeriod?: number | undefined;
  /**
   * A test to perform to check that the container is healthy. Healthcheck commands should be
   * side-effect free.
   */
  Healthcheck?: HealthConfigInput | undefined;
  /**
   * A list of hostname/IP mappings to add to the container's `hosts` file. The format of extra
   * hosts is specified in the [hosts(5)](http://man7.org/linux/man-pages/man5/hosts.5.html) man
   * page:
   *
   *     IP_address canonical_hostname [aliases...]
   */
  Hosts?: readonly string[] | null | undefined;
  /**
   * Specification for DNS related configurations in resolver configuration file (`resolv.conf`).
   */
  DNSConfig?: TaskSpecContainerSpecDNSConfigInput | undefined;
  /** Secrets contains references to zero or more secrets that will be exposed to the service. */
  Secrets?: readonly TaskSpecContainerSpecSecretInput[] | null | undefined;
  /**
   * An integer value containing the score given to the container in order to tune OOM killer
   * preferences.
   *
   * Since API 1.46.
   */
  OomScoreAdj?: number | undefined;
  /** Configs contains references to zero or more configs that will be exposed to the service. */
  Configs?: readonly TaskSpecContainerSpecConfigInput[] | null | undefined;
  /**
   * Isolation technology of the containers running the service. (Windows only)
   *
   * Since API 1.35.
   */
  Isolation?: "default" | "process" | "hyperv" | "" | OtherString | undefined;
  /**
   * Run an init inside the container that forwards signals and reaps processes. This field is
   * omitted if empty, and the default (as configured on the daemon) is used.
   */
  Init?: boolean | null | undefined;
  /**
   * Set kernel namedspaced parameters (sysctls) in the container. The Sysctls option on services
   * accepts the same sysctls as the are supported on containers. Note that while the same sysctls
   * are supported, no guarantees or checks are made about their suitability for a clustered
   * environment, and it's up to the user to determine whether a given sysctl will work properly in
   * a Service.
   *
   * Since API 1.40.
   */
  Sysctls?: Readonly<Record<string, string>> | null | undefined;
  /**
   * A list of kernel capabilities to add to the default set for the container.
   *
   * Since API 1.41.
   */
  CapabilityAdd?: readonly string[] | null | undefined;
  /**
   * A list of kernel capabilities to drop from the default set for the container.
   *
   * Since API 1.41.
   */
  CapabilityDrop?: readonly string[] | null | undefined;
  /**
   * A list of resource limits to set in the container. For example: `{"Name": "nofile", "Soft":
   * 1024, "Hard": 2048}`".
   *
   * Since API 1.41.
   */
  Ulimits?: readonly TaskSpecContainerSpecUlimitInput[] | null | undefined;
}

/** Security options for the container. */
export interface TaskSpecContainerSpecPrivileges {
  /** CredentialSpec for managed service account (Windows only). */
  CredentialSpec?: TaskSpecContainerSpecPrivilegesCredentialSpec | undefined;
  /** SELinux labels of the container. */
  SELinuxContext?: TaskSpecContainerSpecPrivilegesSELinuxContext | undefined;
  /**
   * Options for configuring seccomp on the container.
   *
   * Since API 1.44.
   */
  Seccomp?: TaskSpecContainerSpecPrivilegesSeccomp | undefined;
  /**
   * Options for configuring AppArmor on the container.
   *
   * Since API 1.44.
   */
  AppArmor?: TaskSpecContainerSpecPrivilegesAppArmor | undefined;
  /** Configuration of the no_new_privs bit in the container. */
  NoNewPrivileges?: boolean | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecPrivileges}, as it is sent.
 *
 * Security options for the container
 */
export interface TaskSpecContainerSpecPrivilegesInput {
  /** CredentialSpec for managed service account (Windows only). */
  CredentialSpec?: TaskSpecContainerSpecPrivilegesCredentialSpecInput | undefined;
  /** SELinux labels of the container. */
  SELinuxContext?: TaskSpecContainerSpecPrivilegesSELinuxContextInput | undefined;
  /**
   * Options for configuring seccomp on the container.
   *
   * Since API 1.44.
   */
  Seccomp?: TaskSpecContainerSpecPrivilegesSeccompInput | undefined;
  /**
   * Options for configuring AppArmor on the container.
   *
   * Since API 1.44.
   */
  AppArmor?: TaskSpecContainerSpecPrivilegesAppArmorInput | undefined;
  /** Configuration of the no_new_privs bit in the container. */
  NoNewPrivileges?: boolean | undefined;
}

/** CredentialSpec for managed service account (Windows only). */
export interface TaskSpecContainerSpecPrivilegesCredentialSpec {
  /**
   * Load credential spec from a Swarm Config with the given ID. The specified config must also be
   * present in the Configs field with the Runtime property set.
   *
   * > **Note**: `CredentialSpec.File`, `CredentialSpec.Registry`,
   * > and `CredentialSpec.Config` are mutually exclusive.
   *
   * Since API 1.40.
   */
  Config?: string | undefined;
  /**
   * Load credential spec from this file. The file is read by the daemon, and must be present in the
   * `CredentialSpecs` subdirectory in the docker data directory, which defaults to
   * `C:\ProgramData\Docker\` on Windows.
   *
   * For example, specifying `spec.json` loads `C:\ProgramData\Docker\CredentialSpecs\spec.json`.
   *
   * > **Note**: `CredentialSpec.File`, `CredentialSpec.Registry`,
   * > and `CredentialSpec.Config` are mutually exclusive.
   */
  File?: string | undefined;
  /**
   * Load credential spec from this value in the Windows registry. The specified registry value must
   * be located in:
   *
   * `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Virtualization\Containers\CredentialSpecs`
   *
   * > **Note**: `CredentialSpec.File`, `CredentialSpec.Registry`,
   * > and `CredentialSpec.Config` are mutually exclusive.
   */
  Registry?: string | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecPrivilegesCredentialSpec}, as it is sent.
 *
 * CredentialSpec for managed service account (Windows only)
 */
export interface TaskSpecContainerSpecPrivilegesCredentialSpecInput {
  /**
   * Load credential spec from a Swarm Config with the given ID. The specified config must also be
   * present in the Configs field with the Runtime property set.
   *
   * > **Note**: `CredentialSpec.File`, `CredentialSpec.Registry`,
   * > and `CredentialSpec.Config` are mutually exclusive.
   *
   * Since API 1.40.
   */
  Config?: string | undefined;
  /**
   * Load credential spec from this file. The file is read by the daemon, and must be present in the
   * `CredentialSpecs` subdirectory in the docker data directory, which defaults to
   * `C:\ProgramData\Docker\` on Windows.
   *
   * For example, specifying `spec.json` loads `C:\ProgramData\Docker\CredentialSpecs\spec.json`.
   *
   * > **Note**: `CredentialSpec.File`, `CredentialSpec.Registry`,
   * > and `CredentialSpec.Config` are mutually exclusive.
   */
  File?: string | undefined;
  /**
   * Load credential spec from this value in the Windows registry. The specified registry value must
   * be located in:
   *
   * `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Virtualization\Containers\CredentialSpecs`
   *
   * > **Note**: `CredentialSpec.File`, `CredentialSpec.Registry`,
   * > and `CredentialSpec.Config` are mutually exclusive.
   */
  Registry?: string | undefined;
}

/** SELinux labels of the container. */
export interface TaskSpecContainerSpecPrivilegesSELinuxContext {
  /** Disable SELinux. */
  Disable?: boolean | undefined;
  /** SELinux user label. */
  User?: string | undefined;
  /** SELinux role label. */
  Role?: string | undefined;
  /** SELinux type label. */
  Type?: string | undefined;
  /** SELinux level label. */
  Level?: string | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecPrivilegesSELinuxContext}, as it is sent.
 *
 * SELinux labels of the container
 */
export interface TaskSpecContainerSpecPrivilegesSELinuxContextInput {
  /** Disable SELinux. */
  Disable?: boolean | undefined;
  /** SELinux user label. */
  User?: string | undefined;
  /** SELinux role label. */
  Role?: string | undefined;
  /** SELinux type label. */
  Type?: string | undefined;
  /** SELinux level label. */
  Level?: string | undefined;
}

/** Options for configuring seccomp on the container. */
export interface TaskSpecContainerSpecPrivilegesSeccomp {
  /** Which profile to use. */
  Mode?: "default" | "unconfined" | "custom" | OtherString | undefined;
  /** The custom seccomp profile as a json object. */
  Profile?: string | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecPrivilegesSeccomp}, as it is sent.
 *
 * Options for configuring seccomp on the container
 */
export interface TaskSpecContainerSpecPrivilegesSeccompInput {
  /** Which profile to use. */
  Mode?: "default" | "unconfined" | "custom" | OtherString | undefined;
  /** The custom seccomp profile as a json object. */
  Profile?: string | undefined;
}

/** Options for configuring AppArmor on the container. */
export interface TaskSpecContainerSpecPrivilegesAppArmor {
  /** Which profile to use. */
  Mode?: "default" | "disabled" | OtherString | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecPrivilegesAppArmor}, as it is sent.
 *
 * Options for configuring AppArmor on the container
 */
export interface TaskSpecContainerSpecPrivilegesAppArmorInput {
  /** Which profile to use. */
  Mode?: "default" | "disabled" | OtherString | undefined;
}

/** Specification for DNS related configurations in resolver configuration file (`resolv.conf`). */
export interface TaskSpecContainerSpecDNSConfig {
  /** The IP addresses of the name servers. */
  Nameservers?: string[] | null | undefined;
  /** A search list for host-name lookup. */
  Search?: string[] | null | undefined;
  /** A list of internal resolver variables to be modified (e.g., `debug`, `ndots:3`, etc.). */
  Options?: string[] | null | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecDNSConfig}, as it is sent.
 *
 * Specification for DNS related configurations in resolver configuration file (`resolv.conf`).
 */
export interface TaskSpecContainerSpecDNSConfigInput {
  /** The IP addresses of the name servers. */
  Nameservers?: readonly string[] | null | undefined;
  /** A search list for host-name lookup. */
  Search?: readonly string[] | null | undefined;
  /** A list of internal resolver variables to be modified (e.g., `debug`, `ndots:3`, etc.). */
  Options?: readonly string[] | null | undefined;
}

/** One of the `Secrets` of a {@linkcode TaskSpecContainerSpec}. */
export interface TaskSpecContainerSpecSecret {
  /** File represents a specific target that is backed by a file. */
  File?: TaskSpecContainerSpecSecretFile | undefined;
  /** SecretID represents the ID of the specific secret that we're referencing. */
  SecretID?: string | undefined;
  /**
   * SecretName is the name of the secret that this references, but this is just provided for
   * lookup/display purposes. The secret in the reference will be identified by its ID.
   */
  SecretName?: string | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecSecret}, as it is sent.
 *
 * One of the `Secrets` of a {@linkcode TaskSpecContainerSpec}.
 */
export interface TaskSpecContainerSpecSecretInput {
  /** File represents a specific target that is backed by a file. */
  File?: TaskSpecContainerSpecSecretFileInput | undefined;
  /** SecretID represents the ID of the specific secret that we're referencing. */
  SecretID?: string | undefined;
  /**
   * SecretName is the name of the secret that this references, but this is just provided for
   * lookup/display purposes. The secret in the reference will be identified by its ID.
   */
  SecretName?: string | undefined;
}

/** File represents a specific target that is backed by a file. */
export interface TaskSpecContainerSpecSecretFile {
  /** Name represents the final filename in the filesystem. */
  Name?: string | undefined;
  /** UID represents the file UID. */
  UID?: string | undefined;
  /** GID represents the file GID. */
  GID?: string | undefined;
  /** Mode represents the FileMode of the file. */
  Mode?: number | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecSecretFile}, as it is sent.
 *
 * File represents a specific target that is backed by a file.
 */
export interface TaskSpecContainerSpecSecretFileInput {
  /** Name represents the final filename in the filesystem. */
  Name?: string | undefined;
  /** UID represents the file UID. */
  UID?: string | undefined;
  /** GID represents the file GID. */
  GID?: string | undefined;
  /** Mode represents the FileMode of the file. */
  Mode?: number | undefined;
}

/** One of the `Configs` of a {@linkcode TaskSpecContainerSpec}. */
export interface TaskSpecContainerSpecConfig {
  /**
   * File represents a specific target that is backed by a file.
   *
   * > **Note**: `Configs.File` and `Configs.Runtime` are mutually exclusive
   */
  File?: TaskSpecContainerSpecConfigFile | undefined;
  /**
   * Runtime represents a target that is not mounted into the container but is used by the task
   *
   * > **Note**: `Configs.File` and `Configs.Runtime` are mutually
   * > exclusive
   *
   * Since API 1.40.
   */
  Runtime?: Record<string, unknown> | undefined;
  /** ConfigID represents the ID of the specific config that we're referencing. */
  ConfigID?: string | undefined;
  /**
   * ConfigName is the name of the config that this references, but this is just provided for
   * lookup/display purposes. The config in the reference will be identified by its ID.
   */
  ConfigName?: string | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecConfig}, as it is sent.
 *
 * One of the `Configs` of a {@linkcode TaskSpecContainerSpec}.
 */
export interface TaskSpecContainerSpecConfigInput {
  /**
   * File represents a specific target that is backed by a file.
   *
   * > **Note**: `Configs.File` and `Configs.Runtime` are mutually exclusive
   */
  File?: TaskSpecContainerSpecConfigFileInput | undefined;
  /**
   * Runtime represents a target that is not mounted into the container but is used by the task
   *
   * > **Note**: `Configs.File` and `Configs.Runtime` are mutually
   * > exclusive
   *
   * Since API 1.40.
   */
  Runtime?: Record<string, unknown> | undefined;
  /** ConfigID represents the ID of the specific config that we're referencing. */
  ConfigID?: string | undefined;
  /**
   * ConfigName is the name of the config that this references, but this is just provided for
   * lookup/display purposes. The config in the reference will be identified by its ID.
   */
  ConfigName?: string | undefined;
}

/**
 * File represents a specific target that is backed by a file.
 *
 * > **Note**: `Configs.File` and `Configs.Runtime` are mutually exclusive
 */
export interface TaskSpecContainerSpecConfigFile {
  /** Name represents the final filename in the filesystem. */
  Name?: string | undefined;
  /** UID represents the file UID. */
  UID?: string | undefined;
  /** GID represents the file GID. */
  GID?: string | undefined;
  /** Mode represents the FileMode of the file. */
  Mode?: number | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecConfigFile}, as it is sent.
 *
 * File represents a specific target that is backed by a file.
 *
 * > **Note**: `Configs.File` and `Configs.Runtime` are mutually exclusive
 */
export interface TaskSpecContainerSpecConfigFileInput {
  /** Name represents the final filename in the filesystem. */
  Name?: string | undefined;
  /** UID represents the file UID. */
  UID?: string | undefined;
  /** GID represents the file GID. */
  GID?: string | undefined;
  /** Mode represents the FileMode of the file. */
  Mode?: number | undefined;
}

/** One of the `Ulimits` of a {@linkcode TaskSpecContainerSpec}. */
export interface TaskSpecContainerSpecUlimit {
  /** Name of ulimit. */
  Name?: string | undefined;
  /** Soft limit. */
  Soft?: number | undefined;
  /** Hard limit. */
  Hard?: number | undefined;
}

/**
 * {@linkcode TaskSpecContainerSpecUlimit}, as it is sent.
 *
 * One of the `Ulimits` of a {@linkcode TaskSpecContainerSpec}.
 */
export interface TaskSpecContainerSpecUlimitInput {
  /** Name of ulimit. */
  Name?: string | undefined;
  /** Soft limit. */
  Soft?: number | undefined;
  /** Hard limit. */
  Hard?: number | undefined;
}

/**
 * Read-only spec type for non-swarm containers attached to swarm overlay networks.
 *
 * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
 * > mutually exclusive. PluginSpec is only used when the Runtime field
 * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
 * > field is set to `attachment`.
 */
export interface TaskSpecNetworkAttachmentSpec {
  /** ID of the container represented by this task. */
  ContainerID?: string | undefined;
}

/**
 * {@linkcode TaskSpecNetworkAttachmentSpec}, as it is sent.
 *
 * Read-only spec type for non-swarm containers attached to swarm overlay networks.
 *
 * > **Note**: ContainerSpec, NetworkAttachmentSpec, and PluginSpec are
 * > mutually exclusive. PluginSpec is only used when the Runtime field
 * > is set to `plugin`. NetworkAttachmentSpec is used when the Runtime
 * > field is set to `attachment`.
 */
export interface TaskSpecNetworkAttachmentSpecInput {
  /** ID of the container represented by this task. */
  ContainerID?: string | undefined;
}

/**
 * Resource requirements which apply to each individual container created as part of the service.
 */
export interface TaskSpecResources {
  /** Define resources limits. */
  Limits?: Limit | undefined;
  /** Define resources reservation. */
  Reservations?: ResourceObject | undefined;
  /**
   * Amount of swap in bytes - can only be used together with a memory limit. If not specified, the
   * default behaviour is to grant a swap space twice as big as the memory limit. Set to -1 to
   * enable unlimited swap.
   *
   * Since API 1.52.
   */
  SwapBytes?: number | null | undefined;
  /**
   * Tune the service's containers' memory swappiness (0 to 100). If not specified, defaults to the
   * containers' OS' default, generally 60, or whatever value was predefined in the image. Set to -1
   * to unset a previously set value.
   *
   * Since API 1.52.
   */
  MemorySwappiness?: number | null | undefined;
}

/**
 * {@linkcode TaskSpecResources}, as it is sent.
 *
 * Resource requirements which apply to each individual container created as part of the service.
 */
export interface TaskSpecResourcesInput {
  /** Define resources limits. */
  Limits?: LimitInput | undefined;
  /** Define resources reservation. */
  Reservations?: ResourceObjectInput | undefined;
  /**
   * Amount of swap in bytes - can only be used together with a memory limit. If not specified, the
   * default behaviour is to grant a swap space twice as big as the memory limit. Set to -1 to
   * enable unlimited swap.
   *
   * Since API 1.52.
   */
  SwapBytes?: number | null | undefined;
  /**
   * Tune the service's containers' memory swappiness (0 to 100). If not specified, defaults to the
   * containers' OS' default, generally 60, or whatever value was predefined in the image. Set to -1
   * to unset a previously set value.
   *
   * Since API 1.52.
   */
  MemorySwappiness?: number | null | undefined;
}

/** An object describing a limit on resources which can be requested by a task. */
export interface Limit {
  /** CPU time, in units of 10^-9 CPUs. */
  NanoCPUs?: number | undefined;
  /** Memory, in bytes. */
  MemoryBytes?: number | undefined;
  /**
   * Limits the maximum number of PIDs in the container. Set `0` for unlimited.
   *
   * Since API 1.41.
   *
   * @default {0}
   */
  Pids?: number | undefined;
}

/**
 * {@linkcode Limit}, as it is sent.
 *
 * An object describing a limit on resources which can be requested by a task.
 */
export interface LimitInput {
  /** CPU time, in units of 10^-9 CPUs. */
  NanoCPUs?: number | undefined;
  /** Memory, in bytes. */
  MemoryBytes?: number | undefined;
  /**
   * Limits the maximum number of PIDs in the container. Set `0` for unlimited.
   *
   * Since API 1.41.
   *
   * @default {0}
   */
  Pids?: number | undefined;
}

/**
 * Specification for the restart policy which applies to containers created as part of this service.
 */
export interface TaskSpecRestartPolicy {
  /** Condition for restart. */
  Condition?: "none" | "on-failure" | "any" | OtherString | undefined;
  /** Delay between restart attempts. */
  Delay?: number | undefined;
  /**
   * Maximum attempts to restart a given container before giving up (default value is 0, which is
   * ignored).
   *
   * @default {0}
   */
  MaxAttempts?: number | undefined;
  /**
   * Windows is the time window used to evaluate the restart policy (default value is 0, which is
   * unbounded).
   *
   * @default {0}
   */
  Window?: number | undefined;
}

/**
 * {@linkcode TaskSpecRestartPolicy}, as it is sent.
 *
 * Specification for the restart policy which applies to containers created as part of this service.
 */
export interface TaskSpecRestartPolicyInput {
  /** Condition for restart. */
  Condition?: "none" | "on-failure" | "any" | OtherString | undefined;
  /** Delay between restart attempts. */
  Delay?: number | undefined;
  /**
   * Maximum attempts to restart a given container before giving up (default value is 0, which is
   * ignored).
   *
   * @default {0}
   */
  MaxAttempts?: number | undefined;
  /**
   * Windows is the time window used to evaluate the restart policy (default value is 0, which is
   * unbounded).
   *
   * @default {0}
   */
  Window?: number | undefined;
}

/** The `Placement` of a {@linkcode TaskSpec}. */
export interface TaskSpecPlacement {
  /**
   * An array of constraint expressions to limit the set of nodes where a task can be scheduled.
   * Constraint expressions can either use a _match_ (`==`) or _exclude_ (`!=`) rule. Multiple
   * constraints find nodes that satisfy every expression (AND match). Constraints can match node or
   * Docker Engine labels as follows:
   *
   * node attribute       | matches                        | example
   * ---------------------|--------------------------------|-----------------------------------------------
   * `node.id`            | Node ID                        | `node.id==2ivku8v2gvtg4`
   * `node.hostname`      | Node hostname                  | `node.hostname!=node-2` `node.role`
   * | Node role (`manager`/`worker`) | `node.role==manager` `node.platform.os`   | Node operating
   * system          | `node.platform.os==windows` `node.platform.arch` | Node architecture
   * | `node.platform.arch==x86_64` `node.labels`        | User-defined node labels       |
   * `node.labels.security==high` `engine.labels`      | Docker Engine's labels         |
   * `engine.labels.operatingsystem==ubuntu-24.04`
   *
   * `engine.labels` apply to Docker Engine labels like operating system, drivers, etc. Swarm
   * administrators add `node.labels` for operational purposes by using the [`node update
   * endpoint`](#operation/NodeUpdate).
   */
  Constraints?: string[] | null | undefined;
  /**
   * Preferences provide a way to make the scheduler aware of factors such as topology. They are
   * provided in order from highest to lowest precedence.
   */
  Preferences?: TaskSpecPlacementPreference[] | null | undefined;
  /**
   * Maximum number of replicas for per node (default value is 0, which is unlimited)
   *
   * Since API 1.40.
   *
   * @default {0}
   */
  MaxReplicas?: number | undefined;
  /**
   * Platforms stores all the platforms that the service's image can run on. This field is used in
   * the platform filter for scheduling. If empty, then the platform filter is off, meaning there
   * are no scheduling restrictions.
   *
   * Since API 1.30.
   */
  Platforms?: Platform[] | null | undefined;
}

/**
 * {@linkcode TaskSpecPlacement}, as it is sent.
 *
 * The `Placement` of a {@linkcode TaskSpec}.
 */
export interface TaskSpecPlacementInput {
  /**
   * An array of constraint expressions to limit the set of nodes where a task can be scheduled.
   * Constraint expressions can either use a _match_ (`==`) or _exclude_ (`!=`) rule. Multiple
   * constraints find nodes that satisfy every expression (AND match). Constraints can match node or
   * Docker Engine labels as follows:
   *
   * node attribute       | matches                        | example
   * ---------------------|--------------------------------|-----------------------------------------------
   * `node.id`            | Node ID                        | `node.id==2ivku8v2gvtg4`
   * `node.hostname`      | Node hostname                  | `node.hostname!=node-2` `node.role`
   * | Node role (`manager`/`worker`) | `node.role==manager` `node.platform.os`   | Node operating
   * system          | `node.platform.os==windows` `node.platform.arch` | Node architecture
   * | `node.platform.arch==x86_64` `node.labels`        | User-defined node labels       |
   * `node.labels.security==high` `engine.labels`      | Docker Engine's labels         |
   * `engine.labels.operatingsystem==ubuntu-24.04`
   *
   * `engine.labels` apply to Docker Engine labels like operating system, drivers, etc. Swarm
   * administrators add `node.labels` for operational purposes by using the [`node update
   * endpoint`](#operation/NodeUpdate).
   */
  Constraints?: readonly string[] | null | undefined;
  /**
   * Preferences provide a way to make the scheduler aware of factors such as topology. They are
   * provided in order from highest to lowest precedence.
   */
  Preferences?: readonly TaskSpecPlacementPreferenceInput[] | null | undefined;
  /**
   * Maximum number of replicas for per node (default value is 0, which is unlimited)
   *
   * Since API 1.40.
   *
   * @default {0}
   */
  MaxReplicas?: number | undefined;
  /**
   * Platforms stores all the platforms that the service's image can run on. This field is used in
   * the platform filter for scheduling. If empty, then the platform filter is off, meaning there
   * are no scheduling restrictions.
   *
   * Since API 1.30.
   */
  Platforms?: readonly PlatformInput[] | null | undefined;
}

/** One of the `Preferences` of a {@linkcode TaskSpecPlacement}. */
export interface TaskSpecPlacementPreference {
  /** Spreads the tasks evenly over the values of a label. */
  Spread?: TaskSpecPlacementPreferenceSpread | undefined;
}

/**
 * {@linkcode TaskSpecPlacementPreference}, as it is sent.
 *
 * One of the `Preferences` of a {@linkcode TaskSpecPlacement}.
 */
export interface TaskSpecPlacementPreferenceInput {
  /** Spreads the tasks evenly over the values of a label. */
  Spread?: TaskSpecPlacementPreferenceSpreadInput | undefined;
}

/** The `Spread` of a {@linkcode TaskSpecPlacementPreference}. */
export interface TaskSpecPlacementPreferenceSpread {
  /** Label descriptor, such as `engine.labels.az`. */
  SpreadDescriptor?: string | undefined;
}

/**
 * {@linkcode TaskSpecPlacementPreferenceSpread}, as it is sent.
 *
 * The `Spread` of a {@linkcode TaskSpecPlacementPreference}.
 */
export interface TaskSpecPlacementPreferenceSpreadInput {
  /** Label descriptor, such as `engine.labels.az`. */
  SpreadDescriptor?: string | undefined;
}

/** Specifies how a service should be attached to a particular network. */
export interface NetworkAttachmentConfig {
  /** The target network for attachment. Must be a network name or ID. */
  Target?: string | undefined;
  /** Discoverable alternate names for the service on this network. */
  Aliases?: string[] | null | undefined;
  /** Driver attachment options for the network target. */
  DriverOpts?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode NetworkAttachmentConfig}, as it is sent.
 *
 * Specifies how a service should be attached to a particular network.
 */
export interface NetworkAttachmentConfigInput {
  /** The target network for attachment. Must be a network name or ID. */
  Target?: string | undefined;
  /** Discoverable alternate names for the service on this network. */
  Aliases?: readonly string[] | null | undefined;
  /** Driver attachment options for the network target. */
  DriverOpts?: Readonly<Record<string, string>> | null | undefined;
}

/**
 * Specifies the log driver to use for tasks created from this spec. If not present, the default one
 * for the swarm will be used, finally falling back to the engine default if not specified.
 */
export interface TaskSpecLogDriver {
  /** The driver's name. */
  Name?: string | undefined;
  /** The driver's options. */
  Options?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode TaskSpecLogDriver}, as it is sent.
 *
 * Specifies the log driver to use for tasks created from this spec. If not present, the default one
 * for the swarm will be used, finally falling back to the engine default if not specified.
 */
export interface TaskSpecLogDriverInput {
  /** The driver's name. */
  Name?: string | undefined;
  /** The driver's options. */
  Options?: Readonly<Record<string, string>> | null | undefined;
}

/** One of the `Ports` of an {@linkcode EndpointSpec}. */
export interface EndpointPortConfig {
  /** A name for the port. */
  Name?: string | undefined;
  /** The port's protocol. */
  Protocol: "tcp" | "udp" | "sctp" | OtherString;
  /** The port inside the container. */
  TargetPort: number;
  /** The port on the swarm hosts. */
  PublishedPort?: number | undefined;
  /**
   * The mode in which port is published.
   *
   * - "ingress" makes the target port accessible on every node, regardless of whether there is a
   *   task for the service running on that node or not.
   * - "host" bypasses the routing mesh and publish the port directly on the swarm node where that
   *   service is running.
   *
   * @default {"ingress"}
   */
  PublishMode: "ingress" | "host" | OtherString;
}

/**
 * {@linkcode EndpointPortConfig}, as it is sent.
 *
 * One of the `Ports` of an {@linkcode EndpointSpec}.
 */
export interface EndpointPortConfigInput {
  /** A name for the port. */
  Name?: string | undefined;
  /** The port's protocol. */
  Protocol?: "tcp" | "udp" | "sctp" | OtherString | undefined;
  /** The port inside the container. */
  TargetPort?: number | undefined;
  /** The port on the swarm hosts. */
  PublishedPort?: number | undefined;
  /**
   * The mode in which port is published.
   *
   * - "ingress" makes the target port accessible on every node, regardless of whether there is a
   *   task for the service running on that node or not.
   * - "host" bypasses the routing mesh and publish the port directly on the swarm node where that
   *   service is running.
   *
   * @default {"ingress"}
   */
  PublishMode?: "ingress" | "host" | OtherString | undefined;
}

/** Driver represents a driver (network, logging, secrets). */
export interface Driver {
  /** Name of the driver. */
  Name?: string | undefined;
  /** Key/value map of driver-specific options. */
  Options?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode Driver}, as it is sent.
 *
 * Driver represents a driver (network, logging, secrets).
 */
export interface DriverInput {
  /** Name of the driver. */
  Name?: string | undefined;
  /** Key/value map of driver-specific options. */
  Options?: Readonly<Record<string, string>> | null | undefined;
}

/** Represents an error. */
export interface ErrorResponse {
  /** The error message. */
  message: string;
}
