import { VersionError } from "../errors.ts";

/** The oldest API version that is spoken. */
export const MINIMUM_API_VERSION = "1.24";
/** The newest API version that is known. */
export const MAXIMUM_API_VERSION = "1.56";

/** Whether the text is an API version such as `1.41`. */
export function isApiVersion(text: string): boolean {
  return /^[0-9]{1,4}\.[0-9]{1,4}$/.test(text);
}

/** Less than 0 if version `a` is older than `b`, 0 if they are the same, more than 0 if newer. */
export function compareApiVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}

/** The version to speak with an engine whose newest is `engine`: no newer than what is known. */
export function clampApiVersion(engine: string): string {
  return compareApiVersions(engine, MAXIMUM_API_VERSION) > 0 ? MAXIMUM_API_VERSION : engine;
}

/**
 * Makes sure that the text is an API version that can be spoken.
 *
 * @throws {TypeError} If it is no version.
 * @throws {VersionError} If it is older or newer than what is known.
 */
export function checkApiVersion(version: string): void {
  if (typeof version !== "string" || !isApiVersion(version)) {
    throw new TypeError(
      `Cannot use ${JSON.stringify(version)} as API version: expected one such as "1.41"`,
    );
  }
  if (
    compareApiVersions(version, MINIMUM_API_VERSION) < 0 ||
    compareApiVersions(version, MAXIMUM_API_VERSION) > 0
  ) {
    throw new VersionError(
      `Cannot speak API ${version}: known are ${MINIMUM_API_VERSION} to ${MAXIMUM_API_VERSION}`,
    );
  }
}
