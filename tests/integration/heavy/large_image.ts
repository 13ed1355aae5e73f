/** An image with one large file, whose layer is not compressed, so that it is as large when saved. */

import { createHash } from "node:crypto";
import process from "node:process";
import { tar } from "@fairlead/docker/streams";
import type { DockerClient } from "@fairlead/docker";

const PIECE = new Uint8Array(1_048_576);

/** So many zeros, made when they are asked for. */
function* zeros(size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= PIECE.length) {
    yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
  }
}

/**
 * Loads the image. Engines with containerd's image store compress what is committed to one, and
 * zeros would come to nothing.
 *
 * @param docker The engine.
 * @param name Its name, with a tag.
 * @param size The size of the file in bytes.
 */
export async function loadLargeImage(
  docker: DockerClient,
  name: string,
  size: number,
): Promise<void> {
  const mtime = new Date(0);
  const layer = () => tar([{ name: "big", size, mtime, body: zeros(size) }]);
  const hash = createHash("sha256");
  let layerSize = 0;
  for await (const bytes of layer()) {
    hash.update(bytes);
    layerSize += bytes.length;
  }
  const config = JSON.stringify({
    os: "linux",
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    rootfs: { type: "layers", diff_ids: [`sha256:${hash.digest("hex")}`] },
    // It makes the image another one each time.
    config: { Labels: { name } },
  });
  const manifest = [{ Config: "config.json", RepoTags: [name], Layers: ["layer.tar"] }];
  const archive = tar([
    { name: "config.json", body: config },
    { name: "manifest.json", body: JSON.stringify(manifest) },
    { name: "layer.tar", size: layerSize, body: layer() },
  ]);
  for await (const _ of await docker.api.images.load({ body: archive }));
}
