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
export { ContainerFiles } from "./src/models/container_files.ts";
export { ContainerProcesses } from "./src/models/container_processes.ts";
export type { PathArchive, PathStat } from "./src/models/path_stat.ts";
export type * from "./src/models/engine_event.ts";
export type { EventFeed } from "./src/models/event_feed.ts";
export type { EventQueue } from "./src/models/event_queue.ts";
export { EngineEventStream } from "./src/models/events.ts";
export { CommandOutput, type OutputBytes } from "./src/models/command_output.ts";
export { Exec } from "./src/models/exec.ts";
export { ExecSession, type ExecSessionParts, type ExitSource } from "./src/models/exec_session.ts";
export { ImageCollection } from "./src/models/images.ts";
export { Image } from "./src/models/image.ts";
export { Model } from "./src/models/model.ts";
export * from "./src/models/resource_usage.ts";
export type { ContainerSample, StatsHub } from "./src/models/stats_hub.ts";
export type { ContainerStatsStream } from "./src/models/stats_stream.ts";
export { TemporaryContainer } from "./src/models/temporary_container.ts";
export type { Removal } from "./src/models/run_end.ts";
export { RunSession, type RunSessionParts } from "./src/models/run_session.ts";

export { Api } from "./src/api/api.ts";
export type * from "./src/api/call.ts";
export * from "./src/api/checkpoints.ts";
export type * from "./src/api/container_calls.ts";
export * from "./src/api/configs.ts";
export * from "./src/api/containers.ts";
export * from "./src/api/distribution.ts";
export * from "./src/api/exec.ts";
export * from "./src/api/images.ts";
export * from "./src/api/networks.ts";
export * from "./src/api/nodes.ts";
export * from "./src/api/plugins.ts";
export * from "./src/api/secrets.ts";
export * from "./src/api/services.ts";
export * from "./src/api/session.ts";
export * from "./src/api/swarm.ts";
export * from "./src/api/system.ts";
export * from "./src/api/tasks.ts";
export * from "./src/api/volumes.ts";
export type { Hijacked, Pending, Streamed } from "./src/api/answer.ts";
export type { Endpoint } from "./src/api/endpoint.ts";
export { Engine, type EngineCall, type EngineOptions } from "./src/api/engine.ts";
export type { ContainerPathStat } from "./src/api/path_stat.ts";
export type { PingInfo } from "./src/api/ping.ts";
export {
  AttachSession,
  type AttachSessionOptions,
  type AttachSessionParts,
  type SessionTerminal,
} from "./src/api/streams/attach_session.ts";
export { BodyStream } from "./src/api/streams/body_stream.ts";
export {
  DecodedStream,
  type DecodedStreamOptions,
  type Decoder,
} from "./src/api/streams/decoded_stream.ts";
export type { OutputChunk } from "./src/api/streams/demux.ts";
export {
  type EngineEventMessage,
  EventStream,
  type EventStreamOptions,
} from "./src/api/streams/events.ts";
export { ImageArchiveStream } from "./src/api/streams/image_archive.ts";
export { JsonStream, type JsonStreamOptions } from "./src/api/streams/json_stream.ts";
export type { LinesOptions, OutputLine } from "./src/api/streams/lines.ts";
export {
  type OutputOptions,
  OutputStream,
  type OutputStreamOptions,
} from "./src/api/streams/output.ts";
export { type ProgressMessage, ProgressStream } from "./src/api/streams/progress.ts";
export type { SplitOptions, SplitOutput } from "./src/api/streams/split.ts";
export type { StampedLine, StampedLinesOptions } from "./src/api/streams/stamped_lines.ts";
export {
  type ExactTime,
  parseTimestamp,
  type SplitTimestamp,
  splitTimestamp,
} from "./src/api/streams/timestamp.ts";

export type { Bytes, Connect, Connection, PlatformSocket } from "./src/transport/connection.ts";
export type * from "./src/transport/files.ts";
export type { Host } from "./src/transport/host.ts";
export type {
  Body,
  HttpClient,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
  Upgraded,
} from "./src/transport/http_client.ts";
export type { Pieces } from "./src/transport/pieces.ts";
export type * from "./src/transport/processes.ts";
export type * from "./src/transport/terminal.ts";

export type { BodySource } from "./src/types/body_source.ts";
export type { CallSettings } from "./src/types/call.ts";
export type * from "./src/types/container_isolation.ts";
export type * from "./src/types/container_network.ts";
export type * from "./src/types/container_operations.ts";
export type * from "./src/types/container_process.ts";
export type * from "./src/types/container_resources.ts";
export type * from "./src/types/container_storage.ts";
export type * from "./src/types/containers.ts";
export type * from "./src/types/copy.ts";
export type * from "./src/types/exec.ts";
export type { Filters, FilterValue } from "./src/types/filters.ts";
export type * from "./src/types/images.ts";
export type * from "./src/types/stats.ts";
export type * from "./src/types/sweep.ts";
export type * from "./src/types/system.ts";
export type * from "./src/types/units.ts";
export type * from "./src/types/wait_for.ts";
