import type { Api } from "../api/api.ts";
import { ContainerError } from "../errors.ts";
import { bodyPieces } from "../transport/http1/outgoing_body.ts";
import type { RunSettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { cancelInput, collectOutput, type InputPieces, MAX_OUTPUT } from "./collect_output.ts";
import { CommandOutput } from "./command_output.ts";
import { checkAttached, mergeCommand } from "./command_settings.ts";
import { checkWhole } from "./convert/check.ts";
import { toCommand } from "./convert/command.ts";
import { RUN_KEYS } from "./convert/container_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import type { RunSession } from "./run_session.ts";
import { spawnContainer } from "./spawn.ts";

/**
 * Runs a command in a new container to its end.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param command The command, or the settings in its place.
 * @param settings What the container is like, and how to make the call.
 */
export async function runContainer(
  api: Api,
  image: string,
  command: Command | RunSettings | undefined,
  settings: RunSettings | undefined,
): Promise<CommandOutput> {
  const all = mergeCommand<RunSettings>("run a container", command, settings);
  checkAttached(all, "run");
  checkKeys("run a container", all, RUN_KEYS);
  const { stdin, maxOutput, ...rest } = all;
  const limit = checkWhole("maxOutput", maxOutput, { minimum: 0 }) ?? MAX_OUTPUT;
  const argv = toCommand("command", all.command) ?? [];
  if (stdin !== undefined && all.tty === true) {
    throw new TypeError(
      "Cannot run a container with stdin and tty: the input of a terminal has no end; use " +
        "containers.spawn(), and end it as the program wants it, mostly with \\x04",
    );
  }
  const input = stdin === undefined ? undefined : bodyPieces(stdin);
  const session = await spawnFed(api, image, rest, input);
  const chunks = await collectOutput(
    {
      output: session.output,
      stdin: session.stdin,
      what: `"${session.container.name}"`,
      instead: "containers.spawn()",
      end: () => session.kill(),
    },
    input,
    limit,
  );
  const exitCode = await session.exitCode();
  const output = new CommandOutput(exitCode, chunks);
  if (exitCode === 0) return output;
  throw new ContainerError({
    containerId: session.container.id,
    image,
    command: argv,
    exitCode,
    stdout: output.stdout,
    stderr: output.stderr,
  });
}

async function spawnFed(
  api: Api,
  image: string,
  settings: Omit<RunSettings, "stdin" | "maxOutput">,
  input: InputPieces | undefined,
): Promise<RunSession> {
  try {
    return await spawnContainer(api, image, { ...settings, stdin: input !== undefined });
  } catch (error) {
    if (input !== undefined) cancelInput(input);
    throw error;
  }
}
