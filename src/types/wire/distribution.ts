// Do not edit: written by `deno task wire`.

import type { OCIDescriptor, OCIPlatform } from "./shared.ts";

/** Describes the result obtained from contacting the registry to retrieve image metadata. */
export interface DistributionInspect {
  /**
   * A descriptor struct containing digest, media type, and size, as defined in the [OCI Content
   * Descriptors
   * Specification](https://github.com/opencontainers/image-spec/blob/v1.0.1/descriptor.md).
   */
  Descriptor: OCIDescriptor;
  /** An array containing all platforms supported by the image. */
  Platforms: (OCIPlatform | null)[] | null;
}
