// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type {
  EndpointPortConfig,
  GenericResources,
  Network,
  ObjectVersion,
  OtherString,
  TaskSpec,
} from "./shared.ts";

/** Query of `GET /tasks`: list tasks. */
export interface TaskListQuery {
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the tasks list.
   *
   * Available filters:
   *
   * - `desired-state=(running | shutdown | accepted)`
   * - `id=<task id>`
   * - `label=key` or `label="key=value"`
   * - `name=<task name>`
   * - `node=<node id or name>`
   * - `service=<service name>`
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
}

/**
 * Query of `GET /tasks/{id}/logs`: get task logs.
 *
 * Since API 1.29.
 */
export interface TaskLogsQuery {
  /**
   * Show task context and extra details provided to logs.
   *
   * @default {false}
   */
  details?: boolean | undefined;
  /**
   * Keep connection after returning logs.
   *
   * @default {false}
   */
  follow?: boolean | undefined;
  /**
   * Return logs from `stdout`.
   *
   * @default {false}
   */
  stdout?: boolean | undefined;
  /**
   * Return logs from `stderr`.
   *
   * @default {false}
   */
  stderr?: boolean | undefined;
  /**
   * Only return logs since this time, as a UNIX timestamp.
   *
   * @default {0}
   */
  since?: number | string | undefined;
  /**
   * Add timestamps to every log line.
   *
   * @default {false}
   */
  timestamps?: boolean | undefined;
  /**
   * Only return this number of log lines from the end of the logs. Specify as an integer or `all`
   * to output all log lines.
   *
   * @default {"all"}
   */
  tail?: number | string | undefined;
}

/** Answer to `GET /tasks`: list tasks. */
export type TaskListAnswer = Task[];

/** A task of the swarm: one container of a service, or what is to become one. */
export interface Task {
  /** The ID of the task. */
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
  /** When the task was created. */
  CreatedAt: string;
  /** When the task was last changed. */
  UpdatedAt: string;
  /** Name of the task. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /** User modifiable task configuration. */
  Spec: TaskSpec;
  /** The ID of the service this task is part of. */
  ServiceID?: string | undefined;
  /** Which of its service's replicas the task is, from 1. */
  Slot?: number | undefined;
  /** The ID of the node that this task is on. */
  NodeID?: string | undefined;
  /**
   * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
   * `GPU=UUID1`).
   */
  AssignedGenericResources?: GenericResources | null | undefined;
  /** Represents the status of a task. */
  Status: TaskStatus;
  /** The state that the swarm wants the task to be in. */
  DesiredState?: TaskState | undefined;
  /**
   * If the Service this Task belongs to is a job-mode service, contains the JobIteration of the
   * Service this Task was created for. Absent if the Task was created for a Replicated or Global
   * Service.
   *
   * Since API 1.41.
   */
  JobIteration?: ObjectVersion | undefined;
  /**
   * The networks that this task is attached to, and the addresses the task was assigned on each of
   * them.
   */
  NetworksAttachments?: NetworkAttachment[] | null | undefined;
  /** The cluster volumes that the task uses. */
  Volumes?: TaskVolume[] | null | undefined;
}

/** Represents the status of a task. */
export interface TaskStatus {
  /** Since when the task has been in this state. */
  Timestamp: string;
  /** How far the task has come. */
  State: TaskState;
  /** What is being done with the task. */
  Message?: string | undefined;
  /** Why the task failed. */
  Err?: string | undefined;
  /** Represents the status of a container. */
  ContainerStatus?: ContainerStatus | undefined;
  /** Represents the port status of a task's host ports whose service has published host ports. */
  PortStatus: PortStatus;
}

/** How far a task has come. */
export type TaskState =
  | "new"
  | "allocated"
  | "pending"
  | "assigned"
  | "accepted"
  | "preparing"
  | "ready"
  | "starting"
  | "running"
  | "complete"
  | "shutdown"
  | "failed"
  | "rejected"
  | "remove"
  | "orphaned"
  | OtherString;

/** Represents the status of a container. */
export interface ContainerStatus {
  /** The ID of the task's container. */
  ContainerID: string;
  /** The process ID of the task's container. */
  PID: number;
  /** The exit code of the task's container. */
  ExitCode: number;
}

/** Represents the port status of a task's host ports whose service has published host ports. */
export interface PortStatus {
  /** The ports that the task publishes on its host. */
  Ports?: EndpointPortConfig[] | null | undefined;
}

/**
 * Specifies how a task is attached to a network, and the addresses the task was assigned on that
 * network.
 */
export interface NetworkAttachment {
  /** The network that the task is attached to, as the swarm knows it. */
  Network?: Network | undefined;
  /**
   * The IP addresses (in CIDR notation) assigned to the task on this network. To maintain backward
   * compatibility this field accepts CIDR notation, but only the IP address is used.
   */
  Addresses?: string[] | null | undefined;
}

/** One of the `Volumes` of a {@linkcode Task}. */
export interface TaskVolume {
  /** The volume's ID in the swarm. */
  ID?: string | undefined;
  /** The volume, as the mount names it. */
  Source?: string | undefined;
  /** Where the volume is mounted. */
  Target?: string | undefined;
}
