import { checkWhole, unusable } from "./check.ts";

/**
 * A user as the engine wants it: text.
 *
 * @param user A name, a number, or `"user:group"`; `undefined` if it was not given.
 * @throws {TypeError} If it is neither text nor a number.
 * @throws {RangeError} If it is a number that is not whole, or less than 0.
 */
export function toUser(user: unknown): string | undefined {
  if (user === undefined || typeof user === "string") return user;
  if (typeof user === "number") {
    const id = checkWhole("user", user, { minimum: 0 });
    return `${id}`;
  }
  throw unusable("user", user, "expected a name or a number");
}
