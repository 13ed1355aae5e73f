import type { Endpoint } from "../../src/transport/endpoint.ts";

/** One address, what docker-py's `parse_host` makes of it, and what we do. */
export interface ParseHostRow {
  readonly input: string;
  /** What docker-py answers; `undefined` where it refuses. */
  readonly dockerPy?: string;
  /** What we answer: an endpoint, or a part of the refusal's message. */
  readonly here: Endpoint | string;
  /** Why the two differ; absent where they agree. */
  readonly why?: string;
}

const DEFAULT: Endpoint = { kind: "unix", path: "/var/run/docker.sock" };

const NO_TRANSPORT = "there is no transport for it yet, and it is refused rather than misread";
const NO_PATH = "an engine serves its API at the root, so a path can only be a mistake";

/** The rows without TLS of docker-py's own tests (7.x), on Linux. */
export const PARSE_HOST_ROWS: readonly ParseHostRow[] = [
  { input: "0.0.0.0", here: "the port is missing" },
  { input: "tcp://", here: '"" is not a host name' },
  { input: "udp://127.0.0.1", here: '"udp" is not a scheme of engines' },
  { input: "ssh://:22/path", here: "this version reaches engines at" },
  { input: "tcp://netloc:3333/path?q=1", here: "nothing may follow host and port" },
  {
    input: "unix:///sock/path#fragment",
    here: { kind: "unix", path: "/sock/path#fragment" },
    why: "a path may hold a #, and the docker CLI takes it as it stands too",
  },
  { input: "ssh://:clearpassword@host:22", here: "this version reaches engines at" },
  { input: "fd://", here: '"fd" is not a scheme of engines' },
  {
    input: "0.0.0.1:5555",
    dockerPy: "http://0.0.0.1:5555",
    here: { kind: "tcp", hostname: "0.0.0.1", port: 5555 },
  },
  {
    input: ":6666",
    dockerPy: "http://127.0.0.1:6666",
    here: { kind: "tcp", hostname: "127.0.0.1", port: 6666 },
  },
  {
    input: "tcp://:7777",
    dockerPy: "http://127.0.0.1:7777",
    here: { kind: "tcp", hostname: "127.0.0.1", port: 7777 },
  },
  {
    input: "https://kokia.jp:2375",
    dockerPy: "https://kokia.jp:2375",
    here: "this version reaches engines at",
    why: NO_TRANSPORT,
  },
  {
    input: "unix:///var/run/docker.sock",
    dockerPy: "http+unix:///var/run/docker.sock",
    here: DEFAULT,
  },
  {
    input: "unix://var/run/docker.sock",
    dockerPy: "http+unix://var//run/docker.sock",
    here: 'must be absolute, as in "unix:///var/run/docker.sock"',
    why: "docker-py reads it as absolute, the docker CLI as relative to the current folder",
  },
  {
    input: "12.234.45.127:2375/docker/engine",
    dockerPy: "http://12.234.45.127:2375/docker/engine",
    here: "nothing may follow host and port",
    why: NO_PATH,
  },
  {
    input: "somehost.net:80/service/swarm",
    dockerPy: "http://somehost.net:80/service/swarm",
    here: "nothing may follow host and port",
    why: NO_PATH,
  },
  {
    input: "npipe:////./pipe/docker_engine",
    dockerPy: "npipe:////./pipe/docker_engine",
    here: "this version reaches engines at",
    why: NO_TRANSPORT,
  },
  {
    input: "[fd12::82d1]:2375",
    dockerPy: "http://[fd12::82d1]:2375",
    here: { kind: "tcp", hostname: "fd12::82d1", port: 2375 },
  },
  {
    input: "[fd12::82d1]:2375/docker/engine",
    dockerPy: "http://[fd12::82d1]:2375/docker/engine",
    here: "nothing may follow host and port",
    why: NO_PATH,
  },
  {
    input: "ssh://user@[fd12::82d1]:8765",
    dockerPy: "ssh://user@[fd12::82d1]:8765",
    here: "this version reaches engines at",
    why: NO_TRANSPORT,
  },
  {
    input: "tcp://myhost.docker.net:2376/",
    dockerPy: "http://myhost.docker.net:2376",
    here: { kind: "tcp", hostname: "myhost.docker.net", port: 2376 },
  },
  {
    input: "http+unix:///a/b.sock",
    dockerPy: "http+unix:///a/b.sock",
    here: { kind: "unix", path: "/a/b.sock" },
  },
  { input: "", dockerPy: "http+unix:///var/run/docker.sock", here: DEFAULT },
  { input: "ssh://user@host/some/path", here: "this version reaches engines at" },
];
