import { readFileSync } from "node:fs";

/** An operation as a list tells of it that was put together apart from the descriptions. */
export interface EndpointRow {
  readonly verb: string;
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  /** The names of the query's parameters. */
  readonly query: readonly string[];
}

/** Reads `endpoints.tsv`; what is not described has no tag. */
export function readEndpoints(): EndpointRow[] {
  const text = readFileSync(new URL("./endpoints.tsv", import.meta.url), "utf8");
  const [header, ...lines] = text.split("\n");
  if (!header?.startsWith("method\tpath\toperationId\ttag\tsince_api\tquery_params")) {
    throw new Error(`endpoints.tsv begins with ${JSON.stringify(header)}`);
  }
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => {
    const [verb = "", path = "", id = "", tag = "", , query = ""] = line.split("\t");
    const names = query === "" ? [] : query.split(",").map((name) => name.replace(/@.*/, ""));
    return { verb, path, id, tag: tag.startsWith("(") ? "" : tag, query: names };
  });
}
