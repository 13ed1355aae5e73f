/**
 * What can be sent as a request body or fed to a standard input. Text is sent as UTF-8. Streams and
 * iterables are pulled as fast as the engine takes them, and cancelled when it takes no more.
 */
export type BodySource =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Iterable<Uint8Array>;
