/**
 * Reads the first piece of standard input as a terminal's user does, leaves the rest to others, and
 * ends although standard input is still open. With an argument it reads all of it.
 */

import process from "node:process";
import { processTerminal } from "../../src/transport/adapters/terminal.ts";

/** How many listen to what. */
function listeners(): number[] {
  const events = ["data", "end", "error", "resize"];
  const { stdin, stdout, stderr } = process;
  return [stdin, stdout, stderr].flatMap((one) => events.map((event) => one.listenerCount(event)));
}

const terminal = processTerminal();
const before = listeners();
const [stdout, stderr] = [terminal.openOutput("stdout"), terminal.openOutput("stderr")];
const encoder = new TextEncoder();
const say = (value: object) => stdout.write(encoder.encode(`${JSON.stringify(value)}\n`));

terminal.setRaw(true); // which means nothing here
terminal.setRaw(false);
const off = terminal.onResize(() => undefined);
await say({ isInteractive: terminal.isInteractive, size: terminal.size() ?? null });
const input = terminal.openInput();
if (process.argv.length > 2) {
  let length = 0;
  for (let bytes = await input.read(); bytes !== null; bytes = await input.read()) {
    length += bytes.length;
  }
  const again = terminal.openInput();
  await say({ length, again: await again.read() });
  again.close(undefined);
} else {
  const bytes = await input.read();
  const pending = input.read();
  const reason = new Error("enough");
  setTimeout(() => input.close(reason), 20);
  const error = await Promise.resolve(pending).catch((cause) => cause);
  await say({ first: new TextDecoder().decode(bytes ?? undefined), closed: error === reason });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await new Promise<void>((resolve) => {
    process.stdin.once("data", (data) => void say({ next: `${data}` }).then(resolve)).resume();
  });
  process.stdin.pause();
}
await stderr.write(encoder.encode("done\n"));
off();
input.close(undefined);
for (const output of [stdout, stderr]) output.close();
process.stdout.write(`${JSON.stringify({ before, after: listeners() })}\n`);
