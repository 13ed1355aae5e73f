// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type {
  ContainerConfig,
  ContainerConfigInput,
  DriverData,
  EndpointSettings,
  EndpointSettingsInput,
  Mount,
  MountInput,
  MountType,
  OCIDescriptor,
  OtherString,
} from "./shared.ts";

/** Query of `GET /containers/json`: list containers. */
export interface ContainerListQuery {
  /**
   * Return all containers. By default, only running containers are shown.
   *
   * @default {false}
   */
  all?: boolean | undefined;
  /** Return this number of most recently created containers, including non-running ones. */
  limit?: number | undefined;
  /**
   * Return the size of container as fields `SizeRw` and `SizeRootFs`.
   *
   * @default {false}
   */
  size?: boolean | undefined;
  /**
   * Filters to process on the container list, encoded as JSON (a `map[string][]string`). For
   * example, `{"status": ["paused"]}` will only return paused containers.
   *
   * Available filters:
   *
   * - `ancestor`=(`<image-name>[:<tag>]`, `<image id>`, or `<image@digest>`)
   * - `before`=(`<container id>` or `<container name>`)
   * - `expose`=(`<port>[/<proto>]`|`<startport-endport>/[<proto>]`)
   * - `exited=<int>` containers with exit code of `<int>`
   * - `health`=(`starting`|`healthy`|`unhealthy`|`none`)
   * - `id=<ID>` a container's ID
   * - `isolation=`(`default`|`process`|`hyperv`) (Windows daemon only)
   * - `is-task=`(`true`|`false`)
   * - `label=key` or `label="key=value"` of a container label
   * - `name=<name>` a container's name
   * - `network`=(`<network id>` or `<network name>`)
   * - `publish`=(`<port>[/<proto>]`|`<startport-endport>/[<proto>]`)
   * - `since`=(`<container id>` or `<container name>`)
   * - `status=`(`created`|`restarting`|`running`|`removing`|`paused`|`exited`|`dead`)
   * - `volume`=(`<volume name>` or `<mount point destination>`)
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Query of `POST /containers/create`: create a container. */
export interface ContainerCreateQuery {
  /** Assign the specified name to the container. Must match `/?[a-zA-Z0-9][a-zA-Z0-9_.-]+`. */
  name?: string | undefined;
  /**
   * Platform in the format `os[/arch[/variant]]` used for image lookup.
   *
   * When specified, the daemon checks if the requested image is present in the local image cache
   * with the given OS and Architecture, and otherwise returns a `404` status.
   *
   * If the option is not set, the host's native OS and Architecture are used to look up the image
   * in the image cache. However, if no platform is passed and the given image does exist in the
   * local image cache, but its OS or architecture does not match, the container is created with the
   * available image, and a warning is added to the `Warnings` field in the response, for example;
   *
   *     WARNING: The requested image's platform (linux/arm64/v8) does not
   *              match the detected host platform (linux/amd64) and no
   *              specific platform was requested
   *
   * Since API 1.41.
   */
  platform?: string | undefined;
}

/** Query of `GET /containers/{id}/json`: inspect a container. */
export interface ContainerInspectQuery {
  /**
   * Return the size of container as fields `SizeRw` and `SizeRootFs`.
   *
   * @default {false}
   */
  size?: boolean | undefined;
}

/** Query of `GET /containers/{id}/top`: list processes running inside a container. */
export interface ContainerTopQuery {
  /**
   * The arguments to pass to `ps`. For example, `aux`.
   *
   * @default {"-ef"}
   */
  ps_args?: string | undefined;
}

/** Query of `GET /containers/{id}/logs`: get container logs. */
export interface ContainerLogsQuery {
  /**
   * Keep connection after returning logs.
   *
   * @default {false}
   */
  follow?: boolean | undefined;
  /**
   * Return logs from `stdout`.
   *
   * @default {false}
   */
  stdout?: boolean | undefined;
  /**
   * Return logs from `stderr`.
   *
   * @default {false}
   */
  stderr?: boolean | undefined;
  /**
   * Only return logs since this time, as a UNIX timestamp.
   *
   * @default {0}
   */
  since?: number | string | undefined;
  /**
   * Only return logs before this time, as a UNIX timestamp.
   *
   * Since API 1.35.
   *
   * @default {0}
   */
  until?: number | string | undefined;
  /**
   * Add timestamps to every log line.
   *
   * @default {false}
   */
  timestamps?: boolean | undefined;
  /**
   * Only return this number of log lines from the end of the logs. Specify as an integer or `all`
   * to output all log lines.
   *
   * @default {"all"}
   */
  tail?: number | string | undefined;
  /** Show the extra attributes of each message, which the log driver's options ask for. */
  details?: boolean | undefined;
}

/** Query of `GET /containers/{id}/stats`: get container stats based on resource usage. */
export interface ContainerStatsQuery {
  /**
   * Stream the output. If false, the stats will be output once and then it will disconnect.
   *
   * @default {true}
   */
  stream?: boolean | undefined;
  /**
   * Only get a single stat instead of waiting for 2 cycles. Must be used with `stream=false`.
   *
   * Since API 1.41.
   *
   * @default {false}
   */
  "one-shot"?: boolean | undefined;
}

/** Query of `POST /containers/{id}/resize`: resize a container TTY. */
export interface ContainerResizeQuery {
  /** Height of the TTY session in characters. */
  h: number;
  /** Width of the TTY session in characters. */
  w: number;
}

/** Query of `POST /containers/{id}/start`: start a container. */
export interface ContainerStartQuery {
  /**
   * Override the key sequence for detaching a container. Format is a single character `[a-Z]` or
   * `ctrl-<value>` where `<value>` is one of: `a-z`, `@`, `^`, `[`, `,` or `_`.
   */
  detachKeys?: string | undefined;
}

/** Query of `POST /containers/{id}/stop`: stop a container. */
export interface ContainerStopQuery {
  /**
   * Signal to send to the container as an integer or string (e.g. `SIGINT`).
   *
   * Since API 1.42.
   */
  signal?: string | undefined;
  /** Number of seconds to wait before killing the container. */
  t?: number | undefined;
}

/** Query of `POST /containers/{id}/restart`: restart a container. */
export interface ContainerRestartQuery {
  /**
   * Signal to send to the container as an integer or string (e.g. `SIGINT`).
   *
   * Since API 1.42.
   */
  signal?: string | undefined;
  /** Number of seconds to wait before killing the container. */
  t?: number | undefined;
}

/** Query of `POST /containers/{id}/kill`: kill a container. */
export interface ContainerKillQuery {
  /**
   * Signal to send to the container as an integer or string (e.g. `SIGINT`).
   *
   * @default {"SIGKILL"}
   */
  signal?: string | undefined;
}

/** Query of `POST /containers/{id}/rename`: rename a container. */
export interface ContainerRenameQuery {
  /** New name for the container. */
  name: string;
}

/** Query of `POST /containers/{id}/attach`: attach to a container. */
export interface ContainerAttachQuery {
  /**
   * Override the key sequence for detaching a container.Format is a single character `[a-Z]` or
   * `ctrl-<value>` where `<value>` is one of: `a-z`, `@`, `^`, `[`, `,` or `_`.
   */
  detachKeys?: string | undefined;
  /**
   * Replay previous logs from the container.
   *
   * This is useful for attaching to a container that has started and you want to output everything
   * since the container started.
   *
   * If `stream` is also enabled, once all the previous output has been returned, it will seamlessly
   * transition into streaming current output.
   *
   * @default {false}
   */
  logs?: boolean | undefined;
  /**
   * Stream attached streams from the time the request was made onwards.
   *
   * @default {false}
   */
  stream?: boolean | undefined;
  /**
   * Attach to `stdin`.
   *
   * @default {false}
   */
  stdin?: boolean | undefined;
  /**
   * Attach to `stdout`.
   *
   * @default {false}
   */
  stdout?: boolean | undefined;
  /**
   * Attach to `stderr`.
   *
   * @default {false}
   */
  stderr?: boolean | undefined;
}

/** Query of `GET /containers/{id}/attach/ws`: attach to a container via a websocket. */
export interface ContainerAttachWebsocketQuery {
  /**
   * Override the key sequence for detaching a container.Format is a single character `[a-Z]` or
   * `ctrl-<value>` where `<value>` is one of: `a-z`, `@`, `^`, `[`, `,`, or `_`.
   */
  detachKeys?: string | undefined;
  /**
   * Return logs.
   *
   * @default {false}
   */
  logs?: boolean | undefined;
  /**
   * Return stream.
   *
   * @default {false}
   */
  stream?: boolean | undefined;
  /**
   * Attach to `stdin`.
   *
   * Since API 1.42.
   *
   * @default {false}
   */
  stdin?: boolean | undefined;
  /**
   * Attach to `stdout`.
   *
   * Since API 1.42.
   *
   * @default {false}
   */
  stdout?: boolean | undefined;
  /**
   * Attach to `stderr`.
   *
   * Since API 1.42.
   *
   * @default {false}
   */
  stderr?: boolean | undefined;
}

/** Query of `POST /containers/{id}/wait`: wait for a container. */
export interface ContainerWaitQuery {
  /**
   * Wait until a container state reaches the given condition.
   *
   * Defaults to `not-running` if omitted or empty.
   *
   * Since API 1.30.
   *
   * @default {"not-running"}
   */
  condition?: "not-running" | "next-exit" | "removed" | undefined;
}

/** Query of `DELETE /containers/{id}`: remove a container. */
export interface ContainerDeleteQuery {
  /**
   * Remove anonymous volumes associated with the container.
   *
   * @default {false}
   */
  v?: boolean | undefined;
  /**
   * If the container is running, kill it before removing it.
   *
   * @default {false}
   */
  force?: boolean | undefined;
  /**
   * Remove the specified link associated with the container.
   *
   * @default {false}
   */
  link?: boolean | undefined;
}

/** Query of `HEAD /containers/{id}/archive`: get information about files in a container. */
export interface ContainerArchiveInfoQuery {
  /** Resource in the container’s filesystem to archive. */
  path: string;
}

/**
 * Query of `GET /containers/{id}/archive`: get an archive of a filesystem resource in a container.
 */
export interface ContainerArchiveQuery {
  /** Resource in the container’s filesystem to archive. */
  path: string;
}

/**
 * Query of `PUT /containers/{id}/archive`: extract an archive of files or folders to a directory in
 * a container.
 */
export interface PutContainerArchiveQuery {
  /** Path to a directory in the container to extract the archive’s contents into. */
  path: string;
  /**
   * If `1`, `true`, or `True` then it will be an error if unpacking the given content would cause
   * an existing directory to be replaced with a non-directory and vice versa.
   */
  noOverwriteDirNonDir?: boolean | undefined;
  /** If `1`, `true`, then it will copy UID/GID maps to the dest file or dir */
  copyUIDGID?: boolean | undefined;
}

/** Query of `POST /containers/prune`: delete stopped containers. */
export interface ContainerPruneQuery {
  /**
   * Filters to process on the prune list, encoded as JSON (a `map[string][]string`).
   *
   * Available filters:
   * - `until=<timestamp>` Prune containers created before this timestamp. The `<timestamp>` can be
   *   Unix timestamps, date formatted timestamps, or Go duration strings (e.g. `10m`, `1h30m`)
   *   computed relative to the daemon machine’s time.
   * - `label` (`label=<key>`, `label=<key>=<value>`, `label!=<key>`, or `label!=<key>=<value>`)
   *   Prune containers with (or without, in case `label!=...` is used) the specified labels.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Answer to `GET /containers/json`: list containers. */
export type ContainerListAnswer = ContainerSummary[];

/** A container, as the list of containers tells of it. */
export interface ContainerSummary {
  /** The ID of this container as a 128-bit (64-character) hexadecimal string (32 bytes). */
  Id: string;
  /**
   * The names associated with this container. Most containers have a single name, but when using
   * legacy "links", the container can have multiple names.
   *
   * For historic reasons, names are prefixed with a forward-slash (`/`).
   */
  Names: string[] | null;
  /**
   * The name or ID of the image used to create the container.
   *
   * This field shows the image reference as was specified when creating the container, which can be
   * in its canonical form (e.g., `docker.io/library/ubuntu:latest` or
   * `docker.io/library/ubuntu@sha256:72297848456d5d37d1262630108ab308d3e9ec7ed1c3286a32fe09856619a782`),
   * short form (e.g., `ubuntu:latest`)), or the ID(-prefix) of the image (e.g., `72297848456d`).
   *
   * The content of this field can be updated at runtime if the image used to create the container
   * is untagged, in which case the field is updated to contain the the image ID (digest) it was
   * resolved to in its canonical, non-truncated form (e.g.,
   * `sha256:72297848456d5d37d1262630108ab308d3e9ec7ed1c3286a32fe09856619a782`).
   */
  Image: string;
  /** The ID (digest) of the image that this container was created from. */
  ImageID: string;
  /**
   * OCI descriptor of the platform-specific manifest of the image the container was created from.
   *
   * Note: Only available if the daemon provides a multi-platform image store.
   *
   * This field is not populated in the `GET /system/df` endpoint.
   *
   * Since API 1.48.
   */
  ImageManifestDescriptor?: OCIDescriptor | null | undefined;
  /** Command to run when starting the container. */
  Command: string;
  /**
   * Date and time at which the container was created as a Unix timestamp (number of seconds since
   * EPOCH).
   */
  Created: number;
  /** Port-mappings for the container. */
  Ports: PortSummary[] | null;
  /**
   * The size of files that have been created or changed by this container.
   *
   * This field is omitted by default, and only set when size is requested in the API request.
   */
  SizeRw?: number | null | undefined;
  /**
   * The total size of all files in the read-only layers from the image that the container uses.
   * These layers can be shared between containers.
   *
   * This field is omitted by default, and only set when size is requested in the API request.
   */
  SizeRootFs?: number | null | undefined;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /** The state of this container. */
  State:
    | "created"
    | "running"
    | "paused"
    | "restarting"
    | "exited"
    | "removing"
    | "dead"
    | OtherString;
  /** Additional human-readable status of this container (e.g. `Exit 0`). */
  Status: string;
  /**
   * Summary of host-specific runtime information of the container. This is a reduced set of
   * information in the container's "HostConfig" as available in the container "inspect" response.
   */
  HostConfig?: ContainerSummaryHostConfig | undefined;
  /** Summary of the container's network settings. */
  NetworkSettings: ContainerSummaryNetworkSettings;
  /** List of mounts used by the container. */
  Mounts: MountPoint[] | null;
  /**
   * Summary of health status.
   *
   * Added in v1.52, before that version all container summary not include Health. After this
   * attribute introduced, it includes containers with no health checks configured, or containers
   * that are not running with none
   *
   * Since API 1.52.
   */
  Health?: ContainerSummaryHealth | undefined;
}

/** Describes a port-mapping between the container and the host. */
export interface PortSummary {
  /** Host IP address that the container's port is mapped to. */
  IP?: string | undefined;
  /** Port on the container. */
  PrivatePort: number;
  /** Port exposed on the host. */
  PublicPort?: number | undefined;
  /** The port's protocol. */
  Type: "tcp" | "udp" | "sctp" | OtherString;
}

/**
 * Summary of host-specific runtime information of the container. This is a reduced set of
 * information in the container's "HostConfig" as available in the container "inspect" response.
 */
export interface ContainerSummaryHostConfig {
  /**
   * Networking mode (`host`, `none`, `container:<id>`) or name of the primary network the container
   * is using.
   *
   * This field is primarily for backward compatibility. The container can be connected to multiple
   * networks for which information can be found in the `NetworkSettings.Networks` field, which
   * enumerates settings per network.
   */
  NetworkMode?: string | undefined;
  /**
   * Arbitrary key-value metadata attached to the container.
   *
   * Since API 1.46.
   */
  Annotations?: Record<string, string> | null | undefined;
}

/** Summary of the container's network settings. */
export interface ContainerSummaryNetworkSettings {
  /** Summary of network-settings for each network the container is attached to. */
  Networks: Record<string, EndpointSettings> | null;
}

/**
 * MountPoint represents a mount point configuration inside the container. This is used for
 * reporting the mountpoints in use by a container.
 */
export interface MountPoint {
  /**
   * The mount type:
   *
   * - `bind` a mount of a file or directory from the host into the container.
   * - `cluster` a Swarm cluster volume.
   * - `image` an OCI image.
   * - `npipe` a named pipe from the host into the container.
   * - `tmpfs` a `tmpfs`.
   * - `volume` a docker volume with the given `Name`.
   */
  Type: MountType;
  /**
   * Name is the name reference to the underlying data defined by `Source` e.g., the volume name.
   */
  Name?: string | undefined;
  /**
   * Source location of the mount.
   *
   * For volumes, this contains the storage location of the volume (within
   * `/var/lib/docker/volumes/`). For bind-mounts, and `npipe`, this contains the source (host) part
   * of the bind-mount. For `tmpfs` mount points, this field is empty.
   */
  Source: string;
  /**
   * Destination is the path relative to the container root (`/`) where the `Source` is mounted
   * inside the container.
   */
  Destination: string;
  /** Driver is the volume driver used to create the volume (if it is a volume). */
  Driver?: string | undefined;
  /**
   * Mode is a comma separated list of options supplied by the user when creating the bind/volume
   * mount.
   *
   * The default is platform-specific (`"z"` on Linux, empty on Windows).
   */
  Mode: string;
  /** Whether the mount is mounted writable (read-write). */
  RW: boolean;
  /**
   * Propagation describes how mounts are propagated from the host into the mount point, and
   * vice-versa. Refer to the [Linux kernel
   * documentation](https://www.kernel.org/doc/Documentation/filesystems/sharedsubtree.txt) for
   * details. This field is not used on Windows.
   */
  Propagation: string;
}

/**
 * Summary of health status.
 *
 * Added in v1.52, before that version all container summary not include Health. After this
 * attribute introduced, it includes containers with no health checks configured, or containers that
 * are not running with none
 */
export interface ContainerSummaryHealth {
  /** The health status of the container. */
  Status?: "none" | "starting" | "healthy" | "unhealthy" | OtherString | undefined;
  /** FailingStreak is the number of consecutive failures. */
  FailingStreak?: number | undefined;
}

/** Body of `POST /containers/create`: create a container. */
export interface ContainerCreateBody extends ContainerConfigInput {
  /** Container configuration that depends on the host we are running on. */
  HostConfig?: HostConfigInput | undefined;
  /**
   * NetworkingConfig represents the container's networking configuration for each of its
   * interfaces. It is used for the networking configs specified in the `docker create` and `docker
   * network connect` commands.
   */
  NetworkingConfig?: NetworkingConfig | undefined;
}

/** Container configuration that depends on the host we are running on. */
export interface HostConfig extends Resources {
  /**
   * A list of volume bindings for this container. Each volume binding is a string in one of these
   * forms:
   *
   * - `host-src:container-dest[:options]` to bind-mount a host path into the container. Both
   *   `host-src`, and `container-dest` must be an _absolute_ path.
   * - `volume-name:container-dest[:options]` to bind-mount a volume managed by a volume driver into
   *   the container. `container-dest` must be an _absolute_ path.
   *
   * `options` is an optional, comma-delimited list of:
   *
   * - `nocopy` disables automatic copying of data from the container path to the volume. The
   *   `nocopy` flag only applies to named volumes.
   * - `[ro|rw]` mounts a volume read-only or read-write, respectively. If omitted or set to `rw`,
   *   volumes are mounted read-write.
   * - `[z|Z]` applies SELinux labels to allow or deny multiple containers to read and write to the
   *   same volume.
   *     - `z`: a _shared_ content label is applied to the content. This
   *       label indicates that multiple containers can share the volume
   *       content, for both reading and writing.
   *     - `Z`: a _private unshared_ label is applied to the content.
   *       This label indicates that only the current container can use
   *       a private volume. Labeling systems such as SELinux require
   *       proper labels to be placed on volume content that is mounted
   *       into a container. Without a label, the security system can
   *       prevent a container's processes from using the content. By
   *       default, the labels set by the host operating system are not
   *       modified.
   * - `[[r]shared|[r]slave|[r]private]` specifies mount [propagation
   *   behavior](https://www.kernel.org/doc/Documentation/filesystems/sharedsubtree.txt). This only
   *   applies to bind-mounted volumes, not internal volumes or named volumes. Mount propagation
   *   requires the source mount point (the location where the source directory is mounted in the
   *   host operating system) to have the correct propagation properties. For shared volumes, the
   *   source mount point must be set to `shared`. For slave volumes, the mount must be set to
   *   either `shared` or `slave`.
   */
  Binds: string[] | null;
  /** Path to a file where the container ID is written. */
  ContainerIDFile: string;
  /** The logging configuration for this container. */
  LogConfig: HostConfigLogConfig;
  /**
   * Network mode to use for this container. Supported standard values are: `bridge`, `host`,
   * `none`, and `container:<name|id>`. Any other value is taken as a custom network's name to which
   * this container should connect to.
   */
  NetworkMode: string;
  /**
   * PortMap describes the mapping of container ports to host ports, using the container's
   * port-number and protocol as key in the format `<port>/<protocol>`, for example, `80/udp`.
   *
   * If a container's port is mapped for multiple protocols, separate entries are added to the
   * mapping table.
   */
  PortBindings: PortMap | null;
  /**
   * The behavior to apply when the container exits. The default is not to restart.
   *
   * An ever increasing delay (double the previous delay, starting at 100ms) is added before each
   * restart to prevent flooding the server.
   */
  RestartPolicy: RestartPolicy;
  /**
   * Automatically remove the container when the container's process exits. This has no effect if
   * `RestartPolicy` is set.
   */
  AutoRemove: boolean;
  /** Driver that this container uses to mount volumes. */
  VolumeDriver: string;
  /**
   * A list of volumes to inherit from another container, specified in the form `<container
   * name>[:<ro|rw>]`.
   */
  VolumesFrom: string[] | null;
  /** Specification for mounts to be added to the container. */
  Mounts?: Mount[] | null | undefined;
  /** Initial console size, as an `[height, width]` array. */
  ConsoleSize: number[] | null;
  /**
   * Arbitrary non-identifying metadata attached to container and provided to the runtime when the
   * container is started.
   *
   * Since API 1.43.
   */
  Annotations?: Record<string, string> | null | undefined;
  /**
   * A list of kernel capabilities to add to the container. Conflicts with option 'Capabilities'.
   */
  CapAdd: string[] | null;
  /**
   * A list of kernel capabilities to drop from the container. Conflicts with option 'Capabilities'.
   */
  CapDrop: string[] | null;
  /**
   * Cgroup namespace mode for the container. Possible values are:
   *
   * - `"private"`: the container runs in its own private cgroup namespace
   * - `"host"`: use the host system's cgroup namespace
   *
   * If not specified, the daemon default is used, which can either be `"private"` or `"host"`,
   * depending on daemon version, kernel support and configuration.
   *
   * Since API 1.41.
   */
  CgroupnsMode: "private" | "host" | OtherString;
  /** A list of DNS servers for the container to use. */
  Dns: string[] | null;
  /** A list of DNS options. */
  DnsOptions: string[] | null;
  /** A list of DNS search domains. */
  DnsSearch: string[] | null;
  /**
   * A list of hostnames/IP mappings to add to the container's `/etc/hosts` file. Specified in the
   * form `["hostname:IP"]`.
   */
  ExtraHosts: string[] | null;
  /** A list of additional groups that the container process will run as. */
  GroupAdd: string[] | null;
  /**
   * IPC sharing mode for the container. Possible values are:
   *
   * - `"none"`: own private IPC namespace, with /dev/shm not mounted
   * - `"private"`: own private IPC namespace
   * - `"shareable"`: own private IPC namespace, with a possibility to share it with other
   *   containers
   * - `"container:<name|id>"`: join another (shareable) container's IPC namespace
   * - `"host"`: use the host system's IPC namespace
   *
   * If not specified, daemon default is used, which can either be `"private"` or `"shareable"`,
   * depending on daemon version and configuration.
   */
  IpcMode: string;
  /** Cgroup to use for the container. */
  Cgroup: string;
  /** A list of links for the container in the form `container_name:alias`. */
  Links: string[] | null;
  /**
   * An integer value containing the score given to the container in order to tune OOM killer
   * preferences.
   */
  OomScoreAdj: number;
  /**
   * Set the PID (Process) Namespace mode for the container. It can be either:
   *
   * - `"container:<name|id>"`: joins another container's PID namespace
   * - `"host"`: use the host's PID namespace inside the container
   */
  PidMode: string;
  /** Gives the container full access to the host. */
  Privileged: boolean;
  /**
   * Allocates an ephemeral host port for all of a container's exposed ports.
   *
   * Ports are de-allocated when the container stops and allocated when the container starts. The
   * allocated port might be changed when restarting the container.
   *
   * The port is selected from the ephemeral port range that depends on the kernel. For example, on
   * Linux the range is defined by `/proc/sys/net/ipv4/ip_local_port_range`.
   */
  PublishAllPorts: boolean;
  /** Mount the container's root filesystem as read only. */
  ReadonlyRootfs: boolean;
  /** A list of string values to customize labels for MLS systems, such as SELinux. */
  SecurityOpt: string[] | null;
  /** Storage driver options for this container, in the form `{"size": "120G"}`. */
  StorageOpt?: Record<string, string> | null | undefined;
  /**
   * A map of container directories which should be replaced by tmpfs mounts, and their
   * corresponding mount options. For example:
   *
   * ```text
   * { "/run": "rw,noexec,nosuid,size=65536k" }
   * ```
   */
  Tmpfs?: Record<string, string> | null | undefined;
  /** UTS namespace to use for the container. */
  UTSMode: string;
  /**
   * Sets the usernamespace mode for the container when usernamespace remapping option is enabled.
   */
  UsernsMode: string;
  /** Size of `/dev/shm` in bytes. If omitted, the system uses 64MB. */
  ShmSize: number;
  /**
   * A list of kernel parameters (sysctls) to set in the container.
   *
   * This field is omitted if not set.
   */
  Sysctls?: Record<string, string> | null | undefined;
  /** Runtime to use with this container. */
  Runtime?: string | null | undefined;
  /** Isolation technology of the container. (Windows only). */
  Isolation: "default" | "process" | "hyperv" | "" | OtherString;
  /**
   * The list of paths to be masked inside the container (this overrides the default set of paths).
   */
  MaskedPaths: string[] | null;
  /**
   * The list of paths to be set as read-only inside the container (this overrides the default set
   * of paths).
   */
  ReadonlyPaths: string[] | null;
}

/**
 * {@linkcode HostConfig}, as it is sent.
 *
 * Container configuration that depends on the host we are running on
 */
export interface HostConfigInput extends ResourcesInput {
  /**
   * A list of volume bindings for this container. Each volume binding is a string in one of these
   * forms:
   *
   * - `host-src:container-dest[:options]` to bind-mount a host path into the container. Both
   *   `host-src`, and `container-dest` must be an _absolute_ path.
   * - `volume-name:container-dest[:options]` to bind-mount a volume managed by a volume driver into
   *   the container. `container-dest` must be an _absolute_ path.
   *
   * `options` is an optional, comma-delimited list of:
   *
   * - `nocopy` disables automatic copying of data from the container path to the volume. The
   *   `nocopy` flag only applies to named volumes.
   * - `[ro|rw]` mounts a volume read-only or read-write, respectively. If omitted or set to `rw`,
   *   volumes are mounted read-write.
   * - `[z|Z]` applies SELinux labels to allow or deny multiple containers to read and write to the
   *   same volume.
   *     - `z`: a _shared_ content label is applied to the content. This
   *       label indicates that multiple containers can share the volume
   *       content, for both reading and writing.
   *     - `Z`: a _private unshared_ label is applied to the content.
   *       This label indicates that only the current container can use
   *       a private volume. Labeling systems such as SELinux require
   *       proper labels to be placed on volume content that is mounted
   *       into a container. Without a label, the security system can
   *       prevent a container's processes from using the content. By
   *       default, the labels set by the host operating system are not
   *       modified.
   * - `[[r]shared|[r]slave|[r]private]` specifies mount [propagation
   *   behavior](https://www.kernel.org/doc/Documentation/filesystems/sharedsubtree.txt). This only
   *   applies to bind-mounted volumes, not internal volumes or named volumes. Mount propagation
   *   requires the source mount point (the location where the source directory is mounted in the
   *   host operating system) to have the correct propagation properties. For shared volumes, the
   *   source mount point must be set to `shared`. For slave volumes, the mount must be set to
   *   either `shared` or `slave`.
   */
  Binds?: readonly string[] | null | undefined;
  /** Path to a file where the container ID is written. */
  ContainerIDFile?: string | undefined;
  /** The logging configuration for this container. */
  LogConfig?: HostConfigLogConfigInput | undefined;
  /**
   * Network mode to use for this container. Supported standard values are: `bridge`, `host`,
   * `none`, and `container:<name|id>`. Any other value is taken as a custom network's name to which
   * this container should connect to.
   */
  NetworkMode?: string | undefined;
  /**
   * PortMap describes the mapping of container ports to host ports, using the container's
   * port-number and protocol as key in the format `<port>/<protocol>`, for example, `80/udp`.
   *
   * If a container's port is mapped for multiple protocols, separate entries are added to the
   * mapping table.
   */
  PortBindings?: PortMapInput | null | undefined;
  /**
   * The behavior to apply when the container exits. The default is not to restart.
   *
   * An ever increasing delay (double the previous delay, starting at 100ms) is added before each
   * restart to prevent flooding the server.
   */
  RestartPolicy?: RestartPolicyInput | undefined;
  /**
   * Automatically remove the container when the container's process exits. This has no effect if
   * `RestartPolicy` is set.
   */
  AutoRemove?: boolean | undefined;
  /** Driver that this container uses to mount volumes. */
  VolumeDriver?: string | undefined;
  /**
   * A list of volumes to inherit from another container, specified in the form `<container
   * name>[:<ro|rw>]`.
   */
  VolumesFrom?: readonly string[] | null | undefined;
  /** Specification for mounts to be added to the container. */
  Mounts?: readonly MountInput[] | null | undefined;
  /** Initial console size, as an `[height, width]` array. */
  ConsoleSize?: readonly number[] | null | undefined;
  /**
   * Arbitrary non-identifying metadata attached to container and provided to the runtime when the
   * container is started.
   *
   * Since API 1.43.
   */
  Annotations?: Readonly<Record<string, string>> | null | undefined;
  /**
   * A list of kernel capabilities to add to the container. Conflicts with option 'Capabilities'.
   */
  CapAdd?: readonly string[] | null | undefined;
  /**
   * A list of kernel capabilities to drop from the container. Conflicts with option 'Capabilities'.
   */
  CapDrop?: readonly string[] | null | undefined;
  /**
   * Cgroup namespace mode for the container. Possible values are:
   *
   * - `"private"`: the container runs in its own private cgroup namespace
   * - `"host"`: use the host system's cgroup namespace
   *
   * If not specified, the daemon default is used, which can either be `"private"` or `"host"`,
   * depending on daemon version, kernel support and configuration.
   *
   * Since API 1.41.
   */
  CgroupnsMode?: "private" | "host" | OtherString | undefined;
  /** A list of DNS servers for the container to use. */
  Dns?: readonly string[] | null | undefined;
  /** A list of DNS options. */
  DnsOptions?: readonly string[] | null | undefined;
  /** A list of DNS search domains. */
  DnsSearch?: readonly string[] | null | undefined;
  /**
   * A list of hostnames/IP mappings to add to the container's `/etc/hosts` file. Specified in the
   * form `["hostname:IP"]`.
   */
  ExtraHosts?: readonly string[] | null | undefined;
  /** A list of additional groups that the container process will run as. */
  GroupAdd?: readonly string[] | null | undefined;
  /**
   * IPC sharing mode for the container. Possible values are:
   *
   * - `"none"`: own private IPC namespace, with /dev/shm not mounted
   * - `"private"`: own private IPC namespace
   * - `"shareable"`: own private IPC namespace, with a possibility to share it with other
   *   containers
   * - `"container:<name|id>"`: join another (shareable) container's IPC namespace
   * - `"host"`: use the host system's IPC namespace
   *
   * If not specified, daemon default is used, which can either be `"private"` or `"shareable"`,
   * depending on daemon version and configuration.
   */
  IpcMode?: string | undefined;
  /** Cgroup to use for the container. */
  Cgroup?: string | undefined;
  /** A list of links for the container in the form `container_name:alias`. */
  Links?: readonly string[] | null | undefined;
  /**
   * An integer value containing the score given to the container in order to tune OOM killer
   * preferences.
   */
  OomScoreAdj?: number | undefined;
  /**
   * Set the PID (Process) Namespace mode for the container. It can be either:
   *
   * - `"container:<name|id>"`: joins another container's PID namespace
   * - `"host"`: use the host's PID namespace inside the container
   */
  PidMode?: string | undefined;
  /** Gives the container full access to the host. */
  Privileged?: boolean | undefined;
  /**
   * Allocates an ephemeral host port for all of a container's exposed ports.
   *
   * Ports are de-allocated when the container stops and allocated when the container starts. The
   * allocated port might be changed when restarting the container.
   *
   * The port is selected from the ephemeral port range that depends on the kernel. For example, on
   * Linux the range is defined by `/proc/sys/net/ipv4/ip_local_port_range`.
   */
  PublishAllPorts?: boolean | undefined;
  /** Mount the container's root filesystem as read only. */
  ReadonlyRootfs?: boolean | undefined;
  /** A list of string values to customize labels for MLS systems, such as SELinux. */
  SecurityOpt?: readonly string[] | null | undefined;
  /** Storage driver options for this container, in the form `{"size": "120G"}`. */
  StorageOpt?: Readonly<Record<string, string>> | null | undefined;
  /**
   * A map of container directories which should be replaced by tmpfs mounts, and their
   * corresponding mount options. For example:
   *
   * ```text
   * { "/run": "rw,noexec,nosuid,size=65536k" }
   * ```
   */
  Tmpfs?: Readonly<Record<string, string>> | null | undefined;
  /** UTS namespace to use for the container. */
  UTSMode?: string | undefined;
  /**
   * Sets the usernamespace mode for the container when usernamespace remapping option is enabled.
   */
  UsernsMode?: string | undefined;
  /** Size of `/dev/shm` in bytes. If omitted, the system uses 64MB. */
  ShmSize?: number | undefined;
  /**
   * A list of kernel parameters (sysctls) to set in the container.
   *
   * This field is omitted if not set.
   */
  Sysctls?: Readonly<Record<string, string>> | null | undefined;
  /** Runtime to use with this container. */
  Runtime?: string | null | undefined;
  /** Isolation technology of the container. (Windows only). */
  Isolation?: "default" | "process" | "hyperv" | "" | OtherString | undefined;
  /**
   * The list of paths to be masked inside the container (this overrides the default set of paths).
   */
  MaskedPaths?: readonly string[] | null | undefined;
  /**
   * The list of paths to be set as read-only inside the container (this overrides the default set
   * of paths).
   */
  ReadonlyPaths?: readonly string[] | null | undefined;
}

/** A container's resources (cgroups config, ulimits, etc). */
export interface Resources {
  /** An integer value representing this container's relative CPU weight versus other containers. */
  CpuShares: number;
  /**
   * Memory limit in bytes.
   *
   * @default {0}
   */
  Memory: number;
  /**
   * Path to `cgroups` under which the container's `cgroup` is created. If the path is not absolute,
   * the path is considered to be relative to the `cgroups` path of the init process. Cgroups are
   * created if they do not already exist.
   */
  CgroupParent: string;
  /** Block IO weight (relative weight). */
  BlkioWeight: number;
  /**
   * Block IO weight (relative device weight) in the form:
   *
   * ```text
   * [{"Path": "device_path", "Weight": weight}]
   * ```
   */
  BlkioWeightDevice: ResourcesBlkioWeightDevice[] | null;
  /**
   * Limit read rate (bytes per second) from a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceReadBps: ThrottleDevice[] | null;
  /**
   * Limit write rate (bytes per second) to a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceWriteBps: ThrottleDevice[] | null;
  /**
   * Limit read rate (IO per second) from a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceReadIOps: ThrottleDevice[] | null;
  /**
   * Limit write rate (IO per second) to a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceWriteIOps: ThrottleDevice[] | null;
  /** The length of a CPU period in microseconds. */
  CpuPeriod: number;
  /** Microseconds of CPU time that the container can get in a CPU period. */
  CpuQuota: number;
  /**
   * The length of a CPU real-time period in microseconds. Set to 0 to allocate no time allocated to
   * real-time tasks.
   */
  CpuRealtimePeriod: number;
  /**
   * The length of a CPU real-time runtime in microseconds. Set to 0 to allocate no time allocated
   * to real-time tasks.
   */
  CpuRealtimeRuntime: number;
  /** CPUs in which to allow execution (e.g., `0-3`, `0,1`). */
  CpusetCpus: string;
  /** Memory nodes (MEMs) in which to allow execution (0-3, 0,1). Only effective on NUMA systems. */
  CpusetMems: string;
  /** A list of devices to add to the container. */
  Devices: DeviceMapping[] | null;
  /**
   * A list of cgroup rules to apply to the container.
   *
   * Since API 1.28.
   */
  DeviceCgroupRules: string[] | null;
  /**
   * A list of requests for devices to be sent to device drivers.
   *
   * Since API 1.40.
   */
  DeviceRequests: DeviceRequest[] | null;
  /** Memory soft limit in bytes. */
  MemoryReservation: number;
  /** Total memory limit (memory + swap). Set as `-1` to enable unlimited swap. */
  MemorySwap: number;
  /** Tune a container's memory swappiness behavior. Accepts an integer between 0 and 100. */
  MemorySwappiness: number | null;
  /** CPU quota in units of 10^-9 CPUs. */
  NanoCpus: number;
  /** Disable OOM Killer for the container. */
  OomKillDisable: boolean | null;
  /**
   * Run an init inside the container that forwards signals and reaps processes. This field is
   * omitted if empty, and the default (as configured on the daemon) is used.
   */
  Init?: boolean | null | undefined;
  /** Tune a container's PIDs limit. Set `0` or `-1` for unlimited, or `null` to not change. */
  PidsLimit: number | null;
  /**
   * A list of resource limits to set in the container. For example:
   *
   * ```text
   * {"Name": "nofile", "Soft": 1024, "Hard": 2048}
   * ```
   */
  Ulimits: ResourcesUlimit[] | null;
  /**
   * The number of usable CPUs (Windows only).
   *
   * On Windows Server containers, the processor resource controls are mutually exclusive. The order
   * of precedence is `CPUCount` first, then `CPUShares`, and `CPUPercent` last.
   */
  CpuCount: number;
  /**
   * The usable percentage of the available CPUs (Windows only).
   *
   * On Windows Server containers, the processor resource controls are mutually exclusive. The order
   * of precedence is `CPUCount` first, then `CPUShares`, and `CPUPercent` last.
   */
  CpuPercent: number;
  /** Maximum IOps for the container system drive (Windows only). */
  IOMaximumIOps: number;
  /** Maximum IO in bytes per second for the container system drive (Windows only). */
  IOMaximumBandwidth: number;
  /**
   * Kernel memory limit in bytes.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45. This field is deprecated as the
   * kernel 5.4 deprecated `kmem.limit_in_bytes`.
   */
  KernelMemory?: number | undefined;
  /**
   * Hard limit for kernel TCP buffer memory (in bytes). Depending on the OCI runtime in use, this
   * option may be ignored. It is no longer supported by the default (runc) runtime.
   *
   * This field is omitted when empty.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is deprecated as kernel
   * 6.12 has deprecated `memory.kmem.tcp.limit_in_bytes` field for cgroups v1. This field will be
   * removed in a future release.
   */
  KernelMemoryTCP?: number | undefined;
}

/**
 * {@linkcode Resources}, as it is sent.
 *
 * A container's resources (cgroups config, ulimits, etc)
 */
export interface ResourcesInput {
  /** An integer value representing this container's relative CPU weight versus other containers. */
  CpuShares?: number | undefined;
  /**
   * Memory limit in bytes.
   *
   * @default {0}
   */
  Memory?: number | undefined;
  /**
   * Path to `cgroups` under which the container's `cgroup` is created. If the path is not absolute,
   * the path is considered to be relative to the `cgroups` path of the init process. Cgroups are
   * created if they do not already exist.
   */
  CgroupParent?: string | undefined;
  /** Block IO weight (relative weight). */
  BlkioWeight?: number | undefined;
  /**
   * Block IO weight (relative device weight) in the form:
   *
   * ```text
   * [{"Path": "device_path", "Weight": weight}]
   * ```
   */
  BlkioWeightDevice?: readonly ResourcesBlkioWeightDeviceInput[] | null | undefined;
  /**
   * Limit read rate (bytes per second) from a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceReadBps?: readonly ThrottleDeviceInput[] | null | undefined;
  /**
   * Limit write rate (bytes per second) to a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceWriteBps?: readonly ThrottleDeviceInput[] | null | undefined;
  /**
   * Limit read rate (IO per second) from a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceReadIOps?: readonly ThrottleDeviceInput[] | null | undefined;
  /**
   * Limit write rate (IO per second) to a device, in the form:
   *
   * ```text
   * [{"Path": "device_path", "Rate": rate}]
   * ```
   */
  BlkioDeviceWriteIOps?: readonly ThrottleDeviceInput[] | null | undefined;
  /** The length of a CPU period in microseconds. */
  CpuPeriod?: number | undefined;
  /** Microseconds of CPU time that the container can get in a CPU period. */
  CpuQuota?: number | undefined;
  /**
   * The length of a CPU real-time period in microseconds. Set to 0 to allocate no time allocated to
   * real-time tasks.
   */
  CpuRealtimePeriod?: number | undefined;
  /**
   * The length of a CPU real-time runtime in microseconds. Set to 0 to allocate no time allocated
   * to real-time tasks.
   */
  CpuRealtimeRuntime?: number | undefined;
  /** CPUs in which to allow execution (e.g., `0-3`, `0,1`). */
  CpusetCpus?: string | undefined;
  /** Memory nodes (MEMs) in which to allow execution (0-3, 0,1). Only effective on NUMA systems. */
  CpusetMems?: string | undefined;
  /** A list of devices to add to the container. */
  Devices?: readonly DeviceMappingInput[] | null | undefined;
  /**
   * A list of cgroup rules to apply to the container.
   *
   * Since API 1.28.
   */
  DeviceCgroupRules?: readonly string[] | null | undefined;
  /**
   * A list of requests for devices to be sent to device drivers.
   *
   * Since API 1.40.
   */
  DeviceRequests?: readonly DeviceRequestInput[] | null | undefined;
  /** Memory soft limit in bytes. */
  MemoryReservation?: number | undefined;
  /** Total memory limit (memory + swap). Set as `-1` to enable unlimited swap. */
  MemorySwap?: number | undefined;
  /** Tune a container's memory swappiness behavior. Accepts an integer between 0 and 100. */
  MemorySwappiness?: number | null | undefined;
  /** CPU quota in units of 10^-9 CPUs. */
  NanoCpus?: number | undefined;
  /** Disable OOM Killer for the container. */
  OomKillDisable?: boolean | null | undefined;
  /**
   * Run an init inside the container that forwards signals and reaps processes. This field is
   * omitted if empty, and the default (as configured on the daemon) is used.
   */
  Init?: boolean | null | undefined;
  /** Tune a container's PIDs limit. Set `0` or `-1` for unlimited, or `null` to not change. */
  PidsLimit?: number | null | undefined;
  /**
   * A list of resource limits to set in the container. For example:
   *
   * ```text
   * {"Name": "nofile", "Soft": 1024, "Hard": 2048}
   * ```
   */
  Ulimits?: readonly ResourcesUlimitInput[] | null | undefined;
  /**
   * The number of usable CPUs (Windows only).
   *
   * On Windows Server containers, the processor resource controls are mutually exclusive. The order
   * of precedence is `CPUCount` first, then `CPUShares`, and `CPUPercent` last.
   */
  CpuCount?: number | undefined;
  /**
   * The usable percentage of the available CPUs (Windows only).
   *
   * On Windows Server containers, the processor resource controls are mutually exclusive. The order
   * of precedence is `CPUCount` first, then `CPUShares`, and `CPUPercent` last.
   */
  CpuPercent?: number | undefined;
  /** Maximum IOps for the container system drive (Windows only). */
  IOMaximumIOps?: number | undefined;
  /** Maximum IO in bytes per second for the container system drive (Windows only). */
  IOMaximumBandwidth?: number | undefined;
  /**
   * Kernel memory limit in bytes.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45. This field is deprecated as the
   * kernel 5.4 deprecated `kmem.limit_in_bytes`.
   */
  KernelMemory?: number | undefined;
  /**
   * Hard limit for kernel TCP buffer memory (in bytes). Depending on the OCI runtime in use, this
   * option may be ignored. It is no longer supported by the default (runc) runtime.
   *
   * This field is omitted when empty.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is deprecated as kernel
   * 6.12 has deprecated `memory.kmem.tcp.limit_in_bytes` field for cgroups v1. This field will be
   * removed in a future release.
   */
  KernelMemoryTCP?: number | undefined;
}

/** One of the `BlkioWeightDevice` of a {@linkcode Resources}. */
export interface ResourcesBlkioWeightDevice {
  /** The device's path on the host. */
  Path?: string | undefined;
  /** The device's weight, 10 to 1000. */
  Weight?: number | undefined;
}

/**
 * {@linkcode ResourcesBlkioWeightDevice}, as it is sent.
 *
 * One of the `BlkioWeightDevice` of a {@linkcode Resources}.
 */
export interface ResourcesBlkioWeightDeviceInput {
  /** The device's path on the host. */
  Path?: string | undefined;
  /** The device's weight, 10 to 1000. */
  Weight?: number | undefined;
}

/** One of the `BlkioDeviceReadBps` of a {@linkcode Resources}. */
export interface ThrottleDevice {
  /** Device path. */
  Path?: string | undefined;
  /** Rate. */
  Rate?: number | undefined;
}

/**
 * {@linkcode ThrottleDevice}, as it is sent.
 *
 * One of the `BlkioDeviceReadBps` of a {@linkcode Resources}.
 */
export interface ThrottleDeviceInput {
  /** Device path. */
  Path?: string | undefined;
  /** Rate. */
  Rate?: number | undefined;
}

/** A device mapping between the host and container. */
export interface DeviceMapping {
  /** The device's path on the host. */
  PathOnHost: string;
  /** The device's path in the container. */
  PathInContainer: string;
  /** What the container may do with the device: `r`ead, `w`rite, `m`ake. */
  CgroupPermissions: string;
}

/**
 * {@linkcode DeviceMapping}, as it is sent.
 *
 * A device mapping between the host and container
 */
export interface DeviceMappingInput {
  /** The device's path on the host. */
  PathOnHost?: string | undefined;
  /** The device's path in the container. */
  PathInContainer?: string | undefined;
  /** What the container may do with the device: `r`ead, `w`rite, `m`ake. */
  CgroupPermissions?: string | undefined;
}

/** A request for devices to be sent to device drivers. */
export interface DeviceRequest {
  /**
   * The name of the device driver to use for this request.
   *
   * Note that if this is specified the capabilities are ignored when selecting a device driver.
   */
  Driver?: string | undefined;
  /** How many devices; -1 for all there are. */
  Count?: number | undefined;
  /** The devices, by the driver's IDs, instead of a count. */
  DeviceIDs?: string[] | null | undefined;
  /**
   * A list of capabilities; an OR list of AND lists of capabilities.
   *
   * Note that if a driver is specified the capabilities have no effect on selecting a driver as the
   * driver name is used directly.
   *
   * Note that if no driver is specified the capabilities are used to select a driver with the
   * required capabilities.
   */
  Capabilities?: string[][] | null | undefined;
  /**
   * Driver-specific options, specified as a key/value pairs. These options are passed directly to
   * the driver.
   */
  Options?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode DeviceRequest}, as it is sent.
 *
 * A request for devices to be sent to device drivers
 */
export interface DeviceRequestInput {
  /**
   * The name of the device driver to use for this request.
   *
   * Note that if this is specified the capabilities are ignored when selecting a device driver.
   */
  Driver?: string | undefined;
  /** How many devices; -1 for all there are. */
  Count?: number | undefined;
  /** The devices, by the driver's IDs, instead of a count. */
  DeviceIDs?: readonly string[] | null | undefined;
  /**
   * A list of capabilities; an OR list of AND lists of capabilities.
   *
   * Note that if a driver is specified the capabilities have no effect on selecting a driver as the
   * driver name is used directly.
   *
   * Note that if no driver is specified the capabilities are used to select a driver with the
   * required capabilities.
   */
  Capabilities?: readonly (readonly string[])[] | null | undefined;
  /**
   * Driver-specific options, specified as a key/value pairs. These options are passed directly to
   * the driver.
   */
  Options?: Readonly<Record<string, string>> | null | undefined;
}

/** One of the `Ulimits` of a {@linkcode Resources}. */
export interface ResourcesUlimit {
  /** Name of ulimit. */
  Name: string;
  /** Soft limit. */
  Soft: number;
  /** Hard limit. */
  Hard: number;
}

/**
 * {@linkcode ResourcesUlimit}, as it is sent.
 *
 * One of the `Ulimits` of a {@linkcode Resources}.
 */
export interface ResourcesUlimitInput {
  /** Name of ulimit. */
  Name?: string | undefined;
  /** Soft limit. */
  Soft?: number | undefined;
  /** Hard limit. */
  Hard?: number | undefined;
}

/** The logging configuration for this container. */
export interface HostConfigLogConfig {
  /** Name of the logging driver used for the container or "none" if logging is disabled. */
  Type:
    | "local"
    | "json-file"
    | "syslog"
    | "journald"
    | "gelf"
    | "fluentd"
    | "awslogs"
    | "splunk"
    | "etwlogs"
    | "none"
    | OtherString;
  /** Driver-specific configuration options for the logging driver. */
  Config: Record<string, string> | null;
}

/**
 * {@linkcode HostConfigLogConfig}, as it is sent.
 *
 * The logging configuration for this container
 */
export interface HostConfigLogConfigInput {
  /** Name of the logging driver used for the container or "none" if logging is disabled. */
  Type?:
    | "local"
    | "json-file"
    | "syslog"
    | "journald"
    | "gelf"
    | "fluentd"
    | "awslogs"
    | "splunk"
    | "etwlogs"
    | "none"
    | OtherString
    | undefined;
  /** Driver-specific configuration options for the logging driver. */
  Config?: Readonly<Record<string, string>> | null | undefined;
}

/**
 * PortMap describes the mapping of container ports to host ports, using the container's port-number
 * and protocol as key in the format `<port>/<protocol>`, for example, `80/udp`.
 *
 * If a container's port is mapped for multiple protocols, separate entries are added to the mapping
 * table.
 */
export type PortMap = Record<string, PortBinding[] | null>;

/**
 * {@linkcode PortMap}, as it is sent.
 *
 * PortMap describes the mapping of container ports to host ports, using the container's port-number
 * and protocol as key in the format `<port>/<protocol>`, for example, `80/udp`.
 *
 * If a container's port is mapped for multiple protocols, separate entries are added to the mapping
 * table.
 */
export type PortMapInput = Readonly<Record<string, readonly PortBindingInput[] | null>>;

/** PortBinding represents a binding between a host IP address and a host port. */
export interface PortBinding {
  /** Host IP address that the container's port is mapped to. */
  HostIp: string;
  /** Host port number that the container's port is mapped to. */
  HostPort: string;
}

/**
 * {@linkcode PortBinding}, as it is sent.
 *
 * PortBinding represents a binding between a host IP address and a host port.
 */
export interface PortBindingInput {
  /** Host IP address that the container's port is mapped to. */
  HostIp?: string | undefined;
  /** Host port number that the container's port is mapped to. */
  HostPort?: string | undefined;
}

/**
 * The behavior to apply when the container exits. The default is not to restart.
 *
 * An ever increasing delay (double the previous delay, starting at 100ms) is added before each
 * restart to prevent flooding the server.
 */
export interface RestartPolicy {
  /**
   * - Empty string means not to restart
   * - `no` Do not automatically restart
   * - `always` Always restart
   * - `unless-stopped` Restart always except when the user has manually stopped the container
   * - `on-failure` Restart only when the container exit code is non-zero
   */
  Name: "" | "no" | "always" | "unless-stopped" | "on-failure" | OtherString;
  /** If `on-failure` is used, the number of times to retry before giving up. */
  MaximumRetryCount: number;
}

/**
 * {@linkcode RestartPolicy}, as it is sent.
 *
 * The behavior to apply when the container exits. The default is not to restart.
 *
 * An ever increasing delay (double the previous delay, starting at 100ms) is added before each
 * restart to prevent flooding the server.
 */
export interface RestartPolicyInput {
  /**
   * - Empty string means not to restart
   * - `no` Do not automatically restart
   * - `always` Always restart
   * - `unless-stopped` Restart always except when the user has manually stopped the container
   * - `on-failure` Restart only when the container exit code is non-zero
   */
  Name?: "" | "no" | "always" | "unless-stopped" | "on-failure" | OtherString | undefined;
  /** If `on-failure` is used, the number of times to retry before giving up. */
  MaximumRetryCount?: number | undefined;
}

/**
 * NetworkingConfig represents the container's networking configuration for each of its interfaces.
 * It is used for the networking configs specified in the `docker create` and `docker network
 * connect` commands.
 */
export interface NetworkingConfig {
  /**
   * A mapping of network name to endpoint configuration for that network. The endpoint
   * configuration can be left empty to connect to that network with no particular endpoint
   * configuration.
   */
  EndpointsConfig?: Readonly<Record<string, EndpointSettingsInput>> | null | undefined;
}

/** OK response to ContainerCreate operation. */
export interface ContainerCreateResponse {
  /** The ID of the created container. */
  Id: string;
  /** Warnings encountered when creating the container. */
  Warnings: string[] | null;
}

/** All that the engine knows of one container. */
export interface ContainerInspectResponse {
  /** The ID of this container as a 128-bit (64-character) hexadecimal string (32 bytes). */
  Id: string;
  /**
   * Date and time at which the container was created, formatted in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  Created: string;
  /** The path to the command being run. */
  Path: string;
  /** The arguments to the command being run. */
  Args: string[] | null;
  /**
   * ContainerState stores container's running state. It's part of ContainerJSONBase and will be
   * returned by the "inspect" command.
   */
  State: ContainerState;
  /** The ID (digest) of the image that this container was created from. */
  Image: string;
  /**
   * Location of the `/etc/resolv.conf` generated for the container on the host.
   *
   * This file is managed through the docker daemon, and should not be accessed or modified by other
   * tools.
   */
  ResolvConfPath: string;
  /**
   * Location of the `/etc/hostname` generated for the container on the host.
   *
   * This file is managed through the docker daemon, and should not be accessed or modified by other
   * tools.
   */
  HostnamePath: string;
  /**
   * Location of the `/etc/hosts` generated for the container on the host.
   *
   * This file is managed through the docker daemon, and should not be accessed or modified by other
   * tools.
   */
  HostsPath: string;
  /**
   * Location of the file used to buffer the container's logs. Depending on the logging-driver used
   * for the container, this field may be omitted.
   *
   * This file is managed through the docker daemon, and should not be accessed or modified by other
   * tools.
   */
  LogPath: string;
  /**
   * The name associated with this container.
   *
   * For historic reasons, the name may be prefixed with a forward-slash (`/`).
   */
  Name: string;
  /**
   * Number of times the container was restarted since it was created, or since daemon was started.
   */
  RestartCount: number;
  /** The storage-driver used for the container's filesystem (graph-driver or snapshotter). */
  Driver: string;
  /**
   * The platform (operating system) for which the container was created.
   *
   * This field was introduced for the experimental "LCOW" (Linux Containers On Windows) features,
   * which has been removed. In most cases, this field is equal to the host's operating system
   * (`linux` or `windows`).
   */
  Platform: string;
  /**
   * OCI descriptor of the platform-specific manifest of the image the container was created from.
   *
   * Note: Only available if the daemon provides a multi-platform image store.
   *
   * Since API 1.48.
   */
  ImageManifestDescriptor?: OCIDescriptor | undefined;
  /** SELinux mount label set for the container. */
  MountLabel: string;
  /** SELinux process label set for the container. */
  ProcessLabel: string;
  /** The AppArmor profile set for the container. */
  AppArmorProfile: string;
  /** IDs of exec instances that are running in the container. */
  ExecIDs: string[] | null;
  /** Container configuration that depends on the host we are running on. */
  HostConfig: HostConfig;
  /** Information about the storage driver used to store the container's and image's filesystem. */
  GraphDriver?: DriverData | null | undefined;
  /** Information about the storage used by the container. */
  Storage?: Storage | null | undefined;
  /**
   * The size of files that have been created or changed by this container.
   *
   * This field is omitted by default, and only set when size is requested in the API request.
   */
  SizeRw?: number | null | undefined;
  /**
   * The total size of all files in the read-only layers from the image that the container uses.
   * These layers can be shared between containers.
   *
   * This field is omitted by default, and only set when size is requested in the API request.
   */
  SizeRootFs?: number | null | undefined;
  /** List of mounts used by the container. */
  Mounts: MountPoint[] | null;
  /** Configuration for a container that is portable between hosts. */
  Config: ContainerConfig;
  /** NetworkSettings exposes the network settings in the API. */
  NetworkSettings: NetworkSettings;
}

/**
 * ContainerState stores container's running state. It's part of ContainerJSONBase and will be
 * returned by the "inspect" command.
 */
export interface ContainerState {
  /**
   * String representation of the container state. Can be one of "created", "running", "paused",
   * "restarting", "removing", "exited", or "dead".
   */
  Status:
    | "created"
    | "running"
    | "paused"
    | "restarting"
    | "removing"
    | "exited"
    | "dead"
    | OtherString;
  /**
   * Whether this container is running.
   *
   * Note that a running container can be _paused_. The `Running` and `Paused` booleans are not
   * mutually exclusive:
   *
   * When pausing a container (on Linux), the freezer cgroup is used to suspend all processes in the
   * container. Freezing the process requires the process to be running. As a result, paused
   * containers are both `Running` _and_ `Paused`.
   *
   * Use the `Status` field instead to determine if a container's state is "running".
   */
  Running: boolean;
  /** Whether this container is paused. */
  Paused: boolean;
  /** Whether this container is restarting. */
  Restarting: boolean;
  /**
   * Whether a process within this container has been killed because it ran out of memory since the
   * container was last started.
   */
  OOMKilled: boolean;
  /** Whether the container could not be removed and is left half removed. */
  Dead: boolean;
  /** The process ID of this container. */
  Pid: number;
  /** The last exit code of this container. */
  ExitCode: number;
  /** Why the container did not start; empty if it did. */
  Error: string;
  /** The time when this container was last started. */
  StartedAt: string;
  /** The time when this container last exited. */
  FinishedAt: string;
  /** Health stores information about the container's healthcheck results. */
  Health?: Health | null | undefined;
}

/** Health stores information about the container's healthcheck results. */
export interface Health {
  /**
   * Status is one of `none`, `starting`, `healthy` or `unhealthy`.
   *
   * - "none"      Indicates there is no healthcheck
   * - "starting"  Starting indicates that the container is not yet ready
   * - "healthy"   Healthy indicates that the container is running correctly
   * - "unhealthy" Unhealthy indicates that the container has a problem
   */
  Status: "none" | "starting" | "healthy" | "unhealthy" | OtherString;
  /** FailingStreak is the number of consecutive failures. */
  FailingStreak: number;
  /** Log contains the last few results (oldest first). */
  Log: (HealthcheckResult | null)[] | null;
}

/** HealthcheckResult stores information about a single run of a healthcheck probe. */
export interface HealthcheckResult {
  /**
   * Date and time at which this check started in [RFC 3339](https://www.ietf.org/rfc/rfc3339.txt)
   * format with nano-seconds.
   */
  Start: string;
  /**
   * Date and time at which this check ended in [RFC 3339](https://www.ietf.org/rfc/rfc3339.txt)
   * format with nano-seconds.
   */
  End: string;
  /**
   * ExitCode meanings:
   *
   * - `0` healthy
   * - `1` unhealthy
   * - `2` reserved (considered unhealthy)
   * - other values: error running probe
   */
  ExitCode: number;
  /** Output from last check. */
  Output: string;
}

/** Information about the storage used by the container. */
export interface Storage {
  /** Information about the storage used for the container's root filesystem. */
  RootFS?: RootFSStorage | null | undefined;
}

/** Information about the storage used for the container's root filesystem. */
export interface RootFSStorage {
  /** Information about the snapshot used for the container's root filesystem. */
  Snapshot?: RootFSStorageSnapshot | null | undefined;
}

/** Information about a snapshot backend of the container's root filesystem. */
export interface RootFSStorageSnapshot {
  /** Name of the snapshotter. */
  Name?: string | undefined;
}

/** NetworkSettings exposes the network settings in the API. */
export interface NetworkSettings {
  /** SandboxID uniquely represents a container's network stack. */
  SandboxID: string;
  /** SandboxKey is the full path of the netns handle. */
  SandboxKey: string;
  /**
   * PortMap describes the mapping of container ports to host ports, using the container's
   * port-number and protocol as key in the format `<port>/<protocol>`, for example, `80/udp`.
   *
   * If a container's port is mapped for multiple protocols, separate entries are added to the
   * mapping table.
   */
  Ports: PortMap | null;
  /** Information about all networks that the container is connected to. */
  Networks: Record<string, EndpointSettings> | null;
  /**
   * Name of the default bridge interface when dockerd's --bridge flag is set.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only set when the
   * daemon is started with the --bridge flag specified.
   */
  Bridge?: string | undefined;
  /**
   * Gateway address for the default "bridge" network.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  Gateway?: string | undefined;
  /**
   * Mask length of the IPv4 address.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  IPPrefixLen?: number | undefined;
  /**
   * MAC address for the container on the default "bridge" network.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  MacAddress?: string | undefined;
  /**
   * Indicates if hairpin NAT should be enabled on the virtual interface.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is never set and will be
   * removed in a future release.
   */
  HairpinMode?: boolean | undefined;
  /**
   * IPv6 unicast address using the link-local prefix.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is never set and will be
   * removed in a future release.
   */
  LinkLocalIPv6Address?: string | undefined;
  /**
   * Prefix length of the IPv6 unicast address.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is never set and will be
   * removed in a future release.
   */
  LinkLocalIPv6PrefixLen?: number | undefined;
  /**
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is never set and will be
   * removed in a future release.
   */
  SecondaryIPAddresses?: Address[] | null | undefined;
  /**
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is never set and will be
   * removed in a future release.
   */
  SecondaryIPv6Addresses?: Address[] | null | undefined;
  /**
   * EndpointID uniquely represents a service endpoint in a Sandbox.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  EndpointID?: string | undefined;
  /**
   * Global IPv6 address for the default "bridge" network.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  GlobalIPv6Address?: string | undefined;
  /**
   * Mask length of the global IPv6 address.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  GlobalIPv6PrefixLen?: number | undefined;
  /**
   * IPv4 address for the default "bridge" network.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  IPAddress?: string | undefined;
  /**
   * IPv6 gateway address for this network.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only propagated when
   * attached to the default "bridge" network. Use the information from the "bridge" network inside
   * the `Networks` map instead, which contains the same information. This field was deprecated in
   * Docker 1.9 and is scheduled to be removed in Docker 17.12.0
   */
  IPv6Gateway?: string | undefined;
}

/** Address represents an IPv4 or IPv6 IP address. */
export interface Address {
  /** IP address. */
  Addr?: string | undefined;
  /** Mask length of the IP address. */
  PrefixLen?: number | undefined;
}

/** Container "top" response. */
export interface ContainerTopResponse {
  /** The ps column titles. */
  Titles: string[] | null;
  /**
   * Each process running in the container, where each process is an array of values corresponding
   * to the titles.
   */
  Processes: string[][] | null;
}

/** Answer to `GET /containers/{id}/changes`: get changes on a container’s filesystem. */
export type ContainerChangesAnswer = FilesystemChange[] | null;

/** Change in the container's filesystem. */
export interface FilesystemChange {
  /** Path to file or directory that has changed. */
  Path: string;
  /**
   * Kind of change.
   *
   * Can be one of:
   *
   * - `0`: Modified ("C")
   * - `1`: Added ("A")
   * - `2`: Deleted ("D")
   */
  Kind: ChangeType;
}

/**
 * Kind of change.
 *
 * Can be one of:
 *
 * - `0`: Modified ("C")
 * - `1`: Added ("A")
 * - `2`: Deleted ("D")
 */
export type ChangeType = 0 | 1 | 2;

/** Statistics sample for a container. */
export interface ContainerStatsResponse {
  /** ID of the container for which the stats were collected. */
  id?: string | undefined;
  /** Name of the container for which the stats were collected. */
  name?: string | undefined;
  /**
   * OSType is the OS of the container ("linux" or "windows") to allow platform-specific handling of
   * stats.
   *
   * Since API 1.52.
   */
  os_type?: string | null | undefined;
  /**
   * Date and time at which this sample was collected. The value is formatted as [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) with nano-seconds.
   */
  read: string;
  /** CPU related info of the container. */
  cpu_stats: ContainerCPUStats;
  /**
   * Aggregates all memory stats since container inception on Linux. Windows returns stats for
   * commit and private working set only.
   */
  memory_stats: ContainerMemoryStats;
  /**
   * Network statistics for the container per interface.
   *
   * This field is omitted if the container has no networking enabled.
   */
  networks?: Record<string, ContainerNetworkStats | null> | null | undefined;
  /**
   * PidsStats contains Linux-specific stats of a container's process-IDs (PIDs).
   *
   * This type is Linux-specific and omitted for Windows containers.
   */
  pids_stats: ContainerPidsStats;
  /**
   * BlkioStats stores all IO service stats for data read and write.
   *
   * This type is Linux-specific and holds many fields that are specific to cgroups v1. On a cgroup
   * v2 host, all fields other than `io_service_bytes_recursive` are omitted or `null`.
   *
   * This type is only populated on Linux and omitted for Windows containers.
   */
  blkio_stats: ContainerBlkioStats;
  /**
   * The number of processors on the system.
   *
   * This field is Windows-specific and always zero for Linux containers.
   */
  num_procs: number;
  /**
   * StorageStats is the disk I/O stats for read/write on Windows.
   *
   * This type is Windows-specific and omitted for Linux containers.
   */
  storage_stats: ContainerStorageStats;
  /**
   * Date and time at which this first sample was collected. This field is not propagated if the
   * "one-shot" option is set. If the "one-shot" option is set, this field may be omitted, empty, or
   * set to a default date (`0001-01-01T00:00:00Z`).
   *
   * The value is formatted as [RFC 3339](https://www.ietf.org/rfc/rfc3339.txt) with nano-seconds.
   */
  preread: string;
  /** CPU related info of the container. */
  precpu_stats: ContainerCPUStats;
}

/** CPU related info of the container. */
export interface ContainerCPUStats {
  /** All CPU stats aggregated since container inception. */
  cpu_usage: ContainerCPUUsage;
  /**
   * System Usage.
   *
   * This field is Linux-specific and omitted for Windows containers.
   */
  system_cpu_usage?: number | null | undefined;
  /**
   * Number of online CPUs.
   *
   * This field is Linux-specific and omitted for Windows containers.
   *
   * Since API 1.27.
   */
  online_cpus?: number | null | undefined;
  /**
   * CPU throttling stats of the container.
   *
   * This type is Linux-specific and omitted for Windows containers.
   */
  throttling_data: ContainerThrottlingData;
}

/** All CPU stats aggregated since container inception. */
export interface ContainerCPUUsage {
  /** Total CPU time consumed in nanoseconds (Linux) or 100's of nanoseconds (Windows). */
  total_usage: number;
  /**
   * Total CPU time (in nanoseconds) consumed per core (Linux).
   *
   * This field is Linux-specific when using cgroups v1. It is omitted when using cgroups v2 and
   * Windows containers.
   */
  percpu_usage?: number[] | null | undefined;
  /**
   * Time (in nanoseconds) spent by tasks of the cgroup in kernel mode (Linux), or time spent (in
   * 100's of nanoseconds) by all container processes in kernel mode (Windows).
   *
   * Not populated for Windows containers using Hyper-V isolation.
   */
  usage_in_kernelmode: number;
  /**
   * Time (in nanoseconds) spent by tasks of the cgroup in user mode (Linux), or time spent (in
   * 100's of nanoseconds) by all container processes in kernel mode (Windows).
   *
   * Not populated for Windows containers using Hyper-V isolation.
   */
  usage_in_usermode: number;
}

/**
 * CPU throttling stats of the container.
 *
 * This type is Linux-specific and omitted for Windows containers.
 */
export interface ContainerThrottlingData {
  /** Number of periods with throttling active. */
  periods: number;
  /** Number of periods when the container hit its throttling limit. */
  throttled_periods: number;
  /** Aggregated time (in nanoseconds) the container was throttled for. */
  throttled_time: number;
}

/**
 * Aggregates all memory stats since container inception on Linux. Windows returns stats for commit
 * and private working set only.
 */
export interface ContainerMemoryStats {
  /**
   * Current `res_counter` usage for memory.
   *
   * This field is Linux-specific and omitted for Windows containers.
   */
  usage?: number | null | undefined;
  /**
   * Maximum usage ever recorded.
   *
   * This field is Linux-specific and only supported on cgroups v1. It is omitted when using cgroups
   * v2 and for Windows containers.
   */
  max_usage?: number | null | undefined;
  /**
   * All the stats exported via memory.stat.
   *
   * The fields in this object differ between cgroups v1 and v2. On cgroups v1, fields such as
   * `cache`, `rss`, `mapped_file` are available. On cgroups v2, fields such as `file`, `anon`,
   * `inactive_file` are available.
   *
   * This field is Linux-specific and omitted for Windows containers.
   */
  stats?: Record<string, number | null> | null | undefined;
  /**
   * Number of times memory usage hits limits.
   *
   * This field is Linux-specific and only supported on cgroups v1. It is omitted when using cgroups
   * v2 and for Windows containers.
   */
  failcnt?: number | null | undefined;
  /** This field is Linux-specific and omitted for Windows containers. */
  limit?: number | null | undefined;
  /**
   * Committed bytes.
   *
   * This field is Windows-specific and omitted for Linux containers.
   */
  commitbytes?: number | null | undefined;
  /**
   * Peak committed bytes.
   *
   * This field is Windows-specific and omitted for Linux containers.
   */
  commitpeakbytes?: number | null | undefined;
  /**
   * Private working set.
   *
   * This field is Windows-specific and omitted for Linux containers.
   */
  privateworkingset?: number | null | undefined;
}

/** Aggregates the network stats of one container. */
export interface ContainerNetworkStats {
  /** Bytes received. Windows and Linux. */
  rx_bytes: number;
  /** Packets received. Windows and Linux. */
  rx_packets: number;
  /**
   * Received errors. Not used on Windows.
   *
   * This field is Linux-specific and always zero for Windows containers.
   */
  rx_errors: number;
  /** Incoming packets dropped. Windows and Linux. */
  rx_dropped: number;
  /** Bytes sent. Windows and Linux. */
  tx_bytes: number;
  /** Packets sent. Windows and Linux. */
  tx_packets: number;
  /**
   * Sent errors. Not used on Windows.
   *
   * This field is Linux-specific and always zero for Windows containers.
   */
  tx_errors: number;
  /** Outgoing packets dropped. Windows and Linux. */
  tx_dropped: number;
  /**
   * Endpoint ID. Not used on Linux.
   *
   * This field is Windows-specific and omitted for Linux containers.
   */
  endpoint_id?: string | null | undefined;
  /**
   * Instance ID. Not used on Linux.
   *
   * This field is Windows-specific and omitted for Linux containers.
   */
  instance_id?: string | null | undefined;
}

/**
 * PidsStats contains Linux-specific stats of a container's process-IDs (PIDs).
 *
 * This type is Linux-specific and omitted for Windows containers.
 */
export interface ContainerPidsStats {
  /** Current is the number of PIDs in the cgroup. */
  current?: number | null | undefined;
  /**
   * Limit is the hard limit on the number of pids in the cgroup. A "Limit" of 0 means that there is
   * no limit.
   */
  limit?: number | null | undefined;
}

/**
 * BlkioStats stores all IO service stats for data read and write.
 *
 * This type is Linux-specific and holds many fields that are specific to cgroups v1. On a cgroup v2
 * host, all fields other than `io_service_bytes_recursive` are omitted or `null`.
 *
 * This type is only populated on Linux and omitted for Windows containers.
 */
export interface ContainerBlkioStats {
  /** Bytes moved to and from the devices. */
  io_service_bytes_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  io_serviced_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  io_queue_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  io_service_time_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  io_wait_time_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  io_merged_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  io_time_recursive: (ContainerBlkioStatEntry | null)[] | null;
  /**
   * This field is only available when using Linux containers with cgroups v1. It is omitted or
   * `null` when using cgroups v2.
   */
  sectors_recursive: (ContainerBlkioStatEntry | null)[] | null;
}

/**
 * Blkio stats entry.
 *
 * This type is Linux-specific and omitted for Windows containers.
 */
export interface ContainerBlkioStatEntry {
  /** The device's major number. */
  major?: number | undefined;
  /** The device's minor number. */
  minor?: number | undefined;
  /** The operation that was counted, such as `read`. */
  op?: string | undefined;
  /** The count: bytes, operations or nanoseconds, as the list says. */
  value?: number | undefined;
}

/**
 * StorageStats is the disk I/O stats for read/write on Windows.
 *
 * This type is Windows-specific and omitted for Linux containers.
 */
export interface ContainerStorageStats {
  /** Read operations, in units of 8 KB. */
  read_count_normalized?: number | null | undefined;
  /** Bytes read. */
  read_size_bytes?: number | null | undefined;
  /** Write operations, in units of 8 KB. */
  write_count_normalized?: number | null | undefined;
  /** Bytes written. */
  write_size_bytes?: number | null | undefined;
}

/** Body of `POST /containers/{id}/update`: update a container. */
export interface ContainerUpdateBody extends ResourcesInput {
  /**
   * The behavior to apply when the container exits. The default is not to restart.
   *
   * An ever increasing delay (double the previous delay, starting at 100ms) is added before each
   * restart to prevent flooding the server.
   */
  RestartPolicy?: RestartPolicyInput | undefined;
}

/** Response for a successful container-update. */
export interface ContainerUpdateResponse {
  /** Warnings encountered when updating the container. */
  Warnings: string[] | null;
}

/** OK response to ContainerWait operation. */
export interface ContainerWaitResponse {
  /** Exit code of the container. */
  StatusCode: number;
  /**
   * Container waiting error, if any.
   *
   * Since API 1.34.
   */
  Error?: ContainerWaitExitError | null | undefined;
}

/** Container waiting error, if any. */
export interface ContainerWaitExitError {
  /** Details of an error. */
  Message?: string | undefined;
}

/** Answer to `POST /containers/prune`: delete stopped containers. */
export interface ContainerPruneResponse {
  /** Container IDs that were deleted. */
  ContainersDeleted: string[] | null;
  /** Disk space reclaimed in bytes. */
  SpaceReclaimed: number;
}
