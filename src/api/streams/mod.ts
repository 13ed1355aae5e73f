/**
 * The formats in which engines send: output in frames, JSON values one behind the other, progress,
 * events, tar archives and WebSocket frames; and the keys that detach from a terminal. For who has the bytes from
 * elsewhere: a recording, `docker.fetch()`, a proxy.
 *
 * Each format has a decoder, which does no I/O: bytes in, values out, whatever the bytes are cut like.
 * The streams read a body through one of them.
 *
 * @example Tell the streams of a recorded log apart
 * ```ts
 * import { Demultiplexer, type OutputChunk, toPieces } from "@fairlead/docker/streams";
 *
 * const decoder = new Demultiplexer();
 * const chunks: OutputChunk[] = [];
 * decoder.decode(toPieces(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 1, 33)), chunks);
 * decoder.end();
 * console.log(chunks); // [{ stream: "stderr", data: Uint8Array [ 33 ] }]
 * ```
 *
 * @example Read lines of output from a stream of bytes
 * ```ts
 * import { DockerClient } from "@fairlead/docker";
 * import { OutputStream, StreamBody } from "@fairlead/docker/streams";
 *
 * await using docker = new DockerClient();
 * const response = await docker.fetch("/containers/web/logs?stdout=1&stderr=1");
 * if (response.body !== null) {
 *   const output = new OutputStream(new StreamBody(response.body), { framed: true });
 *   for await (const { stream, line } of output.lines()) console.log(stream, line);
 * }
 * ```
 *
 * @module
 */

export type { Bytes, Connection } from "../../transport/connection.ts";
export type { Body, HttpHeaders } from "../../transport/http_client.ts";
export { type Pieces, toPieces } from "../../transport/pieces.ts";

export { BodyStream } from "./body_stream.ts";
export { ConnectionBody } from "./connection_body.ts";
export { DecodedStream, type DecodedStreamOptions, type Decoder } from "./decoded_stream.ts";
export { StreamBody } from "./stream_body.ts";

export {
  AttachSession,
  type AttachSessionOptions,
  type AttachSessionParts,
} from "./attach_session.ts";
export { Demultiplexer, type OutputChunk, UnframedOutput } from "./demux.ts";
export type { LinesOptions, OutputLine } from "./lines.ts";
export { OutputStream, type OutputStreamOptions } from "./output.ts";
export type { SplitOptions, SplitOutput } from "./split.ts";
export { type StampedLine, StampedLineDecoder, type StampedLinesOptions } from "./stamped_lines.ts";
export {
  type ExactTime,
  parseTimestamp,
  type SplitTimestamp,
  splitTimestamp,
} from "./timestamp.ts";

export { type EngineEventMessage, EventDecoder, EventStream } from "./events.ts";
export { JsonStream, type JsonStreamOptions } from "./json_stream.ts";
export { JsonValueDecoder } from "./json_values.ts";
export { ProgressDecoder, type ProgressMessage, ProgressStream } from "./progress.ts";

export {
  DEFAULT_DETACH_KEYS,
  type DetachInput,
  DetachKeyDetector,
  parseDetachKeys,
} from "./detach_keys.ts";

export { TarDecoder } from "./tar/decoder.ts";
export { type TarEntries, untar, type UntarOptions } from "./tar/reader.ts";
export { tar, type TarOptions } from "./tar/writer.ts";
export type { TarEntry, TarEntrySettings, TarEntryType, TarHeader } from "../../types/tar.ts";

export { WebSocketConnection } from "./websocket.ts";
export {
  type WebSocketClose,
  type WebSocketData,
  WebSocketDecoder,
  type WebSocketPart,
  type WebSocketPing,
} from "./websocket_decoder.ts";
export {
  encodeWebSocketClose,
  encodeWebSocketFrame,
  type WebSocketFrame,
  type WebSocketFrameKind,
} from "./websocket_frames.ts";
export {
  beginWebSocket,
  checkWebSocketAnswer,
  type WebSocketHandshake,
} from "./websocket_handshake.ts";
