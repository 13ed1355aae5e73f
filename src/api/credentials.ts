const encoder = new TextEncoder();

/** JSON in base64url with its padding: the form in which engines take credentials in headers. */
export function toCredentialHeader(credentials: object): string {
  let binary = "";
  for (const byte of encoder.encode(JSON.stringify(credentials))) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
}
