import { EXTRA_PARAMETERS, JSON_PARAMETERS, PARAMETER_TYPES } from "./corrections.ts";
import { identify } from "./history.ts";
import type { Description, Operation, Parameter } from "./schema.ts";

/** A parameter of a query, as one interface offers it for all API versions. */
export interface QueryField {
  name: string;
  text: string;
  /** The type, where it is known not to be what the schema says. */
  type: string | undefined;
  parameter: Parameter;
  required: boolean;
  deprecated: string | undefined;
}

const AS_JSON = "Sent as JSON, and given as the value itself.";

/** The parameters of an operation's query: the newest description's, then what older ones had. */
export function queryOf(operation: Operation, descriptions: readonly Description[]): QueryField[] {
  const fields = operation.query.map((parameter) => toField(operation, parameter, undefined));
  for (const [name, extra] of Object.entries(EXTRA_PARAMETERS[operation.id] ?? {})) {
    const parameter = { name, description: extra.text };
    fields.push({ ...toField(operation, parameter, undefined), type: extra.type });
  }
  for (const [index, { operations, version }] of [...descriptions.entries()].reverse()) {
    const old = operations.find((each) => identify(each) === identify(operation));
    const next = descriptions[index + 1]?.version;
    for (const parameter of old?.query ?? []) {
      if (fields.some(({ name }) => name === parameter.name)) continue;
      const deprecated = `Last described in API ${version}, gone by API ${next}.`;
      fields.push({ ...toField(operation, parameter, deprecated), required: false });
    }
  }
  return fields;
}

function isJson(operation: Operation, name: string): boolean {
  return name === "filters" || JSON_PARAMETERS.has(`${operation.id}.${name}`);
}

function toField(
  operation: Operation,
  parameter: Parameter,
  deprecated: string | undefined,
): QueryField {
  const { name, required, description } = parameter;
  return {
    name,
    text: [description ?? "", ...(isJson(operation, name) ? [AS_JSON] : [])].join("\n\n"),
    type: name === "filters" ? "Filters" : PARAMETER_TYPES[`${operation.id}.${name}`],
    parameter,
    required: required === true,
    deprecated,
  };
}
