import type { BodySource } from "../types/body_source.ts";
import type {
  ContainerAttachWebsocketQuery,
  ContainerCreateBody,
  ContainerCreateQuery,
  ContainerStatsQuery,
  ContainerStatsResponse,
  ContainerWaitResponse,
  PutContainerArchiveQuery,
} from "../types/wire/containers.ts";
import type { Pending } from "./answer.ts";
import type { Call, QueryCall } from "./call.ts";
import type { ContainerPathStat } from "./path_stat.ts";
import type { BodyStream } from "./streams/body_stream.ts";
import type { OutputOptions } from "./streams/output.ts";

/** How to create a container. */
export interface ContainerCreateCall extends Call<ContainerCreateQuery> {
  /** The container's configuration, in the engine's own words. */
  readonly body: ContainerCreateBody;
}

/** How to measure a container. */
export interface ContainerStatsCall extends Call<ContainerStatsQuery> {
  /** Whether the samples end before one; by default they end where the engine ends them. */
  readonly isEnd?: ((sample: ContainerStatsResponse) => boolean) | undefined;
}

/** How to read what a container writes. */
export interface ContainerOutputCall<Query> extends Call<Query>, OutputOptions {
  /**
   * Whether the container has a terminal (`Config.Tty`), whose output is not framed. Required below
   * API 1.42; from there on the engine tells.
   */
  readonly tty?: boolean | undefined;
}

/** How to put files into a container. */
export interface ContainerPutArchiveCall extends QueryCall<PutContainerArchiveQuery> {
  /** The files, as a tar archive; it may be compressed with gzip, bzip2 or xz. */
  readonly body: BodySource;
}

/** What a container has at a path, packed. */
export interface ContainerArchive {
  /** A tar archive of the path, which holds a connection: read it to the end or dispose of it. */
  readonly archive: BodyStream;
  /** What is at the path. */
  readonly stat: ContainerPathStat;
}

/** How to attach to a container over a WebSocket. */
export interface ContainerAttachWebsocketCall
  extends Call<ContainerAttachWebsocketQuery>, OutputOptions {}

/** A wait that the engine has taken. */
export type PendingWait = Pending<ContainerWaitResponse>;
