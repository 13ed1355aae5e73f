/**
 * Where engines differ from their descriptions, or the client does on purpose: each with the reason.
 * What is not here is tested as it is described.
 */

/** A query parameter that is not what its description says. */
export interface ReviewedParameter {
  /** What the call is given. */
  readonly value: unknown;
  /** The values of the parameter on the wire, each of them once. */
  readonly sent: readonly string[];
  readonly why: string;
}

const PLATFORM = { architecture: "arm64", os: "linux", variant: "v8 +&" };
const OTHER_PLATFORM = { architecture: "amd64", os: "linux" };

function json(value: unknown): ReviewedParameter {
  return { value, sent: [JSON.stringify(value)], why: "described as text, which has to be JSON" };
}

function repeated(...value: string[]): ReviewedParameter {
  return { value, sent: value, why: "described as text, but every repetition is read" };
}

function truth(): ReviewedParameter {
  return { value: true, sent: ["true"], why: "described as text, but read as a truth value" };
}

const PLATFORMS: ReviewedParameter = {
  value: [PLATFORM, OTHER_PLATFORM],
  sent: [JSON.stringify(PLATFORM), JSON.stringify(OTHER_PLATFORM)],
  why: "described as a list of text, each of which has to be JSON",
};

/** By operation and name. */
export const PARAMETERS: Readonly<Record<string, ReviewedParameter>> = {
  "ImageBuild.buildargs": json({ "A B": "1&2", EMPTY: "", FROM_ENV: null }),
  "ImageBuild.labels": json({ "com.example.some-label": "a=b, ü+%" }),
  "ImageBuild.cachefrom": json(["a:1", "registry.example/b:2"]),
  "ImageBuild.outputs": json([{ Type: "tar", Attrs: { dest: "a b" } }, { Type: "local" }]),
  "ImageBuild.t": repeated("a:1", "b/c:2 +"),
  "ImageBuild.extrahosts": repeated("a:10.0.0.1", "b:10.0.0.2"),
  "ImageBuild.pull": truth(),
  "ImageCommit.changes": repeated("ENV A=1 +2", "CMD true"),
  "ImageInspect.platform": json(PLATFORM),
  "ImageHistory.platform": json(PLATFORM),
  "ImagePush.platform": json(PLATFORM),
  "ImageAttestations.platform": PLATFORMS,
  "ImageGet.platform": PLATFORMS,
  "ImageGetAll.platform": PLATFORMS,
  "ImageLoad.platform": PLATFORMS,
  "ImageDelete.platforms": PLATFORMS,
  "PutContainerArchive.noOverwriteDirNonDir": truth(),
  "PutContainerArchive.copyUIDGID": truth(),
};

/** Query parameters that engines read and no description has. */
export const UNDESCRIBED: Readonly<Record<string, Readonly<Record<string, ReviewedParameter>>>> = {
  ImageBuild: {
    cpusetmems: { value: "0-3", sent: ["0-3"], why: "read by the classic builder" },
    cgroupparent: { value: "/a b", sent: ["/a b"], why: "read by the classic builder" },
    isolation: { value: "hyperv", sent: ["hyperv"], why: "read by the classic builder" },
    ulimits: {
      ...json([{ Name: "nofile", Soft: 1024, Hard: 2048 }]),
      why: "read by the classic builder, as JSON",
    },
    session: { value: "abc", sent: ["abc"], why: "BuildKit calls back through it" },
    buildid: { value: "b 1", sent: ["b 1"], why: "what POST /build/cancel takes" },
  },
  ContainerLogs: {
    details: { value: true, sent: ["true"], why: "described for services and tasks alone" },
  },
  ContainerStart: {
    checkpoint: { value: "c 1", sent: ["c 1"], why: "of checkpoints nothing is described" },
    "checkpoint-dir": { value: "/a b", sent: ["/a b"], why: "of checkpoints nothing is described" },
  },
};

/** Operations that read `X-Registry-Auth` though their descriptions do not say so. */
export const UNDECLARED_AUTH: ReadonlySet<string> = new Set([
  "DistributionInspect",
  "GetPluginPrivileges",
  "ImageSearch",
  "PluginPush",
]);

/** Operations that always send `X-Registry-Auth`: that of an anonymous call is `{}`. */
export const ALWAYS_AUTH: ReadonlySet<string> = new Set(["ImageCreate", "ImagePush"]);

/** Operations whose path has no version: they are known to every engine, and asked first. */
export const UNVERSIONED: ReadonlySet<string> = new Set(["SystemPing", "SystemPingHead"]);

/** Fields of bodies that are not sent as given. */
export const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // A detached start has no stream: that is exec.startDetached().
  ExecStart: { Detach: false },
};

/** What the least of a call has besides what its description requires. */
export interface ReviewedLeast {
  /** What is sent of the query though it is not given. */
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** What is sent as a body though it is not given. */
  readonly json?: object;
  /** Whether the body has to be given. */
  readonly body?: boolean;
}

/** By operation. */
export const LEAST: Readonly<Record<string, ReviewedLeast>> = {
  // Engines before 23 refuse a start without a body.
  ExecStart: { json: {} },
  // Described as optional; an engine refuses a call without it.
  PluginEnable: { query: [["timeout", "0"]] },
  // Described as optional; there would be nothing to check.
  SystemAuth: { body: true },
};
