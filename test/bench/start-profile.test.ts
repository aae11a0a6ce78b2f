import { expect, test } from "vitest";
import { busyMs } from "./start-profile.ts";

const node = (id: number, functionName: string) => ({ id, callFrame: { functionName } });

test("a start is busy but for what is idle, with what V8 does for it", () => {
  const told = busyMs({
    nodes: [
      node(1, "(root)"),
      node(2, "(idle)"),
      node(3, "schema"),
      node(4, "(garbage collector)"),
      node(5, "(idle)"),
    ],
    samples: [2, 3, 5, 3, 4],
    timeDeltas: [9_000, 1_000, 7_000, 3_000, 500],
  });
  expect(told).toBe(4.5);
});
