/**
 * The reconciliation's list of orders: folded, as what differs stands above it; open once narrowed.
 * Its table has what stands in the ledger without an order too.
 */
import { expect, test } from "vitest";
import { compared, comparisonView } from "./compared.ts";
import { DIFFERENCES } from "./differences.ts";

test("all orders are folded under their count, those of one state are open, and leading back to all is there only then", async () => {
  const { user, id } = await compared();
  const each = async (query = ""): Promise<string> => {
    const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-11${query}`);
    return text.slice(text.indexOf('id="each"'));
  };
  const all = await each();
  expect(all).toMatch(/<details><summary>Show all 2<\/summary><div class="scroll"/);
  expect(all).not.toContain(">All</a>");
  // Its day, without the time.
  expect(all).toContain("23 Nov 2026<");
  expect(all).not.toMatch(/23 Nov 2026,? \d\d:/);
  for (const narrowed of [await each("&state=held"), await each("&part=held")]) {
    expect(narrowed).not.toContain("<details>");
    expect(narrowed).toContain(">All</a>");
  }
  expect(await each("&cursor=2026-11-23+1002")).not.toContain("<details>");
});

test("what stands in eAccounting without an order has its line in the page's table, which comes to the page's sums", async () => {
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, cursor: null }),
    "reconciliation.differences": () => DIFFERENCES,
  });
  const range = "from=2026-11-20&to=2026-11-24";
  const { text } = await user.go(`/admin/tenants/${id}/comparison.csv?${range}`);
  expect(text.trimEnd().split("\r\n").slice(3)).toEqual([
    "2026-11-22,7777,,,A document in eAccounting has a tracking code that belongs to no known order.,Invoice 77,SEK,,20.00,20.00,,Without an order,,,2026-11-22,,,,,,",
  ]);
});

test("a line without an order tells its VAT by rate, as the sums by rate count it", async () => {
  const rates = [
    { rate: "0.25", net: "8.00", vat: "2.00" },
    { rate: "0.06", net: "9.43", vat: "0.57" },
  ];
  const told = async (of: typeof rates | [{ rate: null; net: string; vat: string }]) => {
    const items = DIFFERENCES.items.map((one) => ({
      ...one,
      parts: one.parts.map((part) => ({ ...part, rates: of })),
    }));
    const { user, id } = await compared({
      "reconciliation.view": () => ({ ...comparisonView, cursor: null }),
      "reconciliation.differences": () => ({ ...DIFFERENCES, items }),
    });
    const range = "from=2026-11-20&to=2026-11-24";
    const { text } = await user.go(`/admin/tenants/${id}/comparison.csv?${range}`);
    return text.trimEnd().split("\r\n").at(-1)?.split(",").slice(-3);
  };
  expect(await told(rates)).toEqual(["17.43", "2.57", "6%: 9.43 + 0.57 | 25%: 8.00 + 2.00"]);
  expect(await told([{ rate: null, net: "17.43", vat: "2.57" }])).toEqual(["17.43", "2.57", ""]);
});
