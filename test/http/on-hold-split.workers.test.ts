/** What is on hold, split by its sign and its cause: on the comparison, its tables and home. */
import { expect, test } from "vitest";
import { applyProjection } from "../../src/store/projection.ts";
import type { Span } from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";
import { compared, order, comparisonView } from "./compared.ts";
import { rowOf, sum } from "./home-figures.ts";
import { ADMIN } from "./world.ts";

test("what is on hold stands in lines that can't net, with count and sum; the API adds them below what it had", async () => {
  const parts = [
    { name: "not-booked", currency: "SEK", gross: "-150.00", rates: [], orders: 2 },
    { name: "not-credited", currency: "SEK", gross: "4373.13", rates: [], orders: 1 },
    { name: "cancelled", currency: "SEK", gross: "447.00", rates: [], orders: 1 },
    { name: "changed", currency: "SEK", gross: "-10.63", rates: [], orders: 1 },
  ] as const;
  const one = order({
    number: "1034",
    state: "held",
    outcome: "needs-attention",
    ledgerGross: "447.00",
    gross: "0.00",
    parts: [{ name: "cancelled", currency: "SEK", gross: "447.00", rates: [] }],
  });
  const { world, user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, findings: [], cursor: null, orders: [one] }),
  });
  const day = { ...EMPTY_DAY, totals: { gross: [GROSS], rates: [], parts } };
  await applyProjection(world.db, id, [{ table: "reconciliations", seq: 2, row: day }]);
  const range = "from=2026-11-23&to=2026-11-23";
  for (const path of ["comparison", "comparison/report"]) {
    const { text } = await user.go(`/admin/tenants/${id}/${path}?${range}`);
    const told = text.slice(text.indexOf('class="statement"'), text.indexOf("</tfoot>"));
    const plain = told.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
    for (const line of [
      "No document: 2 -150.00",
      "Credits not made: 1 4,373.13",
      "Cancelled, document still there: 1 447.00",
      "Document no longer matches: 1 -10.63",
    ])
      expect(plain).toContain(line);
    expect(plain).not.toContain("Action needed");
  }
  // The order's state is in the word of its own page.
  const { text } = await user.go(`/admin/tenants/${id}/comparison?${range}`);
  expect(text.slice(text.indexOf('id="each"'))).toMatch(/<tbody>.*Action needed<\/span>/s);
  const csv = await user.go(`/admin/tenants/${id}/comparison.csv?${range}`);
  expect(csv.text).toMatch(/,Action needed,.*,"Cancelled, document still there",/);
  const headers = { authorization: `Bearer ${ADMIN}` };
  const api = `/api/v1/tenants/${id}/reconciliation`;
  const answer = await (await world.fetch(`${api}?${range}`, { headers })).json();
  expect(answer).toMatchObject({
    statement: [
      {
        currency: "SEK",
        lines: [
          { name: "not-booked", gross: "-150.00", orders: 2 },
          { name: "not-credited", gross: "4373.13", orders: 1 },
          { name: "cancelled", gross: "447.00", orders: 1 },
          { name: "changed", gross: "-10.63", orders: 1 },
        ],
      },
    ],
    days: [
      {
        totals: {
          parts: [{ name: "held", currency: "SEK", gross: "4659.50", orders: 5, of: [...parts] }],
        },
      },
    ],
    orders: [{ parts: [{ name: "held", gross: "447.00", of: [{ name: "cancelled" }] }] }],
  });
  expect(await (await world.fetch(`${api}.csv?${range}`, { headers })).text()).toMatch(
    /,held,cancelled\r?\n/,
  );
});

const GROSS = { currency: "SEK", orders: 5, source: "100.00", ledger: "4759.50" };
const EMPTY_DAY = {
  day: "2026-11-23",
  at: 1,
  orders: 5,
  findings: 0,
  states: { booked: 0, skipped: 0, "before-start": 0, held: 5, waiting: 0, "in-doubt": 0 },
};

test("credits that need somebody stand beside what was sold in each period, as in the line of what waits", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [
      sum(29, "held", 3, "-100000000"),
      sum(29, "waits-for-approval", 2, "50000000"),
    ],
    "monitoring.credits": (_: string, spans: readonly Span[]) => [
      sum(spans.length - 1, "held", 1, "-447000000"),
      sum(spans.length - 1, "waits-for-approval", 1, "-10000000"),
    ],
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}`);
  const row = (name: string) => rowOf(text.slice(text.indexOf('id="figures"')), name).slice(1, 4);
  expect(row("Orders that need action")).toEqual(["3", "347.00 SEK", "credits -447.00 SEK"]);
  expect(row("Waiting for approval")).toEqual(["2", "60.00 SEK", "credits -10.00 SEK"]);
  expect(row("Processed orders").slice(0, 2)).toEqual(["5", "-50.00 SEK"]);
});
