const decoder = new TextDecoder();

/**
 * Reads one request as its receiver would: head, and body with the chunks undone. Written apart from
 * the library's own grammar, so that the two check each other.
 */
export class RequestReader {
  /** The head without the empty line that ends it, once that is there. */
  head: string | undefined;
  /** Whether the last byte of the request has come. */
  complete = false;
  /** Whether what follows is no longer HTTP. */
  upgraded = false;
  /** What came behind the request. */
  rest: Uint8Array = new Uint8Array(0);
  readonly #body: Uint8Array[] = [];
  #length: number | "chunked" = 0;

  /** The body so far. */
  get body(): Uint8Array {
    return this.#body.reduce(concat, new Uint8Array(0));
  }

  /** The head, an empty line and the body so far. */
  get text(): string {
    return `${this.head ?? ""}\r\n\r\n${decoder.decode(this.body)}`;
  }

  /** Takes the next bytes. */
  push(bytes: Uint8Array): void {
    this.rest = this.rest.length === 0 ? bytes : concat(this.rest, bytes);
    if (this.head === undefined) this.#readHead();
    if (this.head === undefined || this.complete) return;
    if (this.#length === "chunked") this.#readChunks();
    else this.#readLength(this.#length);
  }

  #readHead(): void {
    const end = find(this.rest, "\r\n\r\n");
    if (end < 0) return;
    this.head = this.#take(end, 4);
    const fields = new Map(
      this.head.split("\r\n").slice(1).map((line): [string, string] => {
        const colon = line.indexOf(": ");
        if (colon < 1) throw new Error(`a request has the header line ${JSON.stringify(line)}`);
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
      }),
    );
    const length = fields.get("content-length");
    const coding = fields.get("transfer-encoding");
    if (coding !== undefined && (coding !== "chunked" || length !== undefined)) {
      throw new Error(`a request has the transfer-encoding ${coding}, content-length ${length}`);
    }
    if (length !== undefined && !/^[0-9]+$/.test(length)) {
      throw new Error(`a request has the content-length ${length}`);
    }
    this.#length = coding === undefined ? Number(length ?? 0) : "chunked";
  }

  #readLength(length: number): void {
    const part = this.rest.subarray(0, length);
    if (part.length > 0) this.#body.push(part);
    this.rest = this.rest.subarray(part.length);
    this.#length = length - part.length;
    this.complete = this.#length === 0;
  }

  #readChunks(): void {
    for (;;) {
      const end = find(this.rest, "\r\n");
      if (end < 0) return;
      const line = decoder.decode(this.rest.subarray(0, end));
      if (!/^[0-9a-f]+$/.test(line)) {
        throw new Error(`a request has the chunk size ${JSON.stringify(line)}`);
      }
      const size = Number.parseInt(line, 16);
      const next = end + 2 + size + 2;
      if (this.rest.length < next) return;
      if (decoder.decode(this.rest.subarray(next - 2, next)) !== "\r\n") {
        throw new Error(`a request has a chunk of other than ${size} bytes`);
      }
      if (size > 0) this.#body.push(this.rest.slice(end + 2, next - 2));
      this.rest = this.rest.subarray(next);
      this.complete = size === 0;
      if (this.complete) return;
    }
  }

  #take(end: number, separator: number): string {
    const text = decoder.decode(this.rest.subarray(0, end));
    this.rest = this.rest.subarray(end + separator);
    return text;
  }
}

function find(bytes: Uint8Array, text: string): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (decoder.decode(bytes.subarray(at, at + text.length)) === text) return at;
  }
  return -1;
}

function concat(one: Uint8Array, two: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + two.length);
  all.set(one);
  all.set(two, one.length);
  return all;
}
