/**
 * The lists over a fake of the tenant's object: what each asks for, what it shows, and its table
 * for a spreadsheet.
 */
import { expect, test } from "vitest";
import type { FlowName } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { shopPageOf } from "../../src/http/pages/orders/shop-page.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import { write } from "./a-write.ts";
import { signedIn } from "./browser.ts";
import { jobView as job } from "./job-view.ts";

test.each([
  ["orders", "orders", "order:7", "1001"],
  ["customers", "customers", "debtor:55", "Asperion customer 1001"],
  ["products", "products", "product:p-1", "Article 1001"],
  ["stock", "stock", "stock", "Sync of 1 Jan 1970, 01:00:00"],
] as const)(
  "the list of %s asks for its own flow, and leads to its stories",
  async (list, flow, key, name) => {
    const asked: JobQuery[] = [];
    const { world, user } = await signedIn({
      "jobs.list": (_: string, query: JobQuery) => (
        asked.push(query),
        { jobs: [job({ flow: flow as FlowName, key })], cursor: null }
      ),
    });
    const id = await world.makeTenant();
    const { status, text } = await user.go(
      `/admin/tenants/${id}/${list}?text=mug&from=2026-11-24&to=2026-11-24`,
    );
    expect([status, asked[0]?.flow, asked[0]?.newest, asked[0]?.text, asked[0]?.ended]).toEqual([
      200,
      list,
      list !== "stock",
      "mug",
      { from: Date.UTC(2026, 10, 23, 23), to: Date.UTC(2026, 10, 24, 23) },
    ]);
    expect(text).toContain(`/admin/tenants/${id}/${list}/j1">${name}</a>`);
    expect(text).toContain(
      `/admin/tenants/${id}/${list}.csv?text=mug&amp;from=2026-11-24&amp;to=2026-11-24`,
    );
  },
);

test("each list says what its search finds, and days that are the wrong way round are told of", async () => {
  const { world, user } = await signedIn({ "jobs.list": { jobs: [job({})], cursor: null } });
  const id = await world.makeTenant();
  const hints = new Set<string>();
  for (const list of ["orders", "customers", "products", "stock"])
    hints.add(
      /id="text-hint">\s*([^<]*)/.exec(
        (await user.go(`/admin/tenants/${id}/${list}?from=2026-11-24&to=2026-11-24`)).text,
      )?.[1] ?? "",
    );
  expect(hints.size).toBe(4);
  expect([...hints].filter((hint) => hint.includes("article name"))).toHaveLength(1);
  expect(
    (await user.go(`/admin/tenants/${id}/orders?from=2026-11-24&to=2026-11-24`)).text,
  ).not.toContain("days-fault");
  const texts = new Set<string>();
  for (const language of LANGUAGES)
    texts.add(
      /id="days-fault">\s*([^<]*)/.exec(
        (
          await user.go(`/admin/tenants/${id}/orders?from=2026-12-31&to=2026-01-01`, {
            headers: { "accept-language": language },
          })
        ).text,
      )?.[1] ?? "",
    );
  expect([texts.size, texts.has("")]).toEqual([LANGUAGES.length, false]);
});

test("a table for a spreadsheet goes on page by page, keeps amounts as numbers and takes no formula", async () => {
  const pages = [
    {
      jobs: [
        job({
          label: '=1+1,"x"',
          figures: { gross: "-12.50", vat: "2.50", currency: "SEK" },
          reasons: [reason("article-not-found", { sku: "+SUM(A1)", line: 1 })],
        }),
      ],
      cursor: "5 j1",
    },
    { jobs: [job({ id: "j2", label: "@cmd" })], cursor: null },
  ];
  const asked: JobQuery[] = [];
  const { world, user } = await signedIn({
    "jobs.list": (_: string, query: JobQuery) => (
      asked.push(query),
      pages[asked.length - 1] ?? { jobs: [], cursor: null }
    ),
  });
  const id = await world.makeTenant();
  const { text, headers } = await user.go(
    `/admin/tenants/${id}/orders.csv?outcome=booked&cursor=1+j9`,
  );
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(asked.map(({ cursor, stands }) => [cursor, stands])).toEqual([
    [undefined, "booked"],
    ["5 j1", "booked"],
  ]);
  const [, first = "", second = "", end] = text.split("\r\n");
  expect(first.startsWith(`"'=1+1,""x""",In eAccounting,-12.50,2.50,SEK,`)).toBe(true);
  expect(second.startsWith("'@cmd,In eAccounting,,,,")).toBe(true);
  // What only programs read stands behind all else, and times are those of the pages.
  expect(first).toMatch(/,order:7,article-not-found$/);
  expect(first).toMatch(/,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/);
  expect(end).toBe("");
  expect((await world.api("GET", `/tenants/${id}/jobs.csv`)).status).toBe(200);
});

test("where the ledger rounds VAT otherwise than the shop, the order's line says so beside the shop's VAT, on the page and in its table", async () => {
  const cent = reason("vat-method-difference", {
    rate: "0.21",
    source: "17.36",
    ledger: "17.35",
    difference: "-0.01",
  });
  const booked = job({
    figures: { gross: "100.00", vat: "17.36", currency: "SEK" },
    reasons: [reason("order-booked", { number: 7, status: "ongoing" }), cent],
  });
  const { world, user } = await signedIn({ "jobs.list": () => ({ jobs: [booked], cursor: null }) });
  const id = await world.makeTenant();
  const told = "VAT at 21%: 17.36 in the shop, 17.35 in eAccounting.";
  const { text } = await user.go(`/admin/tenants/${id}/orders`);
  for (const said of ["Shop VAT", "17.36", told]) expect(text).toContain(said);
  const csv = (await user.go(`/admin/tenants/${id}/orders.csv`)).text;
  for (const said of ["VAT charged by the shop", told]) expect(csv).toContain(said);
});

test("VAT of an order that a discount without VAT lowers says on what it is", async () => {
  const lowered = (rates: readonly (readonly [string, string, string])[]) =>
    job({
      figures: { gross: "99.00", vat: "39.80", currency: "SEK" },
      facts: { date: "2026-03-02", payment: "paid", net: "59.20", rates },
    });
  const shown = async (rates: readonly (readonly [string, string, string])[]) => {
    const { world, user } = await signedIn({
      "jobs.list": () => ({ jobs: [lowered(rates)], cursor: null }),
    });
    const id = await world.makeTenant();
    return (await user.go(`/admin/tenants/${id}/orders`)).text;
  };
  const told = "on 199.00 SEK before deductions without VAT, such as a discount";
  const sold = ["0.25", "159.20", "39.80"] as const;
  expect(await shown([sold, ["0", "-100.00", "0.00"]])).toContain(told);
  expect(await shown([["0.25", "59.20", "39.80"]])).not.toContain("without VAT, such as");
});

test("a table is never endless: it ends with a line that says that there is more", async () => {
  let n = 0;
  const { world, user } = await signedIn({
    "jobs.list": () => ({
      jobs: Array.from({ length: 200 }, () => job({ id: `j${(n += 1)}` })),
      cursor: "5 j1",
    }),
  });
  const id = await world.makeTenant();
  const lines = (await user.go(`/admin/tenants/${id}/products.csv`)).text.split("\r\n");
  expect(lines).toHaveLength(50_003);
  expect(lines.at(-2)).toContain("Only the first 50,000 lines");
});

test("a timeline names every look at the same thing, and the ways to the customer and the articles", async () => {
  const looks = [job({ id: "j3", outcome: "updated", createdAt: 3 }), job({ id: "j1" })];
  const asked: JobQuery[] = [];
  const { world, user } = await signedIn({
    "jobs.list": (_: string, query: JobQuery) => (asked.push(query), { jobs: looks, cursor: null }),
    "jobs.timeline": {
      job: looks[1],
      timeline: [],
      documents: [],
      operations: [
        {
          role: "invoice",
          n: 1,
          kind: "draft.convert",
          state: "compared",
          marker: "1001 #AAAAAAAA",
          documentId: "guid-1",
          documentNumber: "55",
          request: null,
          response: null,
          sentAt: 1,
          settledAt: 2,
        },
      ],
    },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/orders/j1`);
  expect(asked).toEqual([{ key: "order:7", limit: 20 }]);
  expect(text).toContain(`href="/admin/tenants/${id}/orders/j3"`);
  expect(text).toMatch(/<time[^>]*>[^<]*<\/time> \(this one\)/);
  expect(text).toMatch(/Invoice in eAccounting.*55.*guid-1/s);
});

test("an order's first screen lists all its documents, with what became of each", async () => {
  const one = job({ id: "j1" });
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [one], cursor: null },
    "jobs.timeline": {
      job: one,
      timeline: [],
      documents: [
        { role: "invoice", n: 1, id: "guid-1", number: "55", manual: false },
        { role: "voucher", n: 2, id: "guid-9", number: "A9", manual: true },
        { role: "voucher-reversal", n: 1, id: "guid-7", number: "A8", manual: false },
        { role: "voucher-payment", n: 1, id: "guid-8", number: "A10", manual: false },
      ],
      past: [
        { role: "delta-invoice", n: 2, id: "guid-5", number: "58", state: "gone" },
        { role: "voucher", n: 1, id: "guid-6", number: "A7", state: "gone" },
      ],
      missing: false,
      operations: [
        write({
          role: "sales-order",
          kind: "order.create",
          documentId: "guid-0",
          documentNumber: "12",
        }),
        write({
          role: "sales-order",
          kind: "order.delete",
          documentId: "guid-0",
          documentNumber: null,
        }),
        write({ role: "invoice-draft", kind: "draft.create", documentNumber: null }),
        write({}),
        write({ role: "delta-credit", n: 1, documentId: "guid-2", documentNumber: "56" }),
        write({ role: "delta-invoice", n: 1, documentId: "guid-3", documentNumber: "57" }),
        write({
          role: "delta-credit-draft",
          n: 2,
          kind: "draft.create",
          documentId: "guid-4",
          documentNumber: null,
        }),
        write({ role: "delta-invoice", n: 2, documentId: "guid-5", documentNumber: "58" }),
        write({ role: "payment", kind: "payment.create", documentId: null, documentNumber: null }),
        write({
          role: "delta-invoice",
          n: 3,
          state: "rejected",
          documentId: null,
          documentNumber: null,
        }),
      ],
    },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/orders/j1`);
  const table = /aria-label="Documents in eAccounting".*?<\/table>/s.exec(text)?.[0] ?? "";
  const rows = [...table.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<(?:th|td)[^>]*>(.*?)<\/(?:th|td)>/gs)].map(([, cell]) =>
      (cell ?? "")
        .replace(/<span class="of".*?<\/span>/s, "")
        .replaceAll(/<[^>]+>/g, "")
        .trim(),
    ),
  );
  const day = "5 Jan 2026";
  expect(rows).toEqual([
    ["Sales order in eAccounting", "12", day, "–", "Deleted"],
    ["Invoice in eAccounting", "55", day, "–", "Invoices credited in whole or in part"],
    ["Credit invoice in eAccounting", "56", day, "–", "In eAccounting"],
    ["Additional invoice in eAccounting", "57", day, "–", "Invoices credited in whole or in part"],
    ["Draft credit invoice in eAccounting", "No number yet", day, "–", "Draft"],
    ["Additional invoice in eAccounting", "58", day, "–", "No longer in eAccounting"],
    ["Journal voucher in eAccounting", "A9", "–", "–", "In eAccounting"],
    ["Reversing journal voucher in eAccounting", "A8", "–", "–", "In eAccounting"],
    ["Journal voucher of a payment in eAccounting", "A10", "–", "–", "In eAccounting"],
    ["Journal voucher in eAccounting", "A7", "–", "–", "Reversed by voucher A8"],
  ]);
});

test("an order leads to its page in the shop, where the settings say its address and it is a safe one", async () => {
  const one = job({ id: "j1", key: "order:a/7", label: "10 &1" });
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [one], cursor: null },
    "jobs.timeline": { job: one, timeline: [], documents: [], operations: [], missing: false },
    "admin.configure": { ok: true },
  });
  const id = await world.makeTenant();
  const links = async (orderPage: string) => {
    const { body } = await world.api("GET", `/tenants/${id}/settings`);
    const { orders } = body as { orders: object };
    const saved = await world.api("PUT", `/tenants/${id}/settings`, {
      ...body,
      orders: { ...orders, orderPage },
    });
    const { text } = await user.go(`/admin/tenants/${id}/orders/j1`);
    return [
      saved.status,
      ...[...text.matchAll(/<a href="([^"]*)" target="_blank" rel="noopener noreferrer"/g)].map(
        ([, to]) => to,
      ),
    ];
  };
  expect(await links("")).toEqual([200]);
  const at = "https://shop.example/orders/a%2F7?n=10%20%261";
  expect(await links("https://shop.example/orders/{id}?n={number}")).toEqual([200, at, at]);
  // Whatever the settings took once: a link leads nowhere but to a page over HTTPS.
  for (const unsafe of ["javascript:alert({id})", "http://shop.example/{id}", "https://a:b@c/{id}"])
    expect([
      shopPageOf(unsafe, one),
      shopPageOf(unsafe.replace(/.*/, "https://shop.example/{id}"), { ...one, flow: "stock" }),
    ]).toEqual([null, null]);
});

test("long details are all shown by the page's own address, with the one that was asked for open and in view", async () => {
  const one = job({ id: "j1" });
  const long = { words: "a".repeat(30_000) };
  const entry = { at: 1, what: "comparison", title: "equal", detail: long } as const;
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [one], cursor: null },
    "jobs.timeline": {
      job: one,
      timeline: [entry],
      documents: [],
      missing: false,
      operations: [write({ request: long })],
    },
  });
  const id = await world.makeTenant();
  const own = `/admin/tenants/${id}/orders/j1`;
  const ways = (text: string) =>
    [...text.matchAll(/<a href="([^"]*)">Long \(/g)].map(([, way]) =>
      String(way).replaceAll("&amp;", "&"),
    );
  // What was just done is told once, and isn't part of where one is.
  const shown = (await user.go(`${own}?from=inbox&done=skipped`)).text;
  const whole = `${own}?from=inbox&details=all`;
  expect(ways(shown)).toEqual([`${whole}#details-1`, `${whole}#details-2`]);
  expect(shown).toMatch(/<details id="technical">/);
  const { text } = await user.go(whole);
  expect(ways(text)).toEqual([]);
  expect(text.split("a".repeat(30_000))).toHaveLength(3);
  expect(text).toMatch(/<details class="raw" id="details-1" open/);
  expect(text).toMatch(/<details class="raw" id="details-2" open/);
  expect(text).toMatch(/<details id="technical" open/);
  // The answer to a form has no address of its own that could be read.
  const csrf = await user.csrf(own);
  const answer = await user.post(`${own}/skip`, { csrf, note: "" });
  expect(answer.status).toBe(400);
  expect(ways(answer.text)).toEqual([
    `${own}?details=all#details-1`,
    `${own}?details=all#details-2`,
  ]);
});
