/** A finding shows both amounts and where they differ; what was never compared is asked for once. */
import { expect, test } from "vitest";
import { compared, NO_DIFFERENCES, order } from "./compared.ts";
import { plain } from "./browser.ts";

test("an amount that differs stands in both columns, with its difference and the VAT rate it is of", async () => {
  const rates = [
    { rate: "0.25", net: "0.97", vat: "0.24" },
    { rate: "0.12", net: "0.00", vat: "0.00" },
  ];
  const parts = [{ name: "amount", currency: "SEK", gross: "1.21", rates }] as const;
  const one = order({ number: "1006", gross: "100", ledgerGross: "101.21", documents: "order 5" });
  const item = {
    name: "amount",
    day: "2026-11-23",
    number: "1006",
    document: null,
    parts,
  } as const;
  const { user, id } = await compared({
    "reconciliation.differences": () => ({
      ...NO_DIFFERENCES,
      counts: { amount: 1 },
      items: [{ ...item, order: { ...one, why: null } }],
    }),
  });
  for (const path of ["comparison", "comparison/report"]) {
    const { text } = await user.go(`/admin/tenants/${id}/${path}?month=2026-11`);
    const section = text.slice(text.indexOf('id="part-amount"'));
    const row = plain(
      section.slice(section.indexOf("<tbody>"), section.indexOf("</tbody>")),
    ).trim();
    expect(row).toBe(
      "1006 23 Nov 2026 100.00 SEK 101.21 SEK 1.21 SEK Sales order 5 " +
        "The amount in eAccounting differs from the shop. " +
        "At 25%: net 0.97 SEK, VAT 0.24 SEK",
    );
  }
});

test.each([
  ["invoice", false],
  ["voucher", true],
])("a stray %s is told of daily vouchers: %s", async (kind, told) => {
  const parts = [{ name: "without-order", currency: "SEK", gross: "8.50", rates: [] }] as const;
  const { user, id } = await compared({
    "reconciliation.differences": () => ({
      ...NO_DIFFERENCES,
      counts: { "without-order": 1 },
      items: [
        {
          name: "without-order",
          day: "2026-11-23",
          number: "7777",
          document: { kind, id: "d", number: "9" },
          parts,
          order: null,
        },
      ],
    }),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-11`);
  expect(text.includes("share of a deleted order in a daily voucher")).toBe(told);
  expect(plain(text)).toContain("7777 23 Nov 2026 – 8.50 SEK 8.50 SEK");
});

test("before the first run a shop is asked to reconcile once, and isn't told that it has no orders", async () => {
  const { user, id } = await compared({
    "reconciliation.view": { run: null, compared: [], findings: [], orders: [], cursor: null },
    "reconciliation.differences": () => NO_DIFFERENCES,
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-10`);
  expect([...text.matchAll(/<p class="empty">/g)]).toHaveLength(1);
  expect(text).not.toContain("No orders match");
  expect(text).toContain("Reconcile these days now");
});
