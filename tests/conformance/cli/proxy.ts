/** Stands between the docker CLI and an engine, and keeps what is asked. */

import { RequestReader } from "../../../src/testing/request_reader.ts";

/** A request that was made. */
export interface SeenRequest {
  /** Its head: request line and header fields. */
  readonly head: string;
  /** Its body, the chunks undone. */
  readonly body: Uint8Array;
}

/** A unix socket that passes everything on to an engine's. */
export class RecordingProxy implements Disposable {
  readonly #listener: Deno.UnixListener;
  readonly #target: string;
  #seen: RequestReader[] = [];

  /**
   * Listens.
   *
   * @param path Where.
   * @param target The engine's socket.
   */
  constructor(path: string, target: string) {
    this.#listener = Deno.listen({ transport: "unix", path });
    this.#target = target;
    this.#accept();
  }

  /** The requests since the last time. */
  take(): SeenRequest[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen.map(({ head = "", body }) => ({ head, body }));
  }

  [Symbol.dispose](): void {
    this.#listener.close();
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) this.#pass(client);
  }

  async #pass(client: Deno.UnixConn): Promise<void> {
    const engine = await Deno.connect({ transport: "unix", path: this.#target });
    const back = engine.readable.pipeTo(client.writable);
    const forth = client.readable.pipeThrough(this.#watch()).pipeTo(engine.writable);
    // Either side may hang up at any time: the CLI does when it has seen enough.
    await Promise.allSettled([back, forth]);
  }

  #watch(): TransformStream<Uint8Array, Uint8Array> {
    let reader: RequestReader | undefined;
    return new TransformStream({
      transform: (bytes, controller) => {
        controller.enqueue(bytes);
        for (let rest = bytes.slice(); rest.length > 0 && reader?.upgraded !== true;) {
          reader ??= this.#begin();
          reader.push(rest);
          rest = reader.rest.slice();
          if (!reader.complete) break;
          if (/\r\nupgrade:/i.test(reader.head ?? "")) reader.upgraded = true;
          else reader = undefined;
        }
      },
    });
  }

  #begin(): RequestReader {
    const reader = new RequestReader();
    this.#seen.push(reader);
    return reader;
  }
}
