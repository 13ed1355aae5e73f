import { DockerClient, type DockerClientSettings } from "../src/client.ts";
import { type Answer, type Answerer, ScriptedEngine } from "./scripted_engine.ts";

/** A scripted engine, and a client of it. */
export class EngineWithClient extends ScriptedEngine {
  /** A client that speaks API 1.41 to it, so that nothing is negotiated. */
  readonly client: DockerClient = this.clientWith({});

  /** Another client of it. */
  clientWith(settings: DockerClientSettings): DockerClient {
    return new DockerClient({ connect: this.connect, apiVersion: "1.41", ...settings });
  }
}

/**
 * An engine in memory that gives each request, on whichever connection, the next answer, and a client
 * of it.
 */
export function scripted(...answers: readonly (Answer | Answerer)[]): EngineWithClient {
  return new EngineWithClient(...answers);
}
