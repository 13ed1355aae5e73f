import { ConnectionError, ProtocolError, TimeoutError } from "../../errors.ts";
import type { Bytes, Connection } from "../connection.ts";
import type { HttpResponse, Upgraded } from "../http_client.ts";
import { bodyDecoder, bodyLength } from "./body.ts";
import { HeadDecoder, type ResponseHead } from "./head.ts";
import { IncomingBody } from "./incoming_body.ts";
import { cancelSource, type OutgoingBody, Upload } from "./outgoing_body.ts";
import { PrefixedConnection } from "./prefixed_connection.ts";

/** One request, ready to be sent over one connection. */
export interface ExchangeParts {
  /** The connection, the exchange's until {@linkcode over} is called. */
  readonly connection: Connection;
  /** The answer of a `read()` that the pool began while the connection was idle. */
  readonly firstRead: Promise<Bytes | null> | undefined;
  /** The request's method, for the length of the answer. */
  readonly method: string;
  /** The head of the request, encoded; with a body that is in memory and small, the body too. */
  readonly head: Uint8Array;
  /** The body, if it is not part of `head`. */
  readonly body: OutgoingBody;
  /** Whether to hand the connection over when the peer agrees to switch protocols. */
  readonly upgrade: boolean;
  /** Ends the exchange at any stage. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds from the last byte sent to the head of the answer; no limit if absent. */
  readonly headTimeout: number | undefined;
  /** Milliseconds that a read of the body may wait; no limit if absent. */
  readonly idleTimeout: number | undefined;
  /** Called once, with `true` when the connection may serve another request. */
  readonly over: (reusable: boolean) => void;
  /** Called in its place when a connection that was handed over is gone; what came is still in it. */
  readonly gone: () => void;
}

/** Engines send one at most; a peer that sends nothing else would keep the caller for ever. */
const MAX_INTERIM = 100;

/** How far an exchange that failed had come. */
export interface Progress {
  /** Whether a byte of an answer came. */
  answered: boolean;
}

/**
 * Sends one request over one connection and reads the head of the answer. The body of the answer
 * then holds the connection.
 */
export async function exchange(
  parts: ExchangeParts,
  progress: Progress,
): Promise<HttpResponse | Upgraded> {
  const { connection, signal } = parts;
  let drop = (reason: unknown): void => connection.close(reason);
  const abort = (): void => drop(signal?.reason);
  signal?.addEventListener("abort", abort);
  let upload: Upload | undefined;
  let over = (reusable: boolean): void => {
    over = () => {};
    signal?.removeEventListener("abort", abort);
    upload?.stop();
    parts.over(reusable && (upload === undefined || upload.sent));
  };
  const headTimer = new HeadTimer(connection, parts.headTimeout);
  try {
    if (signal?.aborted) throw signal.reason;
    upload = await send(parts);
    if (upload === undefined) headTimer.start();
    else void follow(upload, headTimer, (reason) => drop(reason));
    const { head, rest } = await readHead(connection, parts, progress);
    headTimer.stop();
    // An answer that refuses makes the rest of the upload pointless; one that welcomes does not.
    if (head.status >= 300) upload?.stop();
    if (isUpgraded(head, parts.upgrade)) {
      checkSent(upload);
      const handed = rest === undefined ? connection : new PrefixedConnection(connection, rest);
      drop = (reason) => handed.close(reason);
      void connection.closed.then(() => {
        signal?.removeEventListener("abort", abort);
        parts.gone();
      });
      return { headers: head.headers, connection: handed };
    }
    const length = bodyLength(parts.method, head);
    const body = new IncomingBody({
      connection,
      decoder: bodyDecoder(length),
      rest,
      untilClose: length === "until-close",
      mediaType: mediaType(head.headers.get("content-type")),
      idleTimeout: parts.idleTimeout,
      over: (clean) => over(clean && head.keepAlive),
    });
    drop = (reason) => body.cancel(reason);
    return { status: head.status, headers: head.headers, body };
  } catch (error) {
    headTimer.stop();
    connection.close(error);
    if (upload === undefined) cancelSource(parts.body);
    over(false);
    throw error;
  }
}

/** Sends the head, and the body if it is in memory; a body that is pulled goes on beside. */
async function send(parts: ExchangeParts): Promise<Upload | undefined> {
  const { connection, body } = parts;
  const wait = connection.write(parts.head);
  if (wait !== undefined) await wait;
  switch (body.kind) {
    case "none":
      return undefined;
    case "bytes":
      return new Upload(connection, {
        kind: "stream",
        length: body.bytes.length,
        pieces: [body.bytes].values(),
      });
    case "stream":
      return new Upload(connection, body);
  }
}

/** Starts the clock when all is sent; breaks the exchange off when the caller's source fails. */
async function follow(
  upload: Upload,
  timer: HeadTimer,
  drop: (reason: unknown) => void,
): Promise<void> {
  const end = await upload.end;
  // The peer waits for the rest, and would take a mere close for the end of the upload.
  if (end.kind === "source-failed") drop(end.error);
  else if (end.kind !== "stopped") timer.start();
}

interface Answer {
  readonly head: ResponseHead;
  readonly rest: Bytes | undefined;
}

async function readHead(
  connection: Connection,
  parts: ExchangeParts,
  progress: Progress,
): Promise<Answer> {
  const decoder = new HeadDecoder();
  let interim = 0;
  let bytes = await (parts.firstRead ?? connection.read());
  for (;;) {
    if (bytes === null) {
      throw new ConnectionError(
        progress.answered
          ? "Cannot read the answer: the connection was closed in the middle of its head"
          : "Cannot read the answer: the connection was closed before it came",
        "lost",
      );
    }
    progress.answered = true;
    const head = decoder.decode(bytes);
    if (head === undefined) {
      bytes = await connection.read();
    } else if (head.status >= 200 || head.status === 101) {
      return { head, rest: decoder.rest };
    } else if (++interim > MAX_INTERIM) {
      throw new ProtocolError(`Expected an answer, got more than ${MAX_INTERIM} interim ones`);
    } else {
      bytes = decoder.rest ?? await connection.read(); // 100 Continue and its like announce nothing
    }
  }
}

function isUpgraded(head: ResponseHead, asked: boolean): boolean {
  if (head.status === 101) {
    if (asked) return true;
    throw new ProtocolError("Expected an answer, got a switch of protocols that was not asked for");
  }
  // Engines hijack without a 101 where the Upgrade header was lost on the way.
  return asked && head.status === 200 && !head.headers.has("content-length") &&
    !head.headers.has("transfer-encoding");
}

/** The rest of the request would be taken for the other protocol. */
function checkSent(upload: Upload | undefined): void {
  if (upload === undefined || upload.sent) return;
  throw new ProtocolError("Expected a switch of protocols after the request, got it in the middle");
}

/** The media type without parameters, in lower case. */
function mediaType(contentType: string | undefined): string {
  if (contentType === undefined) return "";
  const end = contentType.indexOf(";");
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** Closes the connection when the head of the answer takes too long. */
class HeadTimer {
  readonly #connection: Connection;
  readonly #limit: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(connection: Connection, limit: number | undefined) {
    this.#connection = connection;
    this.#limit = limit;
  }

  start(): void {
    const limit = this.#limit;
    if (limit === undefined || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#connection.close(
        new TimeoutError(
          `Cannot read the answer: its head did not come within ${limit} ms of the request`,
        ),
      );
    }, limit);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
