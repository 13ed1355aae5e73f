import type { Calls } from "./calls.ts";
import { ARCHIVE, CREDENTIALS } from "./values.ts";

const REGISTRY = CREDENTIALS.serveraddress;
const registryConfig = { [REGISTRY]: CREDENTIALS };

/** The calls of commands about images. */
export const IMAGE_CALLS: Calls = {
  "docker login": [({ system }) => system.auth({ body: CREDENTIALS })],
  "docker commit": [
    ({ images }) =>
      images.commit({
        query: {
          container: "box",
          repo: "docker.io/library/committed",
          tag: "1",
          author: "author",
          comment: "message",
          changes: ["ENV A=b", "LABEL x=y"],
          pause: false,
        },
      }),
  ],
  "docker images": [
    ({ images }) =>
      images.list({ query: { all: true, filters: { dangling: false, reference: "busy*" } } }),
  ],
  "docker image inspect": [({ images }) => images.inspect("busybox:test")],
  "docker history": [({ images }) => images.history("busybox:test")],
  "docker tag": [
    ({ images }) => images.tag("busybox:test", { query: { repo: `${REGISTRY}/wire`, tag: "1" } }),
  ],
  "docker push": [
    ({ images }) => images.push(`${REGISTRY}/wire`, { query: { tag: "1" }, auth: CREDENTIALS }),
  ],
  "docker pull --platform": [
    ({ images }) =>
      images.create({
        query: { fromImage: `${REGISTRY}/wire`, tag: "1", platform: "linux/amd64" },
        auth: CREDENTIALS,
      }),
  ],
  "docker pull -a": [
    ({ images }) => images.create({ query: { fromImage: `${REGISTRY}/wire` }, auth: CREDENTIALS }),
  ],
  // Without credentials the header says so.
  "docker pull 192.0.2.1:5000/missing:1": [
    ({ images }) => images.create({ query: { fromImage: "192.0.2.1:5000/missing", tag: "1" } }),
  ],
  "docker save": [
    ({ images }) => images.getAll({ query: { names: ["busybox:test", "committed:1"] } }),
  ],
  "docker load": [({ images }) => images.load({ query: { quiet: true }, body: ARCHIVE })],
  "docker import": [
    ({ images }) =>
      images.create({
        query: {
          fromSrc: "-",
          repo: "imported:1",
          message: "message",
          changes: ['CMD ["true"]'],
          platform: "linux/amd64",
        },
        body: ARCHIVE,
      }),
  ],
  "docker search": [
    ({ images }) =>
      images.search({
        query: { term: "busybox", limit: 5, filters: { "is-official": true, stars: 3 } },
        auth: {},
      }),
  ],
  "docker build -t built:1": [
    ({ images }) =>
      images.build({
        query: {
          t: ["built:1", "built:2"],
          buildargs: { A: "b", C: null },
          labels: { x: "y" },
          cachefrom: ["busybox:test"],
          ulimits: [{ Name: "nofile", Hard: 128, Soft: 64 }],
          extrahosts: "a:127.0.0.1",
          memory: 67108864,
          memswap: 134217728,
          cpushares: 512,
          cpuperiod: 100000,
          cpuquota: 50000,
          cpusetcpus: "0",
          cpusetmems: "0",
          shmsize: 8388608,
          networkmode: "none",
          nocache: true,
          forcerm: true,
          cgroupparent: "/cli",
          target: "last",
          platform: "linux/amd64",
          dockerfile: "Dockerfile.cli",
        },
        registryConfig,
        body: ARCHIVE,
      }),
  ],
  "docker build -q": [
    ({ images }) =>
      images.build({
        query: { q: true, pull: true, rm: false, dockerfile: "Dockerfile.cli" },
        registryConfig,
        body: ARCHIVE,
      }),
  ],
  "docker build -t piped:1": [
    ({ images }) => images.build({ query: { t: "piped:1" }, registryConfig, body: ARCHIVE }),
  ],
  "docker builder prune": [
    ({ images }) =>
      images.buildPrune({
        query: { all: true, "keep-storage": 1073741824, filters: { until: ["24h"] } },
      }),
  ],
  "docker rmi": [
    ({ images }) => images.delete("imported:1", { query: { force: true, noprune: true } }),
  ],
  "docker image prune": [
    ({ images }) => images.prune({ query: { filters: { dangling: false, label: "nobody=has" } } }),
  ],
};
