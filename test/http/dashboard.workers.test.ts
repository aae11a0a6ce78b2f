/**
 * The dashboard over a fake of the tenant's object: the shop's days, sums by currency, what needs a
 * person in words, and the graph.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { Span } from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";
import { rowOf, sum } from "./home-figures.ts";
import { healthOf } from "./world.ts";

const HOUR = 3_600_000;

test("orders are told as charged and by what became of them, each currency for itself, and the parts add up", async () => {
  const { world, user } = await signedIn({
    // The clock stands at Tuesday, 24 November: thirty days of the charts, the last is today, the
    // one before it is Monday, and the first is 26 October.
    "monitoring.endedSums": () => [
      sum(29, "booked", 12, "1234500000"),
      sum(29, "booked", 1, "99990000", "EUR"),
      sum(28, "booked", 3, "300000000"),
      sum(27, "skipped", 5, "50000000"),
      sum(2, "held", 7, "70000000"),
      sum(10, "held", 2, "20000001"),
      sum(29, "updated", 4, "0", "", "customers"),
    ],
    "monitoring.endedWaits": () => [
      { at: 29, within: 1, n: 12 },
      { at: 29, within: null, n: 1 },
      { at: 28, within: 60, n: 3 },
    ],
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  const figures = text.slice(text.indexOf('id="figures"'));
  // On a phone each cell has its column's name before it: a period's, and none for its amount.
  const named = new Set(figures.match(/data-of="[^"]*"/g));
  expect([...named]).toEqual([
    'data-of="Today"',
    'data-of=""',
    expect.any(String),
    expect.any(String),
  ]);
  // Both columns of a period stand below its name, which is said once.
  expect(
    [...figures.matchAll(/scope="colgroup"[^>]*colspan="2">([^<]*)</g)].map(([, of]) => of),
  ).toEqual([1, 2].flatMap(() => ["Today", "This week", "This month"]));
  expect(rowOf(figures, "Processed orders")).toEqual([
    "Processed orders",
    "13",
    "99.99 EUR",
    "1,234.50 SEK",
    "16",
    "99.99 EUR",
    "1,534.50 SEK",
    "23",
    "99.99 EUR",
    "1,604.500001 SEK",
  ]);
  expect(rowOf(figures, "Orders in eAccounting")).toEqual([
    "Orders in eAccounting",
    "13",
    "99.99 EUR",
    "1,234.50 SEK",
    "16",
    "99.99 EUR",
    "1,534.50 SEK",
    "16",
    "99.99 EUR",
    "1,534.50 SEK",
  ]);
  expect(rowOf(figures, "Skipped")).toEqual(["Skipped", "–", "–", "–", "–", "5", "50.00 SEK"]);
  // Of October's seven held ones the charts know, the month doesn't.
  expect(rowOf(figures, "Orders that need action")).toEqual([
    "Orders that need action",
    "–",
    "–",
    "–",
    "–",
    "2",
    "20.000001 SEK",
  ]);
  const byResult = figures.slice(figures.indexOf("By result"));
  expect(rowOf(byResult, "In eAccounting")).toEqual([
    "In eAccounting",
    "13",
    "1,234.50 SEK",
    "99.99 EUR",
    "16",
    "1,534.50 SEK",
    "99.99 EUR",
    "16",
    "1,534.50 SEK",
    "99.99 EUR",
  ]);
  for (const [outcome, from, flow] of [
    ["booked", "2026-11-24", "orders"],
    ["booked", "2026-11-23", "orders"],
    ["booked", "2026-11-01", "orders"],
    ["updated", "2026-11-24", "customers"],
  ])
    expect(byResult).toContain(
      `/admin/tenants/${id}/${flow}?outcome=${outcome}&amp;from=${from}&amp;to=2026-11-24`,
    );
});

test("the charts tell orders, amounts by currency and how long orders waited, in words too", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [
      sum(29, "booked", 12, "1234500000"),
      sum(28, "booked", 1, "99990000", "EUR"),
      sum(2, "held", 7, "70000000"),
    ],
    "monitoring.endedWaits": () => [
      { at: 29, within: 1, n: 12 },
      { at: 28, within: null, n: 1 },
    ],
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}`);
  for (const words of [
    "20 orders in 30 days. Action or approval needed: 7. Most on one day: 12.",
    "In eAccounting: 1,234.50 SEK. Skipped: 0.00 SEK. Action or approval needed: 70.00 SEK.",
    "In eAccounting: 99.99 EUR. Skipped: 0.00 EUR. Action or approval needed: 0.00 EUR.",
    "12 of 13 orders were in eAccounting within a minute.",
  ])
    expect(text).toContain(words);
});

test("the reasons over time are told by short names: the most frequent drawn, all of them in the table", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [sum(29, "held", 12, "1234500000")],
    "monitoring.endedCauses": () => [
      { at: 29, area: "vat", n: 4 },
      { at: 28, area: "vat", n: 3 },
      { at: 28, area: "article", n: 2 },
      { at: 2, area: "customer", n: 2 },
      { at: 2, area: "payment", n: 1 },
      { at: 2, area: "other", n: 1 },
    ],
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  expect(text).toContain(
    "13 orders needed action in 30 days, each counted on the day it came up. Most often: VAT (7).",
  );
  const chart = text.slice(
    text.indexOf('id="reasons-title"'),
    text.indexOf("</figure>", text.indexOf('id="reasons-title"')),
  );
  expect([...chart.matchAll(/<li class="tone-(\w+)">([^<]+)/g)].map(([, ...of]) => of)).toEqual([
    ["bad", "VAT"],
    ["warn", "Articles"],
    ["busy", "Customers"],
    ["quiet", "Other reasons"],
  ]);
  const rows = chart
    .match(/<tr>.*?<\/tr>/gs)
    ?.map((row) => row.match(/>[^<>]+</g)?.map((part) => part.slice(1, -1)));
  expect(rows?.[0]).toEqual(["Day", "VAT", "Articles", "Customers", "Payments", "Other"]);
  expect(rows?.[3]?.slice(1)).toEqual(["0", "0", "2", "1", "1"]);
  expect(rows?.at(-1)?.slice(1)).toEqual(["4", "0", "0", "0", "0"]);
});

test("an order of nothing, as a correction of stock is one, is counted and has no amount of its currency", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [
      sum(29, "booked", 2, "50000000"),
      sum(29, "skipped", 1, "0", "EUR"),
    ],
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  const figures = text.slice(text.indexOf('id="figures"'));
  expect(rowOf(figures, "Processed orders").slice(0, 3)).toEqual([
    "Processed orders",
    "3",
    "50.00 SEK",
  ]);
  expect(figures).not.toContain("0.00 EUR");
});

test("amounts of booked orders are said to be the shop's", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")],
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}`);
  expect(text).toContain(
    "drafts, skipped and cancelled orders too. All amounts are the orders&#39; totals in the shop, also for orders that are in eAccounting.",
  );
  // As they are counted: test/sync/ended.test.ts.
  expect(text).toContain("on the day its status or amount last changed, whenever it was placed");
});

test("without the waits of orders the rest of the home stands", async () => {
  const { world, user } = await signedIn({
    "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")],
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}`);
  expect(text).toContain("Order amounts by day of last change");
  expect(text).toContain("Orders of the last 30 days, by their last change");
  expect(text).not.toContain("Time from order to document");
  expect(text).not.toContain("Why orders needed action");
});

test("days are the shop's: they begin at its midnight, and that of a clock change is an hour longer", async () => {
  const asked: Span[][] = [];
  const { world, user } = await signedIn({
    "monitoring.endedSums": (_: string, spans: Span[]) => (asked.push(spans), []),
  });
  const id = await world.makeTenant();
  world.clock.set(Date.UTC(2026, 9, 31, 23, 30));
  await user.signIn("admin-token-for-the-tests");
  expect((await user.go(`/admin/tenants/${id}`)).text).toContain("Nothing yet this month.");
  const [spans = []] = asked;
  // Half past midnight of the first of November in Amsterdam.
  expect(spans.at(-1)).toEqual({ from: Date.UTC(2026, 9, 31, 23), to: Date.UTC(2026, 10, 1, 23) });
  expect(spans).toHaveLength(30);
  const lengths = spans.map(({ from, to }) => (to - from) / HOUR);
  expect(lengths.filter((hours) => hours !== 24)).toEqual([25]);
  for (const [index, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[index]?.to);
});

test("an object of the release before tells no figures, and the page says so", async () => {
  const { world, user } = await signedIn();
  const id = await world.makeTenant();
  const { status, text } = await user.go(`/admin/tenants/${id}`);
  expect([status, text.includes("The figures can&#39;t be shown at the moment.")]).toEqual([
    200,
    true,
  ]);
});

test("the same figures are given by the API, and a range too long or turned round is refused", async () => {
  const { world } = await signedIn({
    "monitoring.endedSums": () => [sum(0, "booked", 2, "200000000")],
  });
  const id = await world.makeTenant();
  expect(
    (await world.api("GET", `/tenants/${id}/figures?from=2026-11-23&to=2026-11-24`)).body,
  ).toEqual({
    days: [
      {
        day: "2026-11-23",
        figures: [
          {
            flow: "orders",
            outcome: "booked",
            currency: "SEK",
            count: 2,
            gross: "200.00",
            vat: "0.00",
          },
        ],
      },
      { day: "2026-11-24", figures: [] },
    ],
  });
  // What waits for an approval counts as on hold, as it did before it had a result of its own.
  world.tenants.answers["monitoring.endedSums"] = [
    sum(0, "held", 1, "100000000"),
    sum(0, "waits-for-approval", 2, "200000000"),
    sum(0, "waits-for-approval", 1, "70000000", "EUR"),
  ];
  const { body } = await world.api("GET", `/tenants/${id}/figures?from=2026-11-23&to=2026-11-23`);
  const [{ figures } = { figures: [] }] = body["days"] as { figures: object[] }[];
  const held = { flow: "orders", outcome: "held", vat: "0.00" };
  expect(figures).toEqual([
    {
      ...held,
      currency: "SEK",
      count: 3,
      gross: "300.00",
      approvals: { count: 2, gross: "200.00", vat: "0.00" },
    },
    {
      ...held,
      currency: "EUR",
      count: 1,
      gross: "70.00",
      approvals: { count: 1, gross: "70.00", vat: "0.00" },
    },
  ]);
  expect(
    (await world.api("GET", `/tenants/${id}/figures?from=2026-11-24&to=2026-11-23`)).status,
  ).toBe(400);
  expect(
    (await world.api("GET", `/tenants/${id}/figures?from=2026-01-01&to=2026-11-23`)).status,
  ).toBe(400);
});

test("orders that are held for one reason are one thing to do, and what ails the tenant as a whole comes first", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.endedSums": [],
    "monitoring.open": { alerts: 304, approvals: 0 },
    "jobs.held": {
      groups: [
        {
          cause: "article-not-found",
          thing: "SKU-1",
          count: 3,
          since: 7,
          amounts: [],
          reason: reason("article-not-found", { sku: "SKU-1", line: 1 }),
        },
      ],
      next: null,
      areas: [],
      causes: [],
      own: [
        {
          id: "tenant",
          reason: reason("tenant-paused", { actor: "operator", note: "" }),
          since: 1,
        },
      ],
    },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  const begins = text.indexOf('id="alerts"');
  const part = text.slice(begins, text.indexOf("</section>", begins));
  expect(part.match(/<li/g)).toHaveLength(2);
  expect(part).toMatch(/Action needed for 300 more:.*\/attention"/s);
  expect(part).toMatch(/<strong>3 items<\/strong>.*SKU-1/s);
  expect(part.indexOf("stopped")).toBeLessThan(part.indexOf("SKU-1"));
  expect(begins).toBeLessThan(text.indexOf('id="figures"'));
});
