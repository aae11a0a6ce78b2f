/** The month's statement, its report and a day's postings, over a fake of the tenant's object. */
import { expect, test } from "vitest";
import type { Role } from "../../src/domain/jobs/job.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import type { JobTimeline, TimelineEntry } from "../../src/sync/contract/index.ts";
import { customer, input, order as shopOrder } from "../flows/orders/kit.ts";
import { withoutOwnScript } from "../support/own-script.ts";
import { compared, order, comparisonView } from "./compared.ts";
import { DIFFERENCES } from "./differences.ts";

test("a month adds up line by line, each thing of it with its way out; days and months lead to each other", async () => {
  const { user, id } = await compared({ "reconciliation.differences": () => DIFFERENCES });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-11`);
  const statement = text.slice(text.indexOf('class="statement"'), text.indexOf("</tfoot>"));
  expect(
    [...statement.matchAll(/<td class="figure">(?:<span[^>]*>)?(-?[\d.,]+)/g)].map(
      ([, figure]) => figure,
    ),
  ).toEqual(["200.00", "-100.00", "-0.01", "99.99", "-100.01"]);
  expect(statement).toContain('href="#part-held"');
  // Nobody looked at the other days of the month, and the text says so (today is the 24th).
  expect(text).toContain("Not reconciled: 1 Nov 2026 to 19 Nov 2026.");
  // Net and VAT of each rate, what they differ by, and of what that is made.
  const rates = text.slice(text.indexOf("By VAT rate, in SEK"));
  const row = rates.slice(rates.indexOf("<tbody>"), rates.indexOf("</tbody>"));
  // On a phone a rate is a card, each figure after the name of its column.
  expect(rates).toContain('<table class="stack small">');
  expect(row).toContain('<td data-of="VAT difference" class="figure">');
  expect(
    row
      .replaceAll(/<[^>]*>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  ).toBe(
    "25% 160.00 79.99 40.00 20.00 -80.01 -20.00 " +
      "Action needed: net -80.00, VAT -20.00 Amount differs: net -0.01, VAT 0.00",
  );
  // The rest of a long list, the order's own page, the setting, booking again.
  for (const way of [
    `comparison?from=2026-11-01&amp;to=2026-11-30&amp;part=held#each`,
    `/admin/tenants/${id}/orders/j-held"`,
    `/admin/tenants/${id}/settings/lookups/vat`,
    `/admin/tenants/${id}/orders/j-missing/book-again`,
    `/admin/tenants/${id}/orders/j-undone/book-again`,
    `comparison?from=2026-11-23&amp;to=2026-11-23"`,
    `comparison?from=2026-10-01&amp;to=2026-10-31"`,
    `comparison/report?from=2026-11-01&amp;to=2026-11-30"`,
  ])
    expect(text).toContain(way);
  // Nothing was sold yet then.
  expect(text).not.toContain("from=2026-12-01");
  for (const said of ["November 2026", "Invoice 77", "1,234.50 SEK", "20.00 SEK"])
    expect(text).toContain(said);
  expect(withoutOwnScript(text)).not.toMatch(/<script/);
  const day = await user.go(`/admin/tenants/${id}/comparison?from=2026-11-23&to=2026-11-23`);
  for (const way of ["from=2026-11-22&amp;to=2026-11-22", "from=2026-11-01&amp;to=2026-11-30"])
    expect(day.text).toContain(way);
});

test("the report has shop, period, who made it and a line to sign, and no way to change anything", async () => {
  const asked: unknown[] = [];
  const { user, id } = await compared({
    "reconciliation.differences": (_: string, query: unknown) => (asked.push(query), DIFFERENCES),
  });
  const { status, text } = await user.go(
    `/admin/tenants/${id}/comparison/report?month=2026-11&state=held&part=held`,
  );
  expect(status).toBe(200);
  expect(asked).toEqual([{ from: "2026-11-01", to: "2026-11-30", each: 200, people: true }]);
  const main = text.slice(text.indexOf('<dl class="facts">'));
  for (const said of ["November 2026", "Signature", "-100.01", "25%"]) expect(main).toContain(said);
  expect(main).toMatch(/by (?:<bdi>|\u2068)operator/);
  expect(main).not.toContain("book-again");
  // The difference has one heading, above both of its tables.
  const headings = main.match(/<h2[^>]*>(?:What the difference|Breakdown)[^<]*/g);
  expect(headings).toEqual(['<h2 id="statement">What the difference consists of']);
  const inSwedish = { headers: { "accept-language": "sv" } };
  const swedish = await user.go(`/admin/tenants/${id}/comparison/report?month=2026-11`, inSwedish);
  expect(swedish.text).toContain('<bdi class="name">operatör</bdi>');
  expect(swedish.text).toMatch(/av (?:<bdi>|\u2068)operatör/);
  // What doesn't fit is told by its count.
  expect(main).toContain("11 more");
});

/** A booked invoice of which nothing was read yet. */
const unreadOrder = (jobId: string): Pick<JobTimeline, "operations" | "timeline"> => ({
  timeline: [],
  operations: [
    {
      role: "invoice",
      n: 1,
      kind: "draft.convert",
      state: "compared",
      marker: `#${jobId}`,
      documentId: jobId,
      documentNumber: "1",
      request: null,
      response: null,
      sentAt: 1,
      settledAt: 2,
    },
  ],
});

test("a day's postings are read ten orders at a time, and the page says how many aren't", async () => {
  const read: string[] = [];
  const orders = Array.from({ length: 12 }, (_, n) => order({ id: n, jobId: `j${n}` }));
  const { user, id, asked } = await compared({
    "reconciliation.view": (_: string, query: unknown) => (
      asked.push(query),
      { ...comparisonView, orders, cursor: null }
    ),
    "jobs.timeline": (_: string, jobId: string) => unreadOrder(jobId),
    "jobs.readPostings": (_: string, jobId: string) => (
      read.push(jobId),
      { ok: true, note: { kind: "read", postings: [] } }
    ),
    "reads.names": () => ({}),
  });
  const address = `/admin/tenants/${id}/comparison/postings?day=2026-11-23`;
  const { status, text } = await user.go(address);
  expect(status).toBe(200);
  expect(asked).toEqual([
    { from: "2026-11-23", to: "2026-11-23", limit: 25, placed: true, people: true },
  ]);
  expect(text).toContain("12 orders have booked documents that");
  expect(text).toContain("Read all (12)");
  const csrf = await user.csrf(address);
  const posted = await user.post(address, { csrf });
  // There is more: the page that follows goes on by itself, with the same form.
  const onward = `${address}&on=1`;
  expect([posted.status, posted.headers.get("location"), read.length]).toEqual([303, onward, 10]);
  expect(text).not.toContain("data-goes-on");
  const going = (await user.go(onward)).text;
  expect(going).toMatch(/<form [^>]*data-goes-on/);
  expect(going).toContain("Reading the postings, ten orders at a time.");
  expect(going).toContain(`<a href="${address}">Stop reading</a>`);
  // Loaded again, or opened from elsewhere, it waits for a press.
  const again = (await user.go(onward)).text;
  expect(again).not.toContain("data-goes-on");
  expect(again).not.toContain("Reading the postings");
  expect(again).toContain("12 orders have booked documents that");
});

test("one press is of the whole day, whichever pages its orders stand on, and stands still where nothing could be read", async () => {
  const of = (from: number) =>
    Array.from({ length: 4 }, (_, n) => order({ id: from + n, jobId: `j${from + n}` }));
  const read: string[] = [];
  let refuses = false;
  const { user, id } = await compared({
    "reconciliation.view": (_: string, { cursor }: { readonly cursor?: string }) => ({
      ...comparisonView,
      orders: cursor === undefined ? of(0) : of(10),
      cursor: cursor === undefined ? "2026-11-23 3" : null,
    }),
    "jobs.timeline": (_: string, jobId: string) => unreadOrder(jobId),
    "jobs.readPostings": (_: string, jobId: string) =>
      refuses
        ? { ok: false, kind: "busy", message: { id: "refusals.noSuchJob" } }
        : (read.push(jobId), { ok: true, note: { kind: "read", postings: [] } }),
    "reads.names": () => ({}),
  });
  const first = `/admin/tenants/${id}/comparison/postings?day=2026-11-23`;
  const csrf = await user.csrf(first);
  const press = async (address: string) => {
    const { status, headers } = await user.post(address, { csrf });
    return [status, headers.get("location")];
  };
  expect(await press(first)).toEqual([303, first]);
  expect(read).toEqual([0, 1, 2, 3, 10, 11, 12, 13].map((n) => `j${n}`));
  const numbersIn = (text: string) => [
    ...new Set([...text.matchAll(/\/orders\/j(\d+)#posting/g)].map(([, n]) => Number(n))),
  ];
  const whole = (await user.go(first)).text;
  expect(numbersIn(whole)).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
  expect(whole).toContain("Read all (8)");
  // Addresses of earlier releases lead to the same page.
  expect(numbersIn((await user.go(`${first}&all=1`)).text)).toHaveLength(8);
  refuses = true;
  expect((await press(first))[0]).toBeGreaterThanOrEqual(400);
});

test("the table of a day's postings takes two calls for each 25 orders, and reads the names once", async () => {
  const { user, id, world } = await compared({
    "reconciliation.view": (_: string, { cursor = " 0" }: { readonly cursor?: string }) => {
      const from = Number(cursor.split(" ")[1]);
      const count = Math.min(25, 60 - from);
      return {
        ...comparisonView,
        orders: Array.from({ length: count }, (_at, n) =>
          order({ id: from + n, number: `N${from + n}`, jobId: `j${from + n}` }),
        ),
        cursor: from + count < 60 ? `2026-11-23 ${from + count}` : null,
      };
    },
    "jobs.timeline": (_: string, jobId: string) => unreadOrder(jobId),
    "reads.names": () => ({}),
  });
  const { status } = await user.go(`/admin/tenants/${id}/comparison/postings.csv?day=2026-11-23`);
  const count = (method: string): number =>
    world.tenants.calls.filter((call) => call.method === method).length;
  expect([
    status,
    count("reads.names"),
    count("reconciliation.view"),
    count("jobs.timelines"),
    count("jobs.timeline"),
  ]).toEqual([200, 1, 3, 3, 0]);
  const asked = world.tenants.calls.flatMap(({ method, args }) =>
    method === "jobs.timelines" ? [args[1]] : [],
  );
  expect(asked.flat()).toEqual(Array.from({ length: 60 }, (_, n) => `j${n}`));
});

test.each([
  { of: 75, views: 3, says: null, next: null },
  {
    of: 1_431,
    views: 1,
    says: "(orders 1 to 25 of 1,431: the totals are of this page)",
    next: "(orders 26 to 50 of 1,431:",
  },
])(
  "a day of $of orders stands on one page, or says which of them it shows and goes on",
  async ({ of, views, says, next }) => {
    const asks: string[] = [];
    const { user, id } = await compared({
      "reconciliation.view": (_: string, { cursor = " 0" }: { readonly cursor?: string }) => {
        asks.push("view");
        const before = Number(cursor.split(" ")[1]);
        const after = before + 25;
        return {
          ...comparisonView,
          orders: Array.from({ length: 25 }, (_at, n) =>
            order({ id: before + n + 1, jobId: null }),
          ),
          cursor: after < of ? `2026-11-23 ${after}` : null,
          place: { before, of },
        };
      },
      "reads.names": () => (asks.push("names"), {}),
    });
    const day = `/admin/tenants/${id}/comparison/postings?day=2026-11-23`;
    const { text } = await user.go(day);
    expect(asks).toEqual(["names", ...Array.from({ length: views }, () => "view")]);
    expect(text.includes("<p>The list continues on the next page.</p>")).toBe(next !== null);
    if (says === null || next === null)
      return expect(text).not.toContain("the totals are of this page");
    expect(text).toContain(says);
    const address = `${day}&cursor=2026-11-23+25`;
    expect(text).toContain(`<a href="${address.replaceAll("&", "&amp;")}">`);
    expect((await user.go(address)).text).toContain(next);
  },
);

test("what books nothing yet stands apart from what is booked, and is in none of its totals", async () => {
  const given = input(shopOrder([{ price: "100.00" }], { pricesIncludeVat: false }), {
    customer: customer("company"),
  });
  const entry: TimelineEntry = {
    at: 1,
    what: "plan",
    title: "write",
    detail: { input: given, plan: planOrder(given) },
  };
  const [operation] = unreadOrder("j1").operations;
  const of = (role: Role): Pick<JobTimeline, "operations" | "timeline"> => ({
    timeline: [entry],
    operations: operation === undefined ? [] : [{ ...operation, role, marker: given.marker.text }],
  });
  const timelines: Readonly<Record<string, Pick<JobTimeline, "operations" | "timeline">>> = {
    j1: of("invoice"),
    j2: of("sales-order"),
    j3: of("invoice-draft"),
    // It waits to be approved.
    j4: { timeline: [entry], operations: [] },
  };
  const jobs = Object.keys(timelines);
  const { user, id } = await compared({
    "reconciliation.view": () => ({
      ...comparisonView,
      orders: jobs.map((jobId, n) => order({ id: n, number: `N${n}`, jobId })),
      cursor: null,
    }),
    "jobs.timeline": (_: string, jobId: string) => timelines[jobId] ?? null,
    "reads.names": () => ({}),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison/postings?day=2026-11-23`);
  const [booked = "", apart = ""] = text.slice(text.indexOf('id="lines"')).split("<details");
  const numbers = (of: string) => [...of.matchAll(/Order (N\d)/g)].map(([, number]) => number);
  const total = (of: string) => /<tfoot>.*?<\/tfoot>/s.exec(of)?.[0].replaceAll(/<[^>]*>/g, " ");
  expect([numbers(booked), numbers(apart)]).toEqual([["N0"], ["N1", "N2", "N3"]]);
  expect(total(booked)).toMatch(/125\.00\s+125\.00/);
  expect(total(apart)).toMatch(/375\.00\s+375\.00/);
  const csv = await user.go(`/admin/tenants/${id}/comparison/postings.csv?day=2026-11-23`);
  const sources = csv.text.split("\r\n").map((row) => /N\d,.*,([^,]+),,[^,]+$/.exec(row)?.[1]);
  expect(Map.groupBy(sources, (source) => source).get("not booked yet")).toHaveLength(9);
});

test("an order whose timeline can't be read is told as missing on the posting list and in its table", async () => {
  const { user, id } = await compared({
    "reconciliation.view": () => ({
      ...comparisonView,
      orders: [1, 2].map((n) => order({ id: n, number: `N${n}`, jobId: `j${n}` })),
      cursor: null,
    }),
    "jobs.timeline": (_: string, jobId: string) => {
      if (jobId === "j1") throw new Error("too large");
      return unreadOrder(jobId);
    },
    "reads.names": () => ({}),
  });
  const day = `/admin/tenants/${id}/comparison/postings`;
  const { text } = await user.go(`${day}?day=2026-11-23`);
  expect(text).toContain("the timeline of 1 order can&#39;t be read, so its lines are missing.");
  expect(text).toContain(`href="/admin/tenants/${id}/orders/j1"`);
  expect(text).toContain(`/orders/j2#posting`);
  const { text: table } = await user.go(`${day}.csv?day=2026-11-23`);
  expect(table).toContain("the timeline of 1 order can't be read");
});
