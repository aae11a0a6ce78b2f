/**
 * Runs the tests of a group again and again in one worker, each time with another mutant at work,
 * instead of loading the code anew for each mutant. Vitest takes it as its runner.
 *
 * A test counts only where it can be run twice: those that can't are told first. A mutant may also
 * leave something behind in the code's own memory. So a test that fails is run once more without
 * the mutant: if it fails then as well, the worker is told to be spoilt, and what it saw is
 * nothing.
 */
import { relative } from "node:path";
import { BroadcastChannel } from "node:worker_threads";
import { inject, type RunnerTask, type RunnerTestCase, TestRunner } from "vitest";
import type { Answer, Asked, Ready } from "./runner.ts";

declare module "vitest" {
  /** What the runner hands to the worker. */
  interface ProvidedContext {
    /** So many files of tests are to be loaded. */
    files: number;
    channel: string;
    /** Under this name of `globalThis` Stryker keeps which mutant is at work. */
    globalNamespace: string;
  }
}

type Suite = RunnerTestCase["file"] | NonNullable<RunnerTestCase["suite"]>;
type Marks = {
  activeMutant?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
};

const testsIn = (tasks: readonly RunnerTask[]): readonly RunnerTestCase[] =>
  tasks.flatMap((task) => (task.type === "suite" ? testsIn(task.tasks) : [task]));

/** From the file inwards. */
function suitesOf({ suite, file }: RunnerTestCase): readonly Suite[] {
  const around: Suite[] = [];
  for (let at = suite; at !== undefined; at = at.suite) around.unshift(at);
  return [file, ...around];
}

/** As Stryker names it. */
const idOf = (test: RunnerTestCase): string =>
  `${relative(process.cwd(), test.file.filepath)}#${[...suitesOf(test).slice(1), test]
    .map(({ name }) => name)
    .join(" ")
    .trim()}`;

export default class Again extends TestRunner {
  readonly #tests: RunnerTestCase[] = [];
  #files = 0;

  override async onAfterRunFiles(files: RunnerTestCase["file"][]): Promise<void> {
    this.#files += files.length;
    this.#tests.push(...files.flatMap(({ tasks }) => testsIn(tasks)));
    if (this.#files === inject("files")) await this.#serve();
    super.onAfterRunFiles(files);
  }

  async #serve(): Promise<void> {
    const channel = new BroadcastChannel(inject("channel"));
    const globals = globalThis as unknown as Record<string, Marks | undefined>;
    const marks: Marks = (globals[inject("globalNamespace")] ??= {});
    marks.activeMutant = undefined;
    const once = new Set<string>();
    const byId = new Map<string, RunnerTestCase[]>();
    const lasted = new Map<RunnerTestCase, number>();
    for (const test of this.#tests.filter(({ mode }) => mode === "run")) {
      const id = idOf(test);
      byId.set(id, [...(byId.get(id) ?? []), test]);
      const before = performance.now();
      if ((await this.#failure(test)) !== null) once.add(id);
      lasted.set(test, performance.now() - before);
    }
    const answer = async ({ mutant, tests, hitLimit }: Asked): Promise<Answer> => {
      const left = tests.filter((id) => once.has(id) || !byId.has(id));
      const wanted = tests
        .flatMap((id) => (once.has(id) ? [] : (byId.get(id) ?? [])))
        .toSorted((a, b) => (lasted.get(a) ?? 0) - (lasted.get(b) ?? 0));
      marks.hitCount = 0;
      marks.hitLimit = hitLimit;
      for (const test of wanted) {
        marks.activeMutant = mutant;
        const failure = await this.#failure(test);
        marks.activeMutant = undefined;
        if (hitLimit !== undefined && (marks.hitCount ?? 0) > hitLimit) return { kind: "endless" };
        if (failure === null) continue;
        if ((await this.#failure(test)) !== null) return { kind: "spoilt" };
        return { kind: "seen", by: idOf(test), failure };
      }
      return { kind: "unseen", left };
    };
    await new Promise<void>((resolve) => {
      channel.onmessage = (message: unknown) => {
        const { data } = message as { readonly data: Asked | "stop" };
        if (data !== "stop") {
          void answer(data).then((found) => channel.postMessage(found));
          return;
        }
        channel.close();
        resolve();
      };
      channel.postMessage({ kind: "ready", once: [...once] } satisfies Ready);
    });
  }

  /** `null`: the test is green. */
  async #failure(test: RunnerTestCase): Promise<string | null> {
    const suites = suitesOf(test);
    const undo: unknown[] = [];
    let failure: string | null = null;
    const tell = (fault: unknown): void => {
      failure ??= fault instanceof Error ? fault.message : String(fault);
    };
    test.result = { state: "run", retryCount: 0, repeatCount: 0, startTime: 0 };
    try {
      this.onBeforeTryTask(test, { retry: 0, repeats: 0 });
      for (const suite of suites)
        for (const hook of TestRunner.getSuiteHooks(suite).beforeEach)
          undo.push(await hook(test.context, suite as never));
      await TestRunner.getTestFn(test)();
      this.onAfterTryTask(test);
      if ((test.result.state as string) === "fail") tell("a soft expectation");
    } catch (fault) {
      tell(fault);
    }
    try {
      for (const suite of suites.toReversed())
        for (const hook of TestRunner.getSuiteHooks(suite).afterEach.toReversed())
          await hook(test.context, suite as never);
      for (const step of undo.toReversed()) if (typeof step === "function") await step();
    } catch (fault) {
      tell(fault);
    }
    return failure;
  }
}
