import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import { OutputStream, type OutputStreamOptions } from "../../../src/api/streams/output.ts";
import { ScriptedConnection, type Step } from "../../scripted_connection.ts";

/** An output, and the connection that it reads from. */
export interface ScriptedOutput {
  /** The output. */
  readonly output: OutputStream;
  /** The connection: the script's reads come over it. */
  readonly connection: ScriptedConnection;
}

/** The output of a process that writes as the script says, in frames. */
export function scriptedOutput(...script: readonly Step[]): ScriptedOutput {
  return scriptedOutputWith({ framed: true }, ...script);
}

/** The same, with options. */
export function scriptedOutputWith(
  options: OutputStreamOptions,
  ...script: readonly Step[]
): ScriptedOutput {
  const connection = new ScriptedConnection(...script);
  return { output: new OutputStream(new ConnectionBody(connection, ""), options), connection };
}
