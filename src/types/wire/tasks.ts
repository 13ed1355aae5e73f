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
   */
  filters?: Filters | undefined;
}

/** Query of `GET /tasks/{id}/logs`: get task logs. */
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
   * Return logs from `stdout`
   *
   * @default {false}
   */
  stdout?: boolean | undefined;
  /**
   * Return logs from `stderr`
   *
   * @default {false}
   */
  stderr?: boolean | undefined;
  /**
   * Only return logs since this time, as a UNIX timestamp
   *
   * @default {0}
   */
  since?: number | string | undefined;
  /**
   * Add timestamps to every log line
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

/** Answer to `GET /tasks`. */
export type TaskListAnswer = Task[] | null;

/** An element of `TaskListAnswer`. */
export interface Task {
  /** The ID of the task. */
  ID?: string | undefined;
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
  Version?: ObjectVersion | undefined;
  /** Docker's reference does not describe it. */
  CreatedAt?: string | undefined;
  /** Docker's reference does not describe it. */
  UpdatedAt?: string | undefined;
  /** Name of the task. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels?: Record<string, string> | null | undefined;
  /** User modifiable task configuration. */
  Spec?: TaskSpec | undefined;
  /** The ID of the service this task is part of. */
  ServiceID?: string | undefined;
  /** Docker's reference does not describe it. */
  Slot?: number | undefined;
  /** The ID of the node that this task is on. */
  NodeID?: string | undefined;
  /**
   * User-defined resources can be either Integer resources (e.g, `SSD=3`) or String resources (e.g,
   * `GPU=UUID1`).
   */
  AssignedGenericResources?: GenericResources | null | undefined;
  /** represents the status of a task. */
  Status?: TaskStatus | undefined;
  /** Docker's reference does not describe it. */
  DesiredState?: TaskState | undefined;
  /**
   * If the Service this Task belongs to is a job-mode service, contains the JobIteration of the
   * Service this Task was created for. Absent if the Task was created for a Replicated or Global
   * Service.
   */
  JobIteration?: ObjectVersion | undefined;
  /**
   * The networks that this task is attached to, and the addresses the task was assigned on each of
   * them.
   */
  NetworksAttachments?: NetworkAttachment[] | null | undefined;
}

/** represents the status of a task. */
export interface TaskStatus {
  /** Docker's reference does not describe it. */
  Timestamp?: string | undefined;
  /** Docker's reference does not describe it. */
  State?: TaskState | undefined;
  /** Docker's reference does not describe it. */
  Message?: string | undefined;
  /** Docker's reference does not describe it. */
  Err?: string | undefined;
  /** represents the status of a container. */
  ContainerStatus?: ContainerStatus | undefined;
  /** represents the port status of a task's host ports whose service has published host ports */
  PortStatus?: PortStatus | undefined;
}

/** The `State` of a {@linkcode TaskStatus}. */
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

/** represents the status of a container. */
export interface ContainerStatus {
  /** Docker's reference does not describe it. */
  ContainerID?: string | undefined;
  /** Docker's reference does not describe it. */
  PID?: number | undefined;
  /** Docker's reference does not describe it. */
  ExitCode?: number | undefined;
}

/** represents the port status of a task's host ports whose service has published host ports */
export interface PortStatus {
  /** Docker's reference does not describe it. */
  Ports?: EndpointPortConfig[] | null | undefined;
}

/**
 * Specifies how a task is attached to a network, and the addresses the task was assigned on that
 * network.
 */
export interface NetworkAttachment {
  /** Docker's reference does not describe it. */
  Network?: Network | undefined;
  /**
   * The IP addresses (in CIDR notation) assigned to the task on this network. To maintain backward
   * compatibility this field accepts CIDR notation, but only the IP address is used.
   */
  Addresses?: string[] | null | undefined;
}
