import Docker from "dockerode";

/** The arguments after the program's name, on every runtime. */
export const args = process.argv.slice(2);

/** dockerode on the socket that the first argument names, as its documentation says. */
export function connect() {
  return new Docker({ socketPath: args[0] });
}

/** Counts the bytes of both outputs of a multiplexed stream. */
export function countOutput(docker, stream) {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const sink = { write: (data) => (bytes += data.length, true) };
    docker.modem.demuxStream(stream, sink, sink);
    stream.on("end", () => resolve(bytes));
    stream.on("close", () => resolve(bytes));
    stream.on("error", reject);
  });
}
