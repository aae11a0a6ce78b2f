/** The days of the reconciliation that an address asks for. */
import { expect, test } from "vitest";
import { compared, comparisonView, order } from "./compared.ts";

test("days that can't be shown are said to, and stay in their fields", async () => {
  const { user, id } = await compared();
  const at = `/admin/tenants/${id}/comparison`;
  for (const days of ["from=2026-12-05&to=2026-12-01", "from=2025-01-01&to=2026-12-01"]) {
    const { status, text } = await user.go(`${at}?${days}`);
    expect([days, status]).toEqual([days, 200]);
    expect(text).toContain('id="days-fault"');
    expect(text).toContain(`value="${days.slice(5, 15)}"`);
  }
  expect((await user.go(`${at}?from=2026-12-01&to=2026-12-05`)).text).not.toContain("days-fault");
});

test("days and a state are chosen by the address; what is none asks for the usual", async () => {
  const { user, id, asked } = await compared();
  await user.go(
    `/admin/tenants/${id}/comparison?from=2026-11-01&to=2026-11-02&state=held&cursor=2026-11-01+7`,
  );
  await user.go(
    `/admin/tenants/${id}/comparison?from=2026-11-31&to=2027-99-99&state=constructor&cursor=%27`,
  );
  expect(asked).toEqual([
    {
      from: "2026-11-01",
      to: "2026-11-02",
      state: "held",
      cursor: "2026-11-01 7",
      people: true,
    },
    { from: "2026-11-01", to: "2026-11-30", people: true },
  ]);
});

test("an order whose document is gone is no order in eAccounting: not on its day, in its row or in the table", async () => {
  const missing = {
    name: "missing" as const,
    currency: "SEK",
    gross: "-100.00" as const,
    rates: [],
  };
  const { user, id } = await compared(
    {
      "reconciliation.view": {
        ...comparisonView,
        orders: [order({ documents: null, ledgerGross: null, parts: [missing] })],
        cursor: null,
      },
    },
    {
      gross: [{ currency: "SEK", orders: 1, source: "100.00", ledger: "0.00" }],
      rates: [],
      parts: [{ ...missing, orders: 1 }],
    },
    { booked: 0, missing: 1 },
  );
  const { text } = await user.go(`/admin/tenants/${id}/comparison?from=2026-11-20&to=2026-11-24`);
  const begins = text.indexOf('<time datetime="2026-11-23"', text.indexOf('id="days"'));
  const day = text.slice(begins, text.indexOf("</tr>", begins));
  expect(day).toContain('<span class="badge bad">1 no longer in eAccounting</span>');
  expect(day).not.toContain("badge good");
  const { text: csv } = await user.go(
    `/admin/tenants/${id}/comparison.csv?from=2026-11-20&to=2026-11-24`,
  );
  expect(csv).toContain("No longer in eAccounting");
  expect(csv).not.toContain("1001,In eAccounting,");
});
