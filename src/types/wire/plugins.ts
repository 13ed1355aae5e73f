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
   *
   * Sent as JSON, and given as the value itself.
   *
   * Since API 1.28.
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
   * @deprecated Last described in API 1.25, gone by API 1.30.
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
   * Set the HTTP client timeout (in seconds).
   *
   * @default {0}
   */
  timeout?: number | undefined;
}

/** Query of `POST /plugins/{name}/disable`: disable a plugin. */
export interface PluginDisableQuery {
  /**
   * Force disable a plugin even if still in use.
   *
   * Since API 1.28.
   */
  force?: boolean | undefined;
}

/**
 * Query of `POST /plugins/{name}/upgrade`: upgrade a plugin.
 *
 * Since API 1.26.
 */
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

/** Answer to `GET /plugins`: list plugins. */
export type PluginListAnswer = Plugin[];

/** A plugin for the Engine API. */
export interface Plugin {
  /** The plugin's ID. */
  Id?: string | undefined;
  /** The plugin's name. */
  Name: string;
  /** True if the plugin is running. False if the plugin is not running, only installed. */
  Enabled: boolean;
  /** user-configurable settings for the plugin. */
  Settings: PluginSettings;
  /** Plugin remote reference used to push/pull the plugin. */
  PluginReference?: string | undefined;
  /** The config of a plugin. */
  Config: PluginConfig;
}

/** user-configurable settings for the plugin. */
export interface PluginSettings {
  /** The mounts. */
  Mounts: PluginMount[] | null;
  /** The environment, `NAME=value`. */
  Env: string[] | null;
  /** The arguments. */
  Args: string[] | null;
  /** The devices. */
  Devices: PluginDevice[] | null;
}

/** One of the `Mounts` of a {@linkcode PluginSettings}. */
export interface PluginMount {
  /** A name for the mount. */
  Name?: string | undefined;
  /** What the mount is for. */
  Description?: string | undefined;
  /** Which parts of the mount can be set, such as `source`. */
  Settable?: string[] | null | undefined;
  /** The path on the host. */
  Source?: string | undefined;
  /** The path in the plugin. */
  Destination?: string | undefined;
  /** The kind of mount, such as `bind`. */
  Type?: string | undefined;
  /** The options of the mount, such as `rbind`. */
  Options?: string[] | null | undefined;
}

/** One of the `Devices` of a {@linkcode PluginSettings}. */
export interface PluginDevice {
  /** A name for the device. */
  Name?: string | undefined;
  /** What the device is for. */
  Description?: string | undefined;
  /** Which parts of the device can be set, such as `path`. */
  Settable?: string[] | null | undefined;
  /** The device's path. */
  Path?: string | undefined;
}

/** The config of a plugin. */
export interface PluginConfig {
  /** What the plugin is for. */
  Description: string;
  /** Where to read about the plugin. */
  Documentation: string;
  /** The interface between Docker and the plugin. */
  Interface: PluginConfigInterface;
  /** The program of the plugin, with its arguments. */
  Entrypoint: string[] | null;
  /** The folder that the plugin starts in. */
  WorkDir: string;
  /** The user that the plugin runs as. */
  User?: PluginConfigUser | undefined;
  /** The network that the plugin uses. */
  Network: PluginConfigNetwork;
  /** What the plugin needs of Linux. */
  Linux: PluginConfigLinux;
  /** The path in the plugin whose mounts the host sees too. */
  PropagatedMount: string;
  /** Whether the plugin uses the host's IPC namespace. */
  IpcHost: boolean;
  /** Whether the plugin uses the host's PID namespace. */
  PidHost: boolean;
  /** What is mounted in the plugin. */
  Mounts: PluginMount[] | null;
  /** The environment variables that the plugin takes. */
  Env: PluginEnv[] | null;
  /** The arguments that the plugin takes. */
  Args: PluginConfigArgs;
  /** The plugin's file system. */
  rootfs?: PluginConfigRootfs | undefined;
  /**
   * Docker Version used to create the plugin.
   *
   * Depending on how the plugin was created, this field may be empty or omitted.
   *
   * @deprecated Last described in API 1.51, gone by API 1.56. This field is no longer set, and will
   * be removed in the next API version.
   */
  DockerVersion?: string | undefined;
}

/** The interface between Docker and the plugin. */
export interface PluginConfigInterface {
  /** What the plugin does, such as `docker.volumedriver/1.0`. */
  Types: string[] | null;
  /** The plugin's socket. */
  Socket: string;
  /** Protocol to use for clients connecting to the plugin. */
  ProtocolScheme?: "" | "moby.plugins.http/v1" | OtherString | undefined;
}

/** The `User` of a {@linkcode PluginConfig}. */
export interface PluginConfigUser {
  /** The number of the user. */
  UID?: number | undefined;
  /** The number of the group. */
  GID?: number | undefined;
}

/** The `Network` of a {@linkcode PluginConfig}. */
export interface PluginConfigNetwork {
  /** The network: `host`, `none` or `bridge`. */
  Type: string;
}

/** The `Linux` of a {@linkcode PluginConfig}. */
export interface PluginConfigLinux {
  /** The capabilities that the plugin needs. */
  Capabilities: string[] | null;
  /** Whether the plugin may use all devices of the host. */
  AllowAllDevices: boolean;
  /** The devices that the plugin needs. */
  Devices: PluginDevice[] | null;
}

/** One of the `Env` of a {@linkcode PluginConfig}. */
export interface PluginEnv {
  /** The variable's name. */
  Name: string;
  /** What the variable is for. */
  Description: string;
  /** Which parts of the variable can be set, such as `value`. */
  Settable: string[] | null;
  /** The variable's value. */
  Value: string;
}

/** The `Args` of a {@linkcode PluginConfig}. */
export interface PluginConfigArgs {
  /** A name for the arguments. */
  Name: string;
  /** What the arguments are for. */
  Description: string;
  /** Which parts of the arguments can be set. */
  Settable: string[] | null;
  /** The arguments. */
  Value: string[] | null;
}

/** The `rootfs` of a {@linkcode PluginConfig}. */
export interface PluginConfigRootfs {
  /** How the file system is made up: `layers`. */
  type?: string | undefined;
  /** The digests of the uncompressed layers, lowest first. */
  diff_ids?: string[] | null | undefined;
}

/** Answer to `GET /plugins/privileges`: get plugin privileges. */
export type GetPluginPrivilegesAnswer = PluginPrivilege[] | null;

/** Body of `POST /plugins/pull`: install a plugin. */
export type PluginPullBody = readonly PluginPrivilegeInput[];

/** Body of `POST /plugins/{name}/upgrade`: upgrade a plugin. */
export type PluginUpgradeBody = readonly PluginPrivilegeInput[];

/** Body of `POST /plugins/{name}/set`: configure a plugin. */
export type PluginSetBody = readonly string[];
