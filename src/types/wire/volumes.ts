// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { ObjectVersion, OtherString } from "./shared.ts";

/** Query of `GET /volumes`: list volumes. */
export interface VolumeListQuery {
  /**
   * JSON encoded value of the filters (a `map[string][]string`) to process on the volumes list.
   * Available filters:
   *
   * - `dangling=<boolean>` When set to `true` (or `1`), returns all volumes that are not in use by
   *   a container. When set to `false` (or `0`), only volumes that are in use by one or more
   *   containers are returned.
   * - `driver=<volume-driver-name>` Matches volumes based on their driver.
   * - `label=<key>` or `label=<key>:<value>` Matches volumes based on the presence of a `label`
   *   alone or a `label` and a value.
   * - `name=<volume-name>` Matches all or part of a volume name.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/**
 * Query of `PUT /volumes/{name}`: "Update a volume. Valid only for Swarm cluster volumes".
 *
 * Since API 1.42.
 */
export interface VolumeUpdateQuery {
  /**
   * The version number of the volume being updated. This is required to avoid conflicting writes.
   * Found in the volume's `ClusterVolume` field.
   */
  version: number;
}

/** Query of `DELETE /volumes/{name}`: remove a volume. */
export interface VolumeDeleteQuery {
  /**
   * Force the removal of the volume.
   *
   * @default {false}
   */
  force?: boolean | undefined;
}

/** Query of `POST /volumes/prune`: delete unused volumes. */
export interface VolumePruneQuery {
  /**
   * Filters to process on the prune list, encoded as JSON (a `map[string][]string`).
   *
   * Available filters:
   * - `label` (`label=<key>`, `label=<key>=<value>`, `label!=<key>`, or `label!=<key>=<value>`)
   *   Prune volumes with (or without, in case `label!=...` is used) the specified labels.
   * - `all` (`all=true`) - Consider all (local) volumes for pruning and not just anonymous volumes.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** A volume. */
export interface Volume {
  /** Name of the volume. */
  Name: string;
  /** Name of the volume driver used by the volume. */
  Driver: string;
  /** Mount path of the volume on the host. */
  Mountpoint: string;
  /**
   * Date/Time the volume was created.
   *
   * Since API 1.31.
   */
  CreatedAt?: string | undefined;
  /**
   * Low-level details about the volume, provided by the volume driver. Details are returned as a
   * map with key/value pairs: `{"key":"value","key2":"value2"}`.
   *
   * The `Status` field is optional, and is omitted if the volume driver does not support this
   * feature.
   */
  Status?: Record<string, unknown> | null | undefined;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /**
   * The level at which the volume exists. Either `global` for cluster-wide, or `local` for machine
   * level.
   *
   * @default {"local"}
   */
  Scope: "local" | "global" | OtherString;
  /**
   * Options and information specific to, and only present on, Swarm CSI cluster volumes.
   *
   * Since API 1.42.
   */
  ClusterVolume?: ClusterVolume | undefined;
  /** The driver specific options used when creating the volume. */
  Options: Record<string, string> | null;
  /**
   * Usage details about the volume. This information is used by the `GET /system/df` endpoint, and
   * omitted in other endpoints.
   */
  UsageData?: VolumeUsageData | null | undefined;
}

/** Options and information specific to, and only present on, Swarm CSI cluster volumes. */
export interface ClusterVolume {
  /**
   * The Swarm ID of this volume. Because cluster volumes are Swarm objects, they have an ID, unlike
   * non-cluster volumes. This ID can be used to refer to the Volume instead of the name.
   */
  ID?: string | undefined;
  /**
   * The version number of the object such as node, service, etc. This is needed to avoid
   * conflicting writes. The client must send the version number along with the modified
   * specification when updating these objects.
   *
   * This approach ensures safe concurrency and determinism in that the change on the object may not
   * be applied if the version number has changed from the last read. In other words, if two update
   * requests specify the same base version, only one of the requests can succeed. As a result, two
   * separate update requests that happen at the same time will not unintentionally overwrite each
   * other.
   */
  Version?: ObjectVersion | undefined;
  /** When the volume was created. */
  CreatedAt?: string | undefined;
  /** When the volume was last changed. */
  UpdatedAt?: string | undefined;
  /** Cluster-specific options used to create the volume. */
  Spec?: ClusterVolumeSpec | undefined;
  /** Information about the global status of the volume. */
  Info?: ClusterVolumeInfo | undefined;
  /** The status of the volume as it pertains to its publishing and use on specific nodes */
  PublishStatus?: ClusterVolumePublishStatus[] | null | undefined;
}

/** Cluster-specific options used to create the volume. */
export interface ClusterVolumeSpec {
  /**
   * Group defines the volume group of this volume. Volumes belonging to the same group can be
   * referred to by group name when creating Services.  Referring to a volume by group instructs
   * Swarm to treat volumes in that group interchangeably for the purpose of scheduling. Volumes
   * with an empty string for a group technically all belong to the same, emptystring group.
   */
  Group?: string | undefined;
  /** Defines how the volume is used by tasks. */
  AccessMode?: ClusterVolumeSpecAccessMode | undefined;
}

/**
 * {@linkcode ClusterVolumeSpec}, as it is sent.
 *
 * Cluster-specific options used to create the volume.
 */
export interface ClusterVolumeSpecInput {
  /**
   * Group defines the volume group of this volume. Volumes belonging to the same group can be
   * referred to by group name when creating Services.  Referring to a volume by group instructs
   * Swarm to treat volumes in that group interchangeably for the purpose of scheduling. Volumes
   * with an empty string for a group technically all belong to the same, emptystring group.
   */
  Group?: string | undefined;
  /** Defines how the volume is used by tasks. */
  AccessMode?: ClusterVolumeSpecAccessModeInput | undefined;
}

/** Defines how the volume is used by tasks. */
export interface ClusterVolumeSpecAccessMode {
  /**
   * The set of nodes this volume can be used on at one time.
   * - `single` The volume may only be scheduled to one node at a time.
   * - `multi` the volume may be scheduled to any supported number of nodes at a time.
   *
   * @default {"single"}
   */
  Scope?: "single" | "multi" | OtherString | undefined;
  /**
   * The number and way that different tasks can use this volume at one time.
   * - `none` The volume may only be used by one task at a time.
   * - `readonly` The volume may be used by any number of tasks, but they all must mount the volume
   *   as readonly
   * - `onewriter` The volume may be used by any number of tasks, but only one may mount it as
   *   read/write.
   * - `all` The volume may have any number of readers and writers.
   *
   * @default {"none"}
   */
  Sharing?: "none" | "readonly" | "onewriter" | "all" | OtherString | undefined;
  /**
   * Options for using this volume as a Mount-type volume.
   *
   *     Either MountVolume or BlockVolume, but not both, must be
   *     present. properties:
   *     FsType:
   *       type: "string"
   *       description: |
   *         Specifies the filesystem type for the mount volume.
   *         Optional.
   *     MountFlags:
   *       type: "array"
   *       description: |
   *         Flags to pass when mounting the volume. Optional.
   *       items:
   *         type: "string" BlockVolume: type: "object" description: |
   *     Options for using this volume as a Block-type volume.
   *     Intentionally empty.
   */
  MountVolume?: Record<string, unknown> | undefined;
  /** Swarm Secrets that are passed to the CSI storage plugin when operating on this volume. */
  Secrets?: ClusterVolumeSpecAccessModeSecret[] | null | undefined;
  /**
   * Requirements for the accessible topology of the volume. These fields are optional. For an
   * in-depth description of what these fields mean, see the CSI specification.
   */
  AccessibilityRequirements?: ClusterVolumeSpecAccessModeAccessibilityRequirements | undefined;
  /**
   * The desired capacity that the volume should be created with. If empty, the plugin will decide
   * the capacity.
   */
  CapacityRange?: ClusterVolumeSpecAccessModeCapacityRange | undefined;
  /**
   * The availability of the volume for use in tasks.
   * - `active` The volume is fully available for scheduling on the cluster
   * - `pause` No new workloads should use the volume, but existing workloads are not stopped.
   * - `drain` All workloads using this volume should be stopped and rescheduled, and no new ones
   *   should be started.
   *
   * @default {"active"}
   */
  Availability?: "active" | "pause" | "drain" | OtherString | undefined;
}

/**
 * {@linkcode ClusterVolumeSpecAccessMode}, as it is sent.
 *
 * Defines how the volume is used by tasks.
 */
export interface ClusterVolumeSpecAccessModeInput {
  /**
   * The set of nodes this volume can be used on at one time.
   * - `single` The volume may only be scheduled to one node at a time.
   * - `multi` the volume may be scheduled to any supported number of nodes at a time.
   *
   * @default {"single"}
   */
  Scope?: "single" | "multi" | OtherString | undefined;
  /**
   * The number and way that different tasks can use this volume at one time.
   * - `none` The volume may only be used by one task at a time.
   * - `readonly` The volume may be used by any number of tasks, but they all must mount the volume
   *   as readonly
   * - `onewriter` The volume may be used by any number of tasks, but only one may mount it as
   *   read/write.
   * - `all` The volume may have any number of readers and writers.
   *
   * @default {"none"}
   */
  Sharing?: "none" | "readonly" | "onewriter" | "all" | OtherString | undefined;
  /**
   * Options for using this volume as a Mount-type volume.
   *
   *     Either MountVolume or BlockVolume, but not both, must be
   *     present. properties:
   *     FsType:
   *       type: "string"
   *       description: |
   *         Specifies the filesystem type for the mount volume.
   *         Optional.
   *     MountFlags:
   *       type: "array"
   *       description: |
   *         Flags to pass when mounting the volume. Optional.
   *       items:
   *         type: "string" BlockVolume: type: "object" description: |
   *     Options for using this volume as a Block-type volume.
   *     Intentionally empty.
   */
  MountVolume?: Record<string, unknown> | undefined;
  /** Swarm Secrets that are passed to the CSI storage plugin when operating on this volume. */
  Secrets?: readonly ClusterVolumeSpecAccessModeSecretInput[] | null | undefined;
  /**
   * Requirements for the accessible topology of the volume. These fields are optional. For an
   * in-depth description of what these fields mean, see the CSI specification.
   */
  AccessibilityRequirements?: ClusterVolumeSpecAccessModeAccessibilityRequirementsInput | undefined;
  /**
   * The desired capacity that the volume should be created with. If empty, the plugin will decide
   * the capacity.
   */
  CapacityRange?: ClusterVolumeSpecAccessModeCapacityRangeInput | undefined;
  /**
   * The availability of the volume for use in tasks.
   * - `active` The volume is fully available for scheduling on the cluster
   * - `pause` No new workloads should use the volume, but existing workloads are not stopped.
   * - `drain` All workloads using this volume should be stopped and rescheduled, and no new ones
   *   should be started.
   *
   * @default {"active"}
   */
  Availability?: "active" | "pause" | "drain" | OtherString | undefined;
}

/** One cluster volume secret entry. Defines a key-value pair that is passed to the plugin. */
export interface ClusterVolumeSpecAccessModeSecret {
  /** Key is the name of the key of the key-value pair passed to the plugin. */
  Key?: string | undefined;
  /**
   * Secret is the swarm Secret object from which to read data. This can be a Secret name or ID. The
   * Secret data is retrieved by swarm and used as the value of the key-value pair passed to the
   * plugin.
   */
  Secret?: string | undefined;
}

/**
 * {@linkcode ClusterVolumeSpecAccessModeSecret}, as it is sent.
 *
 * One cluster volume secret entry. Defines a key-value pair that is passed to the plugin.
 */
export interface ClusterVolumeSpecAccessModeSecretInput {
  /** Key is the name of the key of the key-value pair passed to the plugin. */
  Key?: string | undefined;
  /**
   * Secret is the swarm Secret object from which to read data. This can be a Secret name or ID. The
   * Secret data is retrieved by swarm and used as the value of the key-value pair passed to the
   * plugin.
   */
  Secret?: string | undefined;
}

/**
 * Requirements for the accessible topology of the volume. These fields are optional. For an
 * in-depth description of what these fields mean, see the CSI specification.
 */
export interface ClusterVolumeSpecAccessModeAccessibilityRequirements {
  /** A list of required topologies, at least one of which the volume must be accessible from. */
  Requisite?: Topology[] | null | undefined;
  /** A list of topologies that the volume should attempt to be provisioned in. */
  Preferred?: Topology[] | null | undefined;
}

/**
 * {@linkcode ClusterVolumeSpecAccessModeAccessibilityRequirements}, as it is sent.
 *
 * Requirements for the accessible topology of the volume. These fields are optional. For an
 * in-depth description of what these fields mean, see the CSI specification.
 */
export interface ClusterVolumeSpecAccessModeAccessibilityRequirementsInput {
  /** A list of required topologies, at least one of which the volume must be accessible from. */
  Requisite?: readonly TopologyInput[] | null | undefined;
  /** A list of topologies that the volume should attempt to be provisioned in. */
  Preferred?: readonly TopologyInput[] | null | undefined;
}

/**
 * A map of topological domains to topological segments. For in depth details, see documentation for
 * the Topology object in the CSI specification.
 */
export interface Topology {
  /** The parts of the topology, by the driver's names for them. */
  Segments?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode Topology}, as it is sent.
 *
 * A map of topological domains to topological segments. For in depth details, see documentation for
 * the Topology object in the CSI specification.
 */
export interface TopologyInput {
  /** The parts of the topology, by the driver's names for them. */
  Segments?: Readonly<Record<string, string>> | null | undefined;
}

/**
 * The desired capacity that the volume should be created with. If empty, the plugin will decide the
 * capacity.
 */
export interface ClusterVolumeSpecAccessModeCapacityRange {
  /** The volume must be at least this big. The value of 0 indicates an unspecified minimum */
  RequiredBytes?: number | undefined;
  /** The volume must not be bigger than this. The value of 0 indicates an unspecified maximum. */
  LimitBytes?: number | undefined;
}

/**
 * {@linkcode ClusterVolumeSpecAccessModeCapacityRange}, as it is sent.
 *
 * The desired capacity that the volume should be created with. If empty, the plugin will decide the
 * capacity.
 */
export interface ClusterVolumeSpecAccessModeCapacityRangeInput {
  /** The volume must be at least this big. The value of 0 indicates an unspecified minimum */
  RequiredBytes?: number | undefined;
  /** The volume must not be bigger than this. The value of 0 indicates an unspecified maximum. */
  LimitBytes?: number | undefined;
}

/** Information about the global status of the volume. */
export interface ClusterVolumeInfo {
  /** The capacity of the volume in bytes. A value of 0 indicates that the capacity is unknown. */
  CapacityBytes?: number | undefined;
  /** A map of strings to strings returned from the storage plugin when the volume is created. */
  VolumeContext?: Record<string, string> | null | undefined;
  /**
   * The ID of the volume as returned by the CSI storage plugin. This is distinct from the volume's
   * ID as provided by Docker. This ID is never used by the user when communicating with Docker to
   * refer to this volume. If the ID is blank, then the Volume has not been successfully created in
   * the plugin yet.
   */
  VolumeID?: string | undefined;
  /** The topology this volume is actually accessible from. */
  AccessibleTopology?: Topology[] | null | undefined;
}

/** One of the `PublishStatus` of a {@linkcode ClusterVolume}. */
export interface ClusterVolumePublishStatus {
  /** The ID of the Swarm node the volume is published on. */
  NodeID?: string | undefined;
  /**
   * The published state of the volume.
   * * `pending-publish` The volume should be published to this node, but the call to the controller
   *   plugin to do so has not yet been successfully completed.
   * * `published` The volume is published successfully to the node.
   * * `pending-node-unpublish` The volume should be unpublished from the node, and the manager is
   *   awaiting confirmation from the worker that it has done so.
   * * `pending-controller-unpublish` The volume is successfully unpublished from the node, but has
   *   not yet been successfully unpublished on the controller.
   */
  State?:
    | "pending-publish"
    | "published"
    | "pending-node-unpublish"
    | "pending-controller-unpublish"
    | OtherString
    | undefined;
  /**
   * A map of strings to strings returned by the CSI controller plugin when a volume is published.
   */
  PublishContext?: Record<string, string> | null | undefined;
}

/**
 * Usage details about the volume. This information is used by the `GET /system/df` endpoint, and
 * omitted in other endpoints.
 */
export interface VolumeUsageData {
  /**
   * Amount of disk space used by the volume (in bytes). This information is only available for
   * volumes created with the `"local"` volume driver. For volumes created with other volume
   * drivers, this field is set to `-1` ("not available")
   *
   * @default {-1}
   */
  Size: number;
  /**
   * The number of containers referencing this volume. This field is set to `-1` if the
   * reference-count is not available.
   *
   * @default {-1}
   */
  RefCount: number;
}

/** Volume list response. */
export interface VolumeListResponse {
  /** List of volumes. */
  Volumes: Volume[] | null;
  /** Warnings that occurred when fetching the list of volumes. */
  Warnings: string[] | null;
}

/** Volume configuration. */
export interface VolumeCreateRequest {
  /** The new volume's name. If not specified, Docker generates a name. */
  Name?: string | undefined;
  /**
   * Name of the volume driver to use.
   *
   * @default {"local"}
   */
  Driver?: string | undefined;
  /**
   * A mapping of driver options and values. These options are passed directly to the driver and are
   * driver specific.
   */
  DriverOpts?: Readonly<Record<string, string>> | null | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /**
   * Cluster-specific options used to create the volume.
   *
   * Since API 1.42.
   */
  ClusterVolumeSpec?: ClusterVolumeSpecInput | undefined;
}

/** Volume configuration. */
export interface VolumeUpdateBody {
  /** Cluster-specific options used to create the volume. */
  Spec?: ClusterVolumeSpecInput | undefined;
}

/** Answer to `POST /volumes/prune`: delete unused volumes. */
export interface VolumePruneResponse {
  /** Volumes that were deleted. */
  VolumesDeleted: string[] | null;
  /** Disk space reclaimed in bytes. */
  SpaceReclaimed: number;
}
