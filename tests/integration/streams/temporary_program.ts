/**
 * Makes what belongs to this process, says its names in a line of JSON, and lasts until it is killed.
 * Arguments: the engine's address, the image, and a label.
 */

import process from "node:process";
import { DockerClient } from "../../../mod.ts";

const [host = "", image = "", label = ""] = process.argv.slice(2);
const docker = new DockerClient({ host });
const { id } = await docker.containers.temporary(image, ["sleep", "60"], {
  init: true,
  labels: [label],
});
const Labels = await docker.ownerLabels();
const network = await docker.api.networks.create({
  body: { Name: `fairlead-test-${crypto.randomUUID()}`, Labels },
});
const volume = await docker.api.volumes.create({ body: { Labels } });
process.stdout.write(`${JSON.stringify({ id, network: network.Id, volume: volume.Name })}\n`);
setInterval(() => {}, 60_000);
