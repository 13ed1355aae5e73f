/** The name of a type written inside another: the other's and the property's, `MountBindOptions`. */
export function nestedName(owner: string, property: string): string {
  const words = property.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return owner + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The name of what a list holds: `Ulimit` for `Ulimits`. */
export function elementName(name: string): string {
  return /[^sui]s$/.test(name) ? name.slice(0, -1) : name.replace(/(?<=U)s$/, "");
}

/** The name of an operation's query, body or answer. */
export function partName(operation: string, part: "query" | "body" | "answer"): string {
  return operation + part.charAt(0).toUpperCase() + part.slice(1);
}

/** The file that holds what only one tag of the API uses. */
export function fileName(tag: string): string {
  const whole = new Set(["Exec", "Swarm", "System", "Distribution", "Session"]);
  return `${tag.toLowerCase()}${whole.has(tag) ? "" : "s"}.ts`;
}

/** A property as TypeScript writes it: in quotes unless it is an identifier. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** A summary as the rest of a sentence: no capital, no full stop. */
export function lowerFirst(summary: string): string {
  const plain = summary.trim().replace(/\.$/, "");
  return /^[A-Z][a-z]/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}
