/** Where an engine listens. */
export type Endpoint =
  | { readonly kind: "unix"; readonly path: string }
  | { readonly kind: "tcp"; readonly hostname: string; readonly port: number };

/** Where an engine listens unless someone says otherwise. */
const DEFAULT_SOCKET_PATH = "/var/run/docker.sock";

/** The port that IANA gave to engines without TLS. */
const DEFAULT_PORT = 2375;

const SUPPORTED = '"unix:///path/to/docker.sock" and "tcp://host:port"';

/**
 * Reads the address of an engine, as in `DOCKER_HOST`: `unix:///run/docker.sock`, `/run/docker.sock`,
 * `tcp://host`, `http://host:2375`, `host:2375` or `[::1]:2375`. The empty text and `unix://` are the
 * default socket.
 *
 * @param text The address.
 * @returns Where to connect to. A unix path is taken as it stands: nothing in it is decoded.
 * @throws {TypeError} If it is not an address, or of a kind that cannot be reached.
 */
export function parseEndpoint(text: string): Endpoint {
  if (text.startsWith("/")) return unixEndpoint(text, text);
  const [, written, rest = text] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  const scheme = written?.toLowerCase();
  switch (scheme) {
    case undefined:
      if (text === "") return unixEndpoint(DEFAULT_SOCKET_PATH, text);
      return tcpEndpoint(text, text, undefined);
    case "unix":
    case "http+unix":
      return unixEndpoint(rest === "" ? DEFAULT_SOCKET_PATH : rest, text);
    case "tcp":
      return tcpEndpoint(rest, text, DEFAULT_PORT);
    case "http":
      return tcpEndpoint(rest, text, undefined);
    case "ssh":
    case "npipe":
    case "https":
      throw refusal(text, `this version reaches engines at ${SUPPORTED} only`);
    default:
      throw refusal(text, `"${scheme}" is not a scheme of engines; use ${SUPPORTED}`);
  }
}

/**
 * Writes an endpoint the way {@linkcode parseEndpoint} reads it.
 *
 * @param endpoint The endpoint.
 * @returns `unix:///path` or `tcp://host:port`.
 */
export function formatEndpoint(endpoint: Endpoint): string {
  return endpoint.kind === "unix" ? `unix://${endpoint.path}` : `tcp://${hostAndPort(endpoint)}`;
}

/**
 * Gives what the `Host` header says of an endpoint.
 *
 * @param endpoint The endpoint.
 * @returns `localhost` for a unix socket, else host and port.
 */
export function authority(endpoint: Endpoint): string {
  // a zone is a name of this machine's network card: nothing that the other side could use (RFC 6874)
  return endpoint.kind === "unix" ? "localhost" : hostAndPort(endpoint).replace(/%[^\]]*/, "");
}

function hostAndPort(endpoint: { hostname: string; port: number }): string {
  const { hostname, port } = endpoint;
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

function unixEndpoint(path: string, text: string): Endpoint {
  if (!path.startsWith("/")) {
    throw refusal(text, `the socket's path must be absolute, as in "unix:///${path}"`);
  }
  if (path.includes("\0")) throw refusal(text, "a path cannot hold a NUL character");
  return { kind: "unix", path };
}

function tcpEndpoint(rest: string, text: string, defaultPort: number | undefined): Endpoint {
  if (rest.includes("@")) throw refusal(text, "an engine's address takes no user info");
  const [, v6, name, digits, path = ""] =
    /^(?:\[([^\]]*)\]|([^:/?#[\]]*))(?::(\d*))?(?:([/?#].*))?$/s.exec(rest) ?? [];
  const hostname = v6 ?? name;
  if (hostname === undefined) throw refusal(text, `it must read ${SUPPORTED}`);
  if (path !== "" && path !== "/") throw refusal(text, "nothing may follow host and port");
  if (v6 === undefined ? !isHostname(hostname) : !isIpv6(v6)) {
    if (hostname !== "" || digits === undefined) {
      throw refusal(text, `${JSON.stringify(hostname)} is not a host name or an IP address`);
    }
  }
  const port = digits === undefined ? defaultPort : Number(digits);
  if (port === undefined) throw refusal(text, `it must read ${SUPPORTED}; the port is missing`);
  if (digits === "" || port < 1 || port > 65_535) {
    throw refusal(text, "the port must be a number from 1 to 65535");
  }
  return { kind: "tcp", hostname: hostname === "" ? "127.0.0.1" : hostname, port };
}

function isHostname(text: string): boolean {
  return /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$/i.test(text);
}

function isIpv6(text: string): boolean {
  const [, address = ""] = /^([0-9a-f:.]+)(?:%[\w.-]+)?$/i.exec(text) ?? [];
  return address.includes(":") && URL.canParse(`http://[${address}]/`);
}

function refusal(text: string, why: string): TypeError {
  return new TypeError(
    `Cannot use ${JSON.stringify(withoutSecrets(text))} as an engine's address: ${why}`,
  );
}

/** Hides user info, and what follows a `?`, which is where people put tokens. */
function withoutSecrets(text: string): string {
  if (/^(\/|(http\+)?unix:)/i.test(text)) return text;
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1***@").replace(/\?.*/s, "?***");
}
