// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { ResourcesUlimitInput } from "./containers.ts";
import type {
  ContainerConfig,
  DriverData,
  HealthConfig,
  OCIDescriptor,
  OCIPlatform,
  OCIPlatformInput,
  OtherString,
} from "./shared.ts";

/** Query of `GET /images/json`: list Images. */
export interface ImageListQuery {
  /**
   * Show all images. Only images from a final layer (no children) are shown by default.
   *
   * @default {false}
   */
  all?: boolean | undefined;
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the images list.
   *
   * Available filters:
   *
   * - `before`=(`<image-name>[:<tag>]`,  `<image id>` or `<image@digest>`)
   * - `dangling=true`
   * - `label=key` or `label="key=value"` of an image label
   * - `reference`=(`<image-name>[:<tag>]`)
   * - `since`=(`<image-name>[:<tag>]`,  `<image id>` or `<image@digest>`)
   * - `until=<timestamp>`
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
  /**
   * Compute and show shared size as a `SharedSize` field on each image.
   *
   * Since API 1.42.
   *
   * @default {false}
   */
  "shared-size"?: boolean | undefined;
  /**
   * Show digest information as a `RepoDigests` field on each image.
   *
   * @default {false}
   */
  digests?: boolean | undefined;
  /**
   * Include `Manifests` in the image summary.
   *
   * Since API 1.47.
   *
   * @default {false}
   */
  manifests?: boolean | undefined;
  /**
   * Include `Identity` in each manifest summary. Requires `manifests=1`.
   *
   * Since API 1.54.
   *
   * @default {false}
   */
  identity?: boolean | undefined;
}

/** Query of `POST /build`: build an image. */
export interface ImageBuildQuery {
  /**
   * Path within the build context to the `Dockerfile`. This is ignored if `remote` is specified and
   * points to an external `Dockerfile`.
   *
   * @default {"Dockerfile"}
   */
  dockerfile?: string | undefined;
  /**
   * A name and optional tag to apply to the image in the `name:tag` format. If you omit the tag the
   * default `latest` value is assumed. You can provide several `t` parameters.
   */
  t?: string | readonly string[] | undefined;
  /**
   * Extra hosts to add to /etc/hosts.
   *
   * Since API 1.28.
   */
  extrahosts?: string | readonly string[] | undefined;
  /**
   * A Git repository URI or HTTP/HTTPS context URI. If the URI points to a single text file, the
   * file’s contents are placed into a file called `Dockerfile` and the image is built from that
   * file. If the URI points to a tarball, the file is downloaded by the daemon and the contents
   * therein used as the context for the build. If the URI points to a tarball and the `dockerfile`
   * parameter is also specified, there must be a file with the corresponding path inside the
   * tarball.
   */
  remote?: string | undefined;
  /**
   * Suppress verbose build output.
   *
   * @default {false}
   */
  q?: boolean | undefined;
  /**
   * Do not use the cache when building the image.
   *
   * @default {false}
   */
  nocache?: boolean | undefined;
  /**
   * JSON array of images used for build cache resolution.
   *
   * Sent as JSON, and given as the value itself.
   */
  cachefrom?: readonly string[] | undefined;
  /** Attempt to pull the image even if an older image exists locally. */
  pull?: boolean | undefined;
  /**
   * Remove intermediate containers after a successful build.
   *
   * @default {true}
   */
  rm?: boolean | undefined;
  /**
   * Always remove intermediate containers, even upon failure.
   *
   * @default {false}
   */
  forcerm?: boolean | undefined;
  /** Set memory limit for build. */
  memory?: number | undefined;
  /** Total memory (memory + swap). Set as `-1` to disable swap. */
  memswap?: number | undefined;
  /** CPU shares (relative weight). */
  cpushares?: number | undefined;
  /** CPUs in which to allow execution (e.g., `0-3`, `0,1`). */
  cpusetcpus?: string | undefined;
  /** The length of a CPU period in microseconds. */
  cpuperiod?: number | undefined;
  /** Microseconds of CPU time that the container can get in a CPU period. */
  cpuquota?: number | undefined;
  /**
   * JSON map of string pairs for build-time variables. Users pass these values at build-time.
   * Docker uses the buildargs as the environment context for commands run via the `Dockerfile` RUN
   * instruction, or for variable expansion in other `Dockerfile` instructions. This is not meant
   * for passing secret values.
   *
   * For example, the build arg `FOO=bar` would become `{"FOO":"bar"}` in JSON. This would result in
   * the query parameter `buildargs={"FOO":"bar"}`. Note that `{"FOO":"bar"}` should be URI
   * component encoded.
   *
   * [Read more about the buildargs
   * instruction.](https://docs.docker.com/engine/reference/builder/#arg)
   *
   * Sent as JSON, and given as the value itself.
   */
  buildargs?: Readonly<Record<string, string | null>> | undefined;
  /**
   * Size of `/dev/shm` in bytes. The size must be greater than 0. If omitted the system uses 64MB.
   */
  shmsize?: number | undefined;
  /** Squash the resulting images layers into a single layer. *(Experimental release only.)* */
  squash?: boolean | undefined;
  /**
   * Arbitrary key/value labels to set on the image, as a JSON map of string pairs.
   *
   * Sent as JSON, and given as the value itself.
   */
  labels?: Readonly<Record<string, string>> | undefined;
  /**
   * Sets the networking mode for the run commands during build. Supported standard values are:
   * `bridge`, `host`, `none`, and `container:<name|id>`. Any other value is taken as a custom
   * network's name or ID to which this container should connect to.
   */
  networkmode?: string | undefined;
  /** Platform in the format os[/arch[/variant]] */
  platform?: string | undefined;
  /** Target build stage. */
  target?: string | undefined;
  /**
   * BuildKit output configuration in the format of a stringified JSON array of objects. Each object
   * must have two top-level properties: `Type` and `Attrs`. The `Type` property must be set to
   * 'moby'. The `Attrs` property is a map of attributes for the BuildKit output configuration. See
   * https://docs.docker.com/build/exporters/oci-docker/ for more information.
   *
   * Example:
   *
   * ```text
   * [{"Type":"moby","Attrs":{"type":"image","force-compression":"true","compression":"zstd"}}]
   * ```
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.40.
   */
  outputs?:
    | readonly { readonly Type: string; readonly Attrs?: Readonly<Record<string, string>> }[]
    | undefined;
  /**
   * Version of the builder backend to use.
   *
   * - `1` is the first generation classic (deprecated) builder in the Docker daemon (default)
   * - `2` is [BuildKit](https://github.com/moby/buildkit)
   *
   * Since API 1.38.
   *
   * @default {"1"}
   */
  version?: "1" | "2" | undefined;
  /** Memory nodes in which to allow execution (`0-3`, `0,1`). */
  cpusetmems?: string | undefined;
  /** The parent cgroup of the build's containers. */
  cgroupparent?: string | undefined;
  /** Isolation technology of the build's containers. */
  isolation?: string | undefined;
  /**
   * Resource limits of the build's containers.
   *
   * Sent as JSON, and given as the value itself.
   */
  ulimits?: readonly ResourcesUlimitInput[] | undefined;
  /** The ID of the session (`POST /session`) that BuildKit calls back through. */
  session?: string | undefined;
  /** A name for this build, by which it can be cancelled. */
  buildid?: string | undefined;
}

/**
 * Query of `POST /build/prune`: delete builder cache.
 *
 * Since API 1.31.
 */
export interface BuildPruneQuery {
  /**
   * Amount of disk space in bytes to keep for cache.
   *
   * Since API 1.48.
   */
  "reserved-space"?: number | undefined;
  /**
   * Maximum amount of disk space allowed to keep for cache.
   *
   * Since API 1.48.
   */
  "max-used-space"?: number | undefined;
  /**
   * Target amount of free disk space after pruning.
   *
   * Since API 1.48.
   */
  "min-free-space"?: number | undefined;
  /**
   * Remove all types of build cache.
   *
   * Since API 1.39.
   */
  all?: boolean | undefined;
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the list of build
   * cache objects.
   *
   * Available filters:
   *
   * - `until=<timestamp>` remove cache older than `<timestamp>`. The `<timestamp>` can be Unix
   *   timestamps, date formatted timestamps, or Go duration strings (e.g. `10m`, `1h30m`) computed
   *   relative to the daemon's local time.
   * - `id=<id>`
   * - `parent=<id>`
   * - `type=<string>`
   * - `description=<string>`
   * - `inuse`
   * - `shared`
   * - `private`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.39.
   */
  filters?: Filters | undefined;
  /**
   * Amount of disk space in bytes to keep for cache.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This parameter is deprecated and has
   * been renamed to "reserved-space". It is kept for backward compatibility and will be removed in
   * API v1.52.
   */
  "keep-storage"?: number | undefined;
}

/** Query of `POST /images/create`: create an image. */
export interface ImageCreateQuery {
  /**
   * Name of the image to pull. If the name includes a tag or digest, specific behavior applies:
   *
   * - If only `fromImage` includes a tag, that tag is used.
   * - If both `fromImage` and `tag` are provided, `tag` takes precedence.
   * - If `fromImage` includes a digest, the image is pulled by digest, and `tag` is ignored.
   * - If neither a tag nor digest is specified, all tags are pulled.
   */
  fromImage?: string | undefined;
  /**
   * Source to import. The value may be a URL from which the image can be retrieved or `-` to read
   * the image from the request body. This parameter may only be used when importing an image.
   */
  fromSrc?: string | undefined;
  /**
   * Repository name given to an image when it is imported. The repo may include a tag. This
   * parameter may only be used when importing an image.
   */
  repo?: string | undefined;
  /**
   * Tag or digest. If empty when pulling an image, this causes all tags for the given image to be
   * pulled.
   */
  tag?: string | undefined;
  /** Set commit message for imported image. */
  message?: string | undefined;
  /**
   * Apply `Dockerfile` instructions to the image that is created, for example: `changes=ENV
   * DEBUG=true`. Note that `ENV DEBUG=true` should be URI component encoded.
   *
   * Supported `Dockerfile` instructions:
   * `CMD`|`ENTRYPOINT`|`ENV`|`EXPOSE`|`ONBUILD`|`USER`|`VOLUME`|`WORKDIR`
   */
  changes?: readonly string[] | undefined;
  /**
   * Platform in the format os[/arch[/variant]].
   *
   * When used in combination with the `fromImage` option, the daemon checks if the given image is
   * present in the local image cache with the given OS and Architecture, and otherwise attempts to
   * pull the image. If the option is not set, the host's native OS and Architecture are used. If
   * the given image does not exist in the local image cache, the daemon attempts to pull the image
   * with the host's native OS and Architecture. If the given image does exists in the local image
   * cache, but its OS or architecture does not match, a warning is produced.
   *
   * When used with the `fromSrc` option to import an image from an archive, this option sets the
   * platform information for the imported image. If the option is not set, the host's native OS and
   * Architecture are used for the imported image.
   *
   * Since API 1.32.
   */
  platform?: string | undefined;
}

/** Query of `GET /images/{name}/json`: inspect an image. */
export interface ImageInspectQuery {
  /**
   * Include Manifests in the image summary.
   *
   * The `manifests` and `platform` options are mutually exclusive, and an error is produced if both
   * are set.
   *
   * Since API 1.48.
   *
   * @default {false}
   */
  manifests?: boolean | undefined;
  /**
   * JSON-encoded OCI platform to select the platform-variant. If omitted, it defaults to any
   * locally available platform, prioritizing the daemon's host platform.
   *
   * If the daemon provides a multi-platform image store, this selects the platform-variant to show
   * inspect. If the image is a single-platform image, or if the multi-platform image does not
   * provide a variant matching the given platform, an error is returned.
   *
   * The `platform` and `manifests` options are mutually exclusive, and an error is produced if both
   * are set.
   *
   * Example: `{"os": "linux", "architecture": "arm", "variant": "v5"}`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.49.
   */
  platform?: OCIPlatformInput | undefined;
}

/**
 * Query of `GET /images/{name}/attestations`: get attestation statements for an image.
 *
 * Since API 1.55.
 */
export interface ImageAttestationsQuery {
  /**
   * JSON-encoded OCI platform to select the image variant whose attestations to return. If omitted,
   * the daemon's default (host) platform is used.
   *
   * Only one platform value is currently accepted; passing more than one returns an error. The
   * parameter is declared as an array so the wire shape can accept multiple values in the future
   * without an API version bump.
   *
   * Example: `{"os": "linux", "architecture": "amd64"}`
   *
   * Sent as JSON, and given as the value itself.
   */
  platform?: OCIPlatformInput | readonly OCIPlatformInput[] | undefined;
  /**
   * In-toto predicate type URI to filter returned statements. May be repeated to accept any of
   * several predicate types. If omitted, all statements are returned.
   *
   * Example: `type=https://slsa.dev/provenance/v0.2&type=https://spdx.dev/Document`
   */
  type?: readonly string[] | undefined;
  /**
   * Include the verbatim in-toto statement body in each returned entry. Defaults to false; when
   * omitted or false, only the descriptor and predicate type are returned and statement blobs are
   * not read.
   *
   * @default {false}
   */
  statement?: boolean | undefined;
}

/** Query of `GET /images/{name}/history`: get the history of an image. */
export interface ImageHistoryQuery {
  /**
   * JSON-encoded OCI platform to select the platform-variant. If omitted, it defaults to any
   * locally available platform, prioritizing the daemon's host platform.
   *
   * If the daemon provides a multi-platform image store, this selects the platform-variant to show
   * the history for. If the image is a single-platform image, or if the multi-platform image does
   * not provide a variant matching the given platform, an error is returned.
   *
   * Example: `{"os": "linux", "architecture": "arm", "variant": "v5"}`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.48.
   */
  platform?: OCIPlatformInput | undefined;
}

/** Query of `POST /images/{name}/push`: push an image. */
export interface ImagePushQuery {
  /**
   * Tag of the image to push. For example, `latest`. If no tag is provided, all tags of the given
   * image that are present in the local image store are pushed.
   */
  tag?: string | undefined;
  /**
   * JSON-encoded OCI platform to select the platform-variant to push. If not provided, all
   * available variants will attempt to be pushed.
   *
   * If the daemon provides a multi-platform image store, this selects the platform-variant to push
   * to the registry. If the image is a single-platform image, or if the multi-platform image does
   * not provide a variant matching the given platform, an error is returned.
   *
   * Example: `{"os": "linux", "architecture": "arm", "variant": "v5"}`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.46.
   */
  platform?: OCIPlatformInput | undefined;
}

/** Query of `POST /images/{name}/tag`: tag an image. */
export interface ImageTagQuery {
  /** The repository to tag in. For example, `someuser/someimage`. */
  repo?: string | undefined;
  /** The name of the new tag. */
  tag?: string | undefined;
}

/** Query of `DELETE /images/{name}`: remove an image. */
export interface ImageDeleteQuery {
  /**
   * Remove the image even if it is being used by stopped containers or has other tags.
   *
   * @default {false}
   */
  force?: boolean | undefined;
  /**
   * Do not delete untagged parent images.
   *
   * @default {false}
   */
  noprune?: boolean | undefined;
  /**
   * Select platform-specific content to delete. Multiple values are accepted. Each platform is a
   * OCI platform encoded as a JSON string.
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.50.
   */
  platforms?: OCIPlatformInput | readonly OCIPlatformInput[] | undefined;
}

/** Query of `GET /images/search`: search images. */
export interface ImageSearchQuery {
  /** Term to search. */
  term: string;
  /** Maximum number of results to return. */
  limit?: number | undefined;
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the images list.
   * Available filters:
   *
   * - `is-official=(true|false)`
   * - `stars=<number>` Matches images that has at least 'number' stars.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Query of `POST /images/prune`: delete unused images. */
export interface ImagePruneQuery {
  /**
   * Filters to process on the prune list, encoded as JSON (a `map[string][]string`). Available
   * filters:
   *
   * - `dangling=<boolean>` When set to `true` (or `1`), prune only unused *and* untagged images.
   *   When set to `false` (or `0`), all unused images are pruned.
   * - `until=<string>` Prune images created before this timestamp. The `<timestamp>` can be Unix
   *   timestamps, date formatted timestamps, or Go duration strings (e.g. `10m`, `1h30m`) computed
   *   relative to the daemon machine’s time.
   * - `label` (`label=<key>`, `label=<key>=<value>`, `label!=<key>`, or `label!=<key>=<value>`)
   *   Prune images with (or without, in case `label!=...` is used) the specified labels.
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Query of `POST /commit`: create a new image from a container. */
export interface ImageCommitQuery {
  /** The ID or name of the container to commit. */
  container?: string | undefined;
  /** Repository name for the created image. */
  repo?: string | undefined;
  /** Tag name for the create image. */
  tag?: string | undefined;
  /** Commit message. */
  comment?: string | undefined;
  /** Author of the image (e.g., `John Hannibal Smith <hannibal@a-team.com>`). */
  author?: string | undefined;
  /**
   * Whether to pause the container before committing.
   *
   * @default {true}
   */
  pause?: boolean | undefined;
  /** `Dockerfile` instructions to apply while committing. */
  changes?: string | readonly string[] | undefined;
}

/** Query of `GET /images/{name}/get`: export an image. */
export interface ImageGetQuery {
  /**
   * JSON encoded OCI platform describing a platform which will be used to select a
   * platform-specific image to be saved if the image is multi-platform. If not provided, the full
   * multi-platform image will be saved.
   *
   * Example: `{"os": "linux", "architecture": "arm", "variant": "v5"}`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.48.
   */
  platform?: OCIPlatformInput | readonly OCIPlatformInput[] | undefined;
}

/** Query of `GET /images/get`: export several images. */
export interface ImageGetAllQuery {
  /** Image names to filter by. */
  names?: readonly string[] | undefined;
  /**
   * JSON encoded OCI platform(s) which will be used to select the platform-specific image(s) to be
   * saved if the image is multi-platform. If not provided, the full multi-platform image will be
   * saved.
   *
   * Example: `{"os": "linux", "architecture": "arm", "variant": "v5"}`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.48.
   */
  platform?: OCIPlatformInput | readonly OCIPlatformInput[] | undefined;
}

/** Query of `POST /images/load`: import images. */
export interface ImageLoadQuery {
  /**
   * Suppress progress details during load.
   *
   * @default {false}
   */
  quiet?: boolean | undefined;
  /**
   * JSON encoded OCI platform(s) which will be used to select the platform-specific image(s) to
   * load if the image is multi-platform. If not provided, the full multi-platform image will be
   * loaded.
   *
   * Example: `{"os": "linux", "architecture": "arm", "variant": "v5"}`
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.48.
   */
  platform?: OCIPlatformInput | readonly OCIPlatformInput[] | undefined;
}

/** Answer to `GET /images/json`: list Images. */
export type ImageListAnswer = ImageSummary[];

/** An image, as the list of images tells of it. */
export interface ImageSummary {
  /**
   * ID is the content-addressable ID of an image.
   *
   * This identifier is a content-addressable digest calculated from the image's configuration
   * (which includes the digests of layers used by the image).
   *
   * Note that this digest differs from the `RepoDigests` below, which holds digests of image
   * manifests that reference the image.
   */
  Id: string;
  /**
   * ID of the parent image.
   *
   * Depending on how the image was created, this field may be empty and is only set for images that
   * were built/created locally. This field is empty if the image was pulled from an image registry.
   */
  ParentId: string;
  /**
   * List of image names/tags in the local image cache that reference this image.
   *
   * Multiple image tags can refer to the same image, and this list may be empty if no tags
   * reference the image, in which case the image is "untagged", in which case it can still be
   * referenced by its ID.
   */
  RepoTags: string[] | null;
  /**
   * List of content-addressable digests of locally available image manifests that the image is
   * referenced from. Multiple manifests can refer to the same image.
   *
   * These digests are usually only available if the image was either pulled from a registry, or if
   * the image was pushed to a registry, which is when the manifest is generated and its digest
   * calculated.
   */
  RepoDigests: string[] | null;
  /**
   * Date and time at which the image was created as a Unix timestamp (number of seconds since
   * EPOCH).
   */
  Created: number;
  /** Total size of the image including all layers it is composed of. */
  Size: number;
  /**
   * Total size of image layers that are shared between this image and other images.
   *
   * This size is not calculated by default. `-1` indicates that the value has not been set /
   * calculated.
   */
  SharedSize: number;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /**
   * Number of containers using this image. Includes both stopped and running containers.
   *
   * `-1` indicates that the value has not been set / calculated.
   */
  Containers: number;
  /**
   * Manifests is a list of manifests available in this image. It provides a more detailed view of
   * the platform-specific image manifests or other image-attached data like build attestations.
   *
   * WARNING: This is experimental and may change at any time without any backward compatibility.
   *
   * Since API 1.47.
   */
  Manifests?: ImageManifestSummary[] | null | undefined;
  /**
   * Descriptor is an OCI descriptor of the image target. In case of a multi-platform image, this
   * descriptor points to the OCI index or a manifest list.
   *
   * This field is only present if the daemon provides a multi-platform image store.
   *
   * WARNING: This is experimental and may change at any time without any backward compatibility.
   *
   * Since API 1.48.
   */
  Descriptor?: OCIDescriptor | null | undefined;
  /**
   * Total size of the image including all layers it is composed of.
   *
   * In versions of Docker before v1.10, this field was calculated from the image itself and all of
   * its parent images. Docker v1.10 and up store images self-contained, and no longer use a
   * parent-chain, making this field an equivalent of the Size field.
   *
   * This field is kept for backward compatibility, but may be removed in a future version of the
   * API.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45.
   */
  VirtualSize?: number | undefined;
}

/** ImageManifestSummary represents a summary of an image manifest. */
export interface ImageManifestSummary {
  /**
   * ID is the content-addressable ID of an image and is the same as the digest of the image
   * manifest.
   */
  ID: string;
  /**
   * A descriptor struct containing digest, media type, and size, as defined in the [OCI Content
   * Descriptors
   * Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/descriptor.md).
   */
  Descriptor: OCIDescriptor;
  /** Indicates whether all the child content (image config, layers) is fully available locally. */
  Available: boolean;
  /** How much room the manifest and what belongs to it take. */
  Size: ImageManifestSummarySize;
  /**
   * The kind of the manifest.
   *
   * kind         | description
   * -------------|----------------------------------------------------------- image        | Image
   * manifest that can be used to start a container. attestation  | Attestation manifest produced by
   * the Buildkit builder for a specific image manifest.
   */
  Kind: "image" | "attestation" | "unknown" | OtherString;
  /** The image data for the image manifest. This field is only populated when Kind is "image". */
  ImageData?: ImageManifestSummaryImageData | null | undefined;
  /**
   * The image data for the attestation manifest. This field is only populated when Kind is
   * "attestation".
   */
  AttestationData?: ImageManifestSummaryAttestationData | null | undefined;
}

/** The `Size` of an {@linkcode ImageManifestSummary}. */
export interface ImageManifestSummarySize {
  /**
   * Total is the total size (in bytes) of all the locally present data (both distributable and
   * non-distributable) that's related to this manifest and its children. This equal to the sum of
   * [Content] size AND all the sizes in the [Size] struct present in the Kind-specific data struct.
   * For example, for an image kind (Kind == "image") this would include the size of the image
   * content and unpacked image snapshots ([Size.Content] + [ImageData.Size.Unpacked]).
   */
  Total: number;
  /**
   * Content is the size (in bytes) of all the locally present content in the content store (e.g.
   * image config, layers) referenced by this manifest and its children. This only includes blobs in
   * the content store.
   */
  Content: number;
}

/** The image data for the image manifest. This field is only populated when Kind is "image". */
export interface ImageManifestSummaryImageData {
  /**
   * OCI platform of the image. This will be the platform specified in the manifest descriptor from
   * the index/manifest list. If it's not available, it will be obtained from the image config.
   */
  Platform: OCIPlatform;
  /**
   * Identity holds information about the identity and origin of this image. For image list
   * responses, this can duplicate Build/Pull fields across image manifests, because those parts are
   * image-level metadata.
   */
  Identity?: Identity | null | undefined;
  /** The IDs of the containers that are using this image. */
  Containers: string[] | null;
  /** How much room the unpacked image takes. */
  Size: ImageManifestSummaryImageDataSize;
}

/**
 * Identity holds information about the identity and origin of the image. This is trusted
 * information verified by the daemon and cannot be modified by tagging an image to a different
 * name.
 */
export interface Identity {
  /** Signature contains the properties of verified signatures for the image. */
  Signature?: SignatureIdentity[] | null | undefined;
  /**
   * Pull contains remote location information if image was created via pull. If image was pulled
   * via mirror, this contains the original repository location. After successful push this images
   * also contains the pushed repository location.
   */
  Pull?: PullIdentity[] | null | undefined;
  /** Build contains build reference information if image was created via build. */
  Build?: BuildIdentity[] | null | undefined;
}

/** SignatureIdentity contains the properties of verified signatures for the image. */
export interface SignatureIdentity {
  /** Name is a textual description summarizing the type of signature. */
  Name?: string | undefined;
  /** Timestamps contains a list of verified signed timestamps for the signature. */
  Timestamps?: SignatureTimestamp[] | null | undefined;
  /**
   * KnownSigner is an identifier for a special signer identity that is known to the implementation.
   */
  KnownSigner?: KnownSignerIdentity | undefined;
  /**
   * DockerReference is the Docker image reference associated with the signature. This is an
   * optional field only present in older hashedrecord signatures.
   */
  DockerReference?: string | undefined;
  /** Signer contains information about the signer certificate used to sign the image. */
  Signer?: SignerIdentity | undefined;
  /** SignatureType is the type of signature format. E.g. "bundle-v0.3" or "hashedrecord". */
  SignatureType?: SignatureType | undefined;
  /**
   * Error contains error information if signature verification failed. Other fields will be empty
   * in this case.
   */
  Error?: string | undefined;
  /**
   * Warnings contains any warnings that occurred during signature verification. For example, if
   * there was no internet connectivity and cached trust roots were used. Warning does not indicate
   * a failed verification but may point to configuration issues.
   */
  Warnings?: string[] | null | undefined;
}

/**
 * SignatureTimestamp contains information about a verified signed timestamp for an image signature.
 */
export interface SignatureTimestamp {
  /** SignatureTimestampType is the type of timestamp used in the signature. */
  Type?: SignatureTimestampType | undefined;
  /** Where the record is. */
  URI?: string | undefined;
  /** The time that was recorded. */
  Timestamp?: string | undefined;
}

/** SignatureTimestampType is the type of timestamp used in the signature. */
export type SignatureTimestampType = "Tlog" | "TimestampAuthority" | OtherString;

/**
 * KnownSignerIdentity is an identifier for a special signer identity that is known to the
 * implementation.
 */
export type KnownSignerIdentity = "DHI" | OtherString;

/** SignerIdentity contains information about the signer certificate used to sign the image. */
export interface SignerIdentity {
  /** CertificateIssuer is the certificate issuer. */
  CertificateIssuer?: string | undefined;
  /** SubjectAlternativeName is the certificate subject alternative name. */
  SubjectAlternativeName?: string | undefined;
  /**
   * The OIDC issuer. Should match `iss` claim of ID token or, in the case of a federated login like
   * Dex it should match the issuer URL of the upstream issuer. The issuer is not set the extensions
   * are invalid and will fail to render.
   */
  Issuer?: string | undefined;
  /** Reference to specific build instructions that are responsible for signing. */
  BuildSignerURI?: string | undefined;
  /**
   * Immutable reference to the specific version of the build instructions that is responsible for
   * signing.
   */
  BuildSignerDigest?: string | undefined;
  /**
   * Specifies whether the build took place in platform-hosted cloud infrastructure or
   * customer/self-hosted infrastructure.
   */
  RunnerEnvironment?: string | undefined;
  /** Source repository URL that the build was based on. */
  SourceRepositoryURI?: string | undefined;
  /** Immutable reference to a specific version of the source code that the build was based upon. */
  SourceRepositoryDigest?: string | undefined;
  /** Source Repository Ref that the build run was based upon. */
  SourceRepositoryRef?: string | undefined;
  /** Immutable identifier for the source repository the workflow was based upon. */
  SourceRepositoryIdentifier?: string | undefined;
  /**
   * Source repository owner URL of the owner of the source repository that the build was based on.
   */
  SourceRepositoryOwnerURI?: string | undefined;
  /**
   * Immutable identifier for the owner of the source repository that the workflow was based upon.
   */
  SourceRepositoryOwnerIdentifier?: string | undefined;
  /** Build Config URL to the top-level/initiating build instructions. */
  BuildConfigURI?: string | undefined;
  /** Immutable reference to the specific version of the top-level/initiating build instructions. */
  BuildConfigDigest?: string | undefined;
  /** Event or action that initiated the build. */
  BuildTrigger?: string | undefined;
  /** Run Invocation URL to uniquely identify the build execution. */
  RunInvocationURI?: string | undefined;
  /** Source repository visibility at the time of signing the certificate. */
  SourceRepositoryVisibilityAtSigning?: string | undefined;
}

/** SignatureType is the type of signature format. */
export type SignatureType = "bundle-v0.3" | "simplesigning-v1" | OtherString;

/**
 * PullIdentity contains remote location information if image was created via pull. If image was
 * pulled via mirror, this contains the original repository location.
 */
export interface PullIdentity {
  /** Repository is the remote repository location the image was pulled from. */
  Repository?: string | undefined;
}

/** BuildIdentity contains build reference information if image was created via build. */
export interface BuildIdentity {
  /**
   * Ref is the identifier for the build request. This reference can be used to look up the build
   * details in BuildKit history API.
   */
  Ref?: string | undefined;
  /** CreatedAt is the time when the build ran. */
  CreatedAt?: string | undefined;
}

/** The `Size` of an {@linkcode ImageManifestSummaryImageData}. */
export interface ImageManifestSummaryImageDataSize {
  /**
   * Unpacked is the size (in bytes) of the locally unpacked (uncompressed) image content that's
   * directly usable by the containers running this image. It's independent of the distributable
   * content - e.g. the image might still have an unpacked data that's still used by some container
   * even when the distributable/compressed content is already gone.
   */
  Unpacked: number;
}

/**
 * The image data for the attestation manifest. This field is only populated when Kind is
 * "attestation".
 */
export interface ImageManifestSummaryAttestationData {
  /** The digest of the image manifest that this attestation is for. */
  For?: string | undefined;
}

/** One message of the progress of a build. */
export interface BuildInfo {
  /** What the message is about: a layer, or `moby.buildkit.trace` when `aux` is BuildKit's. */
  id?: string | undefined;
  /** Output of the build, often but part of a line. */
  stream?: string | undefined;
  /** Why the build failed. The message with it is the last. */
  errorDetail?: ErrorDetail | undefined;
  /** What is being done, such as `Downloading`. */
  status?: string | undefined;
  /** How far the transfer of a layer has come. */
  progressDetail?: ProgressDetail | undefined;
  /** Image ID or Digest. */
  aux?: ImageID | string | undefined;
  /**
   * What went wrong, without its code.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  error?: string | null | undefined;
  /**
   * The progress as a bar of text.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  progress?: string | null | undefined;
}

/** The `errorDetail` of a {@linkcode BuildInfo}. */
export interface ErrorDetail {
  /** The status of the program that failed, where there is one. */
  code?: number | undefined;
  /** What went wrong. */
  message?: string | undefined;
}

/** The `progressDetail` of a {@linkcode BuildInfo}. */
export interface ProgressDetail {
  /** How much is done, mostly in bytes. */
  current?: number | undefined;
  /** How much there is to do; absent where that is not known. */
  total?: number | undefined;
}

/** Image ID or Digest. */
export interface ImageID {
  /** The image's ID. */
  ID?: string | undefined;
}

/** Answer to `POST /build/prune`: delete builder cache. */
export interface BuildPruneResponse {
  /** The IDs of the records that were deleted. */
  CachesDeleted: string[] | null;
  /** Disk space reclaimed in bytes. */
  SpaceReclaimed: number;
}

/** One message of the progress of a pull or an import. */
export interface CreateImageInfo {
  /** The layer, or tag, that the message is about. */
  id?: string | undefined;
  /** Why the call failed. The message with it is the last. */
  errorDetail?: ErrorDetail | undefined;
  /** What is being done, such as `Downloading`. */
  status?: string | undefined;
  /** How far the transfer of the layer has come. */
  progressDetail?: ProgressDetail | undefined;
  /**
   * What went wrong, without its code.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  error?: string | null | undefined;
  /**
   * The progress as a bar of text.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  progress?: string | null | undefined;
}

/** Information about an image in the local image cache. */
export interface ImageInspect {
  /**
   * ID is the content-addressable ID of an image.
   *
   * This identifier is a content-addressable digest calculated from the image's configuration
   * (which includes the digests of layers used by the image).
   *
   * Note that this digest differs from the `RepoDigests` below, which holds digests of image
   * manifests that reference the image.
   */
  Id: string;
  /**
   * Descriptor is an OCI descriptor of the image target. In case of a multi-platform image, this
   * descriptor points to the OCI index or a manifest list.
   *
   * This field is only present if the daemon provides a multi-platform image store.
   *
   * WARNING: This is experimental and may change at any time without any backward compatibility.
   *
   * Since API 1.48.
   */
  Descriptor?: OCIDescriptor | null | undefined;
  /**
   * Manifests is a list of image manifests available in this image. It provides a more detailed
   * view of the platform-specific image manifests or other image-attached data like build
   * attestations.
   *
   * Only available if the daemon provides a multi-platform image store and the `manifests` option
   * is set in the inspect request.
   *
   * WARNING: This is experimental and may change at any time without any backward compatibility.
   *
   * Since API 1.48.
   */
  Manifests?: ImageManifestSummary[] | null | undefined;
  /**
   * Identity holds information about the identity and origin of the image. This is trusted
   * information verified by the daemon and cannot be modified by tagging an image to a different
   * name.
   *
   * Since API 1.53.
   */
  Identity?: Identity | null | undefined;
  /**
   * List of image names/tags in the local image cache that reference this image.
   *
   * Multiple image tags can refer to the same image, and this list may be empty if no tags
   * reference the image, in which case the image is "untagged", in which case it can still be
   * referenced by its ID.
   */
  RepoTags: string[] | null;
  /**
   * List of content-addressable digests of locally available image manifests that the image is
   * referenced from. Multiple manifests can refer to the same image.
   *
   * These digests are usually only available if the image was either pulled from a registry, or if
   * the image was pushed to a registry, which is when the manifest is generated and its digest
   * calculated.
   */
  RepoDigests: string[] | null;
  /** Optional message that was set when committing or importing the image. */
  Comment?: string | null | undefined;
  /**
   * Date and time at which the image was created, formatted in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   *
   * This information is only available if present in the image, and omitted otherwise.
   */
  Created?: string | null | undefined;
  /**
   * Name of the author that was specified when committing the image, or as specified through
   * MAINTAINER (deprecated) in the Dockerfile.
   */
  Author?: string | null | undefined;
  /**
   * Configuration of the image. These fields are used as defaults when starting a container from
   * the image.
   */
  Config: ImageConfig;
  /** Hardware CPU architecture that the image runs on. */
  Architecture: string;
  /** CPU architecture variant (presently ARM-only). */
  Variant?: string | null | undefined;
  /** Operating System the image is built to run on. */
  Os: string;
  /** Operating System version the image is built to run on (especially for Windows). */
  OsVersion?: string | null | undefined;
  /**
   * Total size of the image variant, including all layers it is composed of.
   *
   * For multi-platform images, this is the size of the platform variant selected by the `platform`
   * query parameter. If no platform is specified, the daemon selects a platform as described in the
   * `platform` parameter.
   *
   * When using the containerd image store, this includes both the image content that's present
   * locally and the unpacked snapshot data for the selected variant.
   *
   * Image data may be shared between images, so this size does not indicate how much space would be
   * reclaimed by deleting the image.
   */
  Size: number;
  /** Information about the storage driver used to store the container's and image's filesystem. */
  GraphDriver?: DriverData | null | undefined;
  /** Information about the image's RootFS, including the layer IDs. */
  RootFS: ImageInspectRootFS;
  /**
   * Additional metadata of the image in the local cache. This information is local to the daemon,
   * and not part of the image itself.
   */
  Metadata: ImageInspectMetadata;
  /**
   * ID of the parent image.
   *
   * Depending on how the image was created, this field may be empty and is only set for images that
   * were built/created locally. This field is empty if the image was pulled from an image registry.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only set when using the
   * deprecated legacy builder. It is included in API responses for informational purposes, but
   * should not be depended on as it will be omitted once the legacy builder is removed.
   */
  Parent?: string | undefined;
  /**
   * The ID of the container that was used to create the image.
   *
   * Depending on how the image was created, this field may be empty.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45.
   */
  Container?: string | undefined;
  /**
   * Configuration for a container that is portable between hosts.
   *
   * When used as `ContainerConfig` field in an image, `ContainerConfig` is an optional field
   * containing the configuration of the container that was last committed when creating the image.
   *
   * Previous versions of Docker builder used this field to store build cache, and it is not in
   * active use anymore.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45.
   */
  ContainerConfig?: ContainerConfig | undefined;
  /**
   * The version of Docker that was used to build the image.
   *
   * Depending on how the image was created, this field may be empty.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is only set when using the
   * deprecated legacy builder. It is included in API responses for informational purposes, but
   * should not be depended on as it will be omitted once the legacy builder is removed.
   */
  DockerVersion?: string | undefined;
  /**
   * Total size of the image including all layers it is composed of.
   *
   * In versions of Docker before v1.10, this field was calculated from the image itself and all of
   * its parent images. Docker v1.10 and up store images self-contained, and no longer use a
   * parent-chain, making this field an equivalent of the Size field.
   *
   * This field is kept for backward compatibility, but may be removed in a future version of the
   * API.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45.
   */
  VirtualSize?: number | undefined;
}

/**
 * Configuration of the image. These fields are used as defaults when starting a container from the
 * image.
 */
export interface ImageConfig {
  /** The user that commands are run as inside the container. */
  User?: string | undefined;
  /**
   * An object mapping ports to an empty object in the form:
   *
   * `{"<port>/<tcp|udp|sctp>": {}}`
   */
  ExposedPorts?: Record<string, Record<string, never>> | null | undefined;
  /**
   * A list of environment variables to set inside the container in the form `["VAR=value", ...]`. A
   * variable without `=` is removed from the environment, rather than to have an empty value.
   */
  Env?: string[] | null | undefined;
  /** Command to run specified as a string or an array of strings. */
  Cmd?: string[] | null | undefined;
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
  /** An object mapping mount point paths inside the container to empty objects. */
  Volumes?: Record<string, Record<string, never>> | null | undefined;
  /** The working directory for commands to run in. */
  WorkingDir?: string | undefined;
  /**
   * The entry point for the container as a string or an array of strings.
   *
   * If the array consists of exactly one empty string (`[""]`) then the entry point is reset to
   * system default (i.e., the entry point used by docker when there is no `ENTRYPOINT` instruction
   * in the `Dockerfile`).
   */
  Entrypoint?: string[] | null | undefined;
  /** `ONBUILD` metadata that were defined in the image's `Dockerfile`. */
  OnBuild?: string[] | null | undefined;
  /** User-defined key/value metadata. */
  Labels?: Record<string, string> | null | undefined;
  /** Signal to stop a container as a string or unsigned integer. */
  StopSignal?: string | null | undefined;
  /** Shell for when `RUN`, `CMD`, and `ENTRYPOINT` uses a shell. */
  Shell?: string[] | null | undefined;
  /**
   * The hostname to use for the container, as a valid RFC 1123 hostname.
   *
   * > **Note**: this field is always empty and must not be used.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  Hostname?: string | undefined;
  /**
   * The domain name to use for the container.
   *
   * > **Note**: this field is always empty and must not be used.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  Domainname?: string | undefined;
  /**
   * Whether to attach to `stdin`.
   *
   * > **Note**: this field is always false and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  AttachStdin?: boolean | undefined;
  /**
   * Whether to attach to `stdout`.
   *
   * > **Note**: this field is always false and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  AttachStdout?: boolean | undefined;
  /**
   * Whether to attach to `stderr`.
   *
   * > **Note**: this field is always false and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  AttachStderr?: boolean | undefined;
  /**
   * Attach standard streams to a TTY, including `stdin` if it is not closed.
   *
   * > **Note**: this field is always false and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  Tty?: boolean | undefined;
  /**
   * Open `stdin`.
   *
   * > **Note**: this field is always false and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  OpenStdin?: boolean | undefined;
  /**
   * Close `stdin` after one attached client disconnects.
   *
   * > **Note**: this field is always false and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  StdinOnce?: boolean | undefined;
  /**
   * The name (or reference) of the image to use when creating the container, or which was used when
   * the container was created.
   *
   * > **Note**: this field is always empty and must not be used.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  Image?: string | undefined;
  /**
   * Disable networking for the container.
   *
   * > **Note**: this field is always omitted and must not be used.
   *
   * @default {false}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  NetworkDisabled?: boolean | null | undefined;
  /**
   * MAC address of the container.
   *
   * @deprecated Last described in API 1.45, gone by API 1.51. This field is deprecated in API v1.44
   * and up. It is always omitted.
   */
  MacAddress?: string | null | undefined;
  /**
   * Timeout to stop a container in seconds.
   *
   * > **Note**: this field is always omitted and must not be used.
   *
   * @default {10}
   * @deprecated Last described in API 1.45, gone by API 1.51.
   */
  StopTimeout?: number | null | undefined;
}

/** Information about the image's RootFS, including the layer IDs. */
export interface ImageInspectRootFS {
  /** How the file system is made up: `layers`. */
  Type?: string | undefined;
  /** The digests of the uncompressed layers, lowest first. */
  Layers?: string[] | null | undefined;
}

/**
 * Additional metadata of the image in the local cache. This information is local to the daemon, and
 * not part of the image itself.
 */
export interface ImageInspectMetadata {
  /**
   * Date and time at which the image was last tagged in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   *
   * This information is only available if the image was tagged locally, and omitted otherwise.
   */
  LastTagTime?: string | null | undefined;
}

/** Answer to `GET /images/{name}/attestations`: get attestation statements for an image. */
export type ImageAttestationsAnswer = AttestationStatement[] | null;

/** AttestationStatement is a single in-toto statement attached to an image. */
export interface AttestationStatement {
  /**
   * A descriptor struct containing digest, media type, and size, as defined in the [OCI Content
   * Descriptors
   * Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/descriptor.md).
   */
  Descriptor?: OCIDescriptor | undefined;
  /** The in-toto predicate type URI of this statement. */
  PredicateType?: string | undefined;
  /**
   * The verbatim in-toto statement JSON. Only included when the caller opts in via the
   * `statement=true` query parameter; otherwise absent.
   */
  Statement?: Record<string, unknown> | null | undefined;
}

/** Answer to `GET /images/{name}/history`: get the history of an image. */
export type ImageHistoryAnswer = ImageHistoryResponseItem[];

/** Individual image layer information in response to ImageHistory operation. */
export interface ImageHistoryResponseItem {
  /** The ID of the image that ends with this layer, or `<missing>`. */
  Id: string;
  /** When the layer was made, in seconds since 1970. */
  Created: number;
  /** The command that made the layer. */
  CreatedBy: string;
  /** The references that name the image which ends with this layer. */
  Tags: string[] | null;
  /** The layer's size in bytes. */
  Size: number;
  /** The comment that the layer was made with. */
  Comment: string;
}

/** One message of the progress of a push. */
export interface PushImageInfo {
  /** Why the push failed. The message with it is the last. */
  errorDetail?: ErrorDetail | undefined;
  /** What is being done, such as `Pushing`. */
  status?: string | undefined;
  /** How far the transfer of the layer has come. */
  progressDetail?: ProgressDetail | undefined;
  /**
   * What went wrong, without its code.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  error?: string | null | undefined;
  /**
   * The progress as a bar of text.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56.
   */
  progress?: string | null | undefined;
  /** The layer that the message is about. */
  id?: string | undefined;
  /** What was pushed. */
  aux?: PushImageInfoAux | undefined;
}

/** What was pushed. */
export interface PushImageInfoAux {
  /** The tag. */
  Tag?: string | undefined;
  /** The manifest's digest. */
  Digest?: string | undefined;
  /** The manifest's size in bytes. */
  Size?: number | undefined;
}

/** Answer to `DELETE /images/{name}`: remove an image. */
export type ImageDeleteAnswer = ImageDeleteResponseItem[];

/** An element of the answer to `DELETE /images/{name}`: remove an image. */
export interface ImageDeleteResponseItem {
  /** The image ID of an image that was untagged. */
  Untagged?: string | undefined;
  /** The image ID of an image that was deleted. */
  Deleted?: string | undefined;
}

/** Answer to `GET /images/search`: search images. */
export type ImageSearchAnswer = ImageSearchResponseItem[] | null;

/** An element of the answer to `GET /images/search`: search images. */
export interface ImageSearchResponseItem {
  /** What the repository's owner says of it. */
  description?: string | undefined;
  /** Whether it is one of Docker's official images. */
  is_official?: boolean | undefined;
  /**
   * Whether this repository has automated builds enabled.
   *
   * @deprecated This field is deprecated and will always be "false".
   */
  is_automated?: boolean | undefined;
  /** The repository's name. */
  name?: string | undefined;
  /** How many users have given it a star. */
  star_count?: number | undefined;
}

/** Answer to `POST /images/prune`: delete unused images. */
export interface ImagePruneResponse {
  /** Images that were deleted. */
  ImagesDeleted: ImageDeleteResponseItem[] | null;
  /** Disk space reclaimed in bytes. */
  SpaceReclaimed: number;
}
