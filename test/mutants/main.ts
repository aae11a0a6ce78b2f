/**
 * `npm run mutants [-- group … --file=F … --concurrency=N --anew]`: changes the code that decides
 * and counts, one small change at a time, and runs the tests that concern it. Exit code 0 only if
 * each group's tests see at least `LEAST_SCORE` of its mutants. Reports are written to
 * `.mutants/<group>`; what was found of a mutant holds until its code or a test of its group
 * changes (`--anew`: all again). With `--file` only such files are changed and counted.
 */
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { Complaint } from "../../scripts/complaint.ts";
import { GROUPS, type GroupName, isGroup } from "./groups.ts";

const LEAST_SCORE = 90;
const FOLDER = ".mutants";
const PATIENCE_MS = 60_000;

type Options = {
  readonly concurrency: number;
  readonly anew: boolean;
  /** The only files to change; empty: all of the group. */
  readonly files: readonly string[];
};

async function score(name: GroupName, { concurrency, anew, files }: Options): Promise<Score> {
  process.env["MUTANTS"] = name;
  const results = await new Stryker({
    packageManager: "npm",
    testRunner: "vitest-5",
    plugins: ["@stryker-mutator/vitest-runner", join(import.meta.dirname, "runner.ts")],
    vitest: { configFile: "test/mutants/vitest.config.ts", related: false },
    mutate: files.length === 0 ? [...GROUPS[name].mutate] : [...files],
    mutator: { plugins: null, excludedMutations: ["StringLiteral"] },
    coverageAnalysis: "perTest",
    // Endless loops end by the count of their steps: this only ends what hangs, not what waits for
    // a busy machine, which would count as seen.
    timeoutMS: PATIENCE_MS,
    concurrency,
    incremental: true,
    incrementalFile: `${FOLDER}/${name}/incremental.json`,
    force: anew,
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false },
    htmlReporter: { fileName: `${FOLDER}/${name}/report.html` },
    jsonReporter: { fileName: `${FOLDER}/${name}/report.json` },
    tempDirName: `${FOLDER}/work`,
    ignorePatterns: ["/.wrangler", `/${FOLDER}`],
    // Told here, once all groups are done.
    thresholds: { high: 100, low: LEAST_SCORE, break: null },
    // TypeScript 7 has no parser for Stryker to call, and nothing here is compiled by it.
    tsconfigFile: "none",
    disableTypeChecks: false,
    allowConsoleColors: false,
  }).runMutationTest();
  const unread = await withoutTests(name);
  if (unread.length > 0) throw new Complaint(`No test was run of ${unread.join(", ")}.`);
  // Those of other files come from the last report.
  const counted = results.filter(
    ({ fileName }) => files.length === 0 || files.some((file) => fileName.endsWith(`/${file}`)),
  );
  const count = (...states: readonly string[]): number =>
    counted.filter(({ status }) => states.includes(status)).length;
  return {
    name,
    seen: count("Killed", "Timeout"),
    unseen: count("Survived", "NoCoverage"),
    timeouts: count("Timeout"),
  };
}

/** Files of tests that couldn't be loaded, which Stryker passes over in silence. */
async function withoutTests(name: GroupName): Promise<readonly string[]> {
  const report = JSON.parse(await readFile(`${FOLDER}/${name}/report.json`, "utf8")) as Report;
  const wanted = GROUPS[name].tests.flatMap((pattern) => globSync(pattern));
  return wanted.filter((file) => (report.testFiles[file]?.tests.length ?? 0) === 0);
}

type Report = {
  readonly testFiles: Readonly<Record<string, { readonly tests: readonly unknown[] }>>;
};

type Score = {
  readonly name: GroupName;
  readonly seen: number;
  readonly unseen: number;
  /** Of those seen: an endless loop, or a machine that was too busy. */
  readonly timeouts: number;
};

const percent = ({ seen, unseen }: Score): number => (100 * seen) / Math.max(seen + unseen, 1);

const filesOf = (name: GroupName): readonly string[] =>
  GROUPS[name].mutate.flatMap((pattern) => globSync(pattern));

const names = (): readonly GroupName[] => Object.keys(GROUPS).filter(isGroup);

async function main(words: readonly string[]): Promise<boolean> {
  const wanted = words.filter((word) => !word.startsWith("--"));
  const unknown = words.filter((word) =>
    word.startsWith("--") ? !/^--(anew|concurrency=[1-9]\d?|file=.+)$/.test(word) : !isGroup(word),
  );
  if (unknown.length > 0)
    throw new Complaint(
      `Unknown: ${unknown.join(", ")}. The groups are ${names().join(", ")}; there are --file=F, --concurrency=N and --anew.`,
    );
  const valuesOf = (option: string): readonly string[] =>
    words.flatMap((word) =>
      word.startsWith(`--${option}=`) ? [word.slice(option.length + 3)] : [],
    );
  const files = valuesOf("file");
  const [concurrency = 1] = valuesOf("concurrency").map(Number);
  const anew = words.includes("--anew");
  const groups = names().filter((name) => wanted.length === 0 || wanted.includes(name));
  const strange = files.filter((file) => !groups.some((name) => filesOf(name).includes(file)));
  if (strange.length > 0) throw new Complaint(`No such group changes ${strange.join(", ")}.`);
  const scores: Score[] = [];
  for (const name of groups) {
    const own = files.filter((file) => filesOf(name).includes(file));
    if (files.length > 0 && own.length === 0) continue;
    scores.push(await score(name, { concurrency, anew, files: own }));
  }
  for (const found of scores)
    console.log(
      `${found.name.padEnd(12)} ${percent(found).toFixed(1)} % of ${found.seen + found.unseen} mutants seen, ${found.timeouts} by a timeout`,
    );
  return scores.every((found) => percent(found) >= LEAST_SCORE);
}

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
