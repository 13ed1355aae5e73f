import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSum, mendQuotes, readDescription } from "../../tools/wire/description.ts";
import { clean, reflow, splitDeprecation, toDoc } from "../../tools/wire/docs.ts";
import {
  elementName,
  fileName,
  lowerFirst,
  nestedName,
  partName,
  propertyKey,
} from "../../tools/wire/names.ts";

test("names are made of the owner's and the property's", () => {
  assert.equal(nestedName("Mount", "BindOptions"), "MountBindOptions");
  assert.equal(nestedName("PluginConfig", "rootfs"), "PluginConfigRootfs");
  assert.equal(nestedName("X", "one-shot"), "XOneShot");
  assert.equal(partName("ContainerList", "query"), "ContainerListQuery");
});

test("elementName() takes one of many, and leaves what only ends in s", () => {
  assert.equal(elementName("ResourcesUlimits"), "ResourcesUlimit");
  assert.equal(elementName("ServiceEndpointVirtualIPs"), "ServiceEndpointVirtualIP");
  assert.equal(elementName("ClusterVolumePublishStatus"), "ClusterVolumePublishStatus");
  assert.equal(elementName("SomeAddress"), "SomeAddress");
});

test("fileName() takes the plural of what there can be several of", () => {
  assert.equal(fileName("Container"), "containers.ts");
  assert.equal(fileName("System"), "system.ts");
});

test("propertyKey() puts in quotes what is no identifier", () => {
  assert.equal(propertyKey("Id"), "Id");
  assert.equal(propertyKey("os.version"), '"os.version"');
});

test("lowerFirst() makes a summary the rest of a sentence", () => {
  assert.equal(lowerFirst("List containers."), "list containers");
  assert.equal(lowerFirst("DNS things"), "DNS things");
});

test("mendQuotes() indents the later lines of quoted texts", () => {
  const text = '    description: "one\n  two\n  three."\n    type: "string"\n';
  const spaces = " ".repeat(40);
  assert.equal(
    mendQuotes(text),
    `    description: "one\n${spaces}two\n${spaces}three."\n    type: "string"\n`,
  );
  assert.equal(mendQuotes('a: "b"\nc: "d"\n'), 'a: "b"\nc: "d"\n');
});

test("the descriptions of API 1.25 and 1.30 are whole once mended", async () => {
  const [oldest, next] = await Promise.all([readDescription("1.25"), readDescription("1.30")]);
  const update = oldest.operations.find(({ id }) => id === "ServiceUpdate");
  assert.deepEqual(update?.query.map(({ name }) => name), ["version", "registryAuthFrom"]);
  const later = next.operations.find(({ id }) => id === "ServiceUpdate");
  assert.deepEqual(later?.query.map(({ name }) => name), [
    "version",
    "registryAuthFrom",
    "rollback",
  ]);
});

test("checkSum() refuses a file that is not the one whose hash is known", () => {
  const sums = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.yaml\n";
  checkSum("a.yaml", "abc", sums);
  assert.throws(() => checkSum("a.yaml", "abd", sums), /"a\.yaml": it is not the file/);
  assert.throws(() => checkSum("b.yaml", "abc", sums), /"b\.yaml": it is not the file/);
});

test("clean() takes out HTML, and names the language of code", () => {
  assert.equal(clean("A.\n\n<p><br /></p>\n\nB."), "A.\n\nB.");
  assert.equal(clean("10<sup>-9</sup> CPUs."), "10^-9 CPUs.");
  assert.equal(clean("```\nx\n```\n```json\ny\n```"), "```text\nx\n```\n```json\ny\n```");
  assert.equal(clean("A */ b\n@c."), "A *\\/ b\n\\@c.");
});

test("clean() makes a sentence of the first line", () => {
  assert.equal(clean("name of the `thing`"), "Name of the `thing`.");
  assert.equal(clean("`name` is (or was)\n\n- a"), "`name` is (or was).\n\n- a");
  assert.equal(clean("Possible values are:\n\n- a"), "Possible values are:\n\n- a");
  assert.equal(clean("one line\nand another."), "One line\nand another.");
});

test("splitDeprecation() finds the paragraph in all its spellings", () => {
  const bold = splitDeprecation("What.\n\n> **Deprecated**: this is\n> gone.");
  assert.deepEqual(bold, { text: "What.", deprecated: "This is gone." });
  const plain = splitDeprecation("Deprecated: use x.");
  assert.deepEqual(plain, { text: "", deprecated: "Use x." });
  const none = splitDeprecation("Set by MAINTAINER (deprecated) lines.");
  assert.equal(none.deprecated, undefined);
});

test("reflow() fills paragraphs, and keeps lists, code and tables", () => {
  const lines = ["one", "two", "", "- a b c d e f", "", "```text", "x  y", "z", "```", "| a |"];
  assert.deepEqual(reflow(lines, 10), [
    "one two",
    "",
    "- a b c d",
    "  e f",
    "",
    "```text",
    "x  y",
    "z",
    "```",
    "| a |",
  ]);
});

test("toDoc() writes one line where it can, and tags last", () => {
  assert.equal(toDoc({ text: "Short." }, 2), "  /** Short. */\n");
  assert.equal(
    toDoc({ text: "Text.\n\nDeprecated: no.", default: false, since: "1.42" }, 0),
    "/**\n * Text.\n *\n * Since API 1.42.\n *\n * @default {false}\n * @deprecated No.\n */\n",
  );
  assert.equal(toDoc({ text: "Text.", default: "" }, 0), "/** Text. */\n");
});
