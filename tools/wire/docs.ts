/** What a doc comment is made of. */
export interface Doc {
  /** Markdown from a description, or our own. */
  text: string;
  /** The default, as it stands in the description. */
  default?: unknown;
  /** Why and since when not to use it. */
  deprecated?: string | undefined;
  /** The first API version that has it, where that is known. */
  since?: string | undefined;
}

/** Columns of a line of the output. */
const WIDTH = 100;

/** A doc comment, indented by so many columns, with its line ends. */
export function toDoc(doc: Doc, indent: number): string {
  const { text, deprecated } = splitDeprecation(clean(doc.text));
  const paragraphs = [text];
  if (doc.since !== undefined) paragraphs.push(`Since API ${doc.since}.`);
  const tags = [];
  if (doc.default !== undefined && doc.default !== "") {
    tags.push(`@default {${JSON.stringify(doc.default)}}`);
  }
  const why = [doc.deprecated, deprecated].filter((each) => each !== undefined).join(" ");
  if (why !== "") tags.push(`@deprecated ${why}`);
  paragraphs.push(tags.join("\n"));
  const lines = paragraphs.filter((part) => part !== "").join("\n\n").split("\n");
  const wrapped = reflow(lines, WIDTH - indent - 3);
  const margin = " ".repeat(indent);
  const [only] = wrapped;
  if (wrapped.length === 1 && only !== undefined && only.length + indent + 7 <= WIDTH) {
    return `${margin}/** ${only} */\n`;
  }
  const body = wrapped.map((line) => `${margin} * ${line}`.trimEnd());
  return `${margin}/**\n${body.join("\n")}\n${margin} */\n`;
}

/** The Markdown of a description without what doc comments and their linter trip over. */
export function clean(markdown: string): string {
  let fenced = false;
  return markdown
    .replace(/^[ \t]*<p><br \/><\/?p>[ \t]*$/gm, "")
    .replace(/<sup>(.*?)<\/sup>/g, "^$1")
    .replace(/<\/?kbd>/g, "`")
    .replaceAll("*/", "*\\/")
    .replace(/^(\s*)@/gm, "$1\\@")
    .replace(/^(\s*)```(\w*)$/gm, (_, margin: string, language: string) => {
      fenced = !fenced;
      // A block without a language would be type-checked as TypeScript.
      return `${margin}\`\`\`${fenced && language === "" ? "text" : language}`;
    })
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(/^[a-z](?=[a-z]* )/, (first) => first.toUpperCase())
    .replace(/^[^\n]*[\w`)"](?=\n\n|$)/, "$&.");
}

/** Takes the paragraph that begins with "Deprecated:" out of a text. */
export function splitDeprecation(
  text: string,
): { text: string; deprecated: string | undefined } {
  const paragraphs = text.split("\n\n");
  const mark = /^(?:> )?(?:\*\*)?deprecated(?:\*\*)?:?(?:\*\*)?:? */i;
  const found = paragraphs.find((paragraph) => mark.test(paragraph));
  if (found === undefined) return { text, deprecated: undefined };
  const reason = found.replace(mark, "").replace(/\n(?:> ?)?/g, " ");
  return {
    text: paragraphs.filter((paragraph) => paragraph !== found).join("\n\n"),
    deprecated: reason.charAt(0).toUpperCase() + reason.slice(1),
  };
}

/** Fills paragraphs up to the width; lists, quotes, tables and code keep their lines. */
export function reflow(lines: readonly string[], width: number): string[] {
  const out: string[] = [];
  let fenced = false;
  let open = false;
  for (const line of lines) {
    const fence = line.trimStart().startsWith("```");
    const kept = fenced || fence || /^\s{4,}|^\s*(?:[-*+>|@#]|\d+\.) ?|^$/.test(line);
    if (fence) fenced = !fenced;
    const last = out.at(-1);
    if (open && !kept && last !== undefined) {
      out.splice(-1, 1, ...fill(`${last} ${line.trim()}`, width));
    } else if (fenced || fence) out.push(line);
    else out.push(...fill(line, width));
    open = !fenced && !fence && line !== "" && !line.startsWith("@");
  }
  return out;
}

function fill(line: string, width: number): string[] {
  const margin = /^\s*(?:[-*+] |\d+\. |> )?/.exec(line)?.[0] ?? "";
  const rest = margin.includes(">") ? margin : " ".repeat(margin.length);
  const out: string[] = [];
  let current = margin;
  for (const word of line.slice(margin.length).split(" ")) {
    if (current.length + 1 + word.length > width && current.trim() !== margin.trim()) {
      out.push(current);
      current = rest + word;
    } else {
      current += current === margin || current === rest ? word : ` ${word}`;
    }
  }
  return [...out, current];
}
