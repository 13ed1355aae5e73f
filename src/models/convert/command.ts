import { checkTexts, unusable } from "./check.ts";

/**
 * Splits text into words as a POSIX shell does: by white space, with `'…'` taken as it is, `"…"` in
 * which `\` protects `"` and `\`, and `\` outside, which protects any character.
 *
 * @example Quotes keep words together
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(splitCommand("sh -c 'echo hi'"), ["sh", "-c", "echo hi"]);
 * ```
 *
 * @param text The command.
 * @throws {TypeError} If a quote is not closed, or it ends with a backslash.
 */
export function splitCommand(text: string): string[] {
  const words: string[] = [];
  let word = "";
  let begun = false;
  let state: "plain" | "single" | "double" = "plain";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    switch (state) {
      case "single":
        if (character === "'") state = "plain";
        else word += character;
        break;
      case "double":
        if (character === '"') state = "plain";
        else if (character === "\\" && (next === '"' || next === "\\")) word += text.charAt(++at);
        else word += character;
        break;
      case "plain":
        if (" \t\r\n".includes(character)) {
          if (begun) words.push(word);
          word = "";
          begun = false;
          break;
        }
        begun = true;
        if (character === "'") state = "single";
        else if (character === '"') state = "double";
        else if (character !== "\\") word += character;
        else if (next !== "") word += text.charAt(++at);
        else throw unusable("command", text, "there is nothing behind the last backslash");
    }
  }
  if (state !== "plain") throw unusable("command", text, "a quote is not closed");
  if (begun) words.push(word);
  return words;
}

/**
 * A command as a list: text is split, a list is taken as it is.
 *
 * @param option The option's name, for the message.
 * @param value The command; `undefined` if it was not given.
 * @throws {TypeError} If it is neither text nor a list of texts.
 */
export function toCommand(option: string, value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return splitCommand(value);
  if (value === undefined || Array.isArray(value)) return checkTexts(option, value);
  throw unusable(option, value, "expected text or a list of texts");
}

/**
 * An entry point as a list. Empty text takes the image's away, which the engine says as `[""]`.
 *
 * @throws {TypeError} If it is neither text nor a list of texts.
 */
export function toEntrypoint(value: unknown): readonly string[] | undefined {
  return value === "" ? [""] : toCommand("entrypoint", value);
}
