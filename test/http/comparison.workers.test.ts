/**
 * The page of the comparison over a fake of the tenant's object and a real D1: differences with
 * what to do, days, orders, tables, a run now.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons.ts";
import { applyProjection } from "../../src/store/projection.ts";
import type {
  DifferencesView,
  JobTimeline,
  ReconciledOrderView,
  ReconciliationView,
} from "../../src/sync/rpc.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers } from "./fakes.ts";
import { ADMIN } from "./world.ts";
import { withoutOwnScript } from "../support/own-script.ts";

const HOSTILE = `=HYPERLINK("http://evil")<script>alert(1)</script>`;

const order = (over: Partial<ReconciledOrderView>): ReconciledOrderView => ({
  id: 1001,
  number: "1001",
  date: "2026-11-23T10:00:00",
  state: "booked",
  why: null,
  currency: "SEK",
  gross: "100.00",
  ledgerGross: "99.99",
  documents: "invoice 55, voucher A12",
  at: 1,
  parts: [{ name: "amount", currency: "SEK", gross: "-0.01", rates: [] }],
  notes: [],
  ...over,
});

const proof: ReconciliationView = {
  run: { jobId: "j9", from: "2026-11-20", to: "2026-11-24", startedAt: 1, endedAt: 2 },
  findings: [
    {
      finding: "amount",
      key: "order:1001",
      number: "1001",
      document: { kind: "invoice", id: "d-1", number: "55" },
      at: 1,
      jobId: null,
    },
    { finding: "amount", key: "order:1002", number: HOSTILE, document: null, at: 1, jobId: null },
  ],
  orders: [
    order({}),
    order({
      id: 1002,
      number: HOSTILE,
      state: "held",
      ledgerGross: null,
      documents: null,
      parts: [{ name: "held", currency: "SEK", gross: "-100.00", rates: [] }],
      why: reason("article-not-found", { sku: HOSTILE, line: 1 }),
    }),
  ],
  cursor: "2026-11-23 1002",
};

const NO_DIFFERENCES: DifferencesView = { items: [], counts: {}, leftOut: [] };

async function compared(answers: TenantAnswers = {}) {
  const asked: unknown[] = [];
  const { world, user } = await signedIn({
    "reconciliation.view": (_: string, query: unknown) => (asked.push(query), proof),
    "reconciliation.differences": () => NO_DIFFERENCES,
    ...answers,
  });
  const id = await world.makeTenant();
  await applyProjection(world.db, id, [
    {
      table: "reconciliations",
      seq: 1,
      row: {
        day: "2026-11-23",
        at: 1,
        orders: 2,
        findings: 2,
        states: { booked: 1, skipped: 0, "before-start": 0, held: 1, waiting: 0, "in-doubt": 0 },
        totals: {
          gross: [{ currency: "SEK", orders: 2, source: "200.00", ledger: "99.99", withoutVat: 1 }],
          rates: [
            {
              currency: "SEK",
              rate: "0.25",
              source: { net: "160.00", vat: "40.00" },
              ledger: { net: "79.99", vat: "20.00" },
            },
          ],
          parts: [
            {
              name: "held",
              currency: "SEK",
              gross: "-100.00",
              rates: [{ rate: "0.25", net: "-80.00", vat: "-20.00" }],
            },
            {
              name: "amount",
              currency: "SEK",
              gross: "-0.01",
              rates: [{ rate: "0.25", net: "-0.01", vat: "0.00" }],
            },
          ],
        },
      },
    },
  ]);
  return { world, user, id, asked };
}

test("differences come first with what to do, then the days with both sides' sums, then each order; names are text", async () => {
  const { user, id, asked } = await compared();
  const { status, text } = await user.go(`/admin/tenants/${id}/comparison`);
  expect(status).toBe(200);
  // This month.
  expect(asked).toEqual([{ from: "2026-11-01", to: "2026-11-30" }]);
  for (const said of [
    "20 Nov 2026 to 24 Nov 2026",
    "The booked amount differs from the shop (2 orders)",
    "Differences",
    "Invoice 55",
    "1 booked",
    "1 on hold",
    "100.00 SEK",
    "200.00 SEK",
    "On hold: -100.00 SEK",
    "Amount differs: -0.01 SEK",
    "On hold: -20.00",
    "25%",
    "1 order is booked with VAT and revenue in one line",
  ])
    expect(text).toContain(said);
  expect(text).toContain('<div class="whole">Journal voucher A12</div>');
  expect(
    (await user.go(`/admin/tenants/${id}/comparison`, { headers: { "accept-language": "nl" } }))
      .text,
  ).toContain('<div class="whole">Memoriaalboeking A12</div>');
  expect(text.match(/The booked amount differs/g)).toHaveLength(1);
  expect(text.indexOf('id="findings"')).toBeLessThan(text.indexOf('id="days"'));
  expect(withoutOwnScript(text)).not.toMatch(/<script/);
  expect(text).toContain(
    `/admin/tenants/${id}/comparison?from=2026-11-01&amp;to=2026-11-30&amp;cursor=2026-11-23+1002`,
  );
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
    { from: "2026-11-01", to: "2026-11-02", state: "held", cursor: "2026-11-01 7" },
    { from: "2026-11-01", to: "2026-11-30" },
  ]);
});

test("the tables are the same days: formulas are text in the CSV, the JSON says reasons in words", async () => {
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...proof, cursor: null }),
  });
  const csv = await user.go(`/admin/tenants/${id}/comparison.csv?from=2026-11-20&to=2026-11-24`);
  expect(csv.headers.get("content-disposition")).toBe(
    'attachment; filename="comparison-2026-11-20-2026-11-24.csv"',
  );
  expect(csv.headers.get("cache-control")).toBe("no-store");
  expect(csv.text.split("\r\n").slice(0, 2)).toEqual([
    "date,order,id,status,reason,documents,currency,in the shop,in eAccounting,difference,currency in eAccounting,finding",
    `2026-11-23T10:00:00,1001,1001,Booked,,"Invoice 55, Journal voucher A12",SEK,100.00,99.99,-0.01,,Amount differs`,
  ]);
  expect(csv.text).toContain(`"'=HYPERLINK(""http://evil"")`);
  const json = JSON.parse(
    (await user.go(`/admin/tenants/${id}/comparison.json?from=2026-11-20&to=2026-11-24`)).text,
  ) as {
    days: { totals: { gross: object[] } }[];
    orders: { why: { code: string } | null }[];
    findings: { next: string }[];
  };
  expect(json.days[0]?.totals.gross).toMatchObject([{ withoutVat: 1 }]);
  expect([json.days.length, json.orders[1]?.why?.code, json.findings[0]?.next.length]).toEqual([
    1,
    "article-not-found",
    expect.any(Number),
  ]);
});

test("the page's table is in the reader's words with two decimals throughout, the API's has the words of machines", async () => {
  const cent = reason("vat-method-difference", {
    rate: "0.21",
    source: "17.36",
    ledger: "17.35",
    difference: "-0.01",
  });
  const { world, user, id } = await compared({
    "reconciliation.view": () => ({
      ...proof,
      cursor: null,
      orders: [
        order({
          gross: "1000",
          ledgerGross: "1000.00",
          documents: "credit-invoice 55",
          notes: [cent],
          parts: [
            {
              name: "rounding",
              currency: "SEK",
              gross: "0.00",
              rates: [{ rate: "0.21", net: "0.01", vat: "-0.01" }],
            },
          ],
        }),
      ],
    }),
  });
  const range = "from=2026-11-20&to=2026-11-24";
  const [head, line] = (
    await user.go(`/admin/tenants/${id}/comparison.csv?${range}`, {
      headers: { "accept-language": "sv" },
    })
  ).text.split("\r\n");
  expect(head).toBe(
    "datum;order;id;status;orsak;dokument;valuta;i butiken;i eAccounting;skillnad;valuta i eAccounting;avvikelse",
  );
  expect(line).toMatch(
    /^2026-11-23T10:00:00;1001;1001;Bokförd;"?Moms vid 21\u00a0%: 17.36 i butiken, .*"?;Kreditfaktura 55;SEK;"1000,00";"1000,00";"0,00";;Avrundning och tolerans$/,
  );
  const api = (
    await (
      await world.fetch(`/api/v1/tenants/${id}/reconciliation.csv?${range}`, {
        headers: { authorization: `Bearer ${ADMIN}` },
      })
    ).text()
  ).split("\r\n");
  expect(api.slice(0, 2)).toEqual([
    "date,order,id,state,why,documents,currency,shop,ledger,difference,ledgerCurrency,found",
    "2026-11-23T10:00:00,1001,1001,booked,,credit-invoice 55,SEK,1000,1000.00,0.00,,rounding",
  ]);
  expect((await user.go(`/admin/tenants/${id}/comparison?${range}`)).text).toMatch(
    />Credit invoice 55<.*VAT at 21%: 17\.36 in the shop/s,
  );
});

const DIFFERENCES: DifferencesView = {
  counts: { held: 12, "without-order": 1, missing: 1 },
  items: [
    {
      name: "held",
      day: "2026-11-23",
      number: HOSTILE,
      document: null,
      parts: [{ name: "held", currency: "SEK", gross: "-100.00", rates: [] }],
      order: order({
        number: HOSTILE,
        state: "held",
        jobId: "j-held",
        documents: null,
        why: reason("vat-code-unknown", { vatCode: "Z9", line: 1 }),
      }),
    },
    {
      name: "missing",
      day: "2026-11-23",
      number: "1003",
      document: null,
      parts: [{ name: "missing", currency: "SEK", gross: "-7.00", rates: [] }],
      order: order({ number: "1003", jobId: "j-missing" }),
    },
    {
      name: "without-order",
      day: "2026-11-22",
      number: "7777",
      document: { kind: "invoice", id: "d-9", number: "77" },
      parts: [{ name: "without-order", currency: "SEK", gross: "20.00", rates: [] }],
      order: null,
    },
  ],
  leftOut: [
    {
      state: "skipped",
      why: reason("flow-off"),
      currency: "SEK",
      orders: 3,
      gross: "1234.50",
    },
  ],
};

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
  // The rest of a long list, the order's own page, the setting, booking again.
  for (const way of [
    `comparison?from=2026-11-01&amp;to=2026-11-30&amp;part=held#each`,
    `/admin/tenants/${id}/orders/j-held"`,
    `/admin/tenants/${id}/settings/lookups/vat`,
    `/admin/tenants/${id}/orders/j-missing/book-again`,
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
  expect(asked).toEqual([{ from: "2026-11-01", to: "2026-11-30", each: 1_000 }]);
  const main = text.slice(text.indexOf('<dl class="facts">'));
  for (const said of ["November 2026", "by \u2068operator\u2069", "Signature", "-100.01", "25%"])
    expect(main).toContain(said);
  expect(main).not.toContain("book-again");
  // What doesn't fit is told by its count.
  expect(main).toContain("11 more");
});

test("its days are compared now by a button, and days that are none are refused in words", async () => {
  const ran: unknown[] = [];
  const { world, user, id } = await compared({
    "reconciliation.start": (_: string, range: unknown) => (
      ran.push(range),
      { ok: true, jobId: "j1" }
    ),
  });
  const csrf = await user.csrf(`/admin/tenants/${id}/comparison`);
  const post = (form: Record<string, string>) =>
    user.post(`/admin/tenants/${id}/comparison`, { csrf, ...form });
  const shown = await post({ from: "2026-11-20", to: "2026-11-24", do: "show" });
  expect([shown.status, shown.headers.get("location"), ran]).toEqual([
    303,
    `/admin/tenants/${id}/comparison?from=2026-11-20&to=2026-11-24`,
    [],
  ]);
  const begun = await post({ from: "2026-11-20", to: "2026-11-24", do: "compare" });
  expect([begun.status, ran]).toEqual([303, [{ from: "2026-11-20", to: "2026-11-24" }]]);
  expect((await user.go(begun.headers.get("location") ?? "")).text).toContain(
    "Reconciliation started.",
  );
  expect(await world.auditOf(id)).toContain("operator reconciliation.run");
  for (const [from, to] of [
    ["2026-11-24", "2026-11-20"],
    ["2020-01-01", "2026-11-20"],
    ["", "2026-11-20"],
    ["2026-02-30", "2026-03-01"],
  ] as const) {
    const refused = await post({ from, to, do: "compare" });
    expect([from, refused.status]).toEqual([from, 400]);
    expect(refused.text).toContain("The last day must not be");
    // The form comes back with what was sent.
    expect([
      /id="from"[^>]*value="([^"]*)"/.exec(refused.text)?.[1],
      /id="to"[^>]*value="([^"]*)"/.exec(refused.text)?.[1],
    ]).toEqual([from, to]);
  }
  expect(ran).toHaveLength(1);
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
      { ...proof, orders, cursor: null }
    ),
    "jobs.timeline": (_: string, jobId: string) => unreadOrder(jobId),
    "jobs.readPostings": (_: string, jobId: string) => (
      read.push(jobId),
      { ok: true, note: { kind: "read", postings: [] } }
    ),
    "lookups.names": () => ({}),
  });
  const address = `/admin/tenants/${id}/comparison/postings?day=2026-11-23`;
  const { status, text } = await user.go(address);
  expect(status).toBe(200);
  expect(asked).toEqual([{ from: "2026-11-23", to: "2026-11-23", limit: 25 }]);
  expect(text).toContain("12 orders have booked documents that");
  const csrf = await user.csrf(address);
  const posted = await user.post(address, { csrf });
  expect([posted.status, posted.headers.get("location"), read.length]).toEqual([303, address, 10]);
});
