/**
 * The least that JavaScript needs to read logs: a socket, one pass over chunks and frames, payloads
 * moved together in place. No errors are seen, nothing is offered; what a client costs above this is
 * its own.
 */

import { connect } from "node:net";
import { args } from "./args.ts";

const [path = "", id = ""] = args;
const FRAME_HEADER = 8;

let state: "head" | "size" | "frame" | "chunk-end" | "done" = "head";
let ends = 0; // bytes of "\r\n\r\n" seen, or of a chunk's "\r\n"
let size = 0; // of the chunk, as far as it was read
let left = 0; // bytes of the chunk to come
let header = 0; // bytes of the frame's header to come
let bytes = 0; // of output

function read(buffer: Uint8Array): void {
  let at = 0;
  let out = 0;
  while (at < buffer.length && state !== "done") {
    switch (state) {
      case "head": {
        const byte = buffer[at++];
        ends = byte === (ends % 2 === 0 ? 13 : 10) ? ends + 1 : byte === 13 ? 1 : 0;
        if (ends === 4) {
          ends = 0;
          state = "size";
        }
        break;
      }
      case "size": {
        const byte = buffer[at++] ?? 0;
        if (byte === 10) {
          left = size;
          size = 0;
          header = FRAME_HEADER;
          state = left === 0 ? "done" : "frame";
        } else if (byte !== 13) size = size * 16 + (byte < 58 ? byte - 48 : (byte | 32) - 87);
        break;
      }
      case "frame": {
        const take = Math.min(header > 0 ? header : left, buffer.length - at);
        if (header > 0) header -= take;
        else {
          buffer.copyWithin(out, at, at + take);
          out += take;
        }
        at += take;
        left -= take;
        if (left === 0) state = "chunk-end";
        break;
      }
      case "chunk-end":
        at++;
        if (++ends === 2) {
          ends = 0;
          state = "size";
        }
        break;
    }
  }
  bytes += buffer.subarray(0, out).length;
}

const socket = connect(path);
socket.write(
  `GET /containers/${id}/logs?stdout=1&stderr=1 HTTP/1.1\r\nHost: docker\r\n` +
    "Connection: close\r\n\r\n",
);
socket.on("data", read);
socket.on("end", () => socket.end());
socket.on("close", () => console.log(JSON.stringify({ bytes })));
