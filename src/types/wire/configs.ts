// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { Driver, DriverInput, ObjectVersion } from "./shared.ts";

/**
 * Query of `GET /configs`: list configs.
 *
 * Since API 1.30.
 */
export interface ConfigListQuery {
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the configs list.
   *
   * Available filters:
   *
   * - `id=<config id>`
   * - `label=<key> or label=<key>=value`
   * - `name=<config name>`
   * - `names=<config name>`
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/**
 * Query of `POST /configs/{id}/update`: update a Config.
 *
 * Since API 1.30.
 */
export interface ConfigUpdateQuery {
  /**
   * The version number of the config object being updated. This is required to avoid conflicting
   * writes.
   */
  version: number;
}

/** Answer to `GET /configs`: list configs. */
export type ConfigListAnswer = Config[];

/** A config of the swarm. */
export interface Config {
  /** The config's ID. */
  ID: string;
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
  Version: ObjectVersion;
  /** When the config was created. */
  CreatedAt: string;
  /** When the config was last changed. */
  UpdatedAt: string;
  /** The config itself. */
  Spec: ConfigSpec;
}

/** The `Spec` of a {@linkcode Config}. */
export interface ConfigSpec {
  /** User-defined name of the config. */
  Name: string;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /**
   * Data is the data to store as a config, formatted as a standard base64-encoded ([RFC
   * 4648](https://tools.ietf.org/html/rfc4648#section-4)) string. The maximum allowed size is
   * 1000KB, as defined in
   * [MaxConfigSize](https://pkg.go.dev/github.com/moby/swarmkit/v2@v2.0.0-20250103191802-8c1959736554/manager/controlapi#MaxConfigSize).
   */
  Data?: string | undefined;
  /**
   * Templating driver, if applicable.
   *
   * Templating controls whether and how to evaluate the config payload as a template. If no driver
   * is set, no templating is used.
   *
   * Since API 1.37.
   */
  Templating?: Driver | undefined;
}

/**
 * {@linkcode ConfigSpec}, as it is sent.
 *
 * The `Spec` of a {@linkcode Config}.
 */
export interface ConfigSpecInput {
  /** User-defined name of the config. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /**
   * Data is the data to store as a config, formatted as a standard base64-encoded ([RFC
   * 4648](https://tools.ietf.org/html/rfc4648#section-4)) string. The maximum allowed size is
   * 1000KB, as defined in
   * [MaxConfigSize](https://pkg.go.dev/github.com/moby/swarmkit/v2@v2.0.0-20250103191802-8c1959736554/manager/controlapi#MaxConfigSize).
   */
  Data?: string | undefined;
  /**
   * Templating driver, if applicable.
   *
   * Templating controls whether and how to evaluate the config payload as a template. If no driver
   * is set, no templating is used.
   *
   * Since API 1.37.
   */
  Templating?: DriverInput | undefined;
}

/** Body of `POST /configs/create`: create a config. */
export type ConfigCreateBody = ConfigSpecInput;

/** Answer to `POST /configs/create`: create a config. */
export interface ConfigCreateAnswer {
  /** The config's ID. */
  ID: string;
}
