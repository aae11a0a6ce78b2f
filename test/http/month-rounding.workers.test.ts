/** Where a difference of a month is nothing to deal with, and its chart. */
import { expect, test } from "vitest";
import type { Decimal } from "../../src/domain/money.ts";
import type { DifferencesView } from "../../src/sync/contract/index.ts";
import { compared } from "./compared.ts";
import { DIFFERENCES } from "./differences.ts";

test("what both sides only round differently is not red, and no bar lies over the words of the axis", async () => {
  const shown = async (name: "rounding" | "amount"): Promise<string> => {
    const { user, id } = await compared(
      {},
      {
        gross: [{ currency: "SEK", orders: 1, source: "100.00", ledger: "99.99" }],
        rates: [
          {
            currency: "SEK",
            rate: "0.25",
            source: { net: "80.00", vat: "20.00" },
            ledger: { net: "80.00", vat: "19.99" },
          },
        ],
        parts: [
          {
            name,
            currency: "SEK",
            gross: "-0.01",
            rates: [{ rate: "0.25", net: "0.00", vat: "-0.01" }],
          },
        ],
      },
    );
    return (await user.go(`/admin/tenants/${id}/comparison?month=2026-11`)).text;
  };
  const rounded = await shown("rounding");
  expect(rounded).toContain("<span>-0.01</span>");
  expect(rounded).not.toMatch(/class="misses">-/);
  // The same cent is red in the statement, the day and its rate, where it must be dealt with.
  expect((await shown("amount")).match(/class="misses">-0\.01/g)).toHaveLength(3);
  expect(rounded).toContain('<text x="-8"');
});

test("where an order of nothing isn't in the ledger, no VAT of nothing is told beside its amount", async () => {
  const item = (number: string, vat: Decimal): DifferencesView["items"][number] => ({
    name: "held",
    day: "2026-11-23",
    number,
    document: null,
    parts: [
      { name: "held", currency: "SEK", gross: "0.00", rates: [{ rate: "0.25", net: vat, vat }] },
    ],
    order: null,
  });
  const { user, id } = await compared({
    "reconciliation.differences": () => ({
      ...DIFFERENCES,
      counts: { held: 2 },
      items: [item("1001", "0.00"), item("1002", "-0.01")],
    }),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-11`);
  expect(text.match(/VAT: -?[\d.]+ SEK/g)).toEqual(["VAT: -0.01 SEK"]);
});
