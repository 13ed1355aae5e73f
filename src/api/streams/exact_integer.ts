const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Reads an integer of a JSON object from its digits, since `JSON.parse` rounds what exceeds 2^53 (and
 * shows the digits to its reviver only from Node 21 on).
 *
 * @param text The object, which `JSON.parse` takes.
 * @param name The name of the integer's property, which is the object's own and not a nested one's.
 * @returns The integer; of several under that name the last, as `JSON.parse` has it. `undefined` if
 * there is none, or it is no number in plain digits.
 */
export function exactInteger(text: string, name: string): bigint | undefined {
  let depth = 0;
  let found: bigint | undefined;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case "{":
      case "[":
        depth++;
        break;
      case "}":
      case "]":
        depth--;
        break;
      case '"': {
        const end = stringEnd(text, at);
        if (depth === 1 && isKey(text, end) && isName(text.slice(at, end), name)) {
          found = integerAfter(text, end);
        }
        at = end - 1;
      }
    }
  }
  return found;
}

/** Where the string ends that begins at a quote, its closing quote included. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (; text.charCodeAt(at) !== QUOTE; at++) {
    if (text.charCodeAt(at) === BACKSLASH) at++;
  }
  return at + 1;
}

/** Whether a string that ends there is the name of a property. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at++;
  return text[at] === ":";
}

/** Whether a JSON string says `name`, however it is escaped. */
function isName(string: string, name: string): boolean {
  return string.includes("\\") ? JSON.parse(string) === name : string === `"${name}"`;
}

function integerAfter(text: string, keyEnd: number): bigint | undefined {
  const number = /[\s:]*(-?[0-9]+)(?![0-9.eE])/y;
  number.lastIndex = keyEnd;
  const digits = number.exec(text)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}
