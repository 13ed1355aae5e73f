/**
 * The Docker Engine SDK for Deno, Bun and Node: the object model of docker-py, web streams first.
 *
 * @example Run a command in a container
 * ```ts
 * import { DockerClient } from "@fairlead/docker";
 *
 * await using docker = DockerClient.fromEnv();
 * const output = await docker.containers.run("busybox", ["echo", "hello"], { remove: true });
 * console.log(output.stdout); // hello
 * ```
 *
 * @module
 */

export { DockerClient, type DockerClientSettings } from "./src/client.ts";
export * from "./src/errors.ts";

export { ContainerCollection } from "./src/models/containers.ts";
export { Container } from "./src/models/container.ts";
export { CommandOutput, type OutputBytes } from "./src/models/command_output.ts";
export { ImageCollection } from "./src/models/images.ts";
export { Image } from "./src/models/image.ts";
export { Model } from "./src/models/model.ts";
export { RunSession, type RunSessionParts } from "./src/models/run_session.ts";

export { Api } from "./src/api/api.ts";
export type { Call, CallOptions } from "./src/api/call.ts";
export {
  type ContainerCreateCall,
  type ContainerOutputCall,
  ContainersApi,
  type PendingWait,
} from "./src/api/containers.ts";
export type { Hijacked, Pending, Streamed } from "./src/api/answer.ts";
export { Engine, type EngineCall, type EngineOptions } from "./src/api/engine.ts";
export { type ImageCreateCall, type ImageLoadCall, ImagesApi } from "./src/api/images.ts";
export type { PingInfo } from "./src/api/ping.ts";
export { SystemApi } from "./src/api/system.ts";
export { AttachSession, type AttachSessionOptions } from "./src/api/streams/attach_session.ts";
export {
  DecodedStream,
  type DecodedStreamOptions,
  type Decoder,
} from "./src/api/streams/decoded_stream.ts";
export type { OutputChunk } from "./src/api/streams/demux.ts";
export type { LinesOptions, OutputLine } from "./src/api/streams/lines.ts";
export { OutputStream, type OutputStreamOptions } from "./src/api/streams/output.ts";
export { type ProgressMessage, ProgressStream } from "./src/api/streams/progress.ts";
export type { SplitOptions, SplitOutput } from "./src/api/streams/split.ts";

export type { Bytes, Connect, Connection, PlatformSocket } from "./src/transport/connection.ts";
export type {
  Body,
  HttpClient,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
  Upgraded,
} from "./src/transport/http_client.ts";
export type { Pieces } from "./src/transport/pieces.ts";

export type { BodySource } from "./src/types/body_source.ts";
export type { CallSettings } from "./src/types/call.ts";
export type * from "./src/types/container_isolation.ts";
export type * from "./src/types/container_network.ts";
export type * from "./src/types/container_process.ts";
export type * from "./src/types/container_resources.ts";
export type * from "./src/types/container_storage.ts";
export type * from "./src/types/containers.ts";
export type { Filters, FilterValue } from "./src/types/filters.ts";
export type * from "./src/types/images.ts";
export type * from "./src/types/units.ts";
