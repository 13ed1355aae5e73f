import type { Host } from "../transport/host.ts";
import type { CallOptions } from "./call.ts";
import { CheckpointsApi } from "./checkpoints.ts";
import { ConfigsApi } from "./configs.ts";
import { ContainersApi } from "./containers.ts";
import { DistributionApi } from "./distribution.ts";
import type { Engine } from "./engine.ts";
import { ExecApi } from "./exec.ts";
import { ImagesApi } from "./images.ts";
import { NetworksApi } from "./networks.ts";
import { NodesApi } from "./nodes.ts";
import { PluginsApi } from "./plugins.ts";
import { SecretsApi } from "./secrets.ts";
import { ServicesApi } from "./services.ts";
import { SessionApi } from "./session.ts";
import { SwarmApi } from "./swarm.ts";
import { SystemApi } from "./system.ts";
import { TasksApi } from "./tasks.ts";
import { VolumesApi } from "./volumes.ts";

/**
 * The Engine API, operation by operation, in its own words: a method's name is the operation's
 * without its noun, and names inside a call are those of Docker's reference.
 */
export class Api {
  /** The checkpoint operations. */
  readonly checkpoints: CheckpointsApi;
  /** The operations on a swarm's configs. */
  readonly configs: ConfigsApi;
  /** The container operations. */
  readonly containers: ContainersApi;
  /** The registry operation. */
  readonly distribution: DistributionApi;
  /** The operations on commands in containers. */
  readonly exec: ExecApi;
  /** The image operations. */
  readonly images: ImagesApi;
  /** The network operations. */
  readonly networks: NetworksApi;
  /** The operations on a swarm's nodes. */
  readonly nodes: NodesApi;
  /** The plugin operations. */
  readonly plugins: PluginsApi;
  /** The operations on a swarm's secrets. */
  readonly secrets: SecretsApi;
  /** The operations on a swarm's services. */
  readonly services: ServicesApi;
  /** The session operation. */
  readonly session: SessionApi;
  /** The swarm operations. */
  readonly swarm: SwarmApi;
  /** The system operations. */
  readonly system: SystemApi;
  /** The operations on a swarm's tasks. */
  readonly tasks: TasksApi;
  /** The volume operations. */
  readonly volumes: VolumesApi;
  /** What the process that it runs in has: its environment, files and terminal. */
  readonly host: Host;
  readonly #engine: Engine;

  /**
   * Makes the groups.
   *
   * @param engine Sends the calls.
   * @param host What the process has.
   */
  constructor(engine: Engine, host: Host) {
    this.#engine = engine;
    this.host = host;
    this.checkpoints = new CheckpointsApi(engine);
    this.configs = new ConfigsApi(engine);
    this.containers = new ContainersApi(engine, host);
    this.distribution = new DistributionApi(engine);
    this.exec = new ExecApi(engine, host);
    this.images = new ImagesApi(engine);
    this.networks = new NetworksApi(engine);
    this.nodes = new NodesApi(engine);
    this.plugins = new PluginsApi(engine);
    this.secrets = new SecretsApi(engine);
    this.services = new ServicesApi(engine);
    this.session = new SessionApi(engine);
    this.swarm = new SwarmApi(engine);
    this.system = new SystemApi(engine);
    this.tasks = new TasksApi(engine);
    this.volumes = new VolumesApi(engine);
  }

  /** Aborted when the client is closed: for what waits without a connection. */
  get closed(): AbortSignal {
    return this.#engine.closed;
  }

  /**
   * The API version that is spoken, such as `"1.51"`: the client's `apiVersion`, or the newest that
   * both sides know, for which the engine is asked if need be.
   *
   * @param call How to make the call.
   */
  async version(call: CallOptions = {}): Promise<string> {
    return await this.#engine.version(call.signal);
  }

  /** The engine's address, such as `"unix:///var/run/docker.sock"`. */
  get address(): string {
    return this.#engine.address;
  }
}
