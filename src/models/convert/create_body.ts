import type { ContainerSettings } from "../../types/containers.ts";
import type { ContainerCreateBody, ContainerCreateQuery } from "../../types/wire/containers.ts";
import { checkFlag, checkText, checkWhole } from "./check.ts";
import { toCommand, toEntrypoint } from "./command.ts";
import { checkContainerName } from "./container_name.ts";
import { toEnvironment } from "./environment.ts";
import { toHealthcheck } from "./healthcheck.ts";
import { toHostConfig } from "./host_config.ts";
import { toLabels } from "./labels.ts";
import { toNetworkingConfig } from "./networking.ts";
import { toExposedPorts } from "./ports.ts";
import { toUser } from "./user.ts";
import { toVolumePaths } from "./volumes.ts";

/** Which of a container's streams somebody is going to be attached to when it starts. */
export interface AttachedStreams {
  /** Standard input, which then ends when they leave. */
  readonly stdin: boolean;
  /** Standard output. */
  readonly stdout: boolean;
  /** Standard error. */
  readonly stderr: boolean;
}

/**
 * A container's settings as the engine wants them. What was not given is `undefined`, which JSON
 * leaves out.
 *
 * @param image The image.
 * @param settings The settings.
 * @param attached Which streams are attached to. By default its output, and its input if
 * `stdinOpen` is set.
 * @throws {TypeError} If a setting can't be used.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toCreateBody(
  image: string,
  settings: ContainerSettings,
  attached: AttachedStreams = {
    stdin: settings.stdinOpen === true,
    stdout: true,
    stderr: true,
  },
): ContainerCreateBody {
  const stdinOpen = checkFlag("stdinOpen", settings.stdinOpen) ?? false;
  return {
    Image: image,
    Cmd: toCommand("command", settings.command),
    Entrypoint: toEntrypoint(settings.entrypoint),
    Env: toEnvironment(settings.environment),
    WorkingDir: checkText("workingDir", settings.workingDir),
    User: toUser(settings.user),
    Hostname: checkText("hostname", settings.hostname),
    Domainname: checkText("domainname", settings.domainname),
    Labels: toLabels(settings.labels),
    Tty: checkFlag("tty", settings.tty) ?? false,
    OpenStdin: stdinOpen || attached.stdin,
    // Without it, closing our side of the input would detach us instead of ending it.
    StdinOnce: attached.stdin,
    AttachStdin: attached.stdin,
    AttachStdout: attached.stdout,
    AttachStderr: attached.stderr,
    ExposedPorts: toExposedPorts(settings.ports),
    Volumes: toVolumePaths(settings.volumes),
    NetworkDisabled: checkFlag("networkDisabled", settings.networkDisabled) ?? false,
    MacAddress: checkText("macAddress", settings.macAddress),
    StopSignal: checkText("stopSignal", settings.stopSignal),
    StopTimeout: checkWhole("stopTimeout", settings.stopTimeout, { minimum: -1 }),
    Healthcheck: toHealthcheck(settings.healthcheck),
    HostConfig: toHostConfig(settings),
    NetworkingConfig: toNetworkingConfig(settings),
  };
}

/**
 * What of a container's settings goes into the query.
 *
 * @param settings The settings.
 * @throws {TypeError} If one can't be used.
 */
export function toCreateQuery(settings: ContainerSettings): ContainerCreateQuery {
  return {
    name: checkContainerName(settings.name),
    platform: checkText("platform", settings.platform),
  };
}
