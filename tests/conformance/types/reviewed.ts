/** Where the types differ from the descriptions on purpose. */

/** Query parameters that a call has to have though they are described as optional. */
export const NEEDED: Readonly<Record<string, readonly string[]>> = {
  // Of no container there is nothing to commit.
  ImageCommit: ["container"],
  // Engines of API 1.42 and later do nothing at all without it.
  ImageTag: ["repo"],
};

/** A place whose fields are not those that are described there. */
export interface ReviewedPlace {
  /** Fields that are there besides. */
  readonly also?: readonly string[];
  /** The fields that are there and no others. */
  readonly instead?: readonly string[];
  readonly why: string;
}

const NEW_ID: ReviewedPlace = { instead: ["ID"], why: "described as Id" };
const VOLUMES: ReviewedPlace = { also: ["Volumes"], why: "sent and not described" };

/** By place: the operation, its body or answer, and the fields that lead there. */
export const REVIEWED: Readonly<Record<string, ReviewedPlace>> = {
  "ConfigCreate answer": NEW_ID,
  "ImageInspect answer.ContainerConfig.Healthcheck": {
    also: ["StartInterval"],
    why: "newer than the field, which is gone; the type is that of containers",
  },
  "SecretCreate answer": NEW_ID,
  "SwarmInit body": {
    also: ["Availability", "AutoLockManagers"],
    why: "sent by the docker CLI and not described",
  },
  "SwarmJoin body": { also: ["Availability"], why: "sent by the docker CLI and not described" },
  "SystemAuth body": {
    also: ["identitytoken", "registrytoken"],
    why: "taken and not described",
  },
  "SystemDataUsage answer": { also: ["BuilderSize"], why: "sent until API 1.41 and not described" },
  "SystemDataUsage answer.BuildCache.*": {
    also: [" Parents"],
    why: "what engines of API 1.42 to 1.51 call Parents",
  },
  "SystemDataUsage answer.Containers.*": {
    also: ["Health"],
    why: "newer than the field, which is gone; the type is that of ContainerList",
  },
  "SystemDataUsage answer.Images.*.Manifests.*.ImageData": {
    also: ["Identity"],
    why: "newer than the field, which is gone; the type is that of ImageList",
  },
  "SystemEvents answer": { also: ["status", "id", "from"], why: "sent until API 1.51" },
  "TaskInspect answer": VOLUMES,
  "TaskList answer.*": VOLUMES,
};
