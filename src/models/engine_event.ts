import type { EngineEventMessage } from "../api/streams/events.ts";
import type { ExactTime } from "../api/streams/timestamp.ts";
import type { EventsSettings } from "../types/system.ts";
import type { OtherString } from "../types/wire/shared.ts";
import type { EventMessage } from "../types/wire/system.ts";

/** What an event happened to. */
export interface EngineEventActor {
  /** Its ID; of an image its name, as it was used. */
  readonly id: string;
  /** What else is known of it: its `name`, a container's `image` and labels, an exit's `exitCode`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The kinds of things that events happen to; other engines may have more. */
export type EngineEventType = EventMessage["Type"];

/** What can happen; other engines may have more. */
export type EngineEventAction =
  | "attach"
  | "commit"
  | "connect"
  | "copy"
  | "create"
  | "delete"
  | "destroy"
  | "detach"
  | "die"
  | "disable"
  | "disconnect"
  | "enable"
  | `exec_create: ${string}`
  | "exec_detach"
  | "exec_die"
  | `exec_start: ${string}`
  | "export"
  | "health_status: healthy"
  | "health_status: unhealthy"
  | "import"
  | "kill"
  | "load"
  | "mount"
  | "oom"
  | "pause"
  | "prune"
  | "pull"
  | "push"
  | "reload"
  | "remove"
  | "rename"
  | "resize"
  | "restart"
  | "save"
  | "start"
  | "stop"
  | "tag"
  | "top"
  | "unmount"
  | "unpause"
  | "untag"
  | "update"
  | OtherString;

/** Something that happened on an engine. */
export interface EngineEvent extends ExactTime {
  /** The kind of what it happened to: `"container"`, `"image"`, `"network"`, `"volume"`, … */
  readonly type: EngineEventType;
  /** What happened: `"create"`, `"start"`, `"die"`, `"health_status: healthy"`, … */
  readonly action: EngineEventAction;
  /** What it happened to. */
  readonly actor: EngineEventActor;
  /** Where: `"local"` for the engine, `"swarm"` for its swarm. */
  readonly scope: string;
  /** Never there: it tells an event from an {@linkcode EventGap}. */
  readonly gap?: undefined;
}

/**
 * A time of which it can't be told whether every event was handed out: the connection was lost, and
 * what the engine has kept does not reach back to the last event that came. What has to be right
 * looks at the present state of things after it, as at the start.
 */
export interface EventGap {
  /** Tells it from an {@linkcode EngineEvent}. */
  readonly gap: true;
  /** When the gap begins: the time of the last event before it, or of the stream's beginning. */
  readonly since: Date;
  /** When it ends, by the engine's clock: everything later is handed out. */
  readonly until: Date;
}

/** What `docker.events()` hands out: events, and with `reconnect` gaps too. */
export type EventEntry<Settings extends EventsSettings = EventsSettings> = Settings extends
  EventsSettings & { readonly reconnect?: false | undefined } ? EngineEvent
  : EngineEvent | EventGap;

/** An event, from the engine's words. */
export function toEngineEvent(message: EngineEventMessage): EngineEvent {
  const { Type, Action, Actor, scope, timeNano } = message;
  return {
    type: Type,
    action: Action,
    actor: { id: Actor.ID, attributes: Actor.Attributes ?? {} },
    scope,
    time: new Date(Number(timeNano / 1_000_000n)),
    timeNano,
  };
}
