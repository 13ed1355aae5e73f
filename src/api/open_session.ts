import { ProtocolError } from "../errors.ts";
import type { Hijacked } from "./answer.ts";
import { AttachSession, type SessionTerminal } from "./streams/attach_session.ts";
import { isFramed, MULTIPLEXED } from "./streams/framing.ts";
import type { OutputOptions } from "./streams/output.ts";

/**
 * Makes a session of a connection that was handed over.
 *
 * @param hijacked The connection, which is the session's from now on, and what came of it.
 * @param tty Whether the output is a terminal's, if the caller knows.
 * @param options What to do at the end of the output.
 * @param terminal What ties the session to terminals.
 * @throws {ProtocolError} If nothing tells whether the output is framed.
 */
export function openSession(
  hijacked: Hijacked,
  tty: boolean | undefined,
  options: OutputOptions,
  terminal: Omit<SessionTerminal, "tty">,
): AttachSession {
  const { connection, mediaType } = hijacked;
  try {
    const framed = isSessionFramed(hijacked, tty);
    return AttachSession.over(connection, {
      ...options,
      mediaType,
      framed,
      terminal: { ...terminal, tty: !framed },
    });
  } catch (error) {
    connection.close(error);
    throw error;
  }
}

function isSessionFramed(hijacked: Hijacked, tty: boolean | undefined): boolean {
  const { apiVersion, mediaType, headers } = hijacked;
  // Where the wish to switch protocols is lost on the way, engines hand the connection over all the
  // same, but call whatever comes raw.
  const told = headers.has("upgrade") || mediaType === MULTIPLEXED;
  if (told) return isFramed(apiVersion, mediaType, tty);
  if (tty !== undefined) return !tty;
  throw new ProtocolError(
    "Cannot read the output: the engine handed the connection over without switching protocols, " +
      "and so does not tell a terminal's output from framed output; is there a proxy in between that " +
      "drops the Upgrade header? Pass tty, which is Config.Tty of the container",
  );
}
