/**
 * Waits for a connection to open, but not longer than the signal allows.
 *
 * @param dial What opens it.
 * @param signal Has no hold on the connection, and no listener, once this has settled.
 * @param giveUp Called on abort: stops the dialing, or drops what comes of it.
 * @returns What `dial` gives. Rejects with its error, or at once with the signal's reason.
 */
export function abortable<Opened>(
  dial: Promise<Opened>,
  signal: AbortSignal | undefined,
  giveUp: () => void,
): Promise<Opened> {
  if (signal === undefined) return dial;
  return new Promise((resolve, reject) => {
    function onAbort(): void {
      reject(signal?.reason);
      giveUp();
    }
    signal.addEventListener("abort", onAbort, { once: true });
    dial.finally(() => signal.removeEventListener("abort", onAbort)).then(resolve, reject);
  });
}
