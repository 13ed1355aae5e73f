// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { ContainerSummary } from "./containers.ts";
import type { ImageSummary } from "./images.ts";
import type { GenericResources, OtherString } from "./shared.ts";
import type { ClusterInfo } from "./swarm.ts";
import type { Volume } from "./volumes.ts";

/** Query of `GET /events`: monitor events. */
export interface SystemEventsQuery {
  /** Show events created since this timestamp then stream new events. */
  since?: number | string | undefined;
  /** Show events created until this timestamp then stop streaming. */
  until?: number | string | undefined;
  /**
   * A JSON encoded value of filters (a `map[string][]string`) to process on the event list.
   * Available filters:
   *
   * - `config=<string>` config name or ID
   * - `container=<string>` container name or ID
   * - `daemon=<string>` daemon name or ID
   * - `event=<string>` event type
   * - `image=<string>` image name or ID
   * - `label=<string>` image or container label
   * - `network=<string>` network name or ID
   * - `node=<string>` node ID
   * - `plugin`=<string> plugin name or ID
   * - `scope`=<string> local or swarm
   * - `secret=<string>` secret name or ID
   * - `service=<string>` service name or ID
   * - `type=<string>` object to filter by, one of `container`, `image`, `volume`, `network`,
   *   `daemon`, `plugin`, `node`, `service`, `secret` or `config`
   * - `volume=<string>` volume name
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Query of `GET /system/df`: get data usage information. */
export interface SystemDataUsageQuery {
  /**
   * Object types, for which to compute and return data.
   *
   * Since API 1.42.
   */
  type?: readonly ("container" | "image" | "volume" | "build-cache")[] | undefined;
  /**
   * Show detailed information on space usage.
   *
   * Since API 1.52.
   *
   * @default {false}
   */
  verbose?: boolean | undefined;
}

/** Body of `POST /auth`: check auth configuration. */
export interface AuthConfig {
  /** The account's name. */
  username?: string | undefined;
  /** The password. */
  password?: string | undefined;
  /** The registry's address: a host, or for Docker Hub the URL `https://index.docker.io/v1/`. */
  serveraddress?: string | undefined;
  /**
   * Email is an optional value associated with the username.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is deprecated since docker
   * 1.11 (API v1.23) and will be removed in a future release.
   */
  email?: string | undefined;
  /** A token that stands for name and password, as a login answers it. */
  identitytoken?: string | undefined;
  /** A token to send to the registry as it is. */
  registrytoken?: string | undefined;
}

/** An identity token was generated successfully. */
export interface AuthResponse {
  /** The status of the authentication. */
  Status: string;
  /** An opaque token used to authenticate a user after a successful login. */
  IdentityToken?: string | undefined;
}

/** What the engine tells of itself and of its host. */
export interface SystemInfo {
  /**
   * Unique identifier of the daemon.
   *
   * > **Note**: The format of the ID itself is not part of the API, and
   * > should not be considered stable.
   */
  ID: string;
  /** Total number of containers on the host. */
  Containers: number;
  /** Number of containers with status `"running"`. */
  ContainersRunning: number;
  /** Number of containers with status `"paused"`. */
  ContainersPaused: number;
  /** Number of containers with status `"stopped"`. */
  ContainersStopped: number;
  /**
   * Total number of images on the host.
   *
   * Both _tagged_ and _untagged_ (dangling) images are counted.
   */
  Images: number;
  /** Name of the storage driver in use. */
  Driver: string;
  /**
   * Information specific to the storage driver, provided as "label" / "value" pairs.
   *
   * This information is provided by the storage driver, and formatted in a way consistent with the
   * output of `docker info` on the command line.
   *
   * > **Note**: The information returned in this field, including the
   * > formatting of values and labels, should not be considered stable,
   * > and may change without notice.
   */
  DriverStatus: string[][] | null;
  /**
   * Root directory of persistent Docker state.
   *
   * Defaults to `/var/lib/docker` on Linux, and `C:\ProgramData\docker` on Windows.
   */
  DockerRootDir: string;
  /**
   * Available plugins per type.
   *
   * > **Note**: Only unmanaged (V1) plugins are included in this list.
   * > V1 plugins are "lazily" loaded, and are not returned in this list
   * > if there is no resource using the plugin.
   */
  Plugins: PluginsInfo;
  /** Indicates if the host has memory limit support enabled. */
  MemoryLimit: boolean;
  /** Indicates if the host has memory swap limit support enabled. */
  SwapLimit: boolean;
  /** Indicates if CPU CFS(Completely Fair Scheduler) period is supported by the host. */
  CpuCfsPeriod: boolean;
  /** Indicates if CPU CFS(Completely Fair Scheduler) quota is supported by the host. */
  CpuCfsQuota: boolean;
  /** Indicates if CPU Shares limiting is supported by the host. */
  CPUShares: boolean;
  /**
   * Indicates if CPUsets (cpuset.cpus, cpuset.mems) are supported by the host.
   *
   * See [cpuset(7)](https://www.kernel.org/doc/Documentation/cgroup-v1/cpusets.txt)
   */
  CPUSet: boolean;
  /**
   * Indicates if the host kernel has PID limit support enabled.
   *
   * Since API 1.40.
   */
  PidsLimit: boolean;
  /** Indicates if OOM killer disable is supported on the host. */
  OomKillDisable: boolean;
  /** Indicates IPv4 forwarding is enabled. */
  IPv4Forwarding: boolean;
  /** Indicates if the daemon is running in debug-mode / with debug-level logging enabled. */
  Debug: boolean;
  /**
   * The total number of file Descriptors in use by the daemon process.
   *
   * This information is only returned if debug-mode is enabled.
   */
  NFd: number;
  /**
   * The  number of goroutines that currently exist.
   *
   * This information is only returned if debug-mode is enabled.
   */
  NGoroutines: number;
  /**
   * Current system-time in [RFC 3339](https://www.ietf.org/rfc/rfc3339.txt) format with
   * nano-seconds.
   */
  SystemTime: string;
  /** The logging driver to use as a default for new containers. */
  LoggingDriver: string;
  /**
   * The driver to use for managing cgroups.
   *
   * @default {"cgroupfs"}
   */
  CgroupDriver: "cgroupfs" | "systemd" | "none" | OtherString;
  /**
   * The version of the cgroup.
   *
   * Since API 1.41.
   *
   * @default {"1"}
   */
  CgroupVersion?: "1" | "2" | OtherString | undefined;
  /** Number of event listeners subscribed. */
  NEventsListener: number;
  /**
   * Kernel version of the host.
   *
   * On Linux, this information obtained from `uname`. On Windows this information is queried from
   * the `HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\` registry value, for
   * example _"10.0 14393 (14393.1198.amd64fre.rs1_release_sec.170427-1353)"_.
   */
  KernelVersion: string;
  /**
   * Name of the host's operating system, for example: "Ubuntu 24.04 LTS" or "Windows Server 2016
   * Datacenter"
   */
  OperatingSystem: string;
  /**
   * Version of the host's operating system.
   *
   * > **Note**: The information returned in this field, including its
   * > very existence, and the formatting of values, should not be considered
   * > stable, and may change without notice.
   */
  OSVersion: string;
  /**
   * Generic type of the operating system of the host, as returned by the Go runtime (`GOOS`).
   *
   * Currently returned values are "linux" and "windows". A full list of possible values can be
   * found in the [Go documentation](https://go.dev/doc/install/source#environment).
   */
  OSType: string;
  /**
   * Hardware architecture of the host, as returned by the operating system. This is equivalent to
   * the output of `uname -m` on Linux.
   *
   * Unlike `Arch` (from `/version`), this reports the machine's native architecture, which can
   * differ from the Go runtime architecture when running a binary compiled for a different
   * architecture (for example, a 32-bit binary running on 64-bit hardware).
   */
  Architecture: string;
  /**
   * The number of logical CPUs usable by the daemon.
   *
   * The number of available CPUs is checked by querying the operating system when the daemon
   * starts. Changes to operating system CPU allocation after the daemon is started are not
   * reflected.
   */
  NCPU: number;
  /** Total amount of physical memory available on the host, in bytes. */
  MemTotal: number;
  /**
   * Address / URL of the index server that is used for image search, and as a default for user
   * authentication for Docker Hub and Docker Cloud.
   *
   * @default {"https://index.docker.io/v1/"}
   */
  IndexServerAddress: string;
  /** RegistryServiceConfig stores daemon registry services configuration. */
  RegistryConfig: RegistryServiceConfig;
  /**
   * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
   * `GPU=UUID1`).
   */
  GenericResources: GenericResources | null;
  /**
   * HTTP-proxy configured for the daemon. This value is obtained from the
   * [`HTTP_PROXY`](https://www.gnu.org/software/wget/manual/html_node/Proxies.html) environment
   * variable. Credentials ([user info
   * component](https://tools.ietf.org/html/rfc3986#section-3.2.1)) in the proxy URL are masked in
   * the API response.
   *
   * Containers do not automatically inherit this configuration.
   */
  HttpProxy: string;
  /**
   * HTTPS-proxy configured for the daemon. This value is obtained from the
   * [`HTTPS_PROXY`](https://www.gnu.org/software/wget/manual/html_node/Proxies.html) environment
   * variable. Credentials ([user info
   * component](https://tools.ietf.org/html/rfc3986#section-3.2.1)) in the proxy URL are masked in
   * the API response.
   *
   * Containers do not automatically inherit this configuration.
   */
  HttpsProxy: string;
  /**
   * Comma-separated list of domain extensions for which no proxy should be used. This value is
   * obtained from the [`NO_PROXY`](https://www.gnu.org/software/wget/manual/html_node/Proxies.html)
   * environment variable.
   *
   * Containers do not automatically inherit this configuration.
   */
  NoProxy: string;
  /** Hostname of the host. */
  Name: string;
  /**
   * User-defined labels (key/value metadata) as set on the daemon.
   *
   * > **Note**: When part of a Swarm, nodes can both have _daemon_ labels,
   * > set through the daemon configuration, and _node_ labels, set from a
   * > manager node in the Swarm. Node labels are not included in this
   * > field. Node labels can be retrieved using the `/nodes/(id)` endpoint
   * > on a manager node in the Swarm.
   */
  Labels: string[] | null;
  /** Indicates if experimental features are enabled on the daemon. */
  ExperimentalBuild: boolean;
  /** Version string of the daemon. */
  ServerVersion: string;
  /**
   * List of [OCI compliant](https://github.com/opencontainers/runtime-spec) runtimes configured on
   * the daemon. Keys hold the "name" used to reference the runtime.
   *
   * The Docker daemon relies on an OCI compliant runtime (invoked via the `containerd` daemon) as
   * its interface to the Linux kernel namespaces, cgroups, and SELinux.
   *
   * The default runtime is `runc`, and automatically configured. Additional runtimes can be
   * configured by the user and will be listed here.
   *
   * @default {{"runc":{"path":"runc"}}}
   */
  Runtimes: Record<string, Runtime> | null;
  /**
   * Name of the default OCI runtime that is used when starting containers.
   *
   * The default can be overridden per-container at create time.
   *
   * @default {"runc"}
   */
  DefaultRuntime: string;
  /** Represents generic information about swarm. */
  Swarm: SwarmInfo;
  /**
   * Indicates if live restore is enabled.
   *
   * If enabled, containers are kept running when the daemon is shutdown or upon daemon start if
   * running containers are detected.
   *
   * @default {false}
   */
  LiveRestoreEnabled: boolean;
  /**
   * Represents the isolation technology to use as a default for containers. The supported values
   * are platform-specific.
   *
   * If no isolation value is specified on daemon start, on Windows client, the default is `hyperv`,
   * and on Windows server, the default is `process`.
   *
   * This option is currently not used on other platforms.
   *
   * @default {"default"}
   */
  Isolation: "default" | "hyperv" | "process" | "" | OtherString;
  /**
   * Name and, optional, path of the `docker-init` binary.
   *
   * If the path is omitted, the daemon searches the host's `$PATH` for the binary and uses the
   * first result.
   */
  InitBinary: string;
  /**
   * Commit holds the Git-commit (SHA1) that a binary was built from, as reported in the
   * version-string of external tools, such as `containerd`, or `runC`.
   */
  ContainerdCommit: Commit;
  /**
   * Commit holds the Git-commit (SHA1) that a binary was built from, as reported in the
   * version-string of external tools, such as `containerd`, or `runC`.
   */
  RuncCommit: Commit;
  /**
   * Commit holds the Git-commit (SHA1) that a binary was built from, as reported in the
   * version-string of external tools, such as `containerd`, or `runC`.
   */
  InitCommit: Commit;
  /**
   * List of security features that are enabled on the daemon, such as apparmor, seccomp, SELinux,
   * user-namespaces (userns), rootless and no-new-privileges.
   *
   * Additional configuration options for each security feature may be present, and are included as
   * a comma-separated list of key/value pairs.
   */
  SecurityOptions: string[] | null;
  /**
   * Reports a summary of the product license on the daemon.
   *
   * If a commercial license has been applied to the daemon, information such as number of nodes,
   * and expiration are included.
   *
   * Since API 1.39.
   */
  ProductLicense?: string | undefined;
  /**
   * List of custom default address pools for local networks, which can be specified in the
   * daemon.json file or dockerd option.
   *
   * Example: a Base "10.10.0.0/16" with Size 24 will define the set of 256
   * 10.10.[0-255].0/24 address pools.
   *
   * Since API 1.41.
   */
  DefaultAddressPools?: SystemInfoDefaultAddressPool[] | null | undefined;
  /**
   * Information about the daemon's firewalling configuration.
   *
   * This field is currently only used on Linux, and omitted on other platforms.
   *
   * Since API 1.49.
   */
  FirewallBackend?: FirewallInfo | null | undefined;
  /**
   * List of devices discovered by device drivers.
   *
   * Each device includes information about its source driver, kind, name, and additional
   * driver-specific attributes.
   *
   * Since API 1.50.
   */
  DiscoveredDevices?: DeviceInfo[] | null | undefined;
  /**
   * Information about the Node Resource Interface (NRI).
   *
   * This field is only present if NRI is enabled.
   *
   * Since API 1.53.
   */
  NRI?: NRIInfo | null | undefined;
  /**
   * List of warnings / informational messages about missing features, or issues related to the
   * daemon configuration.
   *
   * These messages can be printed by the client as information to the user.
   *
   * Since API 1.39.
   */
  Warnings: string[] | null;
  /**
   * List of directories where (Container Device Interface) CDI specifications are located.
   *
   * These specifications define vendor-specific modifications to an OCI runtime specification for a
   * container being created.
   *
   * An empty list indicates that CDI device injection is disabled.
   *
   * Note that since using CDI device injection requires the daemon to have experimental enabled.
   * For non-experimental daemons an empty list will always be returned.
   *
   * Since API 1.44.
   */
  CDISpecDirs?: string[] | null | undefined;
  /**
   * Information for connecting to the containerd instance that is used by the daemon. This is
   * included for debugging purposes only.
   *
   * Since API 1.46.
   */
  Containerd?: ContainerdInfo | null | undefined;
  /**
   * Indicates if the host has kernel memory limit support enabled.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45. This field is deprecated as the
   * kernel 5.4 deprecated `kmem.limit_in_bytes`.
   */
  KernelMemory?: boolean | undefined;
  /**
   * Indicates if the host has kernel memory TCP limit support enabled. This field is omitted if not
   * supported.
   *
   * Kernel memory TCP limits are not supported when using cgroups v2, which does not support the
   * corresponding `memory.kmem.tcp.limit_in_bytes` cgroup.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is deprecated as kernel
   * 6.12 has deprecated kernel memory TCP accounting.
   */
  KernelMemoryTCP?: boolean | undefined;
  /**
   * Indicates if `bridge-nf-call-iptables` is available on the host.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  BridgeNfIptables?: boolean | undefined;
  /**
   * Indicates if `bridge-nf-call-ip6tables` is available on the host.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  BridgeNfIp6tables?: boolean | undefined;
  /**
   * URL of the distributed storage backend.
   *
   * The storage backend is used for multihost networking (to store network and endpoint
   * information) and by the node discovery mechanism.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45. This field is only propagated when
   * using standalone Swarm mode, and overlay networking using an external k/v store. Overlay
   * networks with Swarm mode enabled use the built-in raft store, and this field will be empty.
   */
  ClusterStore?: string | undefined;
  /**
   * The network endpoint that the Engine advertises for the purpose of node discovery.
   * ClusterAdvertise is a `host:port` combination on which the daemon is reachable by other hosts.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45. This field is only propagated when
   * using standalone Swarm mode, and overlay networking using an external k/v store. Overlay
   * networks with Swarm mode enabled use the built-in raft store, and this field will be empty.
   */
  ClusterAdvertise?: string | undefined;
}

/**
 * Available plugins per type.
 *
 * > **Note**: Only unmanaged (V1) plugins are included in this list.
 * > V1 plugins are "lazily" loaded, and are not returned in this list
 * > if there is no resource using the plugin.
 */
export interface PluginsInfo {
  /** Names of available volume-drivers, and network-driver plugins. */
  Volume: string[] | null;
  /** Names of available network-drivers, and network-driver plugins. */
  Network: string[] | null;
  /** Names of available authorization plugins. */
  Authorization: string[] | null;
  /** Names of available logging-drivers, and logging-driver plugins. */
  Log: string[] | null;
}

/** RegistryServiceConfig stores daemon registry services configuration. */
export interface RegistryServiceConfig {
  /**
   * List of IP ranges of insecure registries, using the CIDR syntax ([RFC
   * 4632](https://tools.ietf.org/html/4632)). Insecure registries accept un-encrypted (HTTP) and/or
   * untrusted (HTTPS with certificates from unknown CAs) communication.
   *
   * By default, local registries (`::1/128` and `127.0.0.0/8`) are configured as insecure. All
   * other registries are secure. Communicating with an insecure registry is not possible if the
   * daemon assumes that registry is secure.
   *
   * This configuration override this behavior, insecure communication with registries whose
   * resolved IP address is within the subnet described by the CIDR syntax.
   *
   * Registries can also be marked insecure by hostname. Those registries are listed under
   * `IndexConfigs` and have their `Secure` field set to `false`.
   *
   * > **Warning**: Using this option can be useful when running a local
   * > registry, but introduces security vulnerabilities. This option
   * > should therefore ONLY be used for testing purposes. For increased
   * > security, users should add their CA to their system's list of trusted
   * > CAs instead of enabling this option.
   */
  InsecureRegistryCIDRs: string[] | null;
  /** The registries that the engine knows something of, by their addresses. */
  IndexConfigs: Record<string, IndexInfo | null> | null;
  /** List of registry URLs that act as a mirror for the official (`docker.io`) registry. */
  Mirrors: string[] | null;
  /**
   * List of IP ranges to which nondistributable artifacts can be pushed, using the CIDR syntax [RFC
   * 4632](https://tools.ietf.org/html/4632).
   *
   * @deprecated Last described in API 1.45, gone by API 1.51. Pushing nondistributable artifacts is
   * now always enabled and this field is always `null`.
   */
  AllowNondistributableArtifactsCIDRs?: string[] | null | undefined;
  /**
   * List of registry hostnames to which nondistributable artifacts can be pushed, using the format
   * `<hostname>[:<port>]` or `<IP address>[:<port>]`.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51. Pushing nondistributable artifacts is
   * now always enabled and this field is always `null`.
   */
  AllowNondistributableArtifactsHostnames?: string[] | null | undefined;
}

/** IndexInfo contains information about a registry. */
export interface IndexInfo {
  /** Name of the registry, such as "docker.io". */
  Name: string;
  /** List of mirrors, expressed as URIs. */
  Mirrors: string[] | null;
  /**
   * Indicates if the registry is part of the list of insecure registries.
   *
   * If `false`, the registry is insecure. Insecure registries accept un-encrypted (HTTP) and/or
   * untrusted (HTTPS with certificates from unknown CAs) communication.
   *
   * > **Warning**: Insecure registries can be useful when running a local
   * > registry. However, because its use creates security vulnerabilities
   * > it should ONLY be enabled for testing purposes. For increased
   * > security, users should add their CA to their system's list of
   * > trusted CAs instead of enabling this option.
   */
  Secure: boolean;
  /** Indicates whether this is an official registry (i.e., Docker Hub / docker.io). */
  Official: boolean;
}

/**
 * Runtime describes an [OCI compliant](https://github.com/opencontainers/runtime-spec) runtime.
 *
 * The runtime is invoked by the daemon via the `containerd` daemon. OCI runtimes act as an
 * interface to the Linux kernel namespaces, cgroups, and SELinux.
 */
export interface Runtime {
  /**
   * Name and, optional, path, of the OCI executable binary.
   *
   * If the path is omitted, the daemon searches the host's `$PATH` for the binary and uses the
   * first result.
   */
  path?: string | undefined;
  /** List of command-line arguments to pass to the runtime when invoked. */
  runtimeArgs?: string[] | null | undefined;
  /**
   * Information specific to the runtime.
   *
   * While this API specification does not define data provided by runtimes, the following
   * well-known properties may be provided by runtimes:
   *
   * `org.opencontainers.runtime-spec.features`: features structure as defined in the [OCI Runtime
   * Specification](https://github.com/opencontainers/runtime-spec/blob/main/features.md), in a JSON
   * string representation.
   *
   * > **Note**: The information returned in this field, including the
   * > formatting of values and labels, should not be considered stable,
   * > and may change without notice.
   *
   * Since API 1.44.
   */
  status?: Record<string, string> | null | undefined;
}

/** Represents generic information about swarm. */
export interface SwarmInfo {
  /** Unique identifier of for this node in the swarm. */
  NodeID: string;
  /** IP address at which this node can be reached by other nodes in the swarm. */
  NodeAddr: string;
  /** Current local status of this node. */
  LocalNodeState: LocalNodeState;
  /**
   * Whether the engine is a manager, which can be asked about the swarm.
   *
   * @default {false}
   */
  ControlAvailable: boolean;
  /** What is wrong with the engine's part in the swarm; empty if nothing is. */
  Error: string;
  /**
   * List of ID's and addresses of other managers in the swarm.
   *
   * @default {null}
   */
  RemoteManagers: PeerNode[] | null;
  /** Total number of nodes in the swarm. */
  Nodes?: number | null | undefined;
  /** Total number of managers in the swarm. */
  Managers?: number | null | undefined;
  /**
   * ClusterInfo represents information about the swarm as is returned by the "/info" endpoint.
   * Join-tokens are not included.
   */
  Cluster?: ClusterInfo | null | undefined;
}

/** Current local status of this node. */
export type LocalNodeState =
  | ""
  | "inactive"
  | "pending"
  | "active"
  | "error"
  | "locked"
  | OtherString;

/** Represents a peer-node in the swarm. */
export interface PeerNode {
  /** Unique identifier of for this node in the swarm. */
  NodeID: string;
  /** IP address and ports at which this node can be reached. */
  Addr: string;
}

/**
 * Commit holds the Git-commit (SHA1) that a binary was built from, as reported in the
 * version-string of external tools, such as `containerd`, or `runC`.
 */
export interface Commit {
  /** Actual commit ID of external tool. */
  ID: string;
  /**
   * Commit ID of external tool expected by dockerd as set at build time.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  Expected?: string | undefined;
}

/** One of the `DefaultAddressPools` of a {@linkcode SystemInfo}. */
export interface SystemInfoDefaultAddressPool {
  /** The network address in CIDR format. */
  Base?: string | undefined;
  /** The network pool size. */
  Size?: number | undefined;
}

/**
 * Information about the daemon's firewalling configuration.
 *
 * This field is currently only used on Linux, and omitted on other platforms.
 */
export interface FirewallInfo {
  /** The name of the firewall backend driver. */
  Driver?: string | undefined;
  /**
   * Information about the firewall backend, provided as "label" / "value" pairs.
   *
   * > **Note**: The information returned in this field, including the
   * > formatting of values and labels, should not be considered stable,
   * > and may change without notice.
   */
  Info?: string[][] | null | undefined;
}

/** DeviceInfo represents a device that can be used by a container. */
export interface DeviceInfo {
  /** The origin device driver. */
  Source?: string | undefined;
  /**
   * The unique identifier for the device within its source driver. For CDI devices, this would be
   * an FQDN like "vendor.com/gpu=0".
   */
  ID?: string | undefined;
}

/**
 * Information about the Node Resource Interface (NRI).
 *
 * This field is only present if NRI is enabled.
 */
export interface NRIInfo {
  /**
   * Information about NRI, provided as "label" / "value" pairs.
   *
   * > **Note**: The information returned in this field, including the
   * > formatting of values and labels, should not be considered stable,
   * > and may change without notice.
   */
  Info?: string[][] | null | undefined;
}

/**
 * Information for connecting to the containerd instance that is used by the daemon. This is
 * included for debugging purposes only.
 */
export interface ContainerdInfo {
  /** The address of the containerd socket. */
  Address?: string | undefined;
  /**
   * The namespaces that the daemon uses for running containers and plugins in containerd. These
   * namespaces can be configured in the daemon configuration, and are considered to be used
   * exclusively by the daemon, Tampering with the containerd instance may cause unexpected
   * behavior.
   *
   * As these namespaces are considered to be exclusively accessed by the daemon, it is not
   * recommended to change these values, or to change them to a value that is used by other systems,
   * such as cri-containerd.
   */
  Namespaces?: ContainerdInfoNamespaces | undefined;
}

/**
 * The namespaces that the daemon uses for running containers and plugins in containerd. These
 * namespaces can be configured in the daemon configuration, and are considered to be used
 * exclusively by the daemon, Tampering with the containerd instance may cause unexpected behavior.
 *
 * As these namespaces are considered to be exclusively accessed by the daemon, it is not
 * recommended to change these values, or to change them to a value that is used by other systems,
 * such as cri-containerd.
 */
export interface ContainerdInfoNamespaces {
  /**
   * The default containerd namespace used for containers managed by the daemon.
   *
   * The default namespace for containers is "moby", but will be suffixed with the `<uid>.<gid>` of
   * the remapped `root` if user-namespaces are enabled and the containerd image-store is used.
   *
   * @default {"moby"}
   */
  Containers?: string | undefined;
  /**
   * The default containerd namespace used for plugins managed by the daemon.
   *
   * The default namespace for plugins is "plugins.moby", but will be suffixed with the
   * `<uid>.<gid>` of the remapped `root` if user-namespaces are enabled and the containerd
   * image-store is used.
   *
   * @default {"plugins.moby"}
   */
  Plugins?: string | undefined;
}

/** Response of Engine API: GET "/version". */
export interface SystemVersion {
  /**
   * The product that the engine is part of.
   *
   * Since API 1.35.
   */
  Platform: SystemVersionPlatform;
  /**
   * Information about system components.
   *
   * Since API 1.35.
   */
  Components: SystemVersionComponent[] | null;
  /** The version of the daemon. */
  Version: string;
  /** The default (and highest) API version that is supported by the daemon. */
  ApiVersion: string;
  /** The minimum API version that is supported by the daemon. */
  MinAPIVersion?: string | undefined;
  /** The Git commit of the source code that was used to build the daemon. */
  GitCommit: string;
  /** The version Go used to compile the daemon, and the version of the Go runtime in use. */
  GoVersion: string;
  /** The operating system that the daemon is running on ("linux" or "windows"). */
  Os: string;
  /**
   * Architecture of the daemon, as returned by the Go runtime (`GOARCH`).
   *
   * A full list of possible values can be found in the [Go
   * documentation](https://go.dev/doc/install/source#environment).
   */
  Arch: string;
  /**
   * The kernel version (`uname -r`) that the daemon is running on.
   *
   * This field is omitted when empty.
   */
  KernelVersion?: string | undefined;
  /**
   * Indicates if the daemon is started with experimental features enabled.
   *
   * This field is omitted when empty / false.
   */
  Experimental?: boolean | undefined;
  /** The date and time that the daemon was compiled. */
  BuildTime?: string | undefined;
}

/** The `Platform` of a {@linkcode SystemVersion}. */
export interface SystemVersionPlatform {
  /** The product's name, such as `Docker Engine - Community`. */
  Name: string;
}

/** One of the `Components` of a {@linkcode SystemVersion}. */
export interface SystemVersionComponent {
  /** Name of the component. */
  Name: string;
  /** Version of the component. */
  Version: string;
  /**
   * Key/value pairs of strings with additional information about the component. These values are
   * intended for informational purposes only, and their content is not defined, and not part of the
   * API specification.
   *
   * These messages can be printed by the client as information to the user.
   */
  Details?: Record<string, string> | null | undefined;
}

/** EventMessage represents the information an event contains. */
export interface EventMessage {
  /** The type of object emitting the event. */
  Type:
    | "builder"
    | "config"
    | "container"
    | "daemon"
    | "image"
    | "network"
    | "node"
    | "plugin"
    | "secret"
    | "service"
    | "volume"
    | OtherString;
  /** The type of event. */
  Action: string;
  /** Actor describes something that generates events, like a container, network, or a volume. */
  Actor: EventActor;
  /**
   * Scope of the event. Engine events are `local` scope. Cluster (Swarm) events are `swarm` scope.
   */
  scope: "local" | "swarm" | OtherString;
  /** Timestamp of event. */
  time: number;
  /** Timestamp of event, with nanosecond accuracy. */
  timeNano: number;
  /**
   * The action, for events of containers and images.
   *
   * @deprecated Until API 1.51; use `Action`.
   */
  status?: string | undefined;
  /**
   * The ID of the actor, for events of containers and images.
   *
   * @deprecated Until API 1.51; use `Actor.ID`.
   */
  id?: string | undefined;
  /**
   * The container's image, for events of containers.
   *
   * @deprecated Until API 1.51; use `Actor.Attributes.image`.
   */
  from?: string | undefined;
}

/** Actor describes something that generates events, like a container, network, or a volume. */
export interface EventActor {
  /** The ID of the object emitting the event. */
  ID: string;
  /** Various key/value attributes of the object, depending on its type. */
  Attributes: Record<string, string> | null;
}

/** Answer to `GET /system/df`: get data usage information. */
export interface SystemDataUsageResponse {
  /**
   * Represents system data usage for image resources.
   *
   * Since API 1.52.
   */
  ImageUsage?: ImagesDiskUsage | undefined;
  /**
   * Represents system data usage information for container resources.
   *
   * Since API 1.52.
   */
  ContainerUsage?: ContainersDiskUsage | undefined;
  /**
   * Represents system data usage for volume resources.
   *
   * Since API 1.52.
   */
  VolumeUsage?: VolumesDiskUsage | undefined;
  /**
   * Represents system data usage for build cache resources.
   *
   * Since API 1.52.
   */
  BuildCacheUsage?: BuildCacheDiskUsage | undefined;
  /**
   * The size of all layers of images, in bytes.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  LayersSize?: number | undefined;
  /**
   * The images.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  Images?: ImageSummary[] | null | undefined;
  /**
   * The containers.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  Containers?: ContainerSummary[] | null | undefined;
  /**
   * The volumes.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  Volumes?: Volume[] | null | undefined;
  /**
   * The records of the build cache.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  BuildCache?: BuildCache[] | null | undefined;
  /**
   * The size of the build cache, in bytes.
   *
   * @deprecated Until API 1.41; use `BuildCache`.
   */
  BuilderSize?: number | undefined;
}

/** Represents system data usage for image resources. */
export interface ImagesDiskUsage {
  /** Count of active images. */
  ActiveCount?: number | undefined;
  /** Count of all images. */
  TotalCount?: number | undefined;
  /** Disk space that can be reclaimed by removing unused images. */
  Reclaimable?: number | undefined;
  /** Disk space in use by images. */
  TotalSize?: number | undefined;
  /** List of image summaries. */
  Items?: ImageSummary[] | null | undefined;
}

/** Represents system data usage information for container resources. */
export interface ContainersDiskUsage {
  /** Count of active containers. */
  ActiveCount?: number | undefined;
  /** Count of all containers. */
  TotalCount?: number | undefined;
  /** Disk space that can be reclaimed by removing inactive containers. */
  Reclaimable?: number | undefined;
  /** Disk space in use by containers. */
  TotalSize?: number | undefined;
  /** List of container summaries. */
  Items?: ContainerSummary[] | null | undefined;
}

/** Represents system data usage for volume resources. */
export interface VolumesDiskUsage {
  /** Count of active volumes. */
  ActiveCount?: number | undefined;
  /** Count of all volumes. */
  TotalCount?: number | undefined;
  /** Disk space that can be reclaimed by removing inactive volumes. */
  Reclaimable?: number | undefined;
  /** Disk space in use by volumes. */
  TotalSize?: number | undefined;
  /** List of volumes. */
  Items?: Volume[] | null | undefined;
}

/** Represents system data usage for build cache resources. */
export interface BuildCacheDiskUsage {
  /** Count of active build cache records. */
  ActiveCount?: number | undefined;
  /** Count of all build cache records. */
  TotalCount?: number | undefined;
  /** Disk space that can be reclaimed by removing inactive build cache records. */
  Reclaimable?: number | undefined;
  /** Disk space in use by build cache records. */
  TotalSize?: number | undefined;
  /** List of build cache records. */
  Items?: BuildCache[] | null | undefined;
}

/** BuildCache contains information about a build cache record. */
export interface BuildCache {
  /** Unique ID of the build cache record. */
  ID: string;
  /**
   * List of parent build cache record IDs.
   *
   * Since API 1.42.
   */
  Parents?: string[] | null | undefined;
  /** Cache record type. */
  Type:
    | "internal"
    | "frontend"
    | "source.local"
    | "source.git.checkout"
    | "exec.cachemount"
    | "regular"
    | OtherString;
  /** Description of the build-step that produced the build cache. */
  Description: string;
  /** Indicates if the build cache is in use. */
  InUse: boolean;
  /** Indicates if the build cache is shared. */
  Shared: boolean;
  /** Amount of disk space used by the build cache (in bytes). */
  Size: number;
  /**
   * Date and time at which the build cache was created in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  CreatedAt: string;
  /**
   * Date and time at which the build cache was last used in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  LastUsedAt: string | null;
  /** How many times the record was used. */
  UsageCount: number;
  /**
   * The ID of the parent record.
   *
   * @deprecated Until API 1.41; use `Parents`.
   */
  Parent?: string | undefined;
  /**
   * What engines of API 1.42 to 1.51 call `Parents`, by mistake.
   *
   * @deprecated Until API 1.51; use `Parents`.
   */
  " Parents"?: string[] | null | undefined;
}
