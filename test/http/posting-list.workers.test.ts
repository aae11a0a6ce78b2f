/**
 * The posting list of a day or a month: what it has no lines of, one page of many, the vouchers
 * that orders share, and the totals by account and VAT code.
 */
import { expect, test } from "vitest";
import type { BookedDayVoucher } from "../../src/sync/contract/days.ts";
import type { JobTimeline, TimelineEntry } from "../../src/sync/contract/index.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { customer, input, order as shopOrder } from "../flows/orders/kit.ts";
import { compared, order, comparisonView } from "./compared.ts";

type Described = Pick<JobTimeline, "operations" | "timeline">;
const given = input(shopOrder([{ price: "100.00" }], { pricesIncludeVat: false }), {
  customer: customer("company"),
  form: "invoice",
});
const PLAN: TimelineEntry = {
  at: 1,
  what: "plan",
  title: "write",
  detail: { input: given, plan: planOrder(given) },
};
const booked = (id: string, timeline: readonly TimelineEntry[]): Described => ({
  timeline,
  operations: [
    {
      role: "invoice",
      n: 1,
      kind: "draft.convert",
      state: "compared",
      marker: `#${id}`,
      documentId: id,
      documentNumber: "7",
      request: null,
      response: null,
      sentAt: 1,
      settledAt: 2,
    },
  ],
});
const line = (account: number, debit: string, credit: string) => ({
  account,
  name: null,
  debit,
  credit,
  vatCodeId: null,
  vatCode: null,
});
const read = (id: string): TimelineEntry => ({
  at: 9,
  what: "posting",
  title: "read",
  detail: {
    kind: "read",
    postings: [
      {
        id,
        number: "7",
        rate: "1",
        voucher: {
          number: "A7",
          date: "2026-11-23",
          lines: [line(1510, "624.50", "0.00"), line(3001, "0.00", "624.50")],
        },
      },
    ],
  },
});

async function listOf(timelines: Readonly<Record<string, Described>>, cursor: string | null) {
  const { user, id } = await compared({
    "reconciliation.view": () => ({
      ...comparisonView,
      orders: Object.keys(timelines).map((jobId, n) => order({ id: n, number: `N${n}`, jobId })),
      cursor,
    }),
    "jobs.timeline": (_: string, jobId: string) => timelines[jobId] ?? null,
    "reads.names": () => ({}),
  });
  const day = `/admin/tenants/${id}/comparison/postings`;
  const { text } = await user.go(`${day}?day=2026-11-23`);
  const csv = cursor === null ? (await user.go(`${day}.csv?day=2026-11-23`)).text : "";
  return { text, csv };
}

test("a page without a booked order says so of itself, and of the day only where that has no other page", async () => {
  const waits = { j1: { timeline: [PLAN], operations: [] } };
  expect((await listOf(waits, null)).text).toContain("Nothing of these orders is booked");
  const { text } = await listOf(waits, "2026-11-23 1");
  expect(text).not.toContain("Nothing of these orders is booked");
  expect(text).toContain("No order on this page is booked in eAccounting.");
});

test("the list and its table say when the days were reconciled, and that what came since is missing", async () => {
  const { text, csv } = await listOf({ j1: booked("i1", [PLAN]) }, null);
  const [, said = ""] = /Reconciled, oldest day<\/dt><dd[^>]*>(.*?)<\/dd>/s.exec(text) ?? [];
  expect(said).toContain("1970");
  expect(text).toContain("Orders that came or changed after the reconciliation aren&#39;t in it");
  const [head = "", ...rows] = csv.trim().split("\r\n");
  expect(head).toMatch(/Reconciled.*oldest day/);
  for (const row of rows) expect(row).toMatch(/,1970-01-01 [\d:]+$/);
  expect(text).not.toContain("Not reconciled");
});

test("days of a month that nobody reconciled are named on its list, as their orders aren't in it", async () => {
  const { user, id } = await compared();
  const { text } = await user.go(`/admin/tenants/${id}/comparison/postings?month=2026-11`);
  expect(text).toContain("Not reconciled: 1 Nov 2026 to 19 Nov 2026.");
});

test("a document whose lines aren't kept is listed all the same, and says that it is in no total", async () => {
  const { text, csv } = await listOf({ j1: booked("i1", []) }, null);
  expect(text).toContain("no longer stored here, so it isn&#39;t in the total.");
  expect(csv).toMatch(/N0,.*no longer stored here/);
});

test("lines that were read are in the total of the ledger's currency, where no plan of their order is kept", async () => {
  const { text } = await listOf(
    { j1: booked("i1", [read("i1")]), j2: booked("#", [{ ...PLAN, at: 0 }]) },
    null,
  );
  const total = /<tfoot>.*?<\/tfoot>/s.exec(text)?.[0].replaceAll(/<[^>]*>/g, " ");
  expect(total).toMatch(/SEK/);
  expect(total).toMatch(/624\.50\s+624\.50/);
});

test("a booked document that wasn't read yet says so, comes before what isn't booked, and is in the totals of the day", async () => {
  const unread = booked("i1", [{ ...PLAN, at: 0 }]);
  const operations = unread.operations.map((one) => ({ ...one, marker: given.marker.text }));
  const { text } = await listOf(
    { j1: { timeline: [PLAN], operations: [] }, j2: { ...unread, operations } },
    null,
  );
  expect(text).toContain("Read all (1)");
  const [lines = "", folded = ""] = text
    .slice(text.indexOf('id="lines"'), text.indexOf('id="totals"'))
    .split("<details");
  expect(lines).toContain("Order N1");
  expect(lines).toMatch(/· not read yet.*<td>Not read yet/s);
  expect(lines).toMatch(/<tfoot>.*125\.00.*125\.00/s);
  expect(lines).not.toContain("Unknown until booked");
  expect(folded).toMatch(/Not booked yet: 1.*Order N0.*Unknown until booked/s);
  const summary = /<summary>(.*?)<\/summary>/s.exec(folded)?.[1]?.replaceAll(/<[^>]*>/g, "");
  expect(summary).toBe("Not booked yet: 1 · 100.00 SEK · not in the totals");
  const row = (of: string) =>
    [...of.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, name]) => name);
  expect(row(folded)).toEqual(row(lines));
});

const VAT = { id: "v1", code: "05", rate: "0.25", account: 2611 };
const CHART = {
  "eaccounting.accounts": {
    entries: [
      { id: "1580", name: "1580 Cards", note: null },
      { id: "3001", name: "3001 Sales", note: null, vat: VAT },
      { id: "2611", name: "2611 Output VAT", note: null, vat: VAT },
    ],
    readAt: 1,
    fault: null,
  },
};
const row = (account: number, debit: string, credit: string) => ({
  account,
  debit,
  credit,
  of: "",
});
const DAY: BookedDayVoucher = {
  id: "2026-11-23-1",
  day: "2026-11-23",
  n: 1,
  members: 2,
  rows: [row(1580, "1745.00", "0.00"), row(3001, "0.00", "1396.00"), row(2611, "0.00", "349.00")],
  number: "A8",
  currency: "SEK",
  state: "compared",
};
/** An order that is in the day's voucher. */
const shared: Described & Pick<JobTimeline, "days"> = {
  timeline: [],
  operations: [],
  days: [
    {
      role: "voucher",
      n: 1,
      day: DAY.day,
      rows: DAY.rows,
      voucher: { ...DAY, voucher: { number: "A8", id: "v8", compared: true } },
    },
  ],
};

/** As `pages` pages of `orders` in the shop's list; each order has what `described` says. */
async function monthOf(
  pages: readonly (readonly number[])[],
  described: (id: number) => Described,
  vouchers: readonly BookedDayVoucher[] = [DAY],
) {
  const asked: unknown[] = [];
  const { user, id } = await compared({
    "reconciliation.view": (_: string, query: { readonly cursor?: string }) => {
      asked.push(query);
      const at = Number(query.cursor?.split(" ")[1] ?? 0);
      return {
        ...comparisonView,
        orders: (pages[at] ?? []).map((n) => order({ id: n, number: `N${n}`, jobId: `j${n}` })),
        cursor: at + 1 < pages.length ? `2026-11-23 ${at + 1}` : null,
        place: { before: 0, of: pages.flat().length },
        currency: "SEK",
        ...(query.cursor === undefined ? { vouchers } : {}),
      };
    },
    "jobs.timeline": (_: string, jobId: string) => described(Number(jobId.slice(1))),
    "reads.names": () => CHART,
  });
  return { user, id, asked, at: `/admin/tenants/${id}/comparison/postings` };
}
const plainly = (html: string) => html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
const NOVEMBER = "from=2026-11-01&to=2026-11-30";

test("a voucher of a day stands once, however many orders are in it, with a way to these", async () => {
  const { user, at, asked } = await monthOf([[1, 2]], () => shared);
  const { text } = await user.go(`${at}?${NOVEMBER}`);
  expect(asked[0]).toMatchObject({ from: "2026-11-01", to: "2026-11-30" });
  expect(text.match(/Voucher A8/g)).toHaveLength(1);
  expect(text).toMatch(/<a href="[^"]*\/days\/2026-11-23-1">Orders and credits: 2/);
  expect(plainly(text)).toContain("compared with eAccounting");
  expect(plainly(text)).toContain("November 2026");
  const csv = (await user.go(`${at}.csv?${NOVEMBER}`, { headers: { "accept-language": "pl" } }))
    .text;
  const lines = csv.trim().split("\r\n");
  expect(lines).toHaveLength(1 + DAY.rows.length);
  expect(lines[0]).toMatch(/^\uFEFF?Data;/);
  expect(lines[1]).toContain("23.11.2026;A8;");
});

test.each([
  ["changed", "changed in eAccounting since: the lines are as sent", true],
  ["unread", "not read yet", true],
  ["compared", "compared with eAccounting", false],
] as const)(
  "a day's voucher that is %s says so, and so do the totals",
  async (state, says, isDoubted) => {
    const { user, at } = await monthOf([[1]], () => shared, [{ ...DAY, state }]);
    const text = plainly((await user.go(`${at}?${NOVEMBER}`)).text);
    expect(text).toContain(says);
    expect(text.includes("The lines of 1 document weren&#39;t read")).toBe(isDoubted);
  },
);

test("below the list of a month stand its totals by account and VAT code; what is dated elsewhere stands apart", async () => {
  const dated = (id: number): Described => {
    const of = booked(`i${id}`, [read(`i${id}`)]);
    const text = JSON.stringify(of).replaceAll(
      "2026-11-23",
      id === 2 ? "2026-12-01" : "2026-11-23",
    );
    return JSON.parse(text) as Described;
  };
  const { user, at } = await monthOf([[1, 2]], dated);
  const { text } = await user.go(`${at}?${NOVEMBER}`);
  const [within = "", beyond = ""] = text
    .slice(text.indexOf('id="totals"'))
    .split("Dated outside these days</h3>");
  expect(plainly(within)).toMatch(/3001 Sales – 2,020\.50 05/);
  expect(plainly(within)).toMatch(/2611 Output VAT – 349\.00 05/);
  expect(plainly(within)).toMatch(/Total 2,369\.50 2,369\.50/);
  expect(plainly(beyond)).toMatch(/3001 Sales – 624\.50 05/);
});

test("totals of a list of several pages are added up on request, some at a time, from what was added before", async () => {
  const pages = Array.from({ length: 45 }, (_, page) =>
    Array.from({ length: 25 }, (__, n) => page * 25 + n + 1),
  );
  const { user, at } = await monthOf(pages, (id) => booked(`i${id}`, [read(`i${id}`)]));
  const list = `${at}?${NOVEMBER}`;
  expect((await user.go(list)).text).toContain("Add up all 1,125 orders");
  const csrf = await user.csrf(list);
  const first = await user.post(`${at}/totals?${NOVEMBER}`, { csrf });
  const { text } = first;
  expect(first.status).toBe(200);
  expect(plainly(text)).toContain("Added up: 1,000 of 1,125 orders.");
  expect(text).toMatch(/<form [^>]*data-goes-on/);
  expect(plainly(text)).toMatch(/3001 Sales – 625,896\.00 05/);
  const hidden = (name: string) =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "").replaceAll("&quot;", '"');
  const rest = { csrf, cursor: hidden("cursor"), sums: hidden("sums") };
  const { text: whole } = await user.post(`${at}/totals?${NOVEMBER}`, rest);
  // 1,125 invoices, and the day's voucher once.
  expect(plainly(whole)).toMatch(/3001 Sales – 703,958\.50 05/);
  expect(whole).not.toContain("data-goes-on");
  // Sums that aren't ours end it: from the beginning again, it would go round for ever.
  for (const sent of [{ sums: '{"within":1}' }, { sums: "" }, { cursor: "x" }]) {
    const refused = await user.post(`${at}/totals?${NOVEMBER}`, { ...rest, ...sent });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("Start again from the posting list.");
    expect(refused.text).not.toContain("data-goes-on");
  }
});

test("totals say how many documents and orders they lack", async () => {
  const { user, at } = await monthOf([[1, 2], [3]], (id) => {
    if (id === 2) throw new Error("its run can't be opened");
    return booked(`i${id}`, []);
  });
  const list = `${at}?${NOVEMBER}`;
  const lacks = "Incomplete: the lines of 2 documents are no longer stored here";
  const untold = "Incomplete: the timeline of 1 order can&#39;t be read";
  const csrf = await user.csrf(list);
  const { text } = await user.post(`${at}/totals?${NOVEMBER}`, { csrf });
  expect(plainly(text)).toContain(lacks);
  expect(plainly(text)).toContain(untold);
  const { user: other, at: page } = await monthOf([[1]], () => booked("i1", []), []);
  const { text: whole } = await other.go(`${page}?${NOVEMBER}`);
  expect(plainly(whole)).toContain("Incomplete: the lines of 1 document are no longer stored");
  expect(whole).not.toContain("Nothing that is booked is dated in these days.");
});

test("an order in another day's voucher is listed with its share, in the totals of other days", async () => {
  const share = {
    ...shared.days?.[0],
    rows: [row(1580, "125.00", "0.00"), row(3001, "0.00", "125.00")],
  };
  const { user, at } = await monthOf([[1]], () => ({ ...shared, days: [share] }) as Described, []);
  const { text } = await user.go(`${at}?day=2026-11-22`);
  expect(plainly(text)).toMatch(
    /Voucher A8 · Share of the daily voucher of 23 Nov 2026 · Order N1 .*23 Nov 2026 · as sent/,
  );
  const [within = "", beyond = ""] = text
    .slice(text.indexOf('id="totals"'))
    .split("Dated outside these days</h3>");
  expect(plainly(within)).not.toContain("125.00");
  expect(plainly(beyond)).toMatch(/3001 Sales – 125\.00 05/);
  const csv = (await user.go(`${at}.csv?day=2026-11-22`)).text.trim().split("\r\n");
  expect(csv).toHaveLength(3);
  expect(csv[1]).toContain("A8");
  // In the list of the day itself it is in the day's voucher.
  expect((await user.go(`${at}?day=2026-11-23`)).text).not.toContain("Share of the daily");
});

test("orders that have nothing of their own to list aren't said to be not reconciled", async () => {
  const { user, at } = await monthOf([[1, 2]], () => shared, []);
  const { text } = await user.go(`${at}?day=2026-11-23`);
  expect(text).toContain("or they are in a daily voucher");
  expect(text).not.toContain("No postings for these days.");
});

test.each([
  ["day=2026-11-23", "2026-11-23", "2026-11-23"],
  ["month=2026-11", "2026-11-01", "2026-11-30"],
  ["from=2026-11-03&to=2026-11-09", "2026-11-03", "2026-11-09"],
  ["from=2026-01-01&to=2026-11-30", "2026-01-01", "2026-01-31"],
])(
  "a list of %s is of the days that it says, and of no more than a month",
  async (query, from, to) => {
    const { user, at, asked } = await monthOf([[1]], () => shared);
    await user.go(`${at}?${query}`);
    expect(asked).toMatchObject([{ from, to }]);
  },
);
