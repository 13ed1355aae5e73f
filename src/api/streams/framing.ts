import { compareApiVersions } from "../version.ts";

/** From here on the content type of an answer tells whether its output is framed. */
const CONTENT_TYPE_TELLS = "1.42";

/** The content type of what is framed. */
export const MULTIPLEXED = "application/vnd.docker.multiplexed-stream";

/**
 * Makes sure that it can be told whether an output is framed, before it is asked for.
 *
 * @param operation The operation, for the message.
 * @param version The API version that is spoken.
 * @param tty Whether the output is a terminal's, if the caller knows.
 * @param place Where the caller finds that, for the message.
 * @throws {TypeError} If the caller must say so and does not.
 */
export function checkTty(
  operation: string,
  version: string,
  tty: boolean | undefined,
  place = "Config.Tty of the container",
): void {
  if (tty !== undefined || compareApiVersions(version, CONTENT_TYPE_TELLS) >= 0) return;
  throw new TypeError(
    `Cannot call ${operation}: API ${version} does not tell a terminal's output from framed output; ` +
      `pass tty, which is ${place}`,
  );
}

/** Whether an output comes in frames that tell the streams apart. */
export function isFramed(version: string, mediaType: string, tty: boolean | undefined): boolean {
  if (compareApiVersions(version, CONTENT_TYPE_TELLS) < 0) return tty !== true;
  return mediaType === MULTIPLEXED;
}
