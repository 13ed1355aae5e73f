import type { ExecProcessSettings } from "../../types/exec.ts";
import type { ContainerExecBody } from "../../types/wire/exec.ts";
import { checkFlag, checkText, unusable } from "./check.ts";
import { toCommand } from "./command.ts";
import type { AttachedStreams } from "./create_body.ts";
import { toEnvironment } from "./environment.ts";
import { toUser } from "./user.ts";

/**
 * A command's settings as the engine wants them, but for the size of its terminal, which depends on
 * the API version. What was not given is `undefined`, which JSON leaves out.
 *
 * @param command The command.
 * @param settings The settings.
 * @param attached Which streams somebody is attached to.
 * @throws {TypeError} If there is no command, or a setting can't be used.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toExecBody(
  command: unknown,
  settings: ExecProcessSettings,
  attached: AttachedStreams,
): ContainerExecBody {
  const argv = toCommand("command", command) ?? [];
  if (argv.length === 0) throw unusable("command", command, "there is no program in it");
  return {
    Cmd: argv,
    Env: toEnvironment(settings.environment),
    WorkingDir: checkText("workingDir", settings.workingDir),
    User: toUser(settings.user),
    Privileged: checkFlag("privileged", settings.privileged) ?? false,
    Tty: checkFlag("tty", settings.tty) ?? false,
    AttachStdin: attached.stdin,
    AttachStdout: attached.stdout,
    AttachStderr: attached.stderr,
  };
}
