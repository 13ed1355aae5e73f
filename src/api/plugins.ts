import type { BodySource } from "../types/body_source.ts";
import type {
  GetPluginPrivilegesQuery,
  Plugin,
  PluginCreateQuery,
  PluginDeleteQuery,
  PluginDisableQuery,
  PluginEnableQuery,
  PluginListQuery,
  PluginPullBody,
  PluginPullQuery,
  PluginSetBody,
  PluginUpgradeBody,
  PluginUpgradeQuery,
} from "../types/wire/plugins.ts";
import type { PluginPrivilege } from "../types/wire/shared.ts";
import type { Authenticated, BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import { ProgressStream } from "./streams/progress.ts";

/** How to ask what a plugin needs. */
export interface PluginPrivilegesCall extends QueryCall<GetPluginPrivilegesQuery>, Authenticated {}

/** How to install a plugin; the body is what it is allowed. */
export interface PluginPullCall
  extends QueryCall<PluginPullQuery>, BodyCall<PluginPullBody>, Authenticated {}

/** How to upgrade a plugin; the body is what it is allowed. */
export interface PluginUpgradeCall
  extends QueryCall<PluginUpgradeQuery>, BodyCall<PluginUpgradeBody>, Authenticated {}

/** How to create a plugin. */
export interface PluginCreateCall extends QueryCall<PluginCreateQuery> {
  /** A tar archive of `config.json` and the folder `rootfs`; it may be compressed. */
  readonly body: BodySource;
}

/** How to push a plugin. */
export interface PluginPushCall extends CallOptions, Authenticated {}

/** The plugin operations of the Engine API, one method each: `docker.api.plugins`. */
export class PluginsApi {
  readonly #engine: Engine;

  /**
   * Makes the group.
   *
   * @param engine Sends the calls.
   */
  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Lists plugins: `GET /plugins`.
   *
   * @param call Which ones (`filters` needs API 1.28), and how to make the call.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(call?: Call<PluginListQuery>): Promise<Plugin[]> {
    return await this.#engine.json<Plugin[] | null>(endpoint`GET /plugins`, call) ?? [];
  }

  /**
   * Asks a registry what a plugin needs of the host: `GET /plugins/privileges`.
   *
   * @param call Which plugin, with which credentials, and how to make the call.
   * @returns What has to be granted to {@linkcode pull} and {@linkcode upgrade}. It is empty as well
   * when the registry does not have the plugin, can't be reached or refuses the credentials: engines
   * keep that to themselves.
   * @throws {ApiError} If what has that name is no plugin.
   */
  async getPrivileges(call: PluginPrivilegesCall): Promise<PluginPrivilege[]> {
    const list = await this.#engine.json<PluginPrivilege[] | null>(
      endpoint`GET /plugins/privileges`,
      call,
    );
    return list ?? [];
  }

  /**
   * Installs a plugin, which is not enabled yet: `POST /plugins/pull`.
   *
   * @param call Which plugin (`remote`) under which name, what it is allowed, with which
   * credentials, and how to make the call.
   * @returns What the engine says while it works; it rejects if that fails, for example because the
   * plugin needs more than it is allowed. The work is done when it has ended.
   * @throws {NotFoundError} If the registry does not have the plugin.
   * @throws {ApiError} If the registry can't be reached or refuses the credentials.
   */
  async pull(call: PluginPullCall): Promise<ProgressStream> {
    const { body } = await this.#engine.stream(endpoint`POST /plugins/pull`, call);
    return new ProgressStream(body);
  }

  /**
   * Tells all about a plugin: `GET /plugins/{name}/json`.
   *
   * @param name The plugin's name or ID.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such plugin.
   */
  async inspect(name: string, call?: CallOptions): Promise<Plugin> {
    return await this.#engine.json(endpoint`GET /plugins/${name}/json`, call);
  }

  /**
   * Removes a plugin: `DELETE /plugins/{name}`.
   *
   * @param name The plugin's name or ID.
   * @param call How: `force` although it is enabled.
   * @throws {NotFoundError} If there is no such plugin.
   * @throws {ConflictError} If it is enabled and `force` is not set.
   */
  async delete(name: string, call?: Call<PluginDeleteQuery>): Promise<void> {
    await this.#engine.void(endpoint`DELETE /plugins/${name}`, call);
  }

  /**
   * Starts a plugin: `POST /plugins/{name}/enable`.
   *
   * @param name The plugin's name or ID.
   * @param call How many seconds the plugin may take to answer the engine (`timeout`, by default 0:
   * any number), and how to make the call.
   * @throws {NotFoundError} If there is no such plugin.
   * @throws {ConflictError} If it is enabled already.
   * @throws {ApiError} If it does not start.
   */
  async enable(name: string, call?: Call<PluginEnableQuery>): Promise<void> {
    // Described as optional, and refused if it is missing.
    const query = { ...call?.query, timeout: call?.query?.timeout ?? 0 };
    await this.#engine.void(endpoint`POST /plugins/${name}/enable`, { ...call, query });
  }

  /**
   * Stops a plugin: `POST /plugins/{name}/disable`.
   *
   * @param name The plugin's name or ID.
   * @param call How: `force` (API 1.28) although it is in use.
   * @throws {NotFoundError} If there is no such plugin.
   * @throws {ConflictError} If it is not enabled, or is in use and `force` is not set.
   */
  async disable(name: string, call?: Call<PluginDisableQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /plugins/${name}/disable`, call);
  }

  /**
   * Puts another version in a plugin's place, which must not be enabled:
   * `POST /plugins/{name}/upgrade`. Needs API 1.26.
   *
   * @param name The plugin's name or ID.
   * @param call Which version (`remote`), what it is allowed, with which credentials, and how to make
   * the call.
   * @returns What the engine says while it works; it rejects if that fails. The work is done when it
   * has ended.
   * @throws {NotFoundError} If there is no such plugin, or the registry does not have it.
   * @throws {ConflictError} If the plugin is enabled.
   * @throws {ApiError} If the registry can't be reached or refuses the credentials.
   * @throws {VersionError} If the engine is too old.
   */
  async upgrade(name: string, call: PluginUpgradeCall): Promise<ProgressStream> {
    const { body } = await this.#engine.stream(endpoint`POST /plugins/${name}/upgrade`, call);
    return new ProgressStream(body);
  }

  /**
   * Creates a plugin: `POST /plugins/create`. It is not enabled yet.
   *
   * @param call The plugin's name and content, and how to make the call.
   * @throws {ConflictError} If the name is in use.
   * @throws {ApiError} If the archive is no plugin.
   */
  async create(call: PluginCreateCall): Promise<void> {
    const { body: upload, ...rest } = call;
    await this.#engine.void(endpoint`POST /plugins/create`, { ...rest, upload });
  }

  /**
   * Pushes a plugin to the registry that its name begins with: `POST /plugins/{name}/push`.
   *
   * @param name The plugin's name.
   * @param call With which credentials, and how to make the call.
   * @returns What the engine says while it works; it rejects if the push fails, also when the
   * registry can't be reached or refuses the credentials. The work is done when it has ended.
   * @throws {NotFoundError} If there is no such plugin.
   */
  async push(name: string, call?: PluginPushCall): Promise<ProgressStream> {
    const { body } = await this.#engine.stream(endpoint`POST /plugins/${name}/push`, call);
    return new ProgressStream(body);
  }

  /**
   * Changes a plugin's settings: `POST /plugins/{name}/set`. It must not be enabled.
   *
   * @param name The plugin's name or ID.
   * @param call The settings, such as `["DEBUG=1"]`, and how to make the call.
   * @throws {NotFoundError} If there is no such plugin.
   * @throws {ApiError} If it has no such setting, or is enabled.
   */
  async set(name: string, call: BodyCall<PluginSetBody>): Promise<void> {
    await this.#engine.void(endpoint`POST /plugins/${name}/set`, call);
  }
}
