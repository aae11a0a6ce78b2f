/** An article and a customer on both sides, from what their runs read, planned and wrote. */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { type RunRead, recordSides } from "../../src/http/usecases/jobs/record-sides.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { jobView } from "./job-view.ts";

const CUSTOMER = "6201d5ff-3633-499c-a948-a66b73ea512c";

const entry = (what: TimelineEntry["what"], title: string, detail: unknown): TimelineEntry => ({
  at: 1,
  what,
  title,
  detail,
});
const read = (vendor: string, body: unknown) => entry("read", "GET", { vendor, status: 200, body });

const product = {
  number: "STOVE",
  name: "Camping stove",
  netPrice: "480",
  grossPrice: "600",
  codingId: "c25",
  unit: "Styck",
  active: true,
  barcodes: [],
};
const inShop = {
  id: 317,
  articleCode: "STOVE",
  description: "Stove",
  unit: "pcs",
  salesPrice: 500,
};

const articleRun = (
  timeline: readonly TimelineEntry[],
  over: Partial<JobView> = { outcome: "updated" },
): RunRead => ({
  job: jobView({ flow: "products", key: "product:p", status: "done", ...over }),
  timeline,
});
const plan = (of: object) => entry("plan", "STOVE", { product, memory: {}, plan: of });

const rowOf = (sides: ReturnType<typeof recordSides>, field: string) =>
  sides?.rows.find((row) => row.field === field);

test("an article shows what the shop answered to the write, and what it keeps of its own is marked and on top", () => {
  const decided = [
    { field: "name", verdict: "changed" },
    { field: "priceExclVat", verdict: "kept" },
    { field: "unit", verdict: "create-only" },
  ];
  const before = read("asperion", { _data: [inShop] });
  const planned = plan({ do: "update", fields: { name: "Camping stove" }, decided, reasons: [] });
  const unanswered = recordSides([articleRun([before, planned])], null);
  // Nothing was answered: what was read, with what was written.
  expect(rowOf(unanswered, "name")).toMatchObject({ shop: "Camping stove", differs: false });
  expect(rowOf(unanswered, "priceExclVat")).toEqual({
    field: "priceExclVat",
    ledger: "480",
    shop: "500",
    differs: true,
    note: "kept",
  });
  expect(rowOf(unanswered, "unit")).toMatchObject({ differs: true, note: "create-only" });
  expect(unanswered?.rows.slice(0, 2).map(({ field }) => field)).toEqual(["unit", "priceExclVat"]);
  const answer = entry("answer", "product.update", {
    status: 200,
    body: { ...inShop, description: "Camping stove 2", unit: "Styck" },
  });
  const answered = recordSides([articleRun([before, planned, answer])], null);
  expect([rowOf(answered, "name")?.shop, rowOf(answered, "unit")?.differs]).toEqual([
    "Camping stove 2",
    false,
  ]);
});

test("an article that isn't in the shop has no values there, and one that was only tried keeps the shop's", () => {
  const nothing = recordSides(
    [articleRun([plan({ do: "hold", decided: [], reasons: [] })], { outcome: "held" })],
    null,
  );
  expect([nothing?.shop, rowOf(nothing, "name")]).toEqual([
    false,
    { field: "name", ledger: "Camping stove", shop: null, differs: false, note: null },
  ]);
  const tried = recordSides(
    [
      articleRun(
        [
          read("asperion", { _data: [inShop] }),
          plan({ do: "update", fields: { name: "Camping stove" }, decided: [], reasons: [] }),
        ],
        { outcome: "skipped" },
      ),
    ],
    null,
  );
  expect(rowOf(tried, "name")?.shop).toBe("Stove");
});

test("a customer is compared with the ledger's as the newest run read it; a run that read none leaves it to an earlier one, or says so", () => {
  const fields = {
    number: "AS301",
    kind: "private",
    name: "Lena Lindqvist",
    email: "lena@example.com",
    address1: "Björkvägen 12",
    postCode: "756 45",
    city: "Uppsala",
    country: "SE",
    vatNumber: null,
    termsOfPaymentId: "t30",
    upkeep: null,
    labels: null,
  };
  const run = (timeline: readonly TimelineEntry[], reasons: JobView["reasons"] = []): RunRead => ({
    job: jobView({ flow: "customers", key: "debtor:301", outcome: "skipped", reasons }),
    timeline: [entry("plan", "customer", { party: {}, fields }), ...timeline],
  });
  const ledger = {
    Id: CUSTOMER,
    Name: "Lena Lindqvist",
    EmailAddress: "other@example.com",
    InvoiceAddress1: "Björkvägen 12",
    InvoicePostalCode: "756 45",
    InvoiceCity: "Uppsala",
    InvoiceCountryCode: "SE",
    TermsOfPaymentId: "t30",
  };
  const kept = [
    {
      code: "customer-fields-kept",
      params: { fields: "EmailAddress", both: null, customer: CUSTOMER },
    },
  ] as const;
  const own = recordSides([run([read("eaccounting", { Data: [ledger] })], kept)], CUSTOMER);
  expect(own?.rows[0]).toEqual({
    field: "EmailAddress",
    ledger: "other@example.com",
    shop: "lena@example.com",
    differs: true,
    note: "kept",
  });
  const earlier = recordSides([run([]), run([read("eaccounting", ledger)])], CUSTOMER);
  expect([earlier?.ledger, rowOf(earlier, "Name")?.ledger]).toEqual([true, "Lena Lindqvist"]);
  expect(recordSides([run([])], CUSTOMER)?.ledger).toBe(false);
  // Its orders have the shop's name, whatever it is called in the ledger.
  const renamed = { ...ledger, Name: "Lena Lindqvist-Berg" };
  const called = recordSides([run([read("eaccounting", renamed)])], CUSTOMER);
  expect([called?.name, called?.shopName]).toEqual(["Lena Lindqvist-Berg", "Lena Lindqvist"]);
  // Another customer's answer isn't this one's.
  expect(recordSides([run([read("eaccounting", { ...ledger, Id: "x" })])], CUSTOMER)?.ledger).toBe(
    false,
  );
});

test("each side says when it was really read; an article that only a pass has read says no time", () => {
  const at = (time: number, one: TimelineEntry): TimelineEntry => ({ ...one, at: time });
  const nothing = { do: "nothing", decided: [], reasons: [] };
  const planned = entry("plan", "STOVE", { product: { id: "p", ...product }, plan: nothing });
  const shop = at(20, read("asperion", { _data: [inShop] }));
  const own = at(10, read("eaccounting", { Id: "P", Number: "STOVE" }));
  const seen = recordSides([articleRun([own, shop, planned], { outcome: "skipped" })], null);
  expect([seen?.ledgerAt, seen?.shopAt]).toEqual([10, 20]);
  const passed = recordSides([articleRun([shop, planned], { outcome: "skipped" })], null);
  expect([passed?.ledger, passed?.ledgerAt, passed?.shopAt]).toEqual([true, null, 20]);
});

test("an article or a customer that the ledger doesn't have any more has no values there, of no run", () => {
  const reasons = [{ code: "product-not-in-ledger", params: {} }];
  const planned = plan({ do: "leave-out", decided: [], reasons });
  const article = recordSides(
    [articleRun([read("asperion", { _data: [inShop] }), planned], { outcome: "skipped" })],
    null,
  );
  expect([article?.gone, article?.ledger, rowOf(article, "name")]).toEqual([
    true,
    false,
    { field: "name", ledger: null, shop: "Stove", differs: false, note: null },
  ]);
  const fields = { number: "AS301", name: "Lena Lindqvist" };
  const ran = (timeline: readonly TimelineEntry[], over: Partial<JobView>): RunRead => ({
    job: jobView({ flow: "customers", key: "debtor:301", outcome: "skipped", ...over }),
    timeline: [entry("plan", "customer", { party: {}, fields }), ...timeline],
  });
  const before = ran([read("eaccounting", { Id: CUSTOMER, Name: "Lena Lindqvist" })], {});
  const gone = ran([], {
    reasons: [{ code: "customer-gone", params: { customer: CUSTOMER, number: "AS301" } }],
  });
  const customer = recordSides([gone, before], CUSTOMER);
  expect([customer?.gone, customer?.ledger, customer?.ledgerAt]).toEqual([true, false, null]);
});
