/** The machine's side of `--create`: files, the terminal, chance. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { ROOT } from "../local/bundle.ts";
import type { Kept, Workshop } from "./create.ts";
import type { Environment } from "./missing.ts";
import { accountOfEnvironment, CONFIG_FILE, readConfiguration, wrangler } from "./read.ts";

/** Readable by its owner alone, and never committed. */
const OWNER_ONLY = 0o600;

export function workshopOf(environment: Environment): Workshop {
  return {
    environment,
    wrangler,
    inAccount: (id) => (words, input) => wrangler(words, input, id),
    accountOfEnvironment,
    configuration: () => readConfiguration(environment),
    toml: {
      read: () => readFileSync(CONFIG_FILE, "utf8"),
      write: (text) => replaceFile(CONFIG_FILE, text),
    },
    keptFor: (id) => keptIn(join(ROOT, ".deploy", id, `${environment}.json`)),
    ask,
    say: (line) => console.log(line),
    randomBase64: (bytes) => randomBytes(bytes).toString("base64"),
  };
}

/** Secrets that were made here, in one file of JSON. */
export const keptIn = (file: string): Kept => ({
  file,
  read: () =>
    existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) : {},
  keep: (values) => {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, `${JSON.stringify(values, null, 2)}\n`, OWNER_ONLY);
  },
});

/** Whole or not at all: a run that is stopped leaves no half file. */
function replaceFile(file: string, text: string, mode?: number): void {
  writeFileSync(`${file}.new`, text, mode === undefined ? {} : { mode });
  renameSync(`${file}.new`, file);
}

async function ask(question: string, hidden?: "hidden"): Promise<string> {
  process.stdout.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({
    input: process.stdin,
    output: hidden === undefined ? process.stdout : silent,
    terminal: process.stdin.isTTY === true,
  });
  // Input that ends instead of answering is no answer, and nothing waits for it.
  const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  try {
    return await Promise.race([terminal.question(""), ended]);
  } finally {
    terminal.close();
    if (hidden !== undefined) process.stdout.write("\n");
  }
}
