/** What a shop's home says of amounts in eAccounting, as the reconciliation read them. */
import { expect, test } from "vitest";
import { compared, comparisonView } from "./compared.ts";
import { rowOf, sum } from "./home-figures.ts";

test("home has what stands in eAccounting, as the reconciliation read it by the orders' own days, and says which weren't read", async () => {
  const { user, id, asked } = await compared({
    "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")],
  });
  const { text } = await user.go(`/admin/tenants/${id}`);
  const own = text.slice(text.indexOf('id="in-ledger"'));
  // Of today nothing is due; the week and the month have Monday.
  expect(rowOf(own, "Expected according to the shop").slice(1)).toEqual([
    "0.00 SEK",
    "200.00 SEK",
    "200.00 SEK",
  ]);
  expect(rowOf(own, "Documents in eAccounting").slice(1)).toEqual([
    "0.00 SEK",
    "99.99 SEK",
    "99.99 SEK",
  ]);
  expect(rowOf(own, "Difference").slice(1)).toEqual(["0.00 SEK", "-100.01 SEK", "-100.01 SEK"]);
  expect(own).toContain("Not reconciled: 1 Nov 2026 to 19 Nov 2026.");
  expect(own).toContain("comparison?from=2026-11-01&amp;to=2026-11-24");
  expect(asked).toEqual([{ from: "2026-11-01", to: "2026-11-24", limit: 1, brief: true }]);
  // Of today, which nobody has looked at, nothing is said.
  const earlier = await compared({
    "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")],
    "reconciliation.view": {
      ...comparisonView,
      compared: [{ from: "2026-11-20", to: "2026-11-23" }],
    },
  });
  const seen = (await earlier.user.go(`/admin/tenants/${earlier.id}`)).text;
  expect(
    rowOf(seen.slice(seen.indexOf('id="in-ledger"')), "Documents in eAccounting").slice(1),
  ).toEqual(["–", "99.99 SEK", "99.99 SEK"]);
  // Where nobody has looked yet there are no amounts that could be taken for some.
  const none = await compared({
    "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")],
    "reconciliation.view": { ...comparisonView, compared: [] },
  });
  const unread = (await none.user.go(`/admin/tenants/${none.id}`)).text;
  const begins = unread.indexOf('id="in-ledger"');
  const unreadOwn = unread.slice(begins, unread.indexOf("</div>", begins));
  expect(rowOf(unreadOwn, "Documents in eAccounting")).toEqual([]);
  expect(unreadOwn).toContain("Not reconciled: 1 Nov 2026 to 24 Nov 2026.");
});

test("no two rows of the key figures have one name and two amounts", async () => {
  const { user, id } = await compared({
    "monitoring.endedSums": () => [
      sum(29, "booked", 12, "1234500000"),
      sum(29, "skipped", 1, "50"),
    ],
  });
  const { text } = await user.go(`/admin/tenants/${id}`);
  const begins = text.indexOf('id="figures"');
  const figures = text.slice(begins, text.indexOf("<details", begins));
  const names = [...figures.matchAll(/<th scope="row">(?:<a[^>]*>)?([^<]*)</g)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(5);
  expect(new Set(names).size).toBe(names.length);
});

test("a difference of one kind is one line in colour, which leads to its orders, and the days' own reconciliation is named, not a later one of other days", async () => {
  const { user, id } = await compared(
    { "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")] },
    {
      gross: [{ currency: "SEK", orders: 2, source: "200.00", ledger: "100.00" }],
      rates: [],
      parts: [{ name: "held", currency: "SEK", gross: "-100.00", rates: [] }],
    },
  );
  const { text } = await user.go(`/admin/tenants/${id}`);
  const begins = text.indexOf('id="in-ledger"');
  const own = text.slice(begins, text.indexOf("<details", begins));
  expect(own).toContain('#part-held">Action needed</a>');
  expect(own.match(/<div class="misses">-100\.00 SEK</g)).toHaveLength(2);
  expect(own).not.toContain(">Difference<");
  expect(own).toMatch(/Reconciled <time datetime="1970-01-01T00:00:00.001Z"/);
  expect(own).not.toContain("Last reconciliation");
});
