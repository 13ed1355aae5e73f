import { ConfigError } from "../errors.ts";
import { type Endpoint, parseEndpoint } from "./endpoint.ts";
import type { Host } from "./host.ts";

/** What the `DOCKER_*` variables say of the engine to use; absent where they say nothing. */
export interface EnvironmentSettings {
  /** The engine's address, from `DOCKER_HOST`. */
  host?: string;
  /** The version of the Engine API to speak, from `DOCKER_API_VERSION`. */
  apiVersion?: string;
}

/**
 * Reads `DOCKER_HOST` and `DOCKER_API_VERSION`; a variable that is empty counts as not set.
 *
 * @param host Where the variables come from.
 * @returns What they say.
 * @throws {ConfigError} If a variable cannot be used, or asks for what this version cannot do.
 */
export function environmentSettings(host: Pick<Host, "env">): EnvironmentSettings {
  const settings: EnvironmentSettings = {};
  const address = host.env("DOCKER_HOST");
  if (address) {
    const endpoint = endpointFrom(address);
    if (endpoint.kind === "tcp") refuseTls(host, address);
    settings.host = address;
  } else {
    refuseContext(host);
  }
  const version = host.env("DOCKER_API_VERSION");
  if (version) settings.apiVersion = apiVersionFrom(version);
  return settings;
}

function endpointFrom(address: string): Endpoint {
  try {
    return parseEndpoint(address);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`Cannot read DOCKER_HOST: ${why}`, { cause });
  }
}

/** What these variables protect must not go over the network in the clear because we ignored them. */
function refuseTls(host: Pick<Host, "env">, address: string): void {
  for (const name of ["DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"]) {
    if (!host.env(name)) continue;
    throw new ConfigError(
      `Cannot use DOCKER_HOST ${
        JSON.stringify(address)
      }: ${name} asks for TLS, which this version ` +
        `does not support, and nothing is sent in the clear; unset ${name} to connect without TLS`,
    );
  }
}

function refuseContext(host: Pick<Host, "env">): void {
  const context = host.env("DOCKER_CONTEXT");
  if (!context || context === "default") return;
  throw new ConfigError(
    `Cannot use DOCKER_CONTEXT ${JSON.stringify(context)}: contexts are not read yet; ` +
      "set DOCKER_HOST to the engine's address",
  );
}

function apiVersionFrom(text: string): string {
  const [, version] = /^v?(\d+\.\d+)$/.exec(text) ?? [];
  if (version !== undefined) return version;
  throw new ConfigError(
    `Cannot read DOCKER_API_VERSION: ${JSON.stringify(text)} is not a version such as "1.41"`,
  );
}
