import type { Calls } from "./calls.ts";
import { ARCHIVE, CREDENTIALS } from "./values.ts";

const PLUGIN = `${CREDENTIALS.serveraddress}/vol:1`;
const PRIVILEGES = [
  { Name: "network", Description: "permissions to access a network", Value: ["none"] },
  {
    Name: "capabilities",
    Description: "list of additional capabilities required",
    Value: ["CAP_SYS_ADMIN"],
  },
];
const NOBODY = { label: "nobody=has" };

/** The calls of commands about networks, volumes, plugins and the engine itself. */
export const ENGINE_CALLS: Calls = {
  "docker version": [({ system }) => system.version()],
  "docker info": [({ system }) => system.info()],
  "docker network create --driver bridge": [
    ({ networks }) =>
      networks.create({
        body: {
          Name: "wire",
          Driver: "bridge",
          Attachable: true,
          IPAM: {
            Driver: "default",
            Config: [{
              Subnet: "172.30.7.0/24",
              IPRange: "172.30.7.128/25",
              Gateway: "172.30.7.1",
              AuxiliaryAddresses: { router: "172.30.7.2" },
            }],
          },
          Options: { "com.docker.network.bridge.enable_icc": "true" },
          Labels: { made: "here" },
        },
      }),
  ],
  "docker network create --internal": [
    ({ networks }) =>
      networks.create({
        body: {
          Name: "inner",
          Driver: "bridge",
          Internal: true,
          EnableIPv6: true,
          IPAM: {
            Driver: "default",
            Config: [{ Subnet: "2001:db8:7::/64" }],
          },
        },
      }),
  ],
  "docker network connect": [
    ({ networks }) =>
      networks.connect("wire", {
        body: {
          Container: "box",
          EndpointConfig: {
            IPAMConfig: { IPv4Address: "172.30.7.10" },
            Links: ["full:friend"],
            Aliases: ["second"],
            DriverOpts: { a: "b" },
            GwPriority: 5,
          },
        },
      }),
  ],
  "docker network disconnect": [
    ({ networks }) => networks.disconnect("wire", { body: { Container: "box", Force: true } }),
  ],
  "docker network ls": [
    ({ networks }) =>
      networks.list({ query: { filters: { driver: "bridge", label: ["made=here"] } } }),
  ],
  "docker network inspect": [
    ({ networks }) => networks.inspect("wire", { query: { verbose: true } }),
  ],
  "docker network rm": [
    ({ networks }) => networks.inspect("inner"),
    ({ networks }) => networks.delete("inner"),
  ],
  "docker network prune": [({ networks }) => networks.prune({ query: { filters: NOBODY } })],
  "docker volume create": [
    ({ volumes }) =>
      volumes.create({
        body: {
          Name: "data",
          Driver: "local",
          DriverOpts: { type: "tmpfs", device: "tmpfs", o: "size=1m" },
          Labels: { made: "here" },
        },
      }),
  ],
  "docker volume ls": [
    ({ volumes }) => volumes.list({ query: { filters: { dangling: false, name: "data" } } }),
  ],
  "docker volume inspect": [({ volumes }) => volumes.inspect("data")],
  "docker volume prune": [
    ({ volumes }) => volumes.prune({ query: { filters: { all: true, ...NOBODY } } }),
  ],
  "docker volume rm": [({ volumes }) => volumes.delete("data", { query: { force: true } })],
  "docker events": [
    ({ system }) =>
      system.events({
        query: {
          since: 1767323045,
          until: 1767323046,
          filters: { type: "container", event: ["start", "die"], label: "a=b" },
        },
      }),
  ],
  "docker system df": [({ system }) => system.dataUsage()],
  "docker system prune": [
    ({ containers }) => containers.prune({ query: { filters: NOBODY } }),
    ({ networks }) => networks.prune({ query: { filters: NOBODY } }),
    ({ volumes }) => volumes.prune({ query: { filters: NOBODY } }),
    ({ images }) => images.prune({ query: { filters: { dangling: false, ...NOBODY } } }),
    ({ images }) => images.buildPrune({ query: { all: true, filters: NOBODY } }),
  ],
  "docker plugin create": [
    ({ plugins }) => plugins.create({ query: { name: PLUGIN }, body: ARCHIVE }),
  ],
  "docker plugin set": [({ plugins }) => plugins.set(PLUGIN, { body: ["DEBUG=1"] })],
  "docker plugin enable": [({ plugins }) => plugins.enable(PLUGIN, { query: { timeout: 5 } })],
  "docker plugin ls": [({ plugins }) => plugins.list({ query: { filters: { enabled: true } } })],
  "docker plugin inspect": [({ plugins }) => plugins.inspect(PLUGIN)],
  "docker plugin disable": [({ plugins }) => plugins.disable(PLUGIN, { query: { force: true } })],
  "docker plugin push": [({ plugins }) => plugins.push(PLUGIN, { auth: CREDENTIALS })],
  "docker plugin upgrade": [
    ({ plugins }) => plugins.inspect(PLUGIN),
    ({ plugins }) => plugins.getPrivileges({ query: { remote: PLUGIN }, auth: CREDENTIALS }),
    ({ plugins }) =>
      plugins.upgrade(PLUGIN, { query: { remote: PLUGIN }, body: PRIVILEGES, auth: CREDENTIALS }),
  ],
  "docker plugin rm": [({ plugins }) => plugins.delete(PLUGIN, { query: { force: true } })],
  "docker plugin install": [
    ({ plugins }) => plugins.getPrivileges({ query: { remote: PLUGIN }, auth: CREDENTIALS }),
    ({ plugins }) =>
      plugins.pull({
        query: { remote: PLUGIN, name: "again:latest" },
        body: PRIVILEGES,
        auth: CREDENTIALS,
      }),
  ],
};
