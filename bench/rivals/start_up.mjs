import { connect } from "./client.mjs";

await connect().ping();
