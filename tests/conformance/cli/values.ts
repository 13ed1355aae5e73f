/** What stands in the recording for what differs from run to run. */

/** An archive, of which the bytes do not matter. */
export const ARCHIVE: Uint8Array = new Uint8Array(512);

/** The credentials of the registry with a password. */
export const CREDENTIALS = {
  username: "user",
  password: "secret",
  serveraddress: "192.0.2.1:5001",
} as const;

/** The nth identifier, as long as those of containers are. */
export function hex(n: number): string {
  return n.toString(16).padStart(64, "0");
}

/** The nth identifier, as long as those of a swarm are. */
export function swarmId(n: number): string {
  return n.toString(16).padStart(25, "0");
}
