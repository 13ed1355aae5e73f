import type { Question } from "../harness/question.ts";
import { archive } from "./archive.ts";
import { execReal } from "./exec_real.ts";
import { execReplay } from "./exec_replay.ts";
import { inspect } from "./inspect.ts";
import { logsReal } from "./logs_real.ts";
import { logsReplay } from "./logs_replay.ts";
import { ping } from "./ping.ts";
import { size } from "./size.ts";
import { stalledReader } from "./stalled_reader.ts";
import { startUp } from "./start_up.ts";
import { tar } from "./tar.ts";

/** All questions, in the order they are asked. */
export const QUESTIONS: readonly Question[] = [
  size,
  startUp,
  ping,
  inspect,
  logsReplay,
  execReplay,
  logsReal,
  execReal,
  archive,
  stalledReader,
  tar,
];
