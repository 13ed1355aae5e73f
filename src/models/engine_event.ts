import type { EngineEventMessage } from "../api/streams/events.ts";
import type { ExactTime } from "../api/streams/timestamp.ts";

/** What an event happened to. */
export interface EngineEventActor {
  /** Its ID; of an image its name, as it was used. */
  readonly id: string;
  /** What else is known of it: its `name`, a container's `image` and labels, an exit's `exitCode`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Something that happened on an engine. */
export interface EngineEvent extends ExactTime {
  /** The kind of what it happened to: `"container"`, `"image"`, `"network"`, `"volume"`, … */
  readonly type: string;
  /** What happened: `"create"`, `"start"`, `"die"`, `"health_status: healthy"`, … */
  readonly action: string;
  /** What it happened to. */
  readonly actor: EngineEventActor;
  /** Where: `"local"` for the engine, `"swarm"` for its swarm. */
  readonly scope: string;
}

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
