import { createReadStream } from "node:fs";
import { args, connect } from "./client.mjs";

// Its infoArchive() never answers, so that nobody asks here what came of it: a refusal would reject.
await connect().getContainer(args[1]).putArchive(createReadStream(args[3]), { path: args[2] });
