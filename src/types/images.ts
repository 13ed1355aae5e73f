import type { CallSettings } from "./call.ts";
import type { Filters } from "./filters.ts";

/** Which images `images.list()` answers. */
export interface ImageListSettings extends CallSettings {
  /** Only those of this name, such as `"alpine"`, `"alpine:3.20"` or `"quay.io/*"`. */
  readonly name?: string | undefined;
  /**
   * Whether intermediate layers of builds are among them.
   *
   * @default {false}
   */
  readonly all?: boolean | undefined;
  /** Only those that match: `dangling`, `label`, `before`, `since`, `reference`. */
  readonly filters?: Filters | undefined;
}

/** How `images.remove()` and `image.remove()` remove an image. */
export interface ImageRemoveSettings extends CallSettings {
  /**
   * Whether it is removed although it has several names or stopped containers use it.
   *
   * @default {false}
   */
  readonly force?: boolean | undefined;
  /**
   * Whether untagged parents are kept.
   *
   * @default {false}
   */
  readonly noprune?: boolean | undefined;
}

/** How `images.importFrom()` names and describes the image. */
export interface ImportSettings extends CallSettings {
  /** The repository, such as `"registry.example/tools"`. The image gets no name when absent. */
  readonly repository?: string | undefined;
  /** The tag; needs `repository`. `"latest"` when absent. */
  readonly tag?: string | undefined;
  /** Dockerfile instructions such as `"CMD sh"`, applied to the image. */
  readonly changes?: readonly string[] | undefined;
  /** A message for the image's history. */
  readonly message?: string | undefined;
  /** `"os/arch/variant"` of the image. The engine's own when absent. */
  readonly platform?: string | undefined;
}
