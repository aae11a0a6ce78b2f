/**
 * The page of the comparison over a fake of the tenant's object and a real D1: differences with
 * what to do, days, orders, tables, a run now.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { compared, NO_DIFFERENCES, order, comparisonView } from "./compared.ts";
import { ADMIN } from "./world.ts";
import { withoutOwnScript } from "../support/own-script.ts";

test("differences come first with what to do, then the days with both sides' sums, then each order; names are text", async () => {
  const { user, id, asked } = await compared();
  const { status, text } = await user.go(`/admin/tenants/${id}/comparison`);
  expect(status).toBe(200);
  // This month.
  expect(asked).toEqual([{ from: "2026-11-01", to: "2026-11-30", people: true }]);
  for (const said of [
    "20 Nov 2026 to 24 Nov 2026",
    "The amount in eAccounting differs from the shop (orders: 2)",
    "Invoice 55",
    "1 in eAccounting",
    "1 with action needed",
    "100.00 SEK",
    "200.00 SEK",
    "Action needed: -100.00 SEK",
    "Amount differs: -0.01 SEK",
    "Action needed: net -80.00, VAT -20.00",
    "25%",
    "1 order is booked with VAT and revenue in one line",
  ])
    expect(text).toContain(said);
  expect(text).toContain('<div class="whole">Journal voucher A12</div>');
  expect(
    (await user.go(`/admin/tenants/${id}/comparison`, { headers: { "accept-language": "nl" } }))
      .text,
  ).toContain('<div class="whole">Memoriaalboeking A12</div>');
  expect(text.match(/The amount in eAccounting differs/g)).toHaveLength(1);
  expect(text.indexOf('id="findings"')).toBeLessThan(text.indexOf('id="days"'));
  expect(withoutOwnScript(text)).not.toMatch(/<script/);
  expect(text).toContain(
    `/admin/tenants/${id}/comparison?from=2026-11-01&amp;to=2026-11-30&amp;cursor=2026-11-23+1002`,
  );
});

const SHARES = [
  { rate: "0.06", net: "10", vat: "0.6" },
  { rate: "0.25", net: "69.40", vat: "20" },
];
const SUMS = {
  shop: { vat: "20.6", perRate: SHARES },
  ledger: { vat: "20.60", perRate: SHARES.toReversed() },
  dates: ["2026-11-23", "2026-12-01"],
};

test("the tables are the same days: formulas are text in the CSV, the JSON says reasons in words", async () => {
  const { user, id } = await compared({
    "reconciliation.view": (_: string, { sums }: { readonly sums?: true }) => ({
      ...comparisonView,
      orders: comparisonView.orders.map((one) => ({
        ...one,
        ...(sums === true ? { sums: SUMS } : {}),
      })),
      cursor: null,
    }),
  });
  const csv = await user.go(`/admin/tenants/${id}/comparison.csv?from=2026-11-20&to=2026-11-24`);
  expect(csv.headers.get("content-disposition")).toBe(
    'attachment; filename="Reconciliation-2026-11-20-2026-11-24.csv"',
  );
  expect(csv.headers.get("cache-control")).toBe("no-store");
  expect(csv.text.split("\r\n").slice(0, 2)).toEqual([
    "Date,Order,Id,Status,Reason,Documents,Currency,In the shop,In eAccounting,Difference,Currency in eAccounting,Finding,Customer,Voucher,Document date,Net in the shop,VAT in the shop,VAT rates in the shop (net + VAT),Net in eAccounting,VAT in eAccounting,VAT rates in eAccounting (net + VAT)",
    `2026-11-23 10:00:00,1001,1001,In eAccounting,,"Invoice 55, Journal voucher A12",SEK,100.00,99.99,-0.01,,Amount differs,,A12,"2026-11-23, 2026-12-01",79.40,20.60,6%: 10.00 + 0.60 | 25%: 69.40 + 20.00,79.39,20.60,6%: 10.00 + 0.60 | 25%: 69.40 + 20.00`,
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
      ...comparisonView,
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
    "Datum;Order;Id;Status;Orsak;Dokument;Valuta;I butiken;I eAccounting;Skillnad;Valuta i eAccounting;Avvikelse;Kund;Verifikation;Dokumentdatum;Netto i butiken;Moms i butiken;Momssatser i butiken (netto + moms);Netto i eAccounting;Moms i eAccounting;Momssatser i eAccounting (netto + moms)",
  );
  expect(line).toMatch(
    /^2026-11-23 10:00:00;1001;1001;I eAccounting;"?Moms vid 21\u00a0%: 17.36 i butiken, .*"?;Kreditfaktura 55;SEK;"1000,00";"1000,00";"0,00";;Avrundning och tolerans;;;;;;;;;$/,
  );
  const api = (
    await (
      await world.fetch(`/api/v1/tenants/${id}/reconciliation.csv?${range}`, {
        headers: { authorization: `Bearer ${ADMIN}` },
      })
    ).text()
  ).split("\r\n");
  expect(api.slice(0, 2)).toEqual([
    "date,order,id,state,why,documents,currency,shop,ledger,difference,ledgerCurrency,found,onHold",
    "2026-11-23T10:00:00,1001,1001,booked,,credit-invoice 55,SEK,1000,1000.00,0.00,,rounding,",
  ]);
  expect((await user.go(`/admin/tenants/${id}/comparison?${range}`)).text).toMatch(
    />Credit invoice 55<.*VAT at 21%: 17\.36 in the shop/s,
  );
});

test("a run that ended before it compared anything isn't told of as one that was just started", async () => {
  for (const [asked, says, link] of [
    [{ jobId: "k1", over: false }, "Reconciliation started.", "comparison?"],
    [{ jobId: "k1", over: true }, "The reconciliation ended before it compared", "orders/k1"],
    [{ jobId: "k2", over: false }, "The reconciliation ended before it compared", "orders/k1"],
  ] as const) {
    const { user, id } = await compared({ "reconciliation.view": { ...comparisonView, asked } });
    const { text } = await user.go(`/admin/tenants/${id}/comparison?begun=k1`);
    const notice = text.slice(text.indexOf('id="live-run"'), text.indexOf('<p role="status">'));
    expect(notice).toContain(says);
    expect(notice).toContain(`/admin/tenants/${id}/${link}`);
  }
});

test("its days are compared now by a button, and days that are none are refused in words", async () => {
  const ran: unknown[] = [];
  const { world, user, id } = await compared({
    "reconciliation.start": (_: string, range: unknown) => (
      ran.push(range),
      // After the run that the page shows.
      { ok: true, jobId: "k1" }
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

const NOTHING_FOUND = "No differences in the days that were reconciled.";
const NOTHING_THERE = "These days were reconciled. Neither the shop nor eAccounting has anything";

const daysIn = (text: string): string =>
  (text.split('<section aria-labelledby="days">')[1] ?? "").split("</section>")[0] ?? "";

test("days that were reconciled and have nothing say so, on the page and on paper; others don't", async () => {
  const { user, id } = await compared({
    "reconciliation.view": () => ({
      ...comparisonView,
      compared: [{ from: "2026-09-01", to: "2026-09-30" }],
      findings: [],
      orders: [],
      cursor: null,
    }),
  });
  const of = async (from: string, to: string, where = "comparison"): Promise<string> =>
    (await user.go(`/admin/tenants/${id}/${where}?from=${from}&to=${to}`)).text;
  const quiet = await of("2026-09-01", "2026-09-30");
  expect(quiet).toContain(NOTHING_THERE);
  expect(quiet).toContain(NOTHING_FOUND);
  expect(quiet).not.toContain("haven&#39;t been reconciled");
  // Once, and nothing leads to a list of days that isn't there.
  expect(quiet.split(NOTHING_THERE)).toHaveLength(2);
  expect([daysIn(quiet), quiet.includes("#days")]).toEqual(["", false]);
  const paper = await of("2026-09-01", "2026-09-30", "comparison/report");
  expect(paper.split(NOTHING_THERE)).toHaveLength(3);
  expect(paper).toContain('class="sign-off"');
  // Nobody signs for days that weren't reconciled.
  const never = await of("2026-10-01", "2026-10-15", "comparison/report");
  expect(never).toContain("haven&#39;t been reconciled");
  expect(never).not.toContain('class="sign-off"');

  const half = await of("2026-09-15", "2026-10-15");
  expect(half).toContain("Not reconciled: 1 Oct 2026 to 15 Oct 2026");
  expect(half).toContain(NOTHING_THERE);
  expect(half).not.toContain(NOTHING_FOUND);

  const none = await of("2026-10-01", "2026-10-31");
  expect(none).toContain("These days haven&#39;t been reconciled.");
  expect(none).not.toContain(NOTHING_THERE);
  expect(none).toMatch(/haven&#39;t been reconciled\..*href="#from"/s);
  expect(none.split("These days haven&#39;t been reconciled.")).toHaveLength(2);
  expect(none).not.toContain(NOTHING_FOUND);
});

test("no page says that there are no differences beside one", async () => {
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, findings: [], cursor: null }),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?from=2026-11-20&to=2026-11-24`);
  expect(text).toContain("-100.01");
  expect(text).not.toContain(NOTHING_FOUND);
});

test("what moves no sum stands with its order, customer, date, amounts and document, on the page and on paper", async () => {
  const found = {
    finding: "customer",
    key: "order:1007",
    number: "#1007",
    document: { kind: "invoice", id: "d-7", number: "57" },
    at: 1,
    day: "2026-11-22",
    jobId: null,
  } as const;
  const stranger = {
    ...found,
    finding: "without-order",
    key: null,
    number: "#9",
    document: { kind: "invoice", id: "d-9", number: "99" },
    day: "2026-09-01",
  } as const;
  const person = {
    company: null,
    name: "Anna <b>Berg</b>",
    city: null,
    country: null,
  };
  const its = order({
    id: 1007,
    number: "#1007",
    date: "2026-11-22T09:00:00",
    gross: "625.00",
    ledgerGross: "600.00",
    jobId: "j7",
    person,
  });
  const parts = [{ name: "without-order", currency: "SEK", gross: "50.00", rates: [] }] as const;
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, findings: [found, stranger], cursor: null }),
    "reconciliation.differences": () => ({
      ...NO_DIFFERENCES,
      apart: [
        { ...found, order: its, parts: [] },
        { ...stranger, order: null, parts },
      ],
    }),
  });
  const days = "from=2026-11-20&to=2026-11-24";
  const { text } = await user.go(`/admin/tenants/${id}/comparison?${days}`);
  const [section = ""] = /<section aria-labelledby="findings">.*?<\/section>/s.exec(text) ?? [];
  for (const said of [
    `href="/admin/tenants/${id}/orders/j7"`,
    "#1007",
    "Anna &lt;b&gt;Berg",
    "22 Nov 2026",
    "625.00 SEK",
    "600.00 SEK",
    "Invoice 57",
    "Invoice 99",
    "1 Sept 2026",
    "50.00 SEK",
  ])
    expect(section).toContain(said);
  const paper = (await user.go(`/admin/tenants/${id}/comparison/report?${days}`)).text;
  const [apart = ""] = /<section aria-labelledby="apart">.*?<\/section>/s.exec(paper) ?? [];
  for (const said of ["#1007", "Anna &lt;b&gt;Berg", "625.00 SEK", "600.00 SEK", "Invoice 57"])
    expect(apart).toContain(said);
  expect(apart).not.toContain("Invoice 99");
});

test("the paper tells how many of a kind there are, and how many of them it has no room for", async () => {
  const found = (at: number) => ({
    finding: "customer" as const,
    key: `order:${at}`,
    number: `#${at}`,
    document: null,
    at,
    day: "2026-11-22",
    jobId: null,
  });
  const all = Array.from({ length: 5 }, (_, at) => found(at));
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, findings: all, cursor: null }),
    "reconciliation.differences": () => ({
      ...NO_DIFFERENCES,
      apart: all.slice(0, 2).map((one) => ({ ...one, order: null, parts: [] })),
    }),
  });
  const days = "from=2026-11-20&to=2026-11-24";
  const paper = (await user.go(`/admin/tenants/${id}/comparison/report?${days}`)).text;
  const [apart = ""] = /<section aria-labelledby="apart">.*?<\/section>/s.exec(paper) ?? [];
  expect(apart).toMatch(/<p>[^<]*\b5\b/);
  expect(apart).toContain("3 more");
});

test("amounts in two currencies have no difference: both stand there", async () => {
  const { parts: _, ...its } = order({
    gross: "1000.00",
    ledgerGross: "95.00",
    ledgerCurrency: "EUR",
  });
  const { user, id } = await compared({
    "reconciliation.view": () => ({
      ...comparisonView,
      cursor: null,
      orders: [its],
    }),
  });
  const range = "from=2026-11-20&to=2026-11-24";
  const { text } = await user.go(`/admin/tenants/${id}/comparison?${range}`);
  const each = text
    .slice(text.indexOf('id="each"'))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
  expect(each).toContain("95.00 EUR ≠ 1,000.00 SEK");
  expect(each).not.toContain("905.00");
  const csv = await user.go(`/admin/tenants/${id}/comparison.csv?${range}`);
  expect(csv.text.split("\r\n")[1]).toContain(",SEK,1000.00,95.00,,EUR,");
});
