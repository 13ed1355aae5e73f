/** The replay engine, as a process of its own. */

/** A replay engine that runs. */
export interface Replay {
  /** The path of its socket. */
  readonly socket: string;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Starts one and waits until it listens. */
export async function startReplay(program: string): Promise<Replay> {
  const folder = await Deno.makeTempDir({ prefix: "fairlead-bench-" });
  const socket = `${folder}/docker.sock`;
  const child = new Deno.Command(program, { args: [socket], stdin: "null" }).spawn();
  let ended = false;
  const status = child.status.then(() => ended = true);
  for (let tries = 0; !await listens(socket); tries++) {
    if (ended || tries === 100) throw new Error("the replay engine did not start");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    socket,
    stop: async () => {
      if (!ended) child.kill("SIGTERM");
      await status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function listens(socket: string): Promise<boolean> {
  try {
    (await Deno.connect({ transport: "unix", path: socket })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    throw error;
  }
}
