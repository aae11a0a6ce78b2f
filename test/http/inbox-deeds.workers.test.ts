/**
 * The deed that mends a group stands first and filled in its row; a retry beside it, and where the
 * preview says that nothing would change, so does its sheet.
 */
import { expect, test } from "vitest";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import { articleByNumber } from "../../src/eaccounting/articles.ts";
import type { GroupForecast } from "../../src/sync/contract/jobs.ts";
import { signedIn } from "./browser.ts";
import { job as heldJob, triable } from "./retry-stage.ts";
import { placed, readOf, remembered } from "../support/remembered-orders.ts";

const group = (why: Reason, count = 2) => ({
  cause: why.code,
  thing: "",
  count,
  since: 1,
  amounts: [],
  reason: why,
});

async function inbox(
  address: string,
  reasons: readonly Reason[],
  forecasts?: readonly GroupForecast[],
  over = false,
  count = 2,
  own: readonly Reason[] = [],
) {
  const jobs = reasons.map((why, at) => heldJob(`j${at + 1}`, null, { reasons: [why] }));
  const { world, user } = await signedIn(
    {
      "jobs.attention": { jobs, cursor: null },
      "jobs.held": {
        groups: reasons.map((why) => ({
          ...group(why, count),
          ...(forecasts ? { forecasts } : {}),
          ...(over ? { over } : {}),
        })),
        next: null,
        areas: [],
        causes: reasons.map((example) => ({
          cause: example.code,
          count: 2,
          example,
          things: example.code === "article-not-found" ? 3 : 1,
        })),
        own: own.map((why) => ({ reason: why, since: 1 })),
      },
      "reads.names": {
        "eaccounting.customers": {
          entries: [
            { id: "c-1", name: "1 Norsk AS" },
            { id: "c-2", name: "2 Oslo AS" },
          ],
          more: false,
        },
      },
      ...triable(jobs),
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/attention`;
  return { world, user, at, page: (await user.go(at)).text };
}

/** Links and buttons of each group: `*` before the filled one. */
const deedsIn = (html: string): readonly (readonly string[])[] =>
  html
    .split('<section class="cause"')
    .slice(1)
    .map((part) =>
      [
        ...part
          .slice(0, part.indexOf("</section>"))
          .slice(part.indexOf("</h3>"))
          .matchAll(/<(?:a|button)(?=[ >])([^>]*)>(.*?)<\/(?:a|button)>/gs),
      ].map(([, attributes = "", text = ""]) => {
        const isFilled =
          attributes.includes('class="button"') || /^(?!.*class=).*name="to"/.test(attributes);
        return `${isFilled ? "*" : ""}${text.replace(/<[^>]*>/g, "").replaceAll(/[\u2066-\u2069]/g, "")}`;
      }),
    );

const NORWAY = reason("sale-place-differs", {
  goods: "NO",
  ledger: "SE",
  byDelivery: false,
  defaultCustomer: "9",
});

test("the filled button is the deed that mends: a choice, a setting, an article, and never a skip", async () => {
  const { page } = await inbox("203.0.113.150", [
    reason("article-not-found", { sku: "MUG", line: 1 }),
    NORWAY,
    reason("order-cancelled-after-booking", { number: "1006" }),
    reason("status-outside-filter", { status: "9", filter: "1,2" }),
    reason("rejected-by-vendor", { vendor: "eaccounting", status: 400, code: "4000" }),
    reason("total-not-positive", { total: "0.00", document: null }),
  ]);
  const [article = [], norway = [], cancelled = [], filter = [], rejected = [], zero = []] =
    deedsIn(page);
  expect(article[0]).toBe("*Create article");
  expect(norway.slice(0, 2)).toEqual(["*1 Norsk AS", "*2 Oslo AS"]);
  expect(cancelled[0]).toBe("*Setting: When an order is cancelled after it was booked");
  expect(cancelled.at(-1)).toBe("Skip with a reason");
  expect(zero[0]).toBe("*Setting: Orders with a total of 0");
  // A setting is no act that mends: the retry is.
  expect(filter.slice(0, 2)).toEqual([expect.stringMatching(/^Setting: /), "*Retry 2 items"]);
  for (const deeds of [article, norway, cancelled, filter, rejected]) {
    expect(deeds.map((one) => one.replace("*", ""))).toContain("Retry 2 items");
    expect(deeds.filter((one) => one.endsWith("Skip with a reason"))).toHaveLength(1);
  }
});

test("a filter names a cause by an example, without holes, and says how many more are like it", async () => {
  const { page } = await inbox("203.0.113.152", [
    reason("article-not-found", { sku: "MUG", line: 1 }),
    NORWAY,
  ]);
  const [, choices = ""] = /<select[^>]*name="code"[^>]*>(.*?)<\/select>/s.exec(page) ?? [];
  const options = [...choices.matchAll(/<option value="[^"]+"[^>]*>([^<]*)</g)].map(
    ([, text = ""]) => text.replaceAll(/[\u2066-\u2069]/g, ""),
  );
  expect(options).toHaveLength(2);
  expect(options[0]).toMatch(/MUG.* And 2 similar causes \(2\)$/);
  expect(options[1]).toContain("Norway");
  for (const option of options) expect(option).not.toMatch(/…(?! (?:\(|And ))/);
});

test("a link is offered where one mends it, and nowhere else", async () => {
  const { page } = await inbox("203.0.113.153", [
    reason("article-not-found", { sku: "MUG", line: 1 }),
    reason("document-unlinked", { actor: "anna@example.com", documents: "1" }),
  ]);
  const rows = page.slice(page.indexOf("<tbody>")).split("<tr>").slice(1);
  expect(rows.map((row) => row.includes("#by-hand"))).toEqual([false, true]);
});

test("a group's line says what its sheet worked out, and when; without one it says nothing", async () => {
  const missing = [reason("article-not-found", { sku: "MUG", line: 1 })];
  const of = { at: Date.now() - 600_000, tried: 2, open: 0 };
  const { page } = await inbox("203.0.113.154", missing, [
    { ...of, deed: "create-article", book: 2 },
    { ...of, deed: "retry", book: 0, open: 1 },
  ]);
  const lineIn = (html: string): string =>
    html
      .slice(html.indexOf('<section class="cause"'))
      .replace(/<[^>]*>/g, "")
      .replaceAll(/[\u2066-\u2069]/g, "");
  expect(lineIn(page)).toMatch(/Create article, previewed [^:]+: 2 of 2 would get a document\./);
  expect(lineIn(page)).toMatch(
    /Retry, previewed [^:]+: 0 of 2 would get a document\. 1 of them is only decided then\./,
  );
  expect(lineIn((await inbox("203.0.113.155", missing)).page)).not.toContain("previewed");
});

test("an order whose document was deleted is booked again from its group; a retry of it says that it stays on hold", async () => {
  const gone = reason("document-gone", { document: "7", later: false });
  const job = heldJob("j1", null, {
    reasons: [gone],
    figures: { gross: "99", vat: "19.8", currency: "SEK" },
  });
  const { world, user } = await signedIn(
    {
      "jobs.attention": { jobs: [job], cursor: null, besides: { j1: ["missing"] } },
      "jobs.held": { groups: [group(gone, 1)], next: null, areas: [], causes: [], own: [] },
      "jobs.releasable": { reason: gone, waiting: 1, jobs: [{ ...job, goes: false }] },
      "jobs.act": (_: string, jobId: string) => ({ ok: true, dispatch: true, jobId }),
      "jobs.noteForecast": null,
      "reads.names": {},
      ...triable([job]),
      ...remembered,
      "jobs.timeline": {
        job,
        operations: [],
        documents: [{ role: "sales-order", n: 1, id: "d7", number: "7" }],
        timeline: [readOf(placed(1, "1001"))],
      },
    },
    "203.0.113.155",
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/attention`;
  const { text: page } = await user.go(at);
  const [deeds = []] = deedsIn(page);
  expect(deeds.slice(0, 1)).toEqual(["*Book 1 item again"]);
  expect(deeds.join()).not.toContain("Retry");
  // A shop may say amounts without cents.
  expect(page).toContain("99.00 SEK");
  // What the comparison found of it besides is said in its row.
  const row = page.slice(page.indexOf("<tbody>"), page.indexOf("</tbody>"));
  expect(row).toContain("No longer in eAccounting");

  const retry = (await user.go(`${at}/mend?job=j1`)).text;
  expect(retry).not.toContain("compared with its document");
  expect(retry).toContain("Stays on hold");

  const sheet = `${at}/mend?cause=document-gone&thing=&deed=book-again`;
  const { text } = await user.go(sheet);
  expect(text).not.toContain("compared with its document");
  const [, mark = ""] = /name="mark" value="([^"]+)"/.exec(text) ?? [];
  const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(text) ?? [];
  const fields = { cause: "document-gone", thing: "", deed: "book-again", mark, csrf };
  expect((await user.post(`${at}/mend`, fields)).status).toBe(303);
  expect(world.tenants.calls.filter(({ method }) => method === "jobs.act")).toMatchObject([
    { args: [id, "j1", "book-again", expect.anything(), 2, null] },
  ]);
});

test("what is there now is said, and a retry is all that it needs", async () => {
  const causes = [
    reason("article-not-found", { sku: "MUG", line: 1 }),
    reason("period-closed", { date: "2026-11-24", why: "period-locked" }),
  ];
  const before = await inbox("203.0.113.157", causes);
  expect(before.page).not.toContain("on this day now");
  const { page, user, at } = await inbox("203.0.113.158", causes, undefined, true);
  expect(page).toContain("Now eAccounting has this article: retry.");
  expect(page).toContain("The books are open on this day now: retry.");
  expect(deedsIn(page)).toEqual([
    ["*Retry 2 items", "Skip with a reason"],
    ["*Retry 2 items", "Skip with a reason"],
  ]);
  for (const [language, words] of [
    ["nl", "De boeken zijn op deze dag nu open"],
    ["pl", "Księgi na ten dzień są już otwarte"],
    ["sv", "Bokföringen är öppen den här dagen nu"],
  ] as const)
    expect((await user.go(at, { headers: { "accept-language": language } })).text).toContain(words);
});

test("a field to choose from has a line of its own: after what mends it at once, else before the other deeds", async () => {
  const { page } = await inbox("203.0.113.162", [
    reason("article-not-found", { sku: "MUG", line: 1 }),
    NORWAY,
  ]);
  const lines = page
    .split('<section class="cause"')
    .slice(1)
    .map((part) =>
      [
        ...part
          .slice(0, part.indexOf("</section>"))
          .matchAll(/<(?:div|form)[^>]* class="line( beside)?"/g),
      ].map(([, beside]) => (beside === undefined ? "deeds" : "field")),
    );
  // The accounts at hand are buttons in a line within theirs.
  expect(lines).toEqual([
    ["deeds", "field"],
    ["field", "deeds", "deeds"],
  ]);
  expect(page).toMatch(/<label[^>]*>or use an existing article \(number\)</);
});

test("what is wrong with the shop itself stands below the orders that are on hold", async () => {
  const missing = [reason("article-not-found", { sku: "MUG", line: 1 })];
  const mail = [reason("mail-not-set-up", { count: 1 })];
  const { page } = await inbox("203.0.113.163", missing, undefined, false, 2, mail);
  const heads = [...page.matchAll(/<h2 id="(own|groups)"/g)].map(([, id]) => id);
  expect(heads).toEqual(["groups", "own"]);
});

const NO_ARTICLES = {
  Meta: { CurrentPage: 1, PageSize: 100, TotalNumberOfPages: 1, TotalNumberOfResults: 0 },
  Data: [],
};

test("an article's sheet offers its unit, as the run would create it, and shows it with another", async () => {
  const why = reason("article-not-found", { sku: "G-0.25", line: 1 });
  const job = heldJob("j1", null, { reasons: [why] });
  const units = [
    { id: "kg", name: "Kilogram", short: "kg" },
    { id: "st", name: "Piece", short: "pcs" },
    { id: "m", name: "Metre", short: "m" },
  ];
  const asked = articleByNumber("G-0.25");
  const notThere = {
    at: 2,
    what: "read" as const,
    title: "GET /articles",
    detail: { vendor: "eaccounting", query: asked.query, status: 200, body: NO_ARTICLES },
  };
  const { world, user } = await signedIn(
    {
      "jobs.releasable": { reason: why, waiting: 1, jobs: [{ ...job, goes: false }] },
      "jobs.noteForecast": null,
      "reads.names": {
        "eaccounting.units": {
          entries: units.map(({ id, name }) => ({ id, name, note: null })),
          fault: null,
        },
      },
      ...triable([job]),
      ...remembered,
      "reads.ledger": { ...remembered["reads.ledger"], units, articleUnit: "m" },
      "reads.buyer": { ...remembered["reads.buyer"], articles: {} },
      "jobs.timeline": {
        job,
        operations: [],
        documents: [],
        timeline: [readOf(placed(1, "1001")), notThere],
      },
    },
    "203.0.113.159",
  );
  const id = await world.makeTenant();
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  await world.api("PUT", `/tenants/${id}/settings`, {
    ...body,
    orders: {
      ...(body["orders"] as object),
      enabled: true,
      startLine: "2026-01-01T00:00:00Z",
    },
  });
  const of = "cause=article-not-found&thing=&deed=create-article";
  const sheet = `/admin/tenants/${id}/attention/mend?${of}`;
  const shown = (html: string) => ({
    article: /unit (\w+) and/.exec(html.replaceAll(/[\u2066-\u2069]/g, ""))?.[1],
    chosen: /<option value="([^"]*)"[^>]*selected/.exec(html)?.[1],
    types: [...html.matchAll(/name="unit" value="([^"]*)"/g)].map(([, value]) => value),
    mark: /name="mark" value="([^"]+)"/.exec(html)?.[1],
  });
  const usual = shown((await user.go(sheet)).text);
  expect(usual).toMatchObject({ article: "Metre", chosen: "m", types: [""] });
  const other = shown((await user.go(`${sheet}&unit=st`)).text);
  expect(other).toMatchObject({ article: "Piece", chosen: "st", types: ["st"] });
  // What was confirmed with one unit isn't done with another.
  expect(other.mark).not.toBe(usual.mark);
});

test("a retry in vain of many says so above the sums, and folds the rows that weren't tried", async () => {
  const why = reason("article-not-found", { sku: "G-0.25", line: 1 });
  const jobs = Array.from({ length: 22 }, (_, at) =>
    heldJob(`j${at + 1}`, null, { reasons: [why] }),
  );
  const { world, user } = await signedIn(
    {
      "jobs.releasable": {
        reason: why,
        waiting: 22,
        jobs: jobs.map((job) => ({ ...job, goes: false })),
      },
      "jobs.noteForecast": null,
      "reads.names": {},
      ...triable(jobs),
      ...remembered,
      "jobs.timeline": (_: string, jobId: string) => ({
        job: jobs.find(({ id }) => id === jobId),
        operations: [],
        documents: [],
        // A total that isn't the sum of its parts is put on hold as soon as it is read.
        timeline: [
          readOf(placed(Number(jobId.slice(1)), `100${jobId.slice(1)}`, { amountInclVat: 150 })),
        ],
      }),
    },
    "203.0.113.162",
  );
  const id = await world.makeTenant();
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  await world.api("PUT", `/tenants/${id}/settings`, {
    ...body,
    orders: { ...(body["orders"] as object), enabled: true, startLine: "2026-01-01T00:00:00Z" },
  });
  const of = "cause=article-not-found&thing=&deed=retry";
  const { text } = await user.go(`/admin/tenants/${id}/attention/mend?${of}`);
  const said = ["20 of 22 were tried", "By result", "<summary>2 more items</summary>"];
  const places = said.map((one) => text.indexOf(one));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).toMatch(/class="second"[^>]*>Retry 22 items</);
});
