// Do not edit: written by `deno task wire`.

import type { Filters } from "../filters.ts";
import type {
  EndpointPortConfig,
  EndpointPortConfigInput,
  NetworkAttachmentConfig,
  NetworkAttachmentConfigInput,
  ObjectVersion,
  OtherString,
  TaskSpec,
  TaskSpecInput,
} from "./shared.ts";

/** Query of `GET /services`: list services. */
export interface ServiceListQuery {
  /**
   * A JSON encoded value of the filters (a `map[string][]string`) to process on the services list.
   *
   * Available filters:
   *
   * - `id=<service id>`
   * - `label=<service label>`
   * - `mode=["replicated"|"global"]`
   * - `name=<service name>`
   *
   * Sent as JSON, and given as the value itself.
   */
  filters?: Filters | undefined;
  /**
   * Include service status, with count of running and desired tasks.
   *
   * Since API 1.41.
   */
  status?: boolean | undefined;
}

/** Query of `GET /services/{id}`: inspect a service. */
export interface ServiceInspectQuery {
  /**
   * Fill empty fields with default values.
   *
   * Since API 1.29.
   *
   * @default {false}
   */
  insertDefaults?: boolean | undefined;
}

/** Query of `POST /services/{id}/update`: update a service. */
export interface ServiceUpdateQuery {
  /**
   * The version number of the service object being updated. This is required to avoid conflicting
   * writes. This version number should be the value as currently set on the service *before* the
   * update. You can find the current version by calling `GET /services/{id}`
   */
  version: number;
  /**
   * If the `X-Registry-Auth` header is not specified, this parameter indicates where to find
   * registry authorization credentials.
   *
   * @default {"spec"}
   */
  registryAuthFrom?: "spec" | "previous-spec" | undefined;
  /**
   * Set to this parameter to `previous` to cause a server-side rollback to the previous service
   * spec. The supplied spec will be ignored in this case.
   *
   * Since API 1.28.
   */
  rollback?: string | undefined;
}

/** Query of `GET /services/{id}/logs`: get service logs. */
export interface ServiceLogsQuery {
  /**
   * Show service context and extra details provided to logs.
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

/** Answer to `GET /services`: list services. */
export type ServiceListAnswer = Service[];

/** A service of the swarm. */
export interface Service {
  /** The service's ID. */
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
  /** When the service was created. */
  CreatedAt: string;
  /** When the service was last changed. */
  UpdatedAt: string;
  /** User modifiable configuration for a service. */
  Spec: ServiceSpec;
  /** Where the service is reached. */
  Endpoint: ServiceEndpoint;
  /** The status of a service update. */
  UpdateStatus?: ServiceUpdateStatus | undefined;
  /**
   * The status of the service's tasks. Provided only when requested as part of a ServiceList
   * operation.
   *
   * Since API 1.41.
   */
  ServiceStatus?: ServiceServiceStatus | undefined;
  /**
   * The status of the service when it is in one of ReplicatedJob or GlobalJob modes. Absent on
   * Replicated and Global mode services. The JobIteration is an ObjectVersion, but unlike the
   * Service's version, does not need to be sent with an update request.
   *
   * Since API 1.41.
   */
  JobStatus?: ServiceJobStatus | undefined;
}

/** User modifiable configuration for a service. */
export interface ServiceSpec {
  /** Name of the service. */
  Name: string;
  /** User-defined key/value metadata. */
  Labels: Record<string, string> | null;
  /** User modifiable task configuration. */
  TaskTemplate: TaskSpec;
  /** Scheduling mode for the service. */
  Mode: ServiceSpecMode;
  /** Specification for the update strategy of the service. */
  UpdateConfig?: ServiceSpecUpdateConfig | undefined;
  /**
   * Specification for the rollback strategy of the service.
   *
   * Since API 1.28.
   */
  RollbackConfig?: ServiceSpecRollbackConfig | undefined;
  /**
   * Specifies which networks the service should attach to.
   *
   * @deprecated This field is deprecated since v1.44. The Networks field in TaskSpec should be used
   * instead.
   */
  Networks?: NetworkAttachmentConfig[] | null | undefined;
  /** Properties that can be configured to access and load balance a service. */
  EndpointSpec?: EndpointSpec | undefined;
}

/**
 * {@linkcode ServiceSpec}, as it is sent.
 *
 * User modifiable configuration for a service.
 */
export interface ServiceSpecInput {
  /** Name of the service. */
  Name?: string | undefined;
  /** User-defined key/value metadata. */
  Labels?: Readonly<Record<string, string>> | null | undefined;
  /** User modifiable task configuration. */
  TaskTemplate?: TaskSpecInput | undefined;
  /** Scheduling mode for the service. */
  Mode?: ServiceSpecModeInput | undefined;
  /** Specification for the update strategy of the service. */
  UpdateConfig?: ServiceSpecUpdateConfigInput | undefined;
  /**
   * Specification for the rollback strategy of the service.
   *
   * Since API 1.28.
   */
  RollbackConfig?: ServiceSpecRollbackConfigInput | undefined;
  /**
   * Specifies which networks the service should attach to.
   *
   * @deprecated This field is deprecated since v1.44. The Networks field in TaskSpec should be used
   * instead.
   */
  Networks?: readonly NetworkAttachmentConfigInput[] | null | undefined;
  /** Properties that can be configured to access and load balance a service. */
  EndpointSpec?: EndpointSpecInput | undefined;
}

/** Scheduling mode for the service. */
export interface ServiceSpecMode {
  /** As many tasks as are asked for, wherever there is room. */
  Replicated?: ServiceSpecModeReplicated | undefined;
  /** One task on every node. */
  Global?: Record<string, unknown> | undefined;
  /**
   * The mode used for services with a finite number of tasks that run to a completed state.
   *
   * Since API 1.41.
   */
  ReplicatedJob?: ServiceSpecModeReplicatedJob | undefined;
  /**
   * The mode used for services which run a task to the completed state on each valid node.
   *
   * Since API 1.41.
   */
  GlobalJob?: Record<string, unknown> | undefined;
}

/**
 * {@linkcode ServiceSpecMode}, as it is sent.
 *
 * Scheduling mode for the service.
 */
export interface ServiceSpecModeInput {
  /** As many tasks as are asked for, wherever there is room. */
  Replicated?: ServiceSpecModeReplicatedInput | undefined;
  /** One task on every node. */
  Global?: Record<string, unknown> | undefined;
  /**
   * The mode used for services with a finite number of tasks that run to a completed state.
   *
   * Since API 1.41.
   */
  ReplicatedJob?: ServiceSpecModeReplicatedJobInput | undefined;
  /**
   * The mode used for services which run a task to the completed state on each valid node.
   *
   * Since API 1.41.
   */
  GlobalJob?: Record<string, unknown> | undefined;
}

/** The `Replicated` of a {@linkcode ServiceSpecMode}. */
export interface ServiceSpecModeReplicated {
  /** How many tasks there are to be. */
  Replicas?: number | undefined;
}

/**
 * {@linkcode ServiceSpecModeReplicated}, as it is sent.
 *
 * The `Replicated` of a {@linkcode ServiceSpecMode}.
 */
export interface ServiceSpecModeReplicatedInput {
  /** How many tasks there are to be. */
  Replicas?: number | undefined;
}

/** The mode used for services with a finite number of tasks that run to a completed state. */
export interface ServiceSpecModeReplicatedJob {
  /**
   * The maximum number of replicas to run simultaneously.
   *
   * @default {1}
   */
  MaxConcurrent?: number | undefined;
  /**
   * The total number of replicas desired to reach the Completed state. If unset, will default to
   * the value of `MaxConcurrent`
   */
  TotalCompletions?: number | undefined;
}

/**
 * {@linkcode ServiceSpecModeReplicatedJob}, as it is sent.
 *
 * The mode used for services with a finite number of tasks that run to a completed state.
 */
export interface ServiceSpecModeReplicatedJobInput {
  /**
   * The maximum number of replicas to run simultaneously.
   *
   * @default {1}
   */
  MaxConcurrent?: number | undefined;
  /**
   * The total number of replicas desired to reach the Completed state. If unset, will default to
   * the value of `MaxConcurrent`
   */
  TotalCompletions?: number | undefined;
}

/** Specification for the update strategy of the service. */
export interface ServiceSpecUpdateConfig {
  /** Maximum number of tasks to be updated in one iteration (0 means unlimited parallelism). */
  Parallelism: number;
  /** Amount of time between updates, in nanoseconds. */
  Delay?: number | undefined;
  /** Action to take if an updated task fails to run, or stops running during the update. */
  FailureAction?: "continue" | "pause" | "rollback" | OtherString | undefined;
  /** Amount of time to monitor each updated task for failures, in nanoseconds. */
  Monitor?: number | undefined;
  /**
   * The fraction of tasks that may fail during an update before the failure action is invoked,
   * specified as a floating point number between 0 and 1.
   *
   * @default {0}
   */
  MaxFailureRatio: number;
  /**
   * The order of operations when rolling out an updated task. Either the old task is shut down
   * before the new task is started, or the new task is started before the old task is shut down.
   */
  Order: "stop-first" | "start-first" | OtherString;
}

/**
 * {@linkcode ServiceSpecUpdateConfig}, as it is sent.
 *
 * Specification for the update strategy of the service.
 */
export interface ServiceSpecUpdateConfigInput {
  /** Maximum number of tasks to be updated in one iteration (0 means unlimited parallelism). */
  Parallelism?: number | undefined;
  /** Amount of time between updates, in nanoseconds. */
  Delay?: number | undefined;
  /** Action to take if an updated task fails to run, or stops running during the update. */
  FailureAction?: "continue" | "pause" | "rollback" | OtherString | undefined;
  /** Amount of time to monitor each updated task for failures, in nanoseconds. */
  Monitor?: number | undefined;
  /**
   * The fraction of tasks that may fail during an update before the failure action is invoked,
   * specified as a floating point number between 0 and 1.
   *
   * @default {0}
   */
  MaxFailureRatio?: number | undefined;
  /**
   * The order of operations when rolling out an updated task. Either the old task is shut down
   * before the new task is started, or the new task is started before the old task is shut down.
   */
  Order?: "stop-first" | "start-first" | OtherString | undefined;
}

/** Specification for the rollback strategy of the service. */
export interface ServiceSpecRollbackConfig {
  /** Maximum number of tasks to be rolled back in one iteration (0 means unlimited parallelism). */
  Parallelism: number;
  /** Amount of time between rollback iterations, in nanoseconds. */
  Delay?: number | undefined;
  /** Action to take if an rolled back task fails to run, or stops running during the rollback. */
  FailureAction?: "continue" | "pause" | OtherString | undefined;
  /** Amount of time to monitor each rolled back task for failures, in nanoseconds. */
  Monitor?: number | undefined;
  /**
   * The fraction of tasks that may fail during a rollback before the failure action is invoked,
   * specified as a floating point number between 0 and 1.
   *
   * @default {0}
   */
  MaxFailureRatio: number;
  /**
   * The order of operations when rolling back a task. Either the old task is shut down before the
   * new task is started, or the new task is started before the old task is shut down.
   */
  Order: "stop-first" | "start-first" | OtherString;
}

/**
 * {@linkcode ServiceSpecRollbackConfig}, as it is sent.
 *
 * Specification for the rollback strategy of the service.
 */
export interface ServiceSpecRollbackConfigInput {
  /** Maximum number of tasks to be rolled back in one iteration (0 means unlimited parallelism). */
  Parallelism?: number | undefined;
  /** Amount of time between rollback iterations, in nanoseconds. */
  Delay?: number | undefined;
  /** Action to take if an rolled back task fails to run, or stops running during the rollback. */
  FailureAction?: "continue" | "pause" | OtherString | undefined;
  /** Amount of time to monitor each rolled back task for failures, in nanoseconds. */
  Monitor?: number | undefined;
  /**
   * The fraction of tasks that may fail during a rollback before the failure action is invoked,
   * specified as a floating point number between 0 and 1.
   *
   * @default {0}
   */
  MaxFailureRatio?: number | undefined;
  /**
   * The order of operations when rolling back a task. Either the old task is shut down before the
   * new task is started, or the new task is started before the old task is shut down.
   */
  Order?: "stop-first" | "start-first" | OtherString | undefined;
}

/** Properties that can be configured to access and load balance a service. */
export interface EndpointSpec {
  /**
   * The mode of resolution to use for internal load balancing between tasks.
   *
   * @default {"vip"}
   */
  Mode?: "vip" | "dnsrr" | OtherString | undefined;
  /**
   * List of exposed ports that this service is accessible on from the outside. Ports can only be
   * provided if `vip` resolution mode is used.
   */
  Ports?: EndpointPortConfig[] | null | undefined;
}

/**
 * {@linkcode EndpointSpec}, as it is sent.
 *
 * Properties that can be configured to access and load balance a service.
 */
export interface EndpointSpecInput {
  /**
   * The mode of resolution to use for internal load balancing between tasks.
   *
   * @default {"vip"}
   */
  Mode?: "vip" | "dnsrr" | OtherString | undefined;
  /**
   * List of exposed ports that this service is accessible on from the outside. Ports can only be
   * provided if `vip` resolution mode is used.
   */
  Ports?: readonly EndpointPortConfigInput[] | null | undefined;
}

/** The `Endpoint` of a {@linkcode Service}. */
export interface ServiceEndpoint {
  /** Properties that can be configured to access and load balance a service. */
  Spec: EndpointSpec;
  /** The ports that are published, with the numbers that the swarm chose. */
  Ports?: EndpointPortConfig[] | null | undefined;
  /** The service's virtual addresses. */
  VirtualIPs?: ServiceEndpointVirtualIP[] | null | undefined;
}

/** One of the `VirtualIPs` of a {@linkcode ServiceEndpoint}. */
export interface ServiceEndpointVirtualIP {
  /** The ID of the network that the address is in. */
  NetworkID?: string | undefined;
  /** The address, with the length of its prefix. */
  Addr?: string | undefined;
}

/** The status of a service update. */
export interface ServiceUpdateStatus {
  /** How far the update has come. */
  State?: "updating" | "paused" | "completed" | OtherString | undefined;
  /** When the update began. */
  StartedAt?: string | undefined;
  /** When the update ended. */
  CompletedAt?: string | undefined;
  /** How the update goes, or why it was paused. */
  Message?: string | undefined;
}

/**
 * The status of the service's tasks. Provided only when requested as part of a ServiceList
 * operation.
 */
export interface ServiceServiceStatus {
  /** The number of tasks for the service currently in the Running state. */
  RunningTasks: number;
  /**
   * The number of tasks for the service desired to be running. For replicated services, this is the
   * replica count from the service spec. For global services, this is computed by taking count of
   * all tasks for the service with a Desired State other than Shutdown.
   */
  DesiredTasks: number;
  /**
   * The number of tasks for a job that are in the Completed state. This field must be
   * cross-referenced with the service type, as the value of 0 may mean the service is not in a job
   * mode, or it may mean the job-mode service has no tasks yet Completed.
   */
  CompletedTasks: number;
}

/**
 * The status of the service when it is in one of ReplicatedJob or GlobalJob modes. Absent on
 * Replicated and Global mode services. The JobIteration is an ObjectVersion, but unlike the
 * Service's version, does not need to be sent with an update request.
 */
export interface ServiceJobStatus {
  /**
   * JobIteration is a value increased each time a Job is executed, successfully or otherwise.
   * "Executed", in this case, means the job as a whole has been started, not that an individual
   * Task has been launched. A job is "Executed" when its ServiceSpec is updated. JobIteration can
   * be used to disambiguate Tasks belonging to different executions of a job.  Though JobIteration
   * will increase with each subsequent execution, it may not necessarily increase by 1, and so
   * JobIteration should not be used to
   */
  JobIteration?: ObjectVersion | undefined;
  /** The last time, as observed by the server, that this job was started. */
  LastExecution?: string | undefined;
}

/** Body of `POST /services/create`: create a service. */
export type ServiceCreateBody = ServiceSpecInput;

/** Contains the information returned to a client on the creation of a new service. */
export interface ServiceCreateResponse {
  /** The ID of the created service. */
  ID: string;
  /**
   * Optional warning message.
   *
   * FIXME(thaJeztah): this should have "omitempty" in the generated type.
   */
  Warnings?: string[] | null | undefined;
  /**
   * Optional warning message.
   *
   * @deprecated Last described in API 1.41, gone by API 1.45.
   */
  Warning?: string | undefined;
}

/** Body of `POST /services/{id}/update`: update a service. */
export type ServiceUpdateBody = ServiceSpecInput;

/** Answer to `POST /services/{id}/update`: update a service. */
export interface ServiceUpdateResponse {
  /** Optional warning messages. */
  Warnings: string[] | null;
}
