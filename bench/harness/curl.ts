/** `curl` over a unix socket, quiet, failing on a refusal. */
export function curlCommand(socket: string, ...options: string[]): string[] {
  return ["curl", "--silent", "--show-error", "--fail", "--unix-socket", socket, ...options];
}

/** `curl` reading one body, which goes nowhere. */
export function curlRead(socket: string, path: string, ...options: string[]): string[] {
  return curlCommand(socket, "--output", "/dev/null", ...options, `http://docker${path}`);
}
