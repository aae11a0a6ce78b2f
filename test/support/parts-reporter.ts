/**
 * Says at the end of a run what each part of the suite took: the time its files worked, added up
 * over all workers, and of it what went before their tests (workers, imports, set-up).
 */
import type { Reporter, TestModule } from "vitest/node";

type Part = { files: number; tests: number; before: number; within: number };

export default class PartsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const parts = new Map<string, Part>();
    for (const module of modules) {
      const part = parts.get(module.project.name) ?? {
        files: 0,
        tests: 0,
        before: 0,
        within: 0,
      };
      const { duration, ...before } = module.diagnostic();
      part.files += 1;
      part.tests += [...module.children.allTests()].length;
      part.within += duration;
      part.before +=
        before.environmentSetupDuration +
        before.prepareDuration +
        before.collectDuration +
        before.setupDuration;
      parts.set(module.project.name, part);
    }
    for (const [name, { files, tests, before, within }] of parts)
      console.log(
        `${name}: ${files} files, ${tests} tests, ${seconds(before + within)} s, of them ${seconds(before)} s before tests`,
      );
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
