import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type EngineEventMessage,
  EventDecoder,
  EventStream,
} from "../../../src/api/streams/events.ts";
import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import { ProtocolError } from "../../../src/errors.ts";
import { cuts } from "../../cuts.ts";
import { end, ScriptedConnection } from "../../scripted_connection.ts";
import { decode, gapped, whole } from "./feed.ts";

const encoder = new TextEncoder();

// As Docker 20.10 and 28.5 write them, and one with what nobody knows yet and other times in it.
const LINES = [
  '{"status":"create","id":"9161","from":"busybox:test","Type":"container","Action":"create",' +
  '"Actor":{"ID":"9161","Attributes":{"image":"busybox:test","name":"ellis"}},"scope":"local",' +
  '"time":1795525251,"timeNano":1795525251426287008}',
  '{"Type":"network","Action":"connect","Actor":{"ID":"7d67","Attributes":{"timeNano":"5"}},' +
  '"scope":"local","time":1795525251,"timeNano":1795525251426287009,"new":{"timeNano":7}}',
];
const EVENTS: unknown[] = [
  {
    status: "create",
    id: "9161",
    from: "busybox:test",
    Type: "container",
    Action: "create",
    Actor: { ID: "9161", Attributes: { image: "busybox:test", name: "ellis" } },
    scope: "local",
    time: 1795525251,
    timeNano: 1795525251426287008n,
  },
  {
    Type: "network",
    Action: "connect",
    Actor: { ID: "7d67", Attributes: { timeNano: "5" } },
    scope: "local",
    time: 1795525251,
    timeNano: 1795525251426287009n,
    new: { timeNano: 7 },
  },
];

test("EventDecoder keeps times to the nanosecond and what it does not know, wherever cut", () => {
  const wire = encoder.encode(`${LINES.join("\n")}\n`);
  for (const pieces of cuts(wire)) {
    const expected = { values: EVENTS, error: undefined };
    assert.deepEqual(decode(new EventDecoder(), pieces.map(whole)), expected);
    assert.deepEqual(decode(new EventDecoder(), [gapped(pieces)]), expected);
  }
});

test("EventDecoder refuses what is no event, having handed on what came before", () => {
  const texts: [text: string, message: RegExp][] = [
    ["[]", /expected an object, got "\[\]"/],
    ["null", /expected an object, got "null"/],
    ["12 ", /expected an object, got "12"/],
    ['"timeNano"', /expected an object/],
    [
      '{"message":"no"}',
      /expected an event with timeNano in digits, got "\{\\"message\\":\\"no\\"\}"/,
    ],
    ['{"timeNano":"1"}', /timeNano in digits/],
    ['{"timeNano":1.5e18}', /timeNano in digits/],
    ['{"Actor":{"timeNano":1}}', /timeNano in digits/],
    ["{oops}", /expected JSON, got "\{oops\}"/],
    ['{"Type":', /it ends in the middle of a JSON value/],
  ];
  for (const [text, message] of texts) {
    for (const pieces of cuts(encoder.encode(`${LINES[0]}${text}`))) {
      const { values, error } = decode(new EventDecoder(), pieces.map(whole));
      assert.deepEqual(values, [EVENTS[0]]);
      assert.ok(error instanceof ProtocolError, `${text}: ${error}`);
      assert.match(error.message, message);
    }
  }
});

test("EventStream hands on events, and gives its connection back at the end", async () => {
  const connection = new ScriptedConnection(`${LINES[0]}\n`, `${LINES[1]}\n`, end);
  let overs = 0;
  const stream = new EventStream(new ConnectionBody(connection, "application/json"), {
    onOver: () => overs++,
  });
  const events: EngineEventMessage[] = [];
  for await (const event of stream) events.push(event);
  assert.deepEqual(events, EVENTS);
  assert.equal(connection.open, false);
  assert.equal(overs, 1);
});

test("EventStream rejects when it is cut in the middle of an event", async () => {
  const connection = new ScriptedConnection(`${LINES[0]}\n{"Type"`, end);
  const reader = new EventStream(new ConnectionBody(connection, "")).getReader();
  assert.deepEqual((await reader.read()).value, EVENTS[0]);
  await assert.rejects(reader.read(), ProtocolError);
  assert.equal(connection.open, false);
});
