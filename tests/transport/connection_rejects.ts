import assert from "node:assert/strict";
import { ConnectionError, type ErrorCode } from "../../src/errors.ts";

/** Asserts that something rejects with a `ConnectionError` of that code, and gives it. */
export async function connectionRejects(
  promise: unknown,
  code: ErrorCode,
  message: RegExp = /^Cannot /,
): Promise<ConnectionError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof ConnectionError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return error;
  }
  assert.fail(`should have rejected with "${code}"`);
}
