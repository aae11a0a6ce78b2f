import { expect, test } from "vitest";
import { startTime } from "./start-profile.ts";

const node = (id: number, functionName: string, children: readonly number[] = []) => ({
  id,
  callFrame: { functionName },
  children,
});

test("a start is busy but for what is idle, and a module bears what it is the first to import", () => {
  const told = startTime({
    nodes: [
      node(1, "(root)", [2, 3, 6]),
      node(2, "(idle)"),
      node(3, "src/a.ts", [4]),
      node(4, "src/b.ts", [5]),
      node(5, "schema"),
      node(6, "(garbage collector)"),
    ],
    samples: [2, 3, 5, 6],
    timeDeltas: [9_000, 1_000, 3_000, 500],
  });
  expect(told).toEqual({
    busyMs: 4.5,
    modules: [
      { module: "src/a.ts", ms: 4 },
      { module: "src/b.ts", ms: 3 },
    ],
  });
});

test("a module that stands twice on the stack counts once", () => {
  const told = startTime({
    nodes: [node(1, "src/a.ts", [2]), node(2, "src/a.ts")],
    samples: [2],
    timeDeltas: [2_000],
  });
  expect(told.modules).toEqual([{ module: "src/a.ts", ms: 2 }]);
});
