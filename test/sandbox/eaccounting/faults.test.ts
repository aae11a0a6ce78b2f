// Faults and a person's hand, as a client meets them.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  demo,
  draftBody,
  invoiceBody,
  ledgerItemBody,
  orderBody,
  paymentBody,
  startFrozen,
  voucherBody,
} from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const post = (more: JsonObject = {}) => ledger.api("POST", "/orders", orderBody(ledger, more));
const orders = () => demo(ledger).orders.all();
const fault = (more: object) =>
  ledger.control("POST", "/faults", { route: "POST /v2/orders", ...more });

test.each([
  ["drop", 0],
  ["commit-then-drop", 1],
])(
  "%s leaves the caller without an answer and the ledger with %s order",
  async (kind, expected) => {
    await fault({ kind });
    await expect(post()).rejects.toThrow();
    expect(orders()).toHaveLength(expected);
  },
);

test.each([
  [
    "POST /v2/customerinvoicedrafts",
    () => ["/customerinvoicedrafts", draftBody(ledger)] as const,
    { "invoice-drafts": 2 },
  ],
  [
    "POST /v2/customerinvoicedrafts/{id}/convert",
    (draft: unknown) => [`/customerinvoicedrafts/${textOf(draft)}/convert`, {}] as const,
    { invoices: 2, vouchers: 2, "invoice-drafts": 0 },
  ],
  [
    "POST /v2/customerinvoices/{id}/payments",
    (_draft: unknown, invoice: unknown) =>
      [`/customerinvoices/${textOf(invoice)}/payments`, paymentBody(ledger)] as const,
    { invoices: 1, vouchers: 2 },
  ],
  ["POST /v2/vouchers", () => ["/vouchers", voucherBody()] as const, { vouchers: 2 }],
  [
    "POST /v2/customerledgeritems/customerledgeritemswithvoucher",
    () =>
      [
        "/customerledgeritems/customerledgeritemswithvoucher",
        ledgerItemBody(ledger, { Voucher: voucherBody() }),
      ] as const,
    { vouchers: 2, invoices: 2 },
  ],
  [
    "POST /v2/customerinvoices",
    () => ["/customerinvoices", invoiceBody(ledger)] as const,
    { invoices: 2, vouchers: 2 },
  ],
])("%s can be lost before the commit, and after it", async (route, call, after) => {
  const draft = await ledger.api("POST", "/customerinvoicedrafts", draftBody(ledger));
  const invoice = await ledger.api("POST", "/customerinvoices", invoiceBody(ledger));
  const [path, body] = call(draft.body["Id"], invoice.body["Id"]);
  const counts = async () => (await ledger.control("GET", "/audit")).body["counts"];
  const before = await counts();
  await ledger.control("POST", "/faults", { route, kind: "drop" });
  await expect(ledger.api("POST", path, body)).rejects.toThrow();
  expect(await counts()).toEqual(before);
  await ledger.control("POST", "/faults", { route, kind: "commit-then-drop" });
  await expect(ledger.api("POST", path, body)).rejects.toThrow();
  expect(await counts()).toMatchObject(after);
});

test("a person corrects a draft and books it: the client meets a draft that is gone", async () => {
  const { body } = await ledger.api("POST", "/customerinvoicedrafts", draftBody(ledger));
  expect(
    (
      await ledger.control("PATCH", `/customerinvoicedrafts/${textOf(body["Id"])}`, {
        Rows: [{ ArticleNumber: "BOOK", UnitPrice: 50 }],
      })
    ).body,
  ).toMatchObject({ TotalAmount: 53 });
  expect(
    (await ledger.control("POST", `/customerinvoicedrafts/${textOf(body["Id"])}/convert`)).body,
  ).toMatchObject({ TotalAmount: 53, InvoiceNumber: 1001 });
  expect(
    await ledger.api("POST", `/customerinvoicedrafts/${textOf(body["Id"])}/convert`),
  ).toMatchObject({
    status: 404,
    body: { ErrorCode: 3000 },
  });
});

test("a late commit comes when the clock gets there, with the stamp of that time", async () => {
  await fault({ kind: "late-commit", ms: 200_000 });
  await expect(post()).rejects.toThrow();
  expect(orders()).toHaveLength(0);
  await ledger.control("PUT", "/clock", { advanceMs: 200_000 });
  expect(orders()[0]?.CreatedUtc).toMatch(/^2026-06-15T10:03:20/);
});

test("a late commit comes true although its caller's token is over by then", async () => {
  await fault({ kind: "late-commit", ms: 7_200_000 });
  await expect(post()).rejects.toThrow();
  await ledger.control("PUT", "/clock", { advanceMs: 7_200_000 });
  expect(orders()).toHaveLength(1);
});

test("a convert that comes late meets what happened meanwhile: booked once, by whoever was first", async () => {
  const draft = await ledger.api("POST", "/customerinvoicedrafts", draftBody(ledger));
  const path = `/customerinvoicedrafts/${textOf(draft.body["Id"])}/convert`;
  await ledger.control("POST", "/faults", {
    route: "POST /v2/customerinvoicedrafts/{id}/convert",
    kind: "late-commit",
    ms: 60_000,
  });
  await expect(ledger.api("POST", path)).rejects.toThrow();
  expect(
    (await ledger.api("GET", `/customerinvoicedrafts/${textOf(draft.body["Id"])}`)).status,
  ).toBe(200);
  expect((await ledger.api("POST", path)).status).toBe(201);
  await ledger.control("PUT", "/clock", { advanceMs: 60_000 });
  expect(demo(ledger).invoices.all()).toHaveLength(1);
});

test("a payment that comes late pays once more what is left, and no more than that", async () => {
  const { body } = await ledger.api("POST", "/customerinvoices", invoiceBody(ledger));
  const pay = () =>
    ledger.api(
      "POST",
      `/customerinvoices/${textOf(body["Id"])}/payments`,
      paymentBody(ledger, { PaymentAmount: 75 }),
    );
  await ledger.control("POST", "/faults", {
    route: "POST /v2/customerinvoices/{id}/payments",
    kind: "late-commit",
    ms: 60_000,
    times: 2,
  });
  for (let n = 0; n < 2; n += 1) await expect(pay()).rejects.toThrow();
  await ledger.control("PUT", "/clock", { advanceMs: 60_000 });
  expect((await ledger.api("GET", `/customerinvoices/${textOf(body["Id"])}`)).body).toMatchObject({
    RemainingAmount: 50,
  });
});

test("a status that is told comes with the vendor's own body", async () => {
  await fault({ kind: "status", status: 503 });
  expect(await post()).toMatchObject({
    status: 503,
    body: { ErrorCode: 5000, ErrorId: expect.any(String) },
  });
  await fault({ kind: "status", status: 429 });
  expect((await post()).body["DeveloperErrorMessage"]).toContain("Try again in 55 seconds.");
  expect(orders()).toHaveLength(0);
});

test("an expired token and a revoked grant answer as such", async () => {
  await fault({ kind: "expired-token" });
  expect(await post()).toMatchObject({ status: 401, body: { ErrorCode: 4005 } });
  await fault({ kind: "revoked-grant" });
  expect((await post()).status).toBe(401);
});

test("calls are logged under their template, without tokens", async () => {
  const { body } = await post();
  await ledger.api("GET", `/Orders/${textOf(body["Id"])}`);
  const { counts } = (await ledger.control("GET", "/calls/counts")).body as { counts: JsonObject };
  expect(counts).toMatchObject({ "POST /v2/orders": 1, "GET /v2/orders/{id}": 1 });
  expect(JSON.stringify((await ledger.control("GET", "/calls")).body)).not.toContain("eyJ");
});

test("a person corrects an order: changed rows, new stamp, new totals, no fault of the client", async () => {
  const { body } = await post();
  await ledger.control("PUT", "/clock", { advanceMs: 60_000 });
  const patched = await ledger.control("PATCH", `/orders/${textOf(body["Id"])}`, {
    YourReference: "by hand",
    Rows: [{ ArticleNumber: "BOOK", Quantity: 2, UnitPrice: 50 }],
  });
  expect(patched.body).toMatchObject({
    YourReference: "by hand",
    Amount: 100,
    VatAmount: 6,
    Number: 1,
  });
  expect(patched.body["ModifiedUtc"]).not.toBe(body["ModifiedUtc"]);
  expect((await ledger.control("GET", "/faultsOfClient")).body).toEqual({ faults: [] });
});

test("a person makes orders with the least of words, and a misspelt field is named", async () => {
  expect((await ledger.control("POST", "/orders", {})).body).toMatchObject({
    Status: 2,
    Number: 1,
    CustomerName: "Guest sales",
    Amount: 16,
  });
  expect((await ledger.control("POST", "/orders?company=other%20ab", {})).status).toBe(201);
  expect(
    (
      await ledger.control("POST", "/articles", {
        Number: "X",
        NetPrice: 10,
        CodingName: "Goods 6",
      })
    ).body,
  ).toMatchObject({ GrossPrice: 10.6 });
  expect(
    (await ledger.control("POST", "/customers", { Naem: "x" })).body["problems"],
  ).toMatchObject([{ field: "Naem" }]);
  expect((await ledger.control("PUT", "/company", { Modules: [] })).status).toBe(400);
  expect((await ledger.control("POST", "/orders?company=nobody", {})).status).toBe(404);
});

test("state and page show what there is", async () => {
  await post({ OurReference: "1001 #K7Q2M9XA" });
  const state = (await ledger.control("GET", "/state?company=Demo%20AB")).body as {
    companies?: JsonObject[];
  };
  expect(state.companies).toMatchObject([
    { name: "Demo AB", orders: [{ OurReference: "1001 #K7Q2M9XA" }] },
  ]);
  const page = await (await fetch(ledger.url)).text();
  expect(page).toContain("1001 #K7Q2M9XA");
  expect(page).toContain("includesVatReading");
});

test("a reset brings back the same world, ids and all", async () => {
  const before = demo(ledger)
    .articles.all()
    .map((article) => article.Id);
  await post();
  await ledger.control("POST", "/reset", { keep: ["clock"] });
  expect(orders()).toHaveLength(0);
  expect(
    demo(ledger)
      .articles.all()
      .map((article) => article.Id),
  ).toEqual(before);
});

test("no body and broken JSON are refused as the vendor would", async () => {
  for (const body of ["", "{", "[]", "5"])
    expect((await ledger.api("POST", "/orders", body)).body["ErrorCode"]).toBe(2000);
});
