import { EXTRA_PARAMETERS, PARAMETER_TYPES } from "./corrections.ts";
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
      const deprecated = `Until API ${version}; API ${next} no longer has it.`;
      fields.push({ ...toField(operation, parameter, deprecated), required: false });
    }
  }
  return fields;
}

function toField(
  operation: Operation,
  parameter: Parameter,
  deprecated: string | undefined,
): QueryField {
  const { name, required, description } = parameter;
  return {
    name,
    text: description ?? "",
    type: name === "filters" ? "Filters" : PARAMETER_TYPES[`${operation.id}.${name}`],
    parameter,
    required: required === true,
    deprecated,
  };
}
