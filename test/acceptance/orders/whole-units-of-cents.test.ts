/**
 * Orders of less than half a unit in a company that rounds its invoices to whole units: the invoice
 * would be one of nothing, which the ledger refuses. They are held before anything is written, with
 * that reason; a voucher has them to the cent.
 */
import { describe, expect, test } from "vitest";
import { isRoundedToNothing } from "../../../src/domain/ledger/whole-units.ts";
import {
  balances,
  CLEARING,
  opened,
  paid,
  RECEIVABLES,
  ROUNDING,
} from "../../support/whole-units.ts";

test.each([
  ["0.49", true],
  ["0.01", true],
  ["-0.49", true],
  ["0.50", false],
  ["-0.50", false],
  ["0.00", false],
  ["1.49", false],
])("%s is rounded to nothing: %s", (gross, is) => {
  const company = { domesticRounding: "whole", currency: "SEK" } as const;
  expect(isRoundedToNothing(company, "SEK", gross)).toBe(is);
  expect(isRoundedToNothing(company, "EUR", gross)).toBe(false);
  expect(isRoundedToNothing({ ...company, domesticRounding: "none" }, "SEK", gross)).toBe(false);
});

const FORMS = [
  ["hold", "invoice"],
  ["payment", "invoice"],
  ["account", "invoice"],
  ["hold", "draft-invoice"],
] as const;

describe("an order of less than half a unit", () => {
  test.each(FORMS)("is held before anything is written (%s, %s)", async (wholeUnits, type) => {
    const world = await opened({ wholeUnits, type });
    for (const price of [0.49, 0.01]) {
      const run = await world.book((await paid(world, price)).id);
      expect([run.end.outcome, run.end.reasons, run.writes]).toMatchObject([
        "held",
        [{ code: "rounded-to-nothing", params: { total: price.toFixed(2) } }],
        [],
      ]);
    }
  });

  test("is a voucher to the cent, where orders with cents become vouchers", async () => {
    const world = await opened({ wholeUnits: "mutation" });
    const run = await world.book((await paid(world, 0.49)).id);
    expect([run.end.outcome, run.writes.at(-1)?.kind]).toEqual(["booked", "voucher.create"]);
    expect(await balances(world)).toMatchObject({ [RECEIVABLES]: "0.49" });
  });
});

test.each(["payment", "account"] as const)(
  "half a unit is an invoice of one, and in the books to the cent (%s)",
  async (wholeUnits) => {
    const world = await opened({ wholeUnits });
    expect((await world.book((await paid(world, 0.5)).id)).end.outcome).toBe("booked");
    const books = await balances(world);
    expect([books[CLEARING], books[ROUNDING], books[RECEIVABLES]]).toEqual([
      "0.50",
      undefined,
      undefined,
    ]);
  },
);
