/** Bytes to read at once: larger buffers make all runtimes slower, and a read seldom gives more. */
export const READ_SIZE = 262_144;

/** What is shorter than this is copied out of its buffer, so that a line of log does not hold it. */
export const SHORT_READ = 32_768;

/** How long a TCP connection is silent before the system probes whether the peer is still there. */
export const KEEP_ALIVE_MS = 30_000;
