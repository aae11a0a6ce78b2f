/**
 * The list of orders as people work with it: customers for those who may see them, columns, dates,
 * and the table for a spreadsheet of the reader's country.
 */
import { afterEach, expect, test } from "vitest";
import { RIGHTS } from "../../src/http/auth/rights.ts";
import type { JobQuery, JobPage } from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const HOSTILE = `\u202E<img src=x onerror="alert(1)">${"Å".repeat(500)}`;
const job = jobView({
  label: "1007",
  figures: { gross: "1250.00", vat: "250.00", currency: "SEK" },
  facts: {
    date: "2026-11-20",
    payment: "partly-paid",
    net: "1000.00",
    rates: [["0.25", "1000.00", "250.00"]],
  },
});
const answer = (name: string, more: Partial<JobPage> = {}): JobPage => ({
  jobs: [job],
  cursor: null,
  rows: {
    j1: {
      person: { company: name, name: "Anna Ek", city: "Malmö", country: "SE" },
      document: { role: "invoice", id: "i1", number: "4711" },
      waitsSince: null,
    },
  },
  ...more,
});

async function shop(page: JobPage) {
  const asked: JobQuery[] = [];
  const { world, user } = await signedIn({
    "jobs.list": (_: string, query: JobQuery) => (asked.push(query), page),
  });
  const id = await world.makeTenant();
  const go = (rest: string, language = "en") =>
    user.go(`/admin/tenants/${id}/${rest}`, { headers: { "accept-language": language } });
  return { asked, go };
}

/** By the world's clock. */
const TODAY = "2026-11-24";
const rights: { "see-customers": unknown } = RIGHTS;
const before = rights["see-customers"];
afterEach(() => {
  rights["see-customers"] = before;
});

test("an order is listed with its date, customer, document and amounts", async () => {
  const { asked, go } = await shop(answer("Kaffe AB"));
  const { text } = await go("orders");
  for (const shown of ["20 Nov 2026", "Kaffe AB, Anna Ek", "Invoice 4711", "1,250.00 SEK"])
    expect(text).toContain(shown);
  expect([asked[0]?.rows, asked[0]?.withoutPeople]).toEqual([true, undefined]);
});

test("an order in a currency without cents is listed without them", async () => {
  const figures = { gross: "1250.00", vat: "250.00", currency: "JPY" };
  const { go } = await shop(answer("Kaffe AB", { jobs: [{ ...job, figures }] }));
  const { text } = await go("orders?col=gross&col=net&col=vat", "sv");
  expect(text).toMatch(/1\s250 JPY/);
  expect(text).not.toMatch(/,00(\s|&nbsp;)*(JPY|<)/);
});

test("whoever may not see customers is shown none, asks for none and finds none, also in the table for a spreadsheet", async () => {
  rights["see-customers"] = [];
  const { asked, go } = await shop(answer("Kaffe AB"));
  const { text } = await go("orders?text=kaffe&col=customer&col=document");
  expect(text).toContain("Invoice 4711");
  expect(text).not.toContain("Kaffe AB");
  await go("orders.csv?text=kaffe");
  expect(asked.map(({ withoutPeople }) => withoutPeople)).toEqual([true, true]);
});

test("a name in a script's clothes is a name, and one from right to left turns nothing else round", async () => {
  const { go } = await shop(answer(HOSTILE));
  const { text } = await go("orders");
  expect(text).not.toContain("<img src=x");
  expect(text).toContain("<bdi>\u202E&lt;img");
});

test("columns, order, payment and days stand in the address, and lead back to the same list", async () => {
  const { asked, go } = await shop(answer("Kaffe AB", { cursor: "50 sorted" }));
  const { text } = await go(
    "orders?col=payment&col=net&sort=date.up&payment=partly-paid&by=order&days=last-month",
  );
  expect(asked[0]).toMatchObject({
    sort: { by: "date", down: false },
    payment: "partly-paid",
  });
  const { from = "", to = "" } = asked[0]?.dated ?? {};
  expect([from.slice(8), from.slice(0, 7)]).toEqual(["01", to.slice(0, 7)]);
  expect([text.includes("Partly paid"), text.includes("1,000.00")]).toEqual([true, true]);
  expect(text).not.toContain("Kaffe AB");
  const next = /href="([^"]*cursor=50\+sorted[^"]*)"/.exec(text)?.[1] ?? "";
  for (const part of ["col=net", "col=payment", "sort=date.up", "by=order", "days=last-month"])
    expect(next.replaceAll("&amp;", "&")).toContain(part);
});

test("days that somebody picks are those of the orders; an address with days and without a choice means the last change, as before", async () => {
  const { asked, go } = await shop(answer("Kaffe AB"));
  const byOrder = /<option value="order" selected/;
  const { text } = await go("orders");
  expect(text).toMatch(byOrder);
  expect(text).toContain(
    "By order date unless you choose the date the status or amount last changed.",
  );
  // As that form sends it.
  await go("orders?by=order&days=last-month");
  expect([asked[1]?.dated !== undefined, asked[1]?.ended]).toEqual([true, undefined]);
  for (const old of ["days=last-month", "from=2026-11-01&to=2026-11-02", "by=&days=today"]) {
    asked.length = 0;
    expect((await go(`orders?${old}`)).text).not.toMatch(byOrder);
    expect([asked[0]?.dated, asked[0]?.ended !== undefined]).toEqual([undefined, true]);
  }
  // Other lists have no such date.
  expect((await go("products")).text).toContain(
    "Filters by the date the status or amount last changed.",
  );
});

test("a filtered list says how many orders there are and what they come to, and asks for it only then", async () => {
  const sums = {
    count: 77,
    more: false,
    gross: [
      { currency: "EUR", gross: "5.00" },
      { currency: "SEK", gross: "12340.00" },
    ],
  };
  const { asked, go } = await shop(answer("Kaffe AB", { sums }));
  expect((await go("orders?outcome=booked")).text).toContain(
    "77 orders, 5.00 EUR, 12,340.00 SEK</p>" +
      '<p class="hint">The sum is what was sold: skipped orders count in full, ' +
      "cancelled ones don&#39;t count, credit orders are deducted.</p>",
  );
  await go("orders");
  await go("orders?outcome=booked&all=on");
  await go("products?outcome=booked");
  expect(asked.map((query) => query.sums)).toEqual([true, undefined, undefined, undefined]);
  const many = await shop(answer("Kaffe AB", { sums: { count: 10_000, more: true, gross: [] } }));
  expect((await many.go("orders?outcome=booked")).text).toContain("At least 10,000 orders</p>");
  expect((await many.go("orders?outcome=booked", "sv")).text).toMatch(/Minst 10\s000 ordrar/);
});

test("a list that found nothing yet, and has looked at a part, says no number", async () => {
  const { go } = await shop(answer("Kaffe AB", { sums: { count: 0, more: true, gross: [] } }));
  expect((await go("orders?outcome=booked")).text).not.toContain('class="hits"');
});

test("the pages of a list lead back one by one", async () => {
  const { go } = await shop(answer("Kaffe AB", { cursor: "3 c" }));
  const hrefOf = (text: string, name: string): string | undefined =>
    new RegExp(`href="([^"]*)">${name}<`).exec(text)?.[1]?.replaceAll("&amp;", "&");
  const onward = async (href: string): Promise<string> =>
    (await go(/orders\?.*/.exec(href)?.[0] ?? "")).text;
  const first = (await go("orders?outcome=booked")).text;
  expect(hrefOf(first, "Previous page")).toBeUndefined();
  const second = await onward(hrefOf(first, "Next page") ?? "");
  expect(hrefOf(second, "Previous page")).toMatch(/orders\?outcome=booked$/);
  const third = await onward(
    (hrefOf(second, "Next page") ?? "").replace("cursor=3+c", "cursor=4+d"),
  );
  const back = new URLSearchParams(hrefOf(third, "Previous page")?.split("?")[1]);
  expect([back.get("cursor"), back.get("trail"), back.get("outcome")]).toEqual([
    "3 c",
    "0",
    "booked",
  ]);
  // What isn't a place of a list is none.
  expect(hrefOf((await go("orders?cursor=3+c&trail=javascript:x")).text, "Previous page")).toBe(
    undefined,
  );
});

test("what the comparison found of an order stands beside its state, also in the table", async () => {
  const page = answer("Kaffe AB");
  const rows = { j1: { ...page.rows?.["j1"], found: ["amount"] } } as never;
  const { go } = await shop({ ...page, rows });
  expect((await go("orders")).text).toMatch(
    /In eAccounting<\/span> *<span class="badge bad">Amount differs/,
  );
  expect((await go("orders.csv")).text).toContain('"In eAccounting, Amount differs"');
});

test.each([
  ["days=today&from=2026-11-01&to=2026-11-02", ["2026-11-01", "2026-11-02"], ""],
  ["days=today&from=2026-11-01&to=2026-11-02&was=today", ["2026-11-01", "2026-11-02"], ""],
  ["days=today&from=2026-11-01&to=2026-11-02&was=2026-11-01..2026-11-02", null, "today"],
  [
    "days=today&from=2026-11-01&to=2026-11-03&was=2026-11-01..2026-11-02",
    ["2026-11-01", "2026-11-03"],
    "",
  ],
  ["days=today&was=today", null, "today"],
])(
  "dates that were typed go before a preset, and the form shows what holds: %s",
  async (query, dates, preset) => {
    const { asked, go } = await shop(answer("Kaffe AB"));
    const { text } = await go(`orders?by=order&${query}`);
    const { from = "", to = "" } = asked[0]?.dated ?? {};
    expect([from, to]).toEqual(dates ?? [TODAY, TODAY]);
    expect(/<option value="(\w+)" selected[^>]*>(?:Today|Yesterday)/.exec(text)?.[1] ?? "").toBe(
      preset,
    );
    expect(/id="from"[^>]*value="([^"]*)"/.exec(text)?.[1] ?? "").toBe(dates?.[0] ?? "");
  },
);

test("a search that didn't look at everything says how far back it looked", async () => {
  const { go } = await shop(answer("Kaffe AB", { cursor: "5 j9", stoppedAt: 1_795_000_000_000 }));
  expect((await go("orders?text=kaffe")).text).toContain("Searched back to 18 Nov 2026");
});

test.each([
  ["en", ",", "1250.00", "25%: 1000.00 + 250.00", "2026-11-20", "Orders"],
  ["sv", ";", "1250,00", "25\u00a0%: 1000,00 + 250,00", "2026-11-20", "Ordrar"],
  ["pl", ";", "1250,00", "25%: 1000,00 + 250,00", "20.11.2026", "Zamowienia"],
  ["nl", ";", "1250,00", "25%: 1000,00 + 250,00", "20-11-2026", "Orders"],
])(
  "the table is one that a spreadsheet in %s opens",
  async (language, sign, gross, rates, day, name) => {
    const { go } = await shop(answer("Kaffe AB"));
    const { text, headers } = await go("orders.csv", language);
    const [head = "", row = ""] = text.split("\r\n");
    expect(head.split(sign)).toHaveLength(21);
    expect(head.split(sign).filter((one) => /^"?\p{Ll}/u.test(one))).toEqual([]);
    for (const shown of [gross, rates, day, "4711"]) expect(row).toContain(shown);
    expect(headers.get("content-disposition")).toContain(`filename="${name}.csv"`);
    expect(row).toContain(sign === "," ? '"Kaffe AB, Anna Ek"' : "Kaffe AB, Anna Ek");
  },
);

test.each([
  [
    "en",
    ",",
    ["Net 25%", "VAT 25%", "Net 6%", "VAT other rates"],
    ["1000.00", "250.00", "", "", "40.50", "6.10"],
  ],
  ["sv", ";", ["Netto 25 %", "Moms 25 %"], ["1000,00", "250,00", "", "", "40,50", "6,10"]],
])(
  "in %s each VAT rate of the shop has its columns of net and VAT behind all others, and so have other rates together",
  async (language, sign, head, cells) => {
    const rates: (readonly [string, string, string])[] = [
      ["0.25", "1000.00", "250.00"],
      ["0.12", "30.00", "3.60"],
      ["0.19", "10.50", "2.50"],
    ];
    const lines = { ...job, facts: { date: "2026-11-20", payment: "open", net: "1040.50", rates } };
    const entries = [
      { id: "H", name: "High", note: "25%" },
      { id: "L", name: "Low", note: "6%" },
      { id: "H2", name: "High, services", note: "25%" },
      { id: "M", name: "None", note: null },
    ];
    const { world, user } = await signedIn({
      "jobs.list": answer("Kaffe AB", { jobs: [lines as typeof job] }),
      "reads.names": { "asperion.vatCodes": { entries, readAt: 1, fault: null } },
    });
    const id = await world.makeTenant();
    const { text } = await user.go(`/admin/tenants/${id}/orders.csv`, {
      headers: { "accept-language": language },
    });
    const [first = "", row = ""] = text.replaceAll('"', "").split("\r\n");
    for (const name of head) expect(first.replaceAll("\u00A0", " ")).toContain(name);
    expect(row.split(sign).slice(-6)).toEqual(cells);
    // Those that were there stand where they stood.
    expect(row.split(sign).slice(-8, -6)).toEqual(["order:7", ""]);
  },
);

test.each(["products", "customers", "stock"])(
  "the table of %s has no columns of money, and each head begins with a capital",
  async (list) => {
    const { go } = await shop(answer("Kaffe AB"));
    const [first = ""] = (await go(`${list}.csv`)).text.replace("\uFEFF", "").split("\r\n");
    const head = first.split(",");
    for (const name of ["Gross", "VAT charged by the shop", "Currency"])
      expect(head).not.toContain(name);
    expect(head).toContain("Id");
    expect(head.filter((name) => /^[a-z]/.test(name))).toEqual([]);
  },
);

test("beside the CSV of orders stands what it has, whatever columns and order the list shows", async () => {
  const { go } = await shop(answer("Kaffe AB"));
  const said = "The CSV has all columns, the most recently changed order first.";
  expect((await go("orders?col=net&sort=date.up")).text).toContain(said);
  expect((await go("products")).text).not.toContain(said);
});

test("a customer's name is no formula", async () => {
  const { go } = await shop(answer('=HYPERLINK("http://evil")'));
  for (const language of ["en", "sv"])
    expect((await go("orders.csv", language)).text).toContain("'=HYPERLINK");
});

test("a list is saved by its filters without what was searched, shown as a link, and removed", async () => {
  const saved: unknown[] = [];
  const { world, user } = await signedIn({
    "jobs.list": answer("Kaffe AB"),
    "jobs.savedViews": [{ name: "<b>Unpaid", query: "?payment=open" }],
    "jobs.saveView": (_: string, who: string, view: unknown) => (saved.push([who, view]), true),
    "jobs.removeView": (_: string, who: string, name: string) => void saved.push([who, name]),
  });
  const id = await world.makeTenant();
  const list = `/admin/tenants/${id}/orders`;
  const { text } = await user.go(`${list}?payment=open&text=kaffe`);
  expect(text).toContain(`href="${list}?payment=open" aria-current="page"`);
  expect(text).toContain("&lt;b&gt;Unpaid");
  const csrf = await user.csrf(list);
  const query = "?payment=open&text=kaffe&col=net&cursor=1+j1&status=nothing-like-it";
  const answered = await user.post(`${list}/views`, { csrf, query, name: " Mine " });
  expect(answered.headers.get("location")).toBe(`${list}?payment=open&col=net`);
  await user.post(`${list}/views/remove`, { csrf, name: "Mine" });
  expect(saved).toEqual([
    ["operator", { name: "Mine", query: "?payment=open&col=net" }],
    ["operator", "Mine"],
  ]);
  world.tenants.answers["jobs.saveView"] = false;
  const full = await user.post(`${list}/views`, { csrf, query, name: "One more" });
  expect(full.status).toBe(409);
});
