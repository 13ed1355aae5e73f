/** Connections whose other end follows a script, as users' tests have them too. */

export * from "../src/testing/scripted_connection.ts";
