/** The runs of a timeline in their order, with one that was cut off and is told late. */
import { expect, test } from "vitest";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { inOrder } from "../../src/sync/tenant/views/open-timelines.ts";

const entry = (at: number, what: TimelineEntry["what"]): TimelineEntry => ({
  at,
  what,
  title: "",
  detail: null,
});
const first = [entry(1, "read"), entry(2, "outcome")];
const late = [entry(5, "plan"), entry(6, "write"), entry(40, "cut-off")];
const next = [entry(30, "plan"), entry(35, "outcome")];

test("a run that was cut off stands before those that began after it, whenever it is told", () => {
  expect(inOrder([first, next, late])).toEqual([first, late, next]);
  expect(inOrder([first, late, next])).toEqual([first, late, next]);
  expect(inOrder([first, late])).toEqual([first, late]);
});

test("all others stay as they were told: their clocks may differ", () => {
  const person = [entry(0, "person")];
  expect(inOrder([first, person, [], next])).toEqual([first, person, [], next]);
});
