/** A tar archive (ustar) of small files, by their names. */
export function smallArchive(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  for (const [name, content] of Object.entries(files)) {
    const bytes = encoder.encode(content);
    const head = new Uint8Array(512);
    const text = (at: number, value: string) => {
      head.set(encoder.encode(value), at);
    };
    const octal = (at: number, value: number) => {
      text(at, `${value.toString(8).padStart(11, "0")}\0`);
    };
    text(0, name);
    text(100, "0000644\0");
    text(108, "0000000\0");
    text(116, "0000000\0");
    octal(124, bytes.length);
    octal(136, 1_700_000_000);
    text(148, " ".repeat(8));
    text(156, "0");
    text(257, "ustar\x0000");
    const sum = head.reduce((total, byte) => total + byte, 0);
    text(148, `${sum.toString(8).padStart(6, "0")}\0 `);
    const body = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    body.set(bytes);
    blocks.push(head, body);
  }
  blocks.push(new Uint8Array(1_024));
  const archive = new Uint8Array(blocks.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const block of blocks) {
    archive.set(block, at);
    at += block.length;
  }
  return archive;
}
