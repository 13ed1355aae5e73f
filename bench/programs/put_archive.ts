import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";
import { filePieces } from "./file_pieces.ts";
const [host = "", id = "", path = "", file = ""] = args;
const docker = new DockerClient({ host });
const container = await docker.containers.get(id);
await container.putArchive(path, filePieces(file));
console.log(JSON.stringify({ bytes: (await container.stat(`${path}/large`)).size }));
docker.close();
