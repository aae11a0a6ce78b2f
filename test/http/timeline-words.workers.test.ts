/**
 * What an order's timeline says of both sides and of how it began, over a fake of the tenant's
 * object: names, credit invoices as such, and ways only to what is there.
 */
import { expect, test } from "vitest";
import type { JobView, OperationView } from "../../src/domain/jobs/job.ts";
import type { JobQuery, TimelineEntry } from "../../src/sync/contract/index.ts";
import { checkedSoFar } from "../../src/flows/payouts/settle-invoices.ts";
import { bareReason } from "../support/bare-reason.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers } from "./fakes.ts";
import { jobView } from "./job-view.ts";

const job = (over: Partial<JobView> = {}): JobView =>
  jobView({ createdAt: 1, updatedAt: 2, ...over });
const operation = (over: Partial<OperationView>): OperationView =>
  ({
    role: "invoice",
    n: 1,
    kind: "draft.convert",
    state: "compared",
    marker: "1001 #AAAAAAAA",
    documentId: "guid-1",
    documentNumber: "1003",
    request: null,
    response: null,
    sentAt: 1,
    settledAt: 2,
    ...over,
  }) as OperationView;

const line = {
  lineNumber: 1,
  lineType: "Article",
  articleCode: "LAMP",
  description: "Lamp",
  quantity: 1,
  price: 100,
  vatPercentage: 25,
  amountExclVat: 100,
  vatAmount: 25,
  amountInclVat: 125,
};
const order = {
  id: 7,
  administrationId: 123,
  orderNumber: "1001",
  debtorId: 300,
  date: "2026-11-20T10:00:00",
  status: 2,
  paymentStatus: "Paid",
  currencyCode: "SEK",
  pricesIncludeVat: false,
  companyName: "Kund <AB>",
  amountExclVat: 100,
  vatAmount: 25,
  amountInclVat: 125,
  lines: { _data: [line] },
};
const read: TimelineEntry = {
  at: 1,
  what: "read",
  title: "GET /v1/SalesOrderWithLines",
  detail: {
    vendor: "asperion",
    query: { Id: "7", page: "1", pageSize: "10" },
    status: 200,
    body: { _data: [order], _meta: { administrationId: 123, totalCount: 1, nextPage: null } },
  },
};

async function timeline(
  address: string,
  told: {
    readonly job?: JobView;
    readonly operations?: readonly OperationView[];
    readonly timeline?: readonly TimelineEntry[];
  },
  answers: TenantAnswers = {},
) {
  const { world, user } = await signedIn(
    {
      "jobs.timeline": { job: job(), documents: [], operations: [], timeline: [], ...told },
      "jobs.list": { jobs: [], cursor: null },
      "reads.names": {},
      ...answers,
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}`;
  return {
    id,
    at,
    in: async (language: string) =>
      (await user.go(`${at}/orders/j1`, { headers: { "accept-language": language } })).text,
  };
}

test.each([
  ["live", "Webhook received", "Notifications received", true],
  ["sweep", "Found when checking Asperion for orders", "Checks", false],
  ["back-fill", "Fetched as a past order", "Checks", false],
] as const)("what began as %s says so: %s", async (lane, title, fact, byWebhook) => {
  const page = await (await timeline(`203.0.113.9${lane.length}`, { job: job({ lane }) })).in("en");
  expect(page).toContain(`<span>${title}</span>`);
  expect(page).toContain(`<dt>${fact}</dt>`);
  expect(/Webhook received|Asperion sent a webhook/.test(page)).toBe(byWebhook);
  // The key that the engine keeps an order under is nobody's number.
  expect(page).not.toContain("ID order:");
});

test.each([
  ["lost", "Taken over by another run"],
  ["fault", "Interrupted by an error in this product"],
])("a run that was cut off (%s) says that only what it wrote counts", async (why, title) => {
  const entries: TimelineEntry[] = [
    {
      at: 1,
      what: "write",
      title: "POST /v2/orders",
      detail: { vendor: "eaccounting", marker: "m", body: {} },
    },
    { at: 2, what: "cut-off", title: why, detail: null },
  ];
  const told = await timeline(`203.0.113.1${why.length}`, { timeline: entries });
  expect(await told.in("en")).toContain(title);
  for (const language of ["nl", "pl", "sv"]) expect(await told.in(language)).not.toContain(title);
});

test("a payout of many invoices says of how many orders they were looked at so far", async () => {
  const dues = Array.from({ length: 600 }, (_, n) => ({
    keys: [`order:${n}`],
    label: String(n),
    on: "invoice" as const,
    account: 1580,
    amount: "10.00",
    documents: [{ id: String(n), number: String(n) }],
  }));
  const reasons = [checkedSoFar({ dues }, 500)];
  const told = await timeline("203.0.113.121", {
    job: job({ key: "payout:p1", flow: "payouts", outcome: "updated", reasons }),
  });
  expect((await told.in("en")).replaceAll(/[\u2066-\u2069]/g, "")).toContain(
    "Before anything is paid, all invoices are checked: those of 500 of 600 orders so far. It goes on.",
  );
});

test("no step is titled in another language than the page's, not even one that nobody gave words to", async () => {
  const entries: TimelineEntry[] = [
    { at: 1, what: "lookup", title: "payment", detail: {} },
    { at: 2, what: "lookup", title: "Worked out something", detail: {} },
    { at: 3, what: "read", title: "Read of a newer release", detail: {} },
    { at: 4, what: "newer" as "read", title: "Something newer", detail: {} },
    { at: 5, what: "person", title: "newer deed", detail: { actor: "operator" } },
  ];
  const page = await (await timeline("203.0.113.101", { timeline: entries })).in("sv");
  const titles = [...page.matchAll(/<h3><span>([^<]*)<\/span>/g)].map(([, title]) => title);
  expect(titles).toEqual([
    "Webhook mottagen",
    "Förberedde betalningen",
    "Ett annat steg",
    "Ett annat steg",
    "Ett annat steg",
    "operatör: Ett annat steg",
  ]);
});

test("a credit is a credit invoice with its number and marker, by every name that it has; a draft that was booked is no more", async () => {
  const operations = [
    operation({
      role: "credit-draft",
      kind: "draft.create",
      marker: "1002 #CCCCCCCC",
      documentId: "draft-guid",
      documentNumber: null,
    }),
    operation({
      role: "credit",
      marker: "1002 #CCCCCCCC",
      documentId: "guid-2",
      documentNumber: "1004",
    }),
  ];
  const write: TimelineEntry = {
    at: 1,
    what: "write",
    title: "POST /customerinvoicedrafts",
    detail: { vendor: "eaccounting", marker: "1002 #CCCCCCCC", body: {} },
  };
  const page = await (await timeline("203.0.113.102", { operations, timeline: [write] })).in("sv");
  for (const said of [
    "<dt>Kreditfaktura i eAccounting</dt>",
    "1004",
    '<code class="marker">1002 #CCCCCCCC</code>',
    "Skapa kreditfakturautkastet, hos eAccounting",
    "Bokför kreditfakturan",
  ])
    expect(page).toContain(said);
  expect(page).not.toMatch(/<dt>Dokument i eAccounting|Bokför fakturan/);
  expect(/aria-labelledby="both">.*?<\/section>/s.exec(page)?.[0]).not.toContain("draft-guid");
});

test("the customer's and the articles' names lead to their timelines where there are any, and nowhere else", async () => {
  const none = await timeline("203.0.113.103", { timeline: [read, planned()] });
  const without = await none.in("en");
  expect(without).toContain("<bdi>Kund &lt;AB&gt;</bdi>");
  expect(/aria-labelledby="both">.*?<\/section>/s.exec(without)?.[0]).not.toContain("<a");
  expect(without).not.toMatch(
    /customers\?text|products\?text|<a href="[^"]*\/(customers|products)\/[^"]*">/,
  );
  const jobs = (_: string, { key }: JobQuery) => ({
    jobs:
      key === "debtor:300"
        ? [job({ id: "c1", key })]
        : key === "product:article-guid"
          ? [job({ id: "p1", key })]
          : [],
    cursor: null,
  });
  const there = await timeline(
    "203.0.113.104",
    { timeline: [read, planned()] },
    { "jobs.list": jobs },
  );
  const page = await there.in("en");
  expect(page).toContain(`<a href="${there.at}/customers/c1"><bdi>Kund &lt;AB&gt;</bdi></a>`);
  expect(page).toContain(`<a href="${there.at}/products/p1"><bdi>LAMP</bdi></a>`);
});

/** The fields that rules filled: in the ledger's own names, as they are stored. */
const planned = (mappedBy: readonly object[] = []): TimelineEntry => ({
  at: 2,
  what: "plan",
  title: "write",
  detail: {
    input: {
      articles: { LAMP: { kind: "found", article: { id: "article-guid", number: "LAMP" } } },
      systemArticles: {},
    },
    plan: {
      kind: "write",
      document: {
        status: "ongoing",
        currency: "SEK",
        pricesIncludeVat: false,
        ourReference: null,
        yourReference: null,
        buyersOrderReference: null,
        rows: [],
        prediction: { row: totals, rate: totals },
        rounding: "row",
        mappedBy,
      },
    },
  },
});

test("a field that a rule filled is named as everywhere, with the rule's number", async () => {
  const rule = {
    target: "YourReference",
    rule: "mapping.orders.head.0",
    by: "expression",
    source: "order.number",
    value: "web 1001",
    inputs: { "order.number": "1001" },
    line: null,
  };
  const rows = { ...rule, target: "Text", rule: "mapping.orders.rows.1", by: "default", line: 2 };
  const { in: page } = await timeline("203.0.113.107", {
    timeline: [read, planned([rule, { ...rows, source: null, inputs: {} }])],
  });
  const said = async (language: string) =>
    (await page(language)).replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  const english = await said("en");
  expect(english).toContain(
    "Your reference = web 1001 · field rule 1: order.number; order.number was 1001",
  );
  expect(english).toContain("Line text, line 2 = web 1001 · field rule 2: default value");
  expect(await said("sv")).toContain("Er referens = web 1001 · fältregel 1: order.number");
  expect(await said("nl")).toContain("Uw referentie = web 1001 · veldregel 1: order.number");
  expect(await said("pl")).toContain(
    "Państwa znak = web 1001 · reguła uzupełniania pól nr 1: order.number",
  );
});

test("each read of the order says that it was fetched, also the one before the last", async () => {
  const { in: page } = await timeline("203.0.113.108", {
    timeline: [read, { ...read, at: 2 }],
  });
  const text = await page("en");
  expect([text.match(/Order fetched\./g)?.length, text.includes("1 result.")]).toEqual([2, false]);
});

test("lists that are only read, one after the other, are one step; a refusal among them is one of its own", async () => {
  const list = (path: string, status = 200): TimelineEntry => ({
    at: 3,
    what: "read",
    title: `GET ${path}`,
    detail: {
      vendor: "eaccounting",
      ...(status === 200
        ? { answer: { status, body: { Data: [] } } }
        : { failure: { kind: "no-access", vendor: "eaccounting" } }),
    },
  });
  const many = ["/accounts", "/units", "/projects", "/currencies"].map((path) => list(path));
  const { in: page } = await timeline("203.0.113.109", {
    timeline: [read, ...many, list("/costcenters", 403), list("/units")],
  });
  const text = await page("en");
  const whole = text.slice(text.indexOf('<ol class="timeline"'));
  expect(whole.match(/Data fetched/g)).toHaveLength(1);
  expect(whole).toMatch(/<summary>4 steps<\/summary><ol class="timeline">/);
  // Outside of it: the order's own step, the refused one and what follows it alone.
  const outside = whole.replace(/<details><summary>4 steps.*?<\/ol><\/details>/s, "");
  for (const own of ["Order fetched.", "cost cent"])
    expect(outside.toLowerCase()).toContain(own.toLowerCase());
  expect(outside).not.toContain("projects");
  expect(await page("sv")).toContain("Uppgifter hämtades");
});

test("the shop's states of an order are two facts, each by its name", async () => {
  const { in: page } = await timeline("203.0.113.110", { timeline: [read] });
  const text = await page("sv");
  expect(text).toMatch(/<dt>Orderstatus<\/dt><dd>Bekräftad<\/dd>/);
  expect(text).toMatch(/<dt>Betalning<\/dt><dd>Betald<\/dd>/);
});

const totals = { net: "100.00", vat: "25.00", gross: "125.00", perRate: [] };

test("ids in reasons are names of the lists that were read last, and stay ids where those are out of reach", async () => {
  const list = (id: string, name: string) => ({
    entries: [{ id, name, note: null }],
    readAt: 1,
    fault: null,
  });
  const names = {
    "asperion.paymentMethods": list("CARD", "Bankkort"),
    "eaccounting.bankAccounts": list("137f2ea5", "Företagskonto <1>"),
  };
  const chosen = job({
    reasons: [bareReason("payment-chosen", { method: "CARD", account: "137f2ea5", by: "table" })],
  });
  expect(
    await (await timeline("203.0.113.105", { job: chosen }, { "reads.names": names })).in("sv"),
  ).toContain(
    "Betalningar med Bankkort går till likvidkonto Företagskonto &lt;1&gt; (enligt mappningen).",
  );
  expect(
    await (
      await timeline(
        "203.0.113.106",
        { job: chosen },
        {
          "reads.names": () => {
            throw new Error("out of reach");
          },
        },
      )
    ).in("sv"),
  ).toContain("likvidkonto 137f2ea5");
});
