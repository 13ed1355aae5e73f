/**
 * Text as archives and file systems have it: UTF-8, or any bytes but NUL. A byte that is no UTF-8
 * becomes the lone surrogate U+DC00 + byte, as in Python's "surrogateescape", and that becomes the
 * byte again.
 */

import type { Bytes } from "./connection.ts";

const ESCAPE = 0xdc00;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** Up to where text is handled letter by letter, which for what is short is faster than a codec. */
const SHORT = 64;

/** Reads the text that lies from `start` to `end`. Every text of bytes is read as another one. */
export function decodeText(bytes: Bytes, start: number, end: number): string {
  if (end - start <= SHORT) {
    let text = "";
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte > 0x7f) break;
      text += String.fromCharCode(byte);
    }
    if (at === end) return text;
  }
  const part = bytes.subarray(start, end);
  try {
    return strict.decode(part);
  } catch {
    return decodeEscaping(part); // the bytes are no UTF-8
  }
}

/** Writes text as bytes; `undefined` if it has a surrogate that stands for no byte. */
export function encodeText(text: string): Bytes | undefined {
  if (text.length <= SHORT && isAscii(text)) {
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
    return bytes;
  }
  if (!hasEscapes(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff) bytes.push(code - ESCAPE);
    else if (code >= 0xd800 && code <= 0xdfff) return undefined;
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** Whether text is ASCII, which every reader of tar takes for the same. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f) return false;
  }
  return true;
}

/** Whether text stands for bytes that are no UTF-8. */
export function hasEscapes(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function decodeEscaping(bytes: Bytes): string {
  let text = "";
  let start = 0; // of what is UTF-8
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > start) text += decoder.decode(bytes.subarray(start, at));
    text += String.fromCharCode(ESCAPE + (bytes[at] as number));
    start = ++at;
  }
  return text + decoder.decode(bytes.subarray(start));
}

/** How many bytes the character has that begins there; 0 if none does (Unicode, table 3-7). */
function sequenceLength(bytes: Bytes, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < least || second > most) return 0;
  for (let i = 2; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}
