/**
 * What the descriptions leave out or get wrong. Seen in the answers of engines of API 1.41, 1.45 and
 * 1.51 unless it says otherwise.
 */

import type { Schema } from "./schema.ts";

/** Answers that are not what the descriptions say, or of which they say nothing. */
export const ANSWERS: Readonly<Record<string, Schema>> = {
  // Streams of these; the descriptions define but don't use them.
  ImageBuild: { $ref: "#/definitions/BuildInfo" },
  ImageCreate: { $ref: "#/definitions/CreateImageInfo" },
  ImagePush: { $ref: "#/definitions/PushImageInfo" },
  // Described as IDResponse, whose property is named `Id`.
  ConfigCreate: {
    type: "object",
    properties: { ID: { type: "string", description: "The config's ID." } },
  },
  SecretCreate: {
    type: "object",
    properties: { ID: { type: "string", description: "The secret's ID." } },
  },
};

/** Properties of which the names are misspelled: engines take them so, and answer otherwise. */
export const MISSPELLED: Readonly<Record<string, string>> = {
  // Of a service's containers; the docker CLI and engines have it like that of a container.
  HealthCheck: "Healthcheck",
};

/** What lists and maps hold of which the descriptions only say what Go calls it. */
export const ELEMENTS: Readonly<Record<string, string>> = {
  "BuildCacheDiskUsage.Items": "BuildCache",
  "ContainersDiskUsage.Items": "ContainerSummary",
  "ImagesDiskUsage.Items": "ImageSummary",
  "NetworkInspect.Services": "ServiceInfo",
  "VolumesDiskUsage.Items": "Volume",
};

/** A property that the newest description leaves out. */
export interface ExtraField extends Schema {
  deprecated?: string;
}

const AVAILABILITY: ExtraField = {
  type: "string",
  enum: ["active", "pause", "drain"],
  description: "The availability of the node: whether it gets tasks. By default `active`.",
};

/** Properties that engines send or take, and the newest description does not have. */
export const EXTRA_FIELDS: Readonly<Record<string, Readonly<Record<string, ExtraField>>>> = {
  // Known from the engine's source.
  AuthConfig: {
    identitytoken: {
      type: "string",
      description: "A token that stands for name and password, as a login answers it.",
    },
    registrytoken: { type: "string", description: "A token to send to the registry as it is." },
  },
  BuildCache: {
    Parent: {
      type: "string",
      description: "The ID of the parent record.",
      deprecated: "Until API 1.41; use `Parents`.",
    },
    " Parents": {
      type: "array",
      items: { type: "string" },
      description: "What engines of API 1.42 to 1.51 call `Parents`, by mistake.",
      deprecated: "Until API 1.51; use `Parents`.",
    },
  },
  EventMessage: {
    status: {
      type: "string",
      description: "The action, for events of containers and images.",
      deprecated: "Until API 1.51; use `Action`.",
    },
    id: {
      type: "string",
      description: "The ID of the actor, for events of containers and images.",
      deprecated: "Until API 1.51; use `Actor.ID`.",
    },
    from: {
      type: "string",
      description: "The container's image, for events of containers.",
      deprecated: "Until API 1.51; use `Actor.Attributes.image`.",
    },
  },
  PushImageInfo: {
    id: { type: "string", description: "The layer that the message is about." },
    aux: {
      type: "object",
      description: "What was pushed.",
      properties: {
        Tag: { type: "string", description: "The tag." },
        Digest: { type: "string", description: "The manifest's digest." },
        Size: { type: "integer", description: "The manifest's size in bytes." },
      },
    },
  },
  // Sent by the docker CLI, and known from the engine's source.
  SwarmInitBody: {
    Availability: AVAILABILITY,
    AutoLockManagers: {
      type: "boolean",
      description:
        "Lock the keys of this manager from the start; `Spec.EncryptionConfig` says so for all.",
    },
  },
  SwarmJoinBody: { Availability: AVAILABILITY },
  SystemDataUsageResponse: {
    BuilderSize: {
      type: "integer",
      description: "The size of the build cache, in bytes.",
      deprecated: "Until API 1.41; use `BuildCache`.",
    },
  },
  Task: {
    Volumes: {
      type: "array",
      description: "The cluster volumes that the task uses.",
      items: {
        type: "object",
        properties: {
          ID: { type: "string", description: "The volume's ID in the swarm." },
          Source: { type: "string", description: "The volume, as the mount names it." },
          Target: { type: "string", description: "Where the volume is mounted." },
        },
      },
    },
  },
};

/** Where a property takes other values than the descriptions say. */
export const FIELD_TYPES: Readonly<Record<string, string>> = {
  // BuildKit's messages (`id: "moby.buildkit.trace"`) are protocol buffers in base64.
  "BuildInfo.aux": "ImageID | string",
  // Described as an object and no more.
  "SystemVersionComponent.Details": "Record<string, string>",
  // Described as a map of objects; plugins send what they like.
  "Volume.Status": "Record<string, unknown>",
};

/** Properties that come as null although the descriptions do not say so: pointers in the engine. */
export const NULLABLE: ReadonlySet<string> = new Set([
  "ContainerWaitResponse.Error",
  "ExecInspectResponse.ExitCode",
  "Resources.MemorySwappiness",
  // Null on hosts with cgroup v2, where there is no such thing.
  "Resources.OomKillDisable",
]);

/**
 * Properties described as nullable that no engine sends as null: no pointers in the engine, or ones
 * that it always sets.
 */
export const NEVER_NULL: ReadonlySet<string> = new Set([
  "ContainerCPUStats.cpu_usage",
  "ContainerCPUStats.throttling_data",
  "ContainerInspectResponse.Created",
  "ContainerInspectResponse.LogPath",
  "ContainerInspectResponse.State",
  "ContainerStatsResponse.blkio_stats",
  "ContainerStatsResponse.cpu_stats",
  "ContainerStatsResponse.id",
  "ContainerStatsResponse.name",
  "ContainerStatsResponse.pids_stats",
  "ContainerStatsResponse.precpu_stats",
  "ContainerStatsResponse.storage_stats",
  "ImageManifestSummaryImageData.Platform",
  "SwarmSpec.CAConfig",
  "SwarmSpec.Dispatcher",
  "SwarmSpec.Orchestration",
  "SystemInfo.RegistryConfig",
]);

/** The definitions that operations take in their queries as JSON, which makes them sent, too. */
export const SENT_IN_QUERIES: Readonly<Record<string, string>> = { ImagePush: "OCIPlatform" };

/** Where query parameters take other values than the descriptions say; known from the source. */
export const PARAMETER_TYPES: Readonly<Record<string, string>> = {
  // Described as strings; the engine reads every value of a repeated parameter.
  "ImageBuild.t": "string | readonly string[]",
  "ImageBuild.extrahosts": "string | readonly string[]",
  "ImageCommit.changes": "string | readonly string[]",
  // Described as strings; the engine reads JSON.
  "ImageBuild.buildargs": "Readonly<Record<string, string | null>>",
  "ImageBuild.labels": "Readonly<Record<string, string>>",
  "ImageBuild.cachefrom": "readonly string[]",
  "ImageBuild.outputs":
    "readonly { readonly Type: string; readonly Attrs?: Readonly<Record<string, string>> }[]",
  "ImageInspect.platform": "OCIPlatformInput",
  "ImageHistory.platform": "OCIPlatformInput",
  "ImagePush.platform": "OCIPlatformInput",
  "ImageAttestations.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageGet.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageGetAll.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageLoad.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageDelete.platforms": "OCIPlatformInput | readonly OCIPlatformInput[]",
  // Described as strings; the engine reads a truth value.
  "PutContainerArchive.noOverwriteDirNonDir": "boolean",
  "PutContainerArchive.copyUIDGID": "boolean",
  "ImageBuild.pull": "boolean",
  // Described as integers or strings; the engine reads decimal fractions of seconds, and dates.
  "ContainerLogs.since": "number | string",
  "ContainerLogs.until": "number | string",
  "ServiceLogs.since": "number | string",
  "TaskLogs.since": "number | string",
  "SystemEvents.since": "number | string",
  "SystemEvents.until": "number | string",
  // Described as strings; a number is what users have.
  "ContainerLogs.tail": "number | string",
  "ServiceLogs.tail": "number | string",
  "TaskLogs.tail": "number | string",
};

/** Query parameters whose values the engine reads as JSON, besides `filters`. */
export const JSON_PARAMETERS: ReadonlySet<string> = new Set([
  "ImageAttestations.platform",
  "ImageBuild.buildargs",
  "ImageBuild.cachefrom",
  "ImageBuild.labels",
  "ImageBuild.outputs",
  "ImageBuild.ulimits",
  "ImageDelete.platforms",
  "ImageGet.platform",
  "ImageGetAll.platform",
  "ImageHistory.platform",
  "ImageInspect.platform",
  "ImageLoad.platform",
  "ImagePush.platform",
]);

/** A query parameter that no description has. */
export interface ExtraParameter {
  readonly type: string;
  readonly text: string;
}

/** Parameters that engines read and no description has, known from the engine's source. */
export const EXTRA_PARAMETERS: Readonly<Record<string, Readonly<Record<string, ExtraParameter>>>> =
  {
    ContainerLogs: {
      details: {
        type: "boolean",
        text: "Show the extra attributes of each message, which the log driver's options ask for.",
      },
    },
    ImageBuild: {
      cpusetmems: {
        type: "string",
        text: "Memory nodes in which to allow execution (`0-3`, `0,1`).",
      },
      cgroupparent: { type: "string", text: "The parent cgroup of the build's containers." },
      isolation: { type: "string", text: "Isolation technology of the build's containers." },
      ulimits: {
        type: "readonly ResourcesUlimitInput[]",
        text: "Resource limits of the build's containers.",
      },
      session: {
        type: "string",
        text: "The ID of the session (`POST /session`) that BuildKit calls back through.",
      },
      buildid: { type: "string", text: "A name for this build, by which it can be cancelled." },
    },
  };
