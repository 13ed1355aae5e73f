import { runtime } from "../../tools/runtimes.ts";
import { CACHE, ROOT, runChecked } from "../../tools/test/command.ts";
import { demandBytes } from "../harness/measure.ts";
import type { BenchRuntime } from "../harness/programs.ts";
import type { Case, Contender, Figures, Goal, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const FOLDER = `${CACHE}/bench/tar`;
const LARGE_FILES = 5;
const LARGE_SIZE = 100_000_000;
const SMALL_FILES = 20_000;

type Action = "pack" | "unpack";
type Kind = "large" | "small";

/** What it costs to pack and to unpack. */
export const tar: Question = {
  name: "tar",
  asks: "How fast are archives packed and unpacked in memory and from a folder, beside GNU tar?",
  async cases(setting: Setting): Promise<Case[]> {
    await prepareFiles();
    setting.defer(() => Deno.remove(FOLDER, { recursive: true }));
    return [
      archiveCase(setting, "unpack", "large", "500 MB in 5 files, unpacked", 1500),
      archiveCase(setting, "pack", "large", "500 MB in 5 files, packed", 1000),
      archiveCase(setting, "unpack", "small", "20,000 files of 57 MB, unpacked"),
      archiveCase(setting, "pack", "small", "20,000 files of 57 MB, packed"),
      folderCase(setting),
    ];
  },
};

function archiveCase(
  setting: Setting,
  action: Action,
  kind: Kind,
  title: string,
  limit?: number,
): Case {
  const goals: Goal[] = limit === undefined
    ? []
    : [{ contender: "node24", figure: "rate", limit, atLeast: true }];
  return {
    title,
    rounds: 5,
    figure: { name: "rate", unit: kind === "large" ? "MB/s" : "files/s" },
    contenders: [gnuTar(setting, action, kind), ...ours(setting, action, kind)],
    goals: goals.filter(({ contender }) => setting.runtimes.some((name) => name === contender)),
  };
}

/** Beside reading each file with the runtime's fastest call for a whole one. */
function folderCase(setting: Setting): Case {
  const folder = `${FOLDER}/small`;
  const contender = (name: BenchRuntime, action: "pack" | "read"): Contender => ({
    name: action === "read" ? `reading/${name}` : name,
    async run(): Promise<Figures> {
      const figures = await setting.measure(await sourceCommand(name, action, "folder", folder));
      const expected = action === "read"
        ? expectedBytes("unpack", "small")
        // The folder itself and the 100 in it have headers too.
        : expectedBytes("pack", "small") + 101 * 512;
      demandBytes(figures, expected, name);
      return figures;
    },
  });
  return {
    title: "20,000 files of 57 MB, read from a folder and packed",
    rounds: 7,
    figure: { name: "rate", unit: "files/s" },
    contenders: [
      gnuTar(setting, "pack", "small"),
      ...setting.runtimes.flatMap((name) => [contender(name, "read"), contender(name, "pack")]),
    ],
    goals: setting.runtimes.map((name) => ({
      contender: name,
      figure: "rate",
      against: `reading/${name}`,
      limit: 0.83, // 1 / 1.2
      atLeast: true,
    })),
  };
}

function ours(setting: Setting, action: Action, kind: Kind): Contender[] {
  return setting.runtimes.map((name) => ({
    name,
    async run(): Promise<Figures> {
      const figures = await setting.measure(await sourceCommand(name, action, kind));
      demandBytes(figures, expectedBytes(action, kind), name);
      return figures;
    },
  }));
}

/** From source on every runtime: what is timed begins when the program is loaded. */
async function sourceCommand(name: BenchRuntime, ...args: string[]): Promise<string[]> {
  const { command } = await runtime(name);
  const options = {
    deno: ["run", "-A", "--no-check", "--no-config", "--no-lock"],
    bun: [],
    node24: ["--no-warnings"],
  };
  return [command, ...options[name], `${ROOT}/bench/programs/tar.ts`, ...args];
}

/** It reads files from the kernel's cache, and its rate counts its start. */
function gnuTar(setting: Setting, action: Action, kind: Kind): Contender {
  const command = action === "unpack"
    ? ["tar", "-xOf", `${FOLDER}/${kind}.tar`]
    // Into a pipe: to /dev/null it would not even read.
    : ["sh", "-c", `tar -C ${FOLDER} -c ${kind} | cat`];
  return {
    name: "tar",
    async run(): Promise<Figures> {
      const figures = await setting.measure(command, { silent: true });
      const wall = figures.wall ?? NaN;
      const rate = kind === "large" ? LARGE_FILES * LARGE_SIZE / wall / 1e6 : SMALL_FILES / wall;
      return { ...figures, rate };
    },
  };
}

function expectedBytes(action: Action, kind: Kind): number {
  const sizes = kind === "large"
    ? Array.from({ length: LARGE_FILES }, () => LARGE_SIZE)
    : Array.from({ length: SMALL_FILES }, (_, i) => smallSize(i));
  if (action === "unpack") return sizes.reduce((sum, size) => sum + size);
  return sizes.reduce((sum, size) => sum + 512 + Math.ceil(size / 512) * 512, 1024);
}

function smallSize(i: number): number {
  return i * 7919 % 5682;
}

async function prepareFiles(): Promise<void> {
  const chunk = new Uint8Array(LARGE_SIZE).fill(97);
  await Deno.mkdir(`${FOLDER}/large`, { recursive: true });
  for (let i = 0; i < LARGE_FILES; i++) await Deno.writeFile(`${FOLDER}/large/file-${i}`, chunk);
  for (let i = 0; i < SMALL_FILES; i++) {
    const folder = `${FOLDER}/small/folder-${i % 100}`;
    if (i < 100) await Deno.mkdir(folder, { recursive: true });
    await Deno.writeFile(`${folder}/file-${i}.txt`, chunk.subarray(0, smallSize(i)));
  }
  for (const kind of ["large", "small"]) {
    await runChecked(["tar", "-C", FOLDER, "-cf", `${FOLDER}/${kind}.tar`, kind]);
  }
}
