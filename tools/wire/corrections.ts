/**
 * What the descriptions leave out or get wrong. Each entry says how it is known.
 */

/** What the streams of these operations are made of; the descriptions say nothing of it. */
export const EXTRA_ANSWERS: Readonly<Record<string, string>> = {
  ImageBuild: "BuildInfo",
  ImageCreate: "CreateImageInfo",
  ImagePush: "PushImageInfo",
};

/** The definitions that query parameters of a tag's operations take as JSON, by tag. */
export const SENT_IN_QUERIES: Readonly<Record<string, readonly string[]>> = {
  Image: ["OCIPlatform"],
};

/** Where query parameters take other values than the descriptions say. */
export const PARAMETER_TYPES: Readonly<Record<string, string>> = {
  // Described as strings; the engine reads every value of a repeated parameter.
  "ImageBuild.t": "string | readonly string[]",
  "ImageBuild.extrahosts": "string | readonly string[]",
  "ImageCommit.changes": "string | readonly string[]",
  // Described as strings; the engine reads JSON.
  "ImageBuild.buildargs": "Readonly<Record<string, string | null>>",
  "ImageBuild.labels": "Readonly<Record<string, string>>",
  "ImageBuild.cachefrom": "readonly string[]",
  "ImageInspect.platform": "OCIPlatformInput",
  "ImageHistory.platform": "OCIPlatformInput",
  "ImagePush.platform": "OCIPlatformInput",
  "ImageAttestations.platform": "readonly OCIPlatformInput[]",
  "ImageGet.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageGetAll.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageLoad.platform": "OCIPlatformInput | readonly OCIPlatformInput[]",
  "ImageDelete.platforms": "readonly OCIPlatformInput[]",
  // Described as strings; the engine reads a truth value.
  "PutContainerArchive.noOverwriteDirNonDir": "boolean",
  "PutContainerArchive.copyUIDGID": "boolean",
  "ImageBuild.pull": "boolean",
  // Described as integers or strings; the engine reads decimal fractions of seconds from either.
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

/** A query parameter that no description has. */
export interface ExtraParameter {
  readonly type: string;
  readonly text: string;
}

/** Parameters that engines read and no description has, known from the engine's source. */
export const EXTRA_PARAMETERS: Readonly<Record<string, Readonly<Record<string, ExtraParameter>>>> =
  {
    ImageBuild: {
      cpusetmems: {
        type: "string",
        text: "Memory nodes in which to allow execution (`0-3`, `0,1`).",
      },
      cgroupparent: { type: "string", text: "The parent cgroup of the build's containers." },
      isolation: { type: "string", text: "Isolation technology of the build's containers." },
      ulimits: {
        type: "readonly ResourcesUlimitInput[]",
        text: "Resource limits of the build's containers. Sent as one JSON array.",
      },
      session: {
        type: "string",
        text: "The ID of the session (`POST /session`) that BuildKit calls back through.",
      },
      buildid: { type: "string", text: "A name for this build, by which it can be cancelled." },
    },
  };
