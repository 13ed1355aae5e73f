/** Sessions in a real terminal, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { inTerminal, type PseudoTerminal } from "./pseudo_terminal.ts";

const COOKED = /\sopost\b[^]*\sicanon\b[^]*\secho\b/;
const RAW = /-opost\b[^]*-icanon\b[^]*-echo\b/;

/** Asks a shell in a container for the size of its terminal, until it has the right one. */
async function showsSize(terminal: PseudoTerminal, size: string): Promise<void> {
  terminal.type(
    `until stty size | grep -q '^${size}$'; do sleep 0.1; done; echo "si""ze ${size}"\r`,
  );
  await terminal.shows(`size ${size}\r\n`);
}

async function program(here: Here): Promise<PseudoTerminal> {
  const { docker, labels, engine } = here;
  const settings = { labels, tty: true, stdinOpen: true };
  const container = await docker.containers.runDetached(IMAGE, "sh", settings);
  const terminal = await inTerminal("pipe_program.ts", [engine.host, container.id]);
  here.keep({
    async [Symbol.asyncDispose]() {
      terminal.kill();
      await container.remove({ force: true });
    },
  });
  return terminal;
}

test(
  "pipe() makes a terminal that of a process in a container, and gives it back whole",
  onEngine(async (here) => {
    const terminal = await program(here);
    await terminal.shows("# ");
    await showsSize(terminal, "33 101");
    assert.match(await terminal.settings(), RAW);
    await terminal.resize(20, 40);
    await showsSize(terminal, "20 40");
    terminal.type(`sh -c 'echo "sta""rted"; exec sleep 60'\r`);
    await terminal.shows("started\r\n");
    terminal.type("\x03"); // Ctrl-C is the container's
    await terminal.shows("# ");
    terminal.type("exit 7\r");
    await terminal.shows("exec ended 7");

    // The same terminal, for the container's own process, which goes on when we leave it.
    terminal.type("\r");
    await terminal.shows("# ");
    await showsSize(terminal, "20 40");
    assert.match(await terminal.settings(), RAW);
    terminal.type("\x01d");
    await terminal.shows("attach detached");
    const [id = ""] = await here.left();
    assert.equal((await here.docker.containers.get(id)).status, "running");

    await terminal.shows("third\r\n");
    await terminal.shows("exec Error: enough");
    assert.match(await terminal.settings(), COOKED);
    terminal.type("bye\n");
    await terminal.shows("read bye\r\n");
    assert.equal(await terminal.exitCode, 0, "nothing keeps the process");
  }),
);
