/**
 * The table of docs/cross-border-vat.md and the acceptance suite say the same: every row has its
 * cases, every case its row.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { ABROAD } from "../acceptance/orders/cross-border.cases.ts";
import type { CrossBorderCase } from "../acceptance/orders/cross-border.kit.ts";
import { inputOf, sold } from "../acceptance/orders/planned.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/cross-border-vat.md"), "utf8");
const rows = [...page.matchAll(/^\| (\d+) \|.*\| ([^|]+) \|$/gm)].map(
  ([, number = "", becomes = ""]) => ({
    number,
    becomes: /`([a-z-]+)`/.exec(becomes)?.[1] ?? "",
    held: becomes.startsWith("held"),
  }),
);

/** What became of a case, in the table's word. */
function outcome(one: CrossBorderCase): { becomes: string; held: boolean } {
  const plan = planOrder(inputOf(one, sold(one)));
  if (plan.kind === "hold") return { becomes: plan.reasons[0]?.code ?? "", held: true };
  return {
    becomes: String(
      plan.reasons.find(({ code }) => code === "sale-decided")?.params["kind"] ?? "domestic",
    ),
    held: false,
  };
}

test("the table is numbered through, and every row of it has a case", () => {
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => String(index + 1)));
  expect(rows.length).toBeGreaterThanOrEqual(35);
  expect(rows.filter(({ number }) => !ABROAD.some((one) => one.row === number))).toEqual([]);
});

describe("becomes what its row says", () => {
  test.each(ABROAD.map((one) => [one.row, one.name, one] as const))(
    "row %s: %s",
    (number, _, one) => {
      const row = rows.find((candidate) => candidate.number === number);
      expect(outcome(one)).toEqual({ becomes: row?.becomes, held: row?.held });
    },
  );
});
