import { Buffer } from "node:buffer";

/**
 * The credentials in a header of a request, read as engines of every version read them: base64url
 * with its padding.
 */
export function credentialsIn(request: string, name = "x-registry-auth"): unknown {
  const [, header] = new RegExp(`\r\n${name}: (\\S*)\r\n`).exec(request) ?? [];
  if (header === undefined) return undefined;
  if (!/^[\w-]*=*$/.test(header) || header.length % 4 !== 0) {
    throw new Error(`"${header}" is not base64url with its padding`);
  }
  return JSON.parse(Buffer.from(header, "base64url").toString());
}
