// Do not edit: written by `deno task wire`.

import type { ObjectVersion, OtherString, TLSInfo } from "./shared.ts";

/** Query of `POST /swarm/leave`: leave a swarm. */
export interface SwarmLeaveQuery {
  /**
   * Force leave swarm, even if this is the last manager or that it will break the cluster.
   *
   * @default {false}
   */
  force?: boolean | undefined;
}

/** Query of `POST /swarm/update`: update a swarm. */
export interface SwarmUpdateQuery {
  /**
   * The version number of the swarm object being updated. This is required to avoid conflicting
   * writes.
   */
  version: number;
  /**
   * Rotate the worker join token.
   *
   * @default {false}
   */
  rotateWorkerToken?: boolean | undefined;
  /**
   * Rotate the manager join token.
   *
   * @default {false}
   */
  rotateManagerToken?: boolean | undefined;
  /**
   * Rotate the manager unlock key.
   *
   * @default {false}
   */
  rotateManagerUnlockKey?: boolean | undefined;
}

/**
 * ClusterInfo represents information about the swarm as is returned by the "/info" endpoint.
 * Join-tokens are not included.
 */
export interface ClusterInfo {
  /** The ID of the swarm. */
  ID: string;
  /**
   * The version number of the object such as node, service, etc. This is needed to avoid
   * conflicting writes. The client must send the version number along with the modified
   * specification when updating these objects.
   *
   * This approach ensures safe concurrency and determinism in that the change on the object may not
   * be applied if the version number has changed from the last read. In other words, if two update
   * requests specify the same base version, only one of the requests can succeed. As a result, two
   * separate update requests that happen at the same time will not unintentionally overwrite each
   * other.
   */
  Version: ObjectVersion;
  /**
   * Date and time at which the swarm was initialised in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  CreatedAt: string;
  /**
   * Date and time at which the swarm was last updated in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  UpdatedAt: string;
  /** User modifiable swarm configuration. */
  Spec: SwarmSpec;
  /** Information about the issuer of leaf TLS certificates and the trusted root CA certificate. */
  TLSInfo: TLSInfo;
  /** Whether there is currently a root CA rotation in progress for the swarm. */
  RootRotationInProgress: boolean;
  /**
   * DataPathPort specifies the data path port number for data traffic. Acceptable port range is
   * 1024 to 49151. If no port is set or is set to 0, the default port (4789) is used.
   *
   * @default {4789}
   */
  DataPathPort: number;
  /** Default Address Pool specifies default subnet pools for global scope networks. */
  DefaultAddrPool: string[] | null;
  /**
   * SubnetSize specifies the subnet size of the networks created from the default subnet pool.
   *
   * @default {24}
   */
  SubnetSize: number;
}

/** User modifiable swarm configuration. */
export interface SwarmSpec {
  /** Name of the swarm. */
  Name: string;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /** Orchestration configuration. */
  Orchestration: SwarmSpecOrchestration;
  /** Raft configuration. */
  Raft: SwarmSpecRaft;
  /** Dispatcher configuration. */
  Dispatcher: SwarmSpecDispatcher;
  /** CA configuration. */
  CAConfig: SwarmSpecCAConfig;
  /** Parameters related to encryption-at-rest. */
  EncryptionConfig: SwarmSpecEncryptionConfig;
  /** Defaults for creating tasks in this cluster. */
  TaskDefaults: SwarmSpecTaskDefaults;
}

/**
 * {@linkcode SwarmSpec}, as it is sent.
 *
 * User modifiable swarm configuration.
 */
export interface SwarmSpecInput {
  /** Name of the swarm. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /** Orchestration configuration. */
  Orchestration?: SwarmSpecOrchestrationInput | undefined;
  /** Raft configuration. */
  Raft?: SwarmSpecRaftInput | undefined;
  /** Dispatcher configuration. */
  Dispatcher?: SwarmSpecDispatcherInput | undefined;
  /** CA configuration. */
  CAConfig?: SwarmSpecCAConfigInput | undefined;
  /** Parameters related to encryption-at-rest. */
  EncryptionConfig?: SwarmSpecEncryptionConfigInput | undefined;
  /** Defaults for creating tasks in this cluster. */
  TaskDefaults?: SwarmSpecTaskDefaultsInput | undefined;
}

/** Orchestration configuration. */
export interface SwarmSpecOrchestration {
  /**
   * The number of historic tasks to keep per instance or node. If negative, never remove completed
   * or failed tasks.
   */
  TaskHistoryRetentionLimit?: number | undefined;
}

/**
 * {@linkcode SwarmSpecOrchestration}, as it is sent.
 *
 * Orchestration configuration.
 */
export interface SwarmSpecOrchestrationInput {
  /**
   * The number of historic tasks to keep per instance or node. If negative, never remove completed
   * or failed tasks.
   */
  TaskHistoryRetentionLimit?: number | undefined;
}

/** Raft configuration. */
export interface SwarmSpecRaft {
  /** The number of log entries between snapshots. */
  SnapshotInterval?: number | undefined;
  /** The number of snapshots to keep beyond the current snapshot. */
  KeepOldSnapshots?: number | undefined;
  /**
   * The number of log entries to keep around to sync up slow followers after a snapshot is created.
   */
  LogEntriesForSlowFollowers?: number | undefined;
  /**
   * The number of ticks that a follower will wait for a message from the leader before becoming a
   * candidate and starting an election. `ElectionTick` must be greater than `HeartbeatTick`.
   *
   * A tick currently defaults to one second, so these translate directly to seconds currently, but
   * this is NOT guaranteed.
   */
  ElectionTick: number;
  /**
   * The number of ticks between heartbeats. Every HeartbeatTick ticks, the leader will send a
   * heartbeat to the followers.
   *
   * A tick currently defaults to one second, so these translate directly to seconds currently, but
   * this is NOT guaranteed.
   */
  HeartbeatTick: number;
}

/**
 * {@linkcode SwarmSpecRaft}, as it is sent.
 *
 * Raft configuration.
 */
export interface SwarmSpecRaftInput {
  /** The number of log entries between snapshots. */
  SnapshotInterval?: number | undefined;
  /** The number of snapshots to keep beyond the current snapshot. */
  KeepOldSnapshots?: number | undefined;
  /**
   * The number of log entries to keep around to sync up slow followers after a snapshot is created.
   */
  LogEntriesForSlowFollowers?: number | undefined;
  /**
   * The number of ticks that a follower will wait for a message from the leader before becoming a
   * candidate and starting an election. `ElectionTick` must be greater than `HeartbeatTick`.
   *
   * A tick currently defaults to one second, so these translate directly to seconds currently, but
   * this is NOT guaranteed.
   */
  ElectionTick?: number | undefined;
  /**
   * The number of ticks between heartbeats. Every HeartbeatTick ticks, the leader will send a
   * heartbeat to the followers.
   *
   * A tick currently defaults to one second, so these translate directly to seconds currently, but
   * this is NOT guaranteed.
   */
  HeartbeatTick?: number | undefined;
}

/** Dispatcher configuration. */
export interface SwarmSpecDispatcher {
  /** The delay for an agent to send a heartbeat to the dispatcher. */
  HeartbeatPeriod?: number | undefined;
}

/**
 * {@linkcode SwarmSpecDispatcher}, as it is sent.
 *
 * Dispatcher configuration.
 */
export interface SwarmSpecDispatcherInput {
  /** The delay for an agent to send a heartbeat to the dispatcher. */
  HeartbeatPeriod?: number | undefined;
}

/** CA configuration. */
export interface SwarmSpecCAConfig {
  /** The duration node certificates are issued for. */
  NodeCertExpiry?: number | undefined;
  /** Configuration for forwarding signing requests to an external certificate authority. */
  ExternalCAs?: SwarmSpecCAConfigExternalCA[] | null | undefined;
  /** The desired signing CA certificate for all swarm node TLS leaf certificates, in PEM format. */
  SigningCACert?: string | undefined;
  /** The desired signing CA key for all swarm node TLS leaf certificates, in PEM format. */
  SigningCAKey?: string | undefined;
  /**
   * An integer whose purpose is to force swarm to generate a new signing CA certificate and key, if
   * none have been specified in `SigningCACert` and `SigningCAKey`
   */
  ForceRotate?: number | undefined;
}

/**
 * {@linkcode SwarmSpecCAConfig}, as it is sent.
 *
 * CA configuration.
 */
export interface SwarmSpecCAConfigInput {
  /** The duration node certificates are issued for. */
  NodeCertExpiry?: number | undefined;
  /** Configuration for forwarding signing requests to an external certificate authority. */
  ExternalCAs?: readonly SwarmSpecCAConfigExternalCAInput[] | null | undefined;
  /** The desired signing CA certificate for all swarm node TLS leaf certificates, in PEM format. */
  SigningCACert?: string | undefined;
  /** The desired signing CA key for all swarm node TLS leaf certificates, in PEM format. */
  SigningCAKey?: string | undefined;
  /**
   * An integer whose purpose is to force swarm to generate a new signing CA certificate and key, if
   * none have been specified in `SigningCACert` and `SigningCAKey`
   */
  ForceRotate?: number | undefined;
}

/** One of the `ExternalCAs` of a {@linkcode SwarmSpecCAConfig}. */
export interface SwarmSpecCAConfigExternalCA {
  /**
   * Protocol for communication with the external CA (currently only `cfssl` is supported).
   *
   * @default {"cfssl"}
   */
  Protocol?: "cfssl" | OtherString | undefined;
  /** URL where certificate signing requests should be sent. */
  URL?: string | undefined;
  /**
   * An object with key/value pairs that are interpreted as protocol-specific options for the
   * external CA driver.
   */
  Options?: Record<string, string> | null | undefined;
  /**
   * The root CA certificate (in PEM format) this external CA uses to issue TLS certificates
   * (assumed to be to the current swarm root CA certificate if not provided).
   */
  CACert?: string | undefined;
}

/**
 * {@linkcode SwarmSpecCAConfigExternalCA}, as it is sent.
 *
 * One of the `ExternalCAs` of a {@linkcode SwarmSpecCAConfig}.
 */
export interface SwarmSpecCAConfigExternalCAInput {
  /**
   * Protocol for communication with the external CA (currently only `cfssl` is supported).
   *
   * @default {"cfssl"}
   */
  Protocol?: "cfssl" | OtherString | undefined;
  /** URL where certificate signing requests should be sent. */
  URL?: string | undefined;
  /**
   * An object with key/value pairs that are interpreted as protocol-specific options for the
   * external CA driver.
   */
  Options?: Readonly<Record<string, string>> | null | undefined;
  /**
   * The root CA certificate (in PEM format) this external CA uses to issue TLS certificates
   * (assumed to be to the current swarm root CA certificate if not provided).
   */
  CACert?: string | undefined;
}

/** Parameters related to encryption-at-rest. */
export interface SwarmSpecEncryptionConfig {
  /** If set, generate a key and use it to lock data stored on the managers. */
  AutoLockManagers: boolean;
}

/**
 * {@linkcode SwarmSpecEncryptionConfig}, as it is sent.
 *
 * Parameters related to encryption-at-rest.
 */
export interface SwarmSpecEncryptionConfigInput {
  /** If set, generate a key and use it to lock data stored on the managers. */
  AutoLockManagers?: boolean | undefined;
}

/** Defaults for creating tasks in this cluster. */
export interface SwarmSpecTaskDefaults {
  /**
   * The log driver to use for tasks created in the orchestrator if unspecified by a service.
   *
   * Updating this value only affects new tasks. Existing tasks continue to use their previously
   * configured log driver until recreated.
   */
  LogDriver?: SwarmSpecTaskDefaultsLogDriver | undefined;
}

/**
 * {@linkcode SwarmSpecTaskDefaults}, as it is sent.
 *
 * Defaults for creating tasks in this cluster.
 */
export interface SwarmSpecTaskDefaultsInput {
  /**
   * The log driver to use for tasks created in the orchestrator if unspecified by a service.
   *
   * Updating this value only affects new tasks. Existing tasks continue to use their previously
   * configured log driver until recreated.
   */
  LogDriver?: SwarmSpecTaskDefaultsLogDriverInput | undefined;
}

/**
 * The log driver to use for tasks created in the orchestrator if unspecified by a service.
 *
 * Updating this value only affects new tasks. Existing tasks continue to use their previously
 * configured log driver until recreated.
 */
export interface SwarmSpecTaskDefaultsLogDriver {
  /** The log driver to use as a default for new tasks. */
  Name?: string | undefined;
  /** Driver-specific options for the selected log driver, specified as key/value pairs. */
  Options?: Record<string, string> | null | undefined;
}

/**
 * {@linkcode SwarmSpecTaskDefaultsLogDriver}, as it is sent.
 *
 * The log driver to use for tasks created in the orchestrator if unspecified by a service.
 *
 * Updating this value only affects new tasks. Existing tasks continue to use their previously
 * configured log driver until recreated.
 */
export interface SwarmSpecTaskDefaultsLogDriverInput {
  /** The log driver to use as a default for new tasks. */
  Name?: string | undefined;
  /** Driver-specific options for the selected log driver, specified as key/value pairs. */
  Options?: Readonly<Record<string, string>> | null | undefined;
}

/** Answer to `GET /swarm`: inspect swarm. */
export interface Swarm extends ClusterInfo {
  /** JoinTokens contains the tokens workers and managers need to join the swarm. */
  JoinTokens: JoinTokens;
}

/** JoinTokens contains the tokens workers and managers need to join the swarm. */
export interface JoinTokens {
  /** The token workers can use to join the swarm. */
  Worker: string;
  /** The token managers can use to join the swarm. */
  Manager: string;
}

/** Body of `POST /swarm/init`: initialize a new swarm. */
export interface SwarmInitBody {
  /**
   * Listen address used for inter-manager communication, as well as determining the networking
   * interface used for the VXLAN Tunnel Endpoint (VTEP). This can either be an address/port
   * combination in the form `192.168.1.1:4567`, or an interface followed by a port number, like
   * `eth0:4567`. If the port number is omitted, the default swarm listening port is used.
   */
  ListenAddr?: string | undefined;
  /**
   * Externally reachable address advertised to other nodes. This can either be an address/port
   * combination in the form `192.168.1.1:4567`, or an interface followed by a port number, like
   * `eth0:4567`. If the port number is omitted, the port number from the listen address is used. If
   * `AdvertiseAddr` is not specified, it will be automatically detected when possible.
   */
  AdvertiseAddr?: string | undefined;
  /**
   * Address or interface to use for data path traffic (format: `<ip|interface>`), for example,
   * `192.168.1.1`, or an interface, like `eth0`. If `DataPathAddr` is unspecified, the same address
   * as `AdvertiseAddr` is used.
   *
   * The `DataPathAddr` specifies the address that global scope network drivers will publish towards
   * other  nodes in order to reach the containers running on this node. Using this parameter it is
   * possible to separate the container data traffic from the management traffic of the cluster.
   *
   * Since API 1.30.
   */
  DataPathAddr?: string | undefined;
  /**
   * DataPathPort specifies the data path port number for data traffic. Acceptable port range is
   * 1024 to 49151. if no port is set or is set to 0, default port 4789 will be used.
   *
   * Since API 1.40.
   */
  DataPathPort?: number | undefined;
  /**
   * Default Address Pool specifies default subnet pools for global scope networks.
   *
   * Since API 1.39.
   */
  DefaultAddrPool?: readonly string[] | null | undefined;
  /** Force creation of a new swarm. */
  ForceNewCluster?: boolean | undefined;
  /**
   * SubnetSize specifies the subnet size of the networks created from the default subnet pool.
   *
   * Since API 1.39.
   */
  SubnetSize?: number | undefined;
  /** User modifiable swarm configuration. */
  Spec?: SwarmSpecInput | undefined;
  /** The availability of the node: whether it gets tasks. By default `active`. */
  Availability?: "active" | "pause" | "drain" | undefined;
  /** Lock the keys of this manager from the start; `Spec.EncryptionConfig` says so for all. */
  AutoLockManagers?: boolean | undefined;
}

/** Body of `POST /swarm/join`: join an existing swarm. */
export interface SwarmJoinBody {
  /**
   * Listen address used for inter-manager communication if the node gets promoted to manager, as
   * well as determining the networking interface used for the VXLAN Tunnel Endpoint (VTEP). This is
   * required for joining a swarm. If the port number is omitted, the default swarm listening port
   * is used.
   */
  ListenAddr: string;
  /**
   * Externally reachable address advertised to other nodes. This can either be an address/port
   * combination in the form `192.168.1.1:4567`, or an interface followed by a port number, like
   * `eth0:4567`. If the port number is omitted, the port number from the listen address is used. If
   * `AdvertiseAddr` is not specified, it will be automatically detected when possible.
   */
  AdvertiseAddr?: string | undefined;
  /**
   * Address or interface to use for data path traffic (format: `<ip|interface>`), for example,
   * `192.168.1.1`, or an interface, like `eth0`. If `DataPathAddr` is unspecified, the same address
   * as `AdvertiseAddr` is used.
   *
   * The `DataPathAddr` specifies the address that global scope network drivers will publish towards
   * other nodes in order to reach the containers running on this node. Using this parameter it is
   * possible to separate the container data traffic from the management traffic of the cluster.
   *
   * Since API 1.30.
   */
  DataPathAddr?: string | undefined;
  /** Addresses of manager nodes already participating in the swarm. */
  RemoteAddrs: readonly string[] | null;
  /** Secret token for joining this swarm. */
  JoinToken: string;
  /** The availability of the node: whether it gets tasks. By default `active`. */
  Availability?: "active" | "pause" | "drain" | undefined;
}

/** Answer to `GET /swarm/unlockkey`: get the unlock key. */
export interface UnlockKeyResponse {
  /** The swarm's unlock key. */
  UnlockKey: string;
}

/** Body of `POST /swarm/unlock`: unlock a locked manager. */
export interface SwarmUnlockBody {
  /** The swarm's unlock key. */
  UnlockKey?: string | undefined;
}
