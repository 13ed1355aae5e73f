/** A piece of TypeScript source that means something: comments and blanks are left out. */
export interface Token {
  /** A name or number, a string's value, or a punctuation character. */
  readonly kind: "word" | "string" | "mark";
  /** Its text; a string's without quotes. */
  readonly text: string;
  /** The line it starts on, from 1. */
  readonly line: number;
}

// After one of these a slash starts a regular expression; elsewhere it divides.
const BEFORE_EXPRESSION = new Set("([{},;:=!&|?+-*%<>~^".split(""));
const WORDS_BEFORE_EXPRESSION = new Set(["return", "typeof", "case", "in", "of", "void", "await"]);

/** Splits source into tokens: enough to tell code from comments and text, and no more. */
export function tokenize(source: string): Token[] {
  return new Tokenizer(source).tokens();
}

class Tokenizer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;

  constructor(source: string) {
    this.#source = source;
  }

  tokens(): Token[] {
    this.#code(false);
    return this.#tokens;
  }

  /** Reads code to the end, or to the brace that closes a template's `${`. */
  #code(inTemplate: boolean): void {
    let depth = 0;
    while (this.#at < this.#source.length) {
      const rest = this.#source.slice(this.#at, this.#at + 2);
      const char = rest.charAt(0);
      if (rest === "//") this.#skip(this.#until("\n", 0));
      else if (rest === "/*") this.#skip(this.#until("*/", 2));
      else if (char === '"' || char === "'") this.#string(char);
      else if (char === "`") this.#template();
      else if (char === "/" && this.#startsExpression()) this.#pattern();
      else if (/[\p{L}\p{N}_$#]/u.test(char)) this.#word();
      else {
        if (char === "{") depth++;
        if (char === "}" && depth-- === 0 && inTemplate) return;
        if (char.trim() !== "") this.#push("mark", char);
        this.#skip(1);
      }
    }
  }

  #word(): void {
    const [text = ""] = /^[\p{L}\p{N}_$#]+/u.exec(this.#source.slice(this.#at, this.#at + 256)) ??
      [];
    this.#push("word", text);
    this.#skip(text.length);
  }

  #string(quote: string): void {
    let end = this.#at + 1;
    while (end < this.#source.length && this.#source[end] !== quote) {
      end += this.#source[end] === "\\" ? 2 : 1;
    }
    this.#push("string", this.#source.slice(this.#at + 1, end));
    this.#skip(end + 1 - this.#at);
  }

  #template(): void {
    const line = this.#line;
    let text = "";
    this.#skip(1);
    while (this.#at < this.#source.length && this.#source[this.#at] !== "`") {
      if (this.#source.startsWith("${", this.#at)) {
        this.#skip(2);
        this.#code(true);
        this.#skip(1);
        text += "${}";
        continue;
      }
      const length = this.#source[this.#at] === "\\" ? 2 : 1;
      text += this.#source.slice(this.#at, this.#at + length);
      this.#skip(length);
    }
    this.#skip(1);
    this.#tokens.push({ kind: "string", text, line });
  }

  #pattern(): void {
    let end = this.#at + 1;
    let inClass = false;
    while (end < this.#source.length && (inClass || this.#source[end] !== "/")) {
      const char = this.#source[end];
      if (char === "[") inClass = true;
      if (char === "]") inClass = false;
      end += char === "\\" ? 2 : 1;
    }
    this.#push("string", this.#source.slice(this.#at, end + 1));
    this.#skip(end + 1 - this.#at);
  }

  #startsExpression(): boolean {
    const last = this.#tokens.at(-1);
    if (last === undefined) return true;
    if (last.kind === "mark") return BEFORE_EXPRESSION.has(last.text);
    return last.kind === "word" && WORDS_BEFORE_EXPRESSION.has(last.text);
  }

  #until(end: string, from: number): number {
    const found = this.#source.indexOf(end, this.#at + from);
    return (found === -1 ? this.#source.length : found + end.length) - this.#at;
  }

  #push(kind: Token["kind"], text: string): void {
    this.#tokens.push({ kind, text, line: this.#line });
  }

  #skip(length: number): void {
    for (let i = 0; i < length; i++) if (this.#source[this.#at + i] === "\n") this.#line++;
    this.#at += length;
  }
}
