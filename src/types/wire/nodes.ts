// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type { ObjectVersion, OtherString, Platform, ResourceObject, TLSInfo } from "./shared.ts";

/** Query of `GET /nodes`: list nodes. */
export interface NodeListQuery {
  /**
   * Filters to process on the nodes list, encoded as JSON (a `map[string][]string`).
   *
   * Available filters:
   * - `id=<node id>`
   * - `label=<engine label>`
   * - `membership=`(`accepted`|`pending`)`
   * - `name=<node name>`
   * - `node.label=<node label>`
   * - `role=`(`manager`|`worker`)`
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/** Query of `DELETE /nodes/{id}`: delete a node. */
export interface NodeDeleteQuery {
  /**
   * Force remove a node from the swarm.
   *
   * @default {false}
   */
  force?: boolean | undefined;
}

/** Query of `POST /nodes/{id}/update`: update a node. */
export interface NodeUpdateQuery {
  /**
   * The version number of the node object being updated. This is required to avoid conflicting
   * writes.
   */
  version: number;
}

/** Answer to `GET /nodes`: list nodes. */
export type NodeListAnswer = Node[];

/** A node of the swarm. */
export interface Node {
  /** The node's ID. */
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
   * Date and time at which the node was added to the swarm in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  CreatedAt: string;
  /**
   * Date and time at which the node was last updated in [RFC
   * 3339](https://www.ietf.org/rfc/rfc3339.txt) format with nano-seconds.
   */
  UpdatedAt: string;
  /** What the swarm's managers want of the node. */
  Spec: NodeSpec;
  /** NodeDescription encapsulates the properties of the Node as reported by the agent. */
  Description: NodeDescription;
  /**
   * NodeStatus represents the status of a node.
   *
   * It provides the current status of the node, as seen by the manager.
   */
  Status: NodeStatus;
  /**
   * ManagerStatus represents the status of a manager.
   *
   * It provides the current status of a node's manager component, if the node is a manager.
   */
  ManagerStatus?: ManagerStatus | null | undefined;
}

/** The `Spec` of a {@linkcode Node}. */
export interface NodeSpec {
  /** Name for the node. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /** Role of the node. */
  Role: "worker" | "manager" | OtherString;
  /** Availability of the node. */
  Availability: "active" | "pause" | "drain" | OtherString;
}

/**
 * {@linkcode NodeSpec}, as it is sent.
 *
 * The `Spec` of a {@linkcode Node}.
 */
export interface NodeSpecInput {
  /** Name for the node. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /** Role of the node. */
  Role?: "worker" | "manager" | OtherString | undefined;
  /** Availability of the node. */
  Availability?: "active" | "pause" | "drain" | OtherString | undefined;
}

/** NodeDescription encapsulates the properties of the Node as reported by the agent. */
export interface NodeDescription {
  /** The node's host name. */
  Hostname?: string | undefined;
  /** Platform represents the platform (Arch/OS). */
  Platform: Platform;
  /**
   * An object describing the resources which can be advertised by a node and requested by a task.
   */
  Resources: ResourceObject;
  /** EngineDescription provides information about an engine. */
  Engine: EngineDescription;
  /** Information about the issuer of leaf TLS certificates and the trusted root CA certificate. */
  TLSInfo: TLSInfo;
}

/** EngineDescription provides information about an engine. */
export interface EngineDescription {
  /** The engine's version. */
  EngineVersion?: string | undefined;
  /** The engine's labels. */
  Labels?: Record<string, string> | null | undefined;
  /** The plugins and drivers of the engine. */
  Plugins?: EngineDescriptionPlugin[] | null | undefined;
}

/** One of the `Plugins` of an {@linkcode EngineDescription}. */
export interface EngineDescriptionPlugin {
  /** What the plugin does, such as `Volume`. */
  Type?: string | undefined;
  /** The plugin's name. */
  Name?: string | undefined;
}

/**
 * NodeStatus represents the status of a node.
 *
 * It provides the current status of the node, as seen by the manager.
 */
export interface NodeStatus {
  /** NodeState represents the state of a node. */
  State: NodeState;
  /** Why the node is in this state. */
  Message?: string | undefined;
  /** IP address of the node. */
  Addr?: string | undefined;
}

/** NodeState represents the state of a node. */
export type NodeState = "unknown" | "down" | "ready" | "disconnected" | OtherString;

/**
 * ManagerStatus represents the status of a manager.
 *
 * It provides the current status of a node's manager component, if the node is a manager.
 */
export interface ManagerStatus {
  /**
   * Whether the node leads the managers.
   *
   * @default {false}
   */
  Leader?: boolean | undefined;
  /** Reachability represents the reachability of a node. */
  Reachability?: Reachability | undefined;
  /** The IP address and port at which the manager is reachable. */
  Addr?: string | undefined;
}

/** Reachability represents the reachability of a node. */
export type Reachability = "unknown" | "unreachable" | "reachable" | OtherString;
