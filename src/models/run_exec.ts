import type { Api } from "../api/api.ts";
import { ContainerError, StreamError } from "../errors.ts";
import { bodyPieces } from "../transport/http1/outgoing_body.ts";
import type { ExecRunSettings } from "../types/exec.ts";
import type { Command } from "../types/units.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import type { ExecInspectResponse } from "../types/wire/exec.ts";
import { cancelInput, collectOutput, type InputPieces, MAX_OUTPUT } from "./collect_output.ts";
import { CommandOutput } from "./command_output.ts";
import { checkFlag, checkWhole } from "./convert/check.ts";
import { toCommand } from "./convert/command.ts";
import { type StartedExec, startExec } from "./start_exec.ts";

/** The exit codes that engines give to what they could not start. */
const NOT_STARTED: readonly (number | null)[] = [126, 127];

/**
 * Runs a command in a container to its end.
 *
 * @param api The engine's API.
 * @param container The container.
 * @param command The command.
 * @param settings Its settings, whose keys have been checked.
 */
export async function runExec(
  api: Api,
  container: ContainerInspectResponse,
  command: Command,
  settings: ExecRunSettings,
): Promise<CommandOutput> {
  const { stdin, maxOutput, check, ...rest } = settings;
  const limit = checkWhole("maxOutput", maxOutput, { minimum: 0 }) ?? MAX_OUTPUT;
  const isChecked = checkFlag("check", check) ?? false;
  const argv = toCommand("command", command) ?? [];
  if (stdin !== undefined && settings.tty === true) {
    throw new TypeError(
      "Cannot run a command with stdin and tty: the input of a terminal has no end; use " +
        "container.exec(), and end it as the program wants it, mostly with \\x04",
    );
  }
  const input = stdin === undefined ? undefined : bodyPieces(stdin);
  const { session, exit } = await startFed(api, container.Id, command, rest, input);
  const chunks = await collectOutput(
    {
      output: session.output,
      stdin: session.stdin,
      what: `"${argv.join(" ")}"`,
      instead: "container.exec()",
      end: () => session[Symbol.asyncDispose](),
    },
    input,
    limit,
  );
  const exitCode = await session.exitCode();
  const output = new CommandOutput(exitCode, chunks);
  if (!isChecked || exitCode === 0) return output;
  if (exit.end !== undefined && wasNotStarted(exit.end)) {
    const detail = output.output.trim();
    throw new StreamError(`Cannot start "${argv.join(" ")}": ${detail}`, detail, "invalid");
  }
  throw new ContainerError({
    containerId: container.Id,
    image: container.Config?.Image ?? container.Image,
    command: argv,
    exitCode,
    stdout: output.stdout,
    stderr: output.stderr,
  });
}

/**
 * Whether the engine says that the command never ran, as far as that can be known: a process's number
 * stays after its end, but podman (5.8) drops it, and calls what has ended removable at once.
 */
function wasNotStarted({ ExitCode, Pid, CanRemove }: ExecInspectResponse): boolean {
  return NOT_STARTED.includes(ExitCode) && Pid === 0 && !CanRemove;
}

async function startFed(
  api: Api,
  containerId: string,
  command: Command,
  settings: Omit<ExecRunSettings, "stdin" | "maxOutput" | "check">,
  input: InputPieces | undefined,
): Promise<StartedExec> {
  try {
    return await startExec(api, containerId, command, { ...settings, stdin: input !== undefined });
  } catch (error) {
    if (input !== undefined) cancelInput(input);
    throw error;
  }
}
