// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { OtherString, PluginPrivilege, PluginPrivilegeInput } from "./shared.ts";

/** Query of `GET /plugins`: list plugins. */
export interface PluginListQuery {
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the plugin list.
   *
   * Available filters:
   *
   * - `capability=<capability name>`
   * - `enable=<true>|<false>`
   */
  filters?: Filters | undefined;
}

/** Query of `GET /plugins/privileges`: get plugin privileges. */
export interface GetPluginPrivilegesQuery {
  /** The name of the plugin. The `:latest` tag is optional, and is the default if omitted. */
  remote: string;
  /**
   * The name of the plugin. The `:latest` tag is optional, and is the default if omitted.
   *
   * @deprecated Until API 1.25; API 1.30 no longer has it.
   */
  name?: string | undefined;
}

/** Query of `POST /plugins/pull`: install a plugin. */
export interface PluginPullQuery {
  /**
   * Remote reference for plugin to install.
   *
   * The `:latest` tag is optional, and is used as the default if omitted.
   */
  remote: string;
  /**
   * Local name for the pulled plugin.
   *
   * The `:latest` tag is optional, and is used as the default if omitted.
   */
  name?: string | undefined;
}

/** Query of `DELETE /plugins/{name}`: remove a plugin. */
export interface PluginDeleteQuery {
  /**
   * Disable the plugin before removing. This may result in issues if the plugin is in use by a
   * container.
   *
   * @default {false}
   */
  force?: boolean | undefined;
}

/** Query of `POST /plugins/{name}/enable`: enable a plugin. */
export interface PluginEnableQuery {
  /**
   * Set the HTTP client timeout (in seconds)
   *
   * @default {0}
   */
  timeout?: number | undefined;
}

/** Query of `POST /plugins/{name}/disable`: disable a plugin. */
export interface PluginDisableQuery {
  /** Force disable a plugin even if still in use. */
  force?: boolean | undefined;
}

/** Query of `POST /plugins/{name}/upgrade`: upgrade a plugin. */
export interface PluginUpgradeQuery {
  /**
   * Remote reference to upgrade to.
   *
   * The `:latest` tag is optional, and is used as the default if omitted.
   */
  remote: string;
}

/** Query of `POST /plugins/create`: create a plugin. */
export interface PluginCreateQuery {
  /** The name of the plugin. The `:latest` tag is optional, and is the default if omitted. */
  name: string;
}

/** Answer to `GET /plugins`. */
export type PluginListAnswer = Plugin[] | null;

/** A plugin for the Engine API */
export interface Plugin {
  /** Docker's reference does not describe it. */
  Id?: string | undefined;
  /** Docker's reference does not describe it. */
  Name?: string | undefined;
  /** True if the plugin is running. False if the plugin is not running, only installed. */
  Enabled?: boolean | undefined;
  /** user-configurable settings for the plugin. */
  Settings?: PluginSettings | undefined;
  /** plugin remote reference used to push/pull the plugin */
  PluginReference?: string | undefined;
  /** The config of a plugin. */
  Config?: PluginConfig | undefined;
}

/** user-configurable settings for the plugin. */
export interface PluginSettings {
  /** Docker's reference does not describe it. */
  Mounts?: PluginMount[] | null | undefined;
  /** Docker's reference does not describe it. */
  Env?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Args?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Devices?: PluginDevice[] | null | undefined;
}

/** An element of `PluginSettingsMounts`. */
export interface PluginMount {
  /** Docker's reference does not describe it. */
  Name?: string | undefined;
  /** Docker's reference does not describe it. */
  Description?: string | undefined;
  /** Docker's reference does not describe it. */
  Settable?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Source?: string | undefined;
  /** Docker's reference does not describe it. */
  Destination?: string | undefined;
  /** Docker's reference does not describe it. */
  Type?: string | undefined;
  /** Docker's reference does not describe it. */
  Options?: string[] | null | undefined;
}

/** An element of `PluginSettingsDevices`. */
export interface PluginDevice {
  /** Docker's reference does not describe it. */
  Name?: string | undefined;
  /** Docker's reference does not describe it. */
  Description?: string | undefined;
  /** Docker's reference does not describe it. */
  Settable?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Path?: string | undefined;
}

/** The config of a plugin. */
export interface PluginConfig {
  /** Docker's reference does not describe it. */
  Description?: string | undefined;
  /** Docker's reference does not describe it. */
  Documentation?: string | undefined;
  /** The interface between Docker and the plugin */
  Interface?: PluginConfigInterface | undefined;
  /** Docker's reference does not describe it. */
  Entrypoint?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  WorkDir?: string | undefined;
  /** Docker's reference does not describe it. */
  User?: PluginConfigUser | undefined;
  /** Docker's reference does not describe it. */
  Network?: PluginConfigNetwork | undefined;
  /** Docker's reference does not describe it. */
  Linux?: PluginConfigLinux | undefined;
  /** Docker's reference does not describe it. */
  PropagatedMount?: string | undefined;
  /** Docker's reference does not describe it. */
  IpcHost?: boolean | undefined;
  /** Docker's reference does not describe it. */
  PidHost?: boolean | undefined;
  /** Docker's reference does not describe it. */
  Mounts?: PluginMount[] | null | undefined;
  /** Docker's reference does not describe it. */
  Env?: PluginEnv[] | null | undefined;
  /** Docker's reference does not describe it. */
  Args?: PluginConfigArgs | undefined;
  /** Docker's reference does not describe it. */
  rootfs?: PluginConfigRootfs | undefined;
  /**
   * Docker Version used to create the plugin.
   *
   * Depending on how the plugin was created, this field may be empty or omitted.
   *
   * @deprecated Until API 1.51; API 1.56 no longer has it.
   */
  DockerVersion?: string | undefined;
}

/** The interface between Docker and the plugin */
export interface PluginConfigInterface {
  /** Docker's reference does not describe it. */
  Types?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Socket?: string | undefined;
  /** Protocol to use for clients connecting to the plugin. */
  ProtocolScheme?: "" | "moby.plugins.http/v1" | OtherString | undefined;
}

/** The `User` of a {@linkcode PluginConfig}. */
export interface PluginConfigUser {
  /** Docker's reference does not describe it. */
  UID?: number | undefined;
  /** Docker's reference does not describe it. */
  GID?: number | undefined;
}

/** The `Network` of a {@linkcode PluginConfig}. */
export interface PluginConfigNetwork {
  /** Docker's reference does not describe it. */
  Type?: string | undefined;
}

/** The `Linux` of a {@linkcode PluginConfig}. */
export interface PluginConfigLinux {
  /** Docker's reference does not describe it. */
  Capabilities?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  AllowAllDevices?: boolean | undefined;
  /** Docker's reference does not describe it. */
  Devices?: PluginDevice[] | null | undefined;
}

/** An element of `PluginConfigEnv`. */
export interface PluginEnv {
  /** Docker's reference does not describe it. */
  Name?: string | undefined;
  /** Docker's reference does not describe it. */
  Description?: string | undefined;
  /** Docker's reference does not describe it. */
  Settable?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Value?: string | undefined;
}

/** The `Args` of a {@linkcode PluginConfig}. */
export interface PluginConfigArgs {
  /** Docker's reference does not describe it. */
  Name?: string | undefined;
  /** Docker's reference does not describe it. */
  Description?: string | undefined;
  /** Docker's reference does not describe it. */
  Settable?: string[] | null | undefined;
  /** Docker's reference does not describe it. */
  Value?: string[] | null | undefined;
}

/** The `rootfs` of a {@linkcode PluginConfig}. */
export interface PluginConfigRootfs {
  /** Docker's reference does not describe it. */
  type?: string | undefined;
  /** Docker's reference does not describe it. */
  diff_ids?: string[] | null | undefined;
}

/** Answer to `GET /plugins/privileges`. */
export type GetPluginPrivilegesAnswer = PluginPrivilege[] | null;

/** Body of `POST /plugins/pull`. */
export type PluginPullBody = readonly PluginPrivilegeInput[];

/** Body of `POST /plugins/{name}/upgrade`. */
export type PluginUpgradeBody = readonly PluginPrivilegeInput[];

/** Body of `POST /plugins/{name}/set`. */
export type PluginSetBody = readonly string[];
