/** Tests that fail when what they exercise leaves a timer, a listener or a connection behind. */

import assert from "node:assert/strict";
import { type Answer, type Answerer, ScriptedEngine } from "./scripted_engine.ts";

/** Hands out what is to be left clean, and checks it at the end. */
export interface Watch {
  /** A signal whose listeners are counted. */
  signal(): WatchedSignal;
  /** An engine of which no connection may stay lent. */
  engine(...answers: readonly (Answer | Answerer)[]): ScriptedEngine;
}

/** A signal, how to abort it, and who listens to it. */
export interface WatchedSignal {
  /** The signal. */
  readonly signal: AbortSignal;
  /** Aborts it. */
  readonly abort: (reason?: unknown) => void;
  /** How many listeners it has. */
  readonly listeners: () => number;
}

/** A test's body, at whose end no timer runs, no watched signal has a listener, no connection is lent. */
export function clean(body: (watch: Watch) => Promise<void> | void): () => Promise<void> {
  return async () => {
    const signals: WatchedSignal[] = [];
    const engines: ScriptedEngine[] = [];
    const timers = watchTimers();
    try {
      await body({
        signal() {
          const watched = watchedSignal();
          signals.push(watched);
          return watched;
        },
        engine(...answers) {
          const engine = new ScriptedEngine(...answers);
          engines.push(engine);
          return engine;
        },
      });
    } finally {
      timers.restore();
    }
    assert.equal(timers.running(), 0, "no timer stays");
    for (const { listeners } of signals) assert.equal(listeners(), 0, "no listener stays");
    for (const engine of engines) assert.equal(engine.open, 0, "no connection stays lent");
  };
}

function watchedSignal(): WatchedSignal {
  const controller = new AbortController();
  const signal = controller.signal;
  const listeners: unknown[] = [];
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (type: string, listener: EventListener, options?: unknown): void => {
    assert.equal(options, undefined, "a listener with options is not counted");
    listeners.push(listener);
    add(type, listener);
  };
  signal.removeEventListener = (type: string, listener: EventListener): void => {
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
    remove(type, listener);
  };
  return { signal, abort: (reason) => controller.abort(reason), listeners: () => listeners.length };
}

/** Counts the timers that are set and neither cleared nor over. */
function watchTimers(): { readonly running: () => number; readonly restore: () => void } {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const running = new Set<unknown>();
  globalThis.setTimeout = ((callback: () => void, milliseconds?: number) => {
    const timer = set(() => {
      running.delete(timer);
      callback();
    }, milliseconds);
    running.add(timer);
    return timer;
  }) as typeof set;
  globalThis.clearTimeout = ((timer?: Parameters<typeof clear>[0]) => {
    running.delete(timer);
    clear(timer);
  }) as typeof clear;
  return {
    running: () => running.size,
    restore: () => {
      globalThis.setTimeout = set;
      globalThis.clearTimeout = clear;
    },
  };
}
