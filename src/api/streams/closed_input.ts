/**
 * A standard input that nobody is attached to: it says so, where the engine would say nothing.
 *
 * @param method The method that was not given `stdin: true`, for the message.
 */
export function closedInput(method: string): WritableStream<Uint8Array> {
  return new WritableStream({
    start(controller) {
      controller.error(
        new TypeError(
          `Cannot write to the standard input: ${method}() was not given stdin: true`,
        ),
      );
    },
  });
}
