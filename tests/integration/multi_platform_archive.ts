/** An image of two platforms that no engine has had before. */

import { tar } from "../../src/api/streams/mod.ts";

const LAYER_SIZE = 65_536;

/**
 * An OCI layout of an image for linux/amd64 and linux/arm64, which only containerd's image store
 * loads. Its content is new each time: an engine may be collecting that of an image that was removed
 * a moment ago, and takes it from under the feet of one that is loaded with the same content.
 *
 * @param name The image's name, with its tag.
 */
export async function multiPlatformArchive(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const blobs: { readonly name: string; readonly body: Uint8Array<ArrayBuffer> }[] = [];
  const store = async (mediaType: string, body: Uint8Array<ArrayBuffer>) => {
    const digest = await sha256(body);
    blobs.push({ name: `blobs/sha256/${digest}`, body });
    return { mediaType, digest: `sha256:${digest}`, size: body.length };
  };
  const storeJson = (mediaType: string, value: unknown) => store(mediaType, toJson(value));
  const index = "application/vnd.oci.image.index.v1+json";
  const manifest = "application/vnd.oci.image.manifest.v1+json";

  const manifests = [];
  for (const architecture of ["amd64", "arm64"]) {
    const body = crypto.getRandomValues(new Uint8Array(LAYER_SIZE));
    const files = [{ name: "random", body }];
    const layer = await store("application/vnd.oci.image.layer.v1.tar", await bytesOf(tar(files)));
    const config = await storeJson("application/vnd.oci.image.config.v1+json", {
      os: "linux",
      architecture,
      config: { Cmd: ["/random"] },
      rootfs: { type: "layers", diff_ids: [layer.digest] },
      history: [{ created_by: "tests" }],
    });
    const stored = await storeJson(manifest, {
      schemaVersion: 2,
      mediaType: manifest,
      config,
      layers: [layer],
    });
    manifests.push({ ...stored, platform: { os: "linux", architecture } });
  }
  const platforms = await storeJson(index, { schemaVersion: 2, mediaType: index, manifests });
  const annotations = { "io.containerd.image.name": name };
  return await bytesOf(tar([
    { name: "oci-layout", body: toJson({ imageLayoutVersion: "1.0.0" }) },
    {
      name: "index.json",
      body: toJson({
        schemaVersion: 2,
        mediaType: index,
        manifests: [{ ...platforms, annotations }],
      }),
    },
    ...blobs,
  ]));
}

function toJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
