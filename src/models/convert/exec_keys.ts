import type {
  AttachSettings,
  ConsoleSize,
  ExecDetachedSettings,
  ExecRunSettings,
  ExecSettings,
} from "../../types/exec.ts";
import type { KnownKeys } from "./known_keys.ts";

/** The keys of `container.execDetached()`. */
export const EXEC_DETACHED_KEYS: KnownKeys<ExecDetachedSettings> = {
  environment: true,
  workingDir: true,
  user: true,
  privileged: true,
  tty: true,
  consoleSize: true,
  signal: true,
};

// The last four count as known here: what refuses them says more than that they are unknown.
const EXEC_ATTACHED_KEYS = {
  ...EXEC_DETACHED_KEYS,
  stdin: true,
  stdout: true,
  stderr: true,
  detach: true,
  stream: true,
  socket: true,
  demux: true,
} as const;

/** The keys of `container.exec()`. */
export const EXEC_KEYS: KnownKeys<ExecSettings> = {
  ...EXEC_ATTACHED_KEYS,
  detachKeys: true,
  onStall: true,
  stallTimeout: true,
};

/** The keys of `container.execRun()`. */
export const EXEC_RUN_KEYS: KnownKeys<ExecRunSettings> = {
  ...EXEC_ATTACHED_KEYS,
  check: true,
  maxOutput: true,
};

/** The keys of `container.attach()`. */
export const ATTACH_KEYS: KnownKeys<AttachSettings> = {
  stdin: true,
  output: true,
  stdout: true,
  stderr: true,
  logs: true,
  detachKeys: true,
  transport: true,
  onStall: true,
  stallTimeout: true,
  signal: true,
};

/** The keys of a terminal's size. */
export const CONSOLE_SIZE_KEYS: KnownKeys<ConsoleSize> = { height: true, width: true };
