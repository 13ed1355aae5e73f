/** What declarations need beside what `deno pack` writes, to mean the same under every library. */

const DISPOSAL = /\bSymbol\.(asyncD|d)ispose\b|\b(Async)?Disposable\b/;
const STREAM_CLASS = /\b(class \w+(?:<[^>{]*>)? )extends ReadableStream</g;

/**
 * Makes a declaration file portable.
 *
 * - A program under `lib: es2022` lacks the types of disposal, and JSR lets no source name a library.
 * - `bun-types` without the DOM's types has no constructor of `ReadableStream` that a generic class
 *   can extend, and the DOM's of TypeScript 5 have no iterator to override.
 */
export function toPortableDeclarations(text: string): string {
  const extended = text.replace(STREAM_CLASS, "$1extends PlatformStream<");
  return [
    DISPOSAL.test(text) ? '/// <reference lib="esnext.disposable" />\n' : "",
    extended.replace(/\boverride (?=\[Symbol\.asyncIterator\])/g, ""),
    extended === text
      ? ""
      : "declare const PlatformStream: new <T>() => ReadableStream<T> & AsyncIterable<T>;\n",
  ].join("");
}
