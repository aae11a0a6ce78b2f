/** What home says of orders that need somebody. */
import { expect, test } from "vitest";
import type { Span } from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";
import { rowOf, sum } from "./home-figures.ts";
import { healthOf } from "./world.ts";

test("an order whose document is gone counts as one that needs somebody, and not as booked", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [
      sum(29, "booked", 3, "300000000"),
      sum(28, "booked", 1, "50000000"),
    ],
    // Of as many days as the figures: today's is the last.
    "monitoring.missing": (_: string, spans: readonly Span[]) => [
      sum(spans.length - 1, "booked", 1, "100000000"),
    ],
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  const figures = text.slice(text.indexOf('id="figures"'));
  const row = (name: string) => rowOf(figures, name).slice(1, 5);
  expect(row("Processed orders")).toEqual(["3", "300.00 SEK", "4", "350.00 SEK"]);
  expect(row("Orders in eAccounting")).toEqual(["2", "200.00 SEK", "3", "250.00 SEK"]);
  expect(row("Orders that need action")).toEqual(["1", "100.00 SEK", "1", "100.00 SEK"]);
  const byResult = figures.slice(figures.indexOf("By result"));
  const result = (name: string) => rowOf(byResult, name).filter((cell) => /[\d–]/.test(cell));
  expect(result("In eAccounting").slice(0, 4)).toEqual(["2", "200.00 SEK", "3", "250.00 SEK"]);
  expect(result("No longer in eAccounting").slice(0, 2)).toEqual(["1", "100.00 SEK"]);
  expect(figures).toContain("1 order has no document in eAccounting any more.");
  expect(text).toContain(
    "In eAccounting: 250.00 SEK. Skipped: 0.00 SEK. Action or approval needed: 100.00 SEK.",
  );
});

test("an order that needs somebody and stands in the ledger is told as a part of those that need somebody", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [
      sum(29, "booked", 3, "300000000"),
      sum(29, "needs-attention", 2, "90000000"),
    ],
    "monitoring.standing": (_: string, spans: readonly Span[]) => [
      sum(spans.length - 1, "needs-attention", 1, "40000000"),
    ],
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}`);
  const row = (name: string) => rowOf(text.slice(text.indexOf('id="figures"')), name).slice(1, 3);
  expect(row("Orders in eAccounting")).toEqual(["3", "300.00 SEK"]);
  expect(row("Orders that need action")).toEqual(["2", "90.00 SEK"]);
  expect(row("Of these in eAccounting")).toEqual(["1", "40.00 SEK"]);
});

test("home says how much waits for somebody, since when, and what it comes to by currency", async () => {
  const total = {
    count: 304,
    approvals: 2,
    since: Date.UTC(2026, 10, 21, 9),
    amounts: [
      { currency: "EUR", gross: "99.00" },
      { currency: "SEK", gross: "3141.25" },
    ],
    credits: [{ currency: "SEK", gross: "-447.00" }],
  };
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.endedSums": [],
    "jobs.total": total,
    "monitoring.open": { alerts: total.count, approvals: total.approvals, payouts: 0 },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  const line = /<p id="waiting">.*?<\/p>/s.exec(text)?.[0] ?? "";
  for (const told of [
    "302 items",
    "99.00 EUR",
    "orders 99.00 EUR and 3,588.25 SEK",
    "credits -447.00 SEK",
    "oldest",
  ])
    expect(line, told).toContain(told);
  expect(line).toContain(`href="/admin/tenants/${id}/attention"`);
  expect(line).toMatch(/approvals">2 orders wait for approval/);
  expect(line).toContain("3 days ago");
});
