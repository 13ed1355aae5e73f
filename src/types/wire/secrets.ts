// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { Driver, DriverInput, ObjectVersion } from "./shared.ts";

/** Query of `GET /secrets`: list secrets. */
export interface SecretListQuery {
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the secrets list.
   *
   * Available filters:
   *
   * - `id=<secret id>`
   * - `label=<key> or label=<key>=value`
   * - `name=<secret name>`
   * - `names=<secret name>`
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/**
 * Query of `POST /secrets/{id}/update`: update a Secret.
 *
 * Since API 1.26.
 */
export interface SecretUpdateQuery {
  /**
   * The version number of the secret object being updated. This is required to avoid conflicting
   * writes.
   */
  version: number;
}

/** Answer to `GET /secrets`: list secrets. */
export type SecretListAnswer = Secret[];

/** A secret of the swarm, without what it hides. */
export interface Secret {
  /** The secret's ID. */
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
  /** When the secret was created. */
  CreatedAt: string;
  /** When the secret was last changed. */
  UpdatedAt: string;
  /** The secret itself, without its data. */
  Spec: SecretSpec;
}

/** The `Spec` of a {@linkcode Secret}. */
export interface SecretSpec {
  /** User-defined name of the secret. */
  Name: string;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /**
   * Data is the data to store as a secret, formatted as a standard base64-encoded ([RFC
   * 4648](https://tools.ietf.org/html/rfc4648#section-4)) string. It must be empty if the Driver
   * field is set, in which case the data is loaded from an external secret store. The maximum
   * allowed size is 500KB, as defined in
   * [MaxSecretSize](https://pkg.go.dev/github.com/moby/swarmkit/v2@v2.0.0/api/validation#MaxSecretSize).
   *
   * This field is only used to _create_ a secret, and is not returned by other endpoints.
   */
  Data?: string | undefined;
  /**
   * Name of the secrets driver used to fetch the secret's value from an external secret store.
   *
   * Since API 1.31.
   */
  Driver?: Driver | undefined;
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
 * {@linkcode SecretSpec}, as it is sent.
 *
 * The `Spec` of a {@linkcode Secret}.
 */
export interface SecretSpecInput {
  /** User-defined name of the secret. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /**
   * Data is the data to store as a secret, formatted as a standard base64-encoded ([RFC
   * 4648](https://tools.ietf.org/html/rfc4648#section-4)) string. It must be empty if the Driver
   * field is set, in which case the data is loaded from an external secret store. The maximum
   * allowed size is 500KB, as defined in
   * [MaxSecretSize](https://pkg.go.dev/github.com/moby/swarmkit/v2@v2.0.0/api/validation#MaxSecretSize).
   *
   * This field is only used to _create_ a secret, and is not returned by other endpoints.
   */
  Data?: string | undefined;
  /**
   * Name of the secrets driver used to fetch the secret's value from an external secret store.
   *
   * Since API 1.31.
   */
  Driver?: DriverInput | undefined;
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

/** Body of `POST /secrets/create`: create a secret. */
export type SecretCreateBody = SecretSpecInput;

/** Answer to `POST /secrets/create`: create a secret. */
export interface SecretCreateAnswer {
  /** The secret's ID. */
  ID: string;
}
