// A worker without Node compatibility that talks to an engine through the platform's own sockets.
import { connect } from "cloudflare:sockets";
import { DockerClient, NotFoundError } from "@fairlead/docker";

export default {
  async fetch(_request, env) {
    const globals = ["process", "Buffer", "require"].filter((name) => name in globalThis);
    const docker = new DockerClient({
      connect: () => Promise.resolve(connect(env.ENGINE, { allowHalfOpen: true })),
    });
    try {
      const { apiVersion } = await docker.ping();
      const refusal = await docker.containers.get("no-such-container").catch((error) => error);
      return Response.json({
        globals,
        apiVersion,
        refused: refusal instanceof NotFoundError,
        code: refusal.code,
      });
    } catch (error) {
      return Response.json({ error: String(error), cause: String(error.cause) }, { status: 500 });
    } finally {
      docker.close();
    }
  },
};
