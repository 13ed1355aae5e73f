import assert from "node:assert/strict";
import { test } from "node:test";
import { toPortableDeclarations } from "../../tools/package/declarations.ts";

test("toPortableDeclarations() lets classes extend ReadableStream under every library", () => {
  const text = toPortableDeclarations(
    "/** A stream. */ export declare class Values<T> extends ReadableStream<T> {\n" +
      "  /** Reads. */ override [Symbol.asyncIterator](): AsyncIterator<T>;\n}\n",
  );
  assert.equal(
    text,
    "/** A stream. */ export declare class Values<T> extends PlatformStream<T> {\n" +
      "  /** Reads. */ [Symbol.asyncIterator](): AsyncIterator<T>;\n}\n" +
      "declare const PlatformStream: new <T>() => ReadableStream<T> & AsyncIterable<T>;\n",
  );
});

test("toPortableDeclarations() names the library of disposal where it is used", () => {
  const used = "export declare class A {\n  [Symbol.asyncDispose](): Promise<void>;\n}\n";
  assert.equal(toPortableDeclarations(used), `/// <reference lib="esnext.disposable" />\n${used}`);
});

test("toPortableDeclarations() leaves the rest alone", () => {
  const text = "export interface A {\n  readonly body: ReadableStream<Uint8Array>;\n}\n";
  assert.equal(toPortableDeclarations(text), text);
});
