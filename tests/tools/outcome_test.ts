import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, type TestRun } from "../../tools/test/outcome.ts";

const DENO = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3" failures="0" errors="1" time="0.016">
    <testsuite name="./tests/a_test.ts" tests="3" disabled="1" errors="1" failures="0">
        <testcase name="one" classname="./tests/a_test.ts" time="0.002" line="1" col="33">
        </testcase>
        <testcase name="exits" classname="./tests/a_test.ts" time="0.000" line="1" col="56">
            <error message="Cancelled"/>
        </testcase>
        <testcase name="three" classname="./tests/a_test.ts" line="1" col="99">
            <skipped/>
        </testcase>
    </testsuite>
</testsuites>`;

const BUN = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bun test" tests="3" assertions="0" failures="1" skipped="1" time="0.05">
  <testsuite name="tests/a_test.ts" file="tests/a_test.ts" tests="3" time="0.03" hostname="vm">
    <testcase name="passes" classname="" time="0.001616" file="tests/a_test.ts" line="3" />
    <testcase name="fails &lt;&amp;&quot;&gt; here" time="0.002" file="tests/a_test.ts" line="4">
      <failure type="AssertionError" message="Expected&#10;1 !== 2">at a_test.ts:4:41</failure>
    </testcase>
    <testsuite name="d" file="tests/a_test.ts" line="11" tests="1" time="0" hostname="vm">
      <testcase name="later" classname="d" time="0" file="tests/a_test.ts" line="8">
        <skipped message="TODO" />
      </testcase>
    </testsuite>
  </testsuite>
</testsuites>`;

const NODE = `<?xml version="1.0" encoding="utf-8"?>
<testsuites>
	<testcase name="one > the other" time="0.001932" classname="test"/>
	<!-- Error: Test "one" generated <testcase name="not one"/> -->
	<testcase name="tests/zero_test.ts" time="0.227623" classname="test"/>
	<!-- tests 2 -->
</testsuites>`;

function run(files: string[], report: string | undefined, more: Partial<TestRun> = {}): TestRun {
  return { files, namesFiles: true, report, trouble: undefined, output: "", ...more };
}

test("judge() counts what Deno reports, and an exit in the middle as failures", () => {
  const { passed, failures } = judge(run(["tests/a_test.ts"], DENO));
  assert.equal(passed, 1);
  assert.deepEqual(failures, ["tests/a_test.ts: exits", "tests/a_test.ts: three (skipped)"]);
});

test("judge() counts what Bun reports, nested suites too", () => {
  const { passed, failures } = judge(run(["tests/a_test.ts"], BUN, { trouble: "status 1" }));
  assert.equal(passed, 1);
  assert.deepEqual(failures, [
    'tests/a_test.ts: fails <&"> here',
    "tests/a_test.ts: later (skipped)",
  ]);
});

test("judge() takes a file that Node reports by its name for one without tests", () => {
  const files = ["tests/one_test.ts", "tests/zero_test.ts"];
  const { passed, failures } = judge(run(files, NODE, { namesFiles: false }));
  assert.equal(passed, 1);
  assert.deepEqual(failures, [
    "tests/zero_test.ts: no tests, or an error or exit outside of them",
  ]);
});

test("judge() fails a file that a report does not name", () => {
  const { passed, failures } = judge(run(["tests/a_test.ts", "tests/b_test.ts"], BUN));
  assert.equal(passed, 1);
  assert.equal(failures.at(-1), "tests/b_test.ts: no tests");
});

test("judge() fails a run without a report, without tests or with a status nobody explains", () => {
  const files = ["tests/a_test.ts"];
  assert.deepEqual(judge(run(files, undefined)).failures, ["no report was written (status 0)"]);
  const empty = "<testsuites></testsuites>";
  assert.deepEqual(judge(run(files, empty, { namesFiles: false })).failures, ["no tests were run"]);
  const good = '<testsuite name="tests/a_test.ts"><testcase name="one"/></testsuite>';
  assert.deepEqual(judge(run(files, good)).failures, []);
  assert.deepEqual(judge(run(files, good, { trouble: "status 1" })).failures, [
    "ended with status 1",
  ]);
});

test("judge() says so when a run with failures did not end by itself", () => {
  const { failures } = judge(run(["tests/a_test.ts"], BUN, { trouble: "signal SIGKILL" }));
  assert.equal(failures.at(-1), "ended with signal SIGKILL");
});
