// The books add up whatever is done to them: documents, credits, payments and vouchers in any order, under any switches
// that touch money.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  customerBody,
  customerId,
  demo,
  draftBody,
  draftRow,
  invoiceBody,
  invoiceRow,
  ledgerItemBody,
  orderBody,
  paymentBody,
  row,
  startFrozen,
  voucherBody,
} from "./fixtures.ts";
import type { Json, JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());

const KINDS = [
  "order",
  "draft",
  "invoice",
  "credit",
  "pay",
  "refund",
  "voucher",
  "ledger-item",
] as const;
const ARTICLES = ["TSHIRT", "FOOD", "BOOK", "GIFTCARD", "SERVICE"];
const CUSTOMERS: readonly JsonObject[] = [
  {},
  { IsPrivatePerson: true },
  { InvoiceCountryCode: "DE", VatNumber: "DE123456789" },
  { InvoiceCountryCode: "DE", CurrencyCode: "EUR", IsPrivatePerson: true },
  { InvoiceCountryCode: "NO", CurrencyCode: "NOK" },
];

const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => value / 100);
const line = fc.record({
  article: fc.constantFrom(...ARTICLES),
  Quantity: cents(1000),
  UnitPrice: cents(50_000),
  DiscountPercentage: fc.integer({ min: 0, max: 9000 }).map((value) => value / 10_000),
});
const step = fc.record({
  kind: fc.constantFrom(...KINDS),
  customer: fc.nat(CUSTOMERS.length - 1),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  which: fc.nat(9),
  part: fc.integer({ min: 1, max: 100 }),
});
const setting = fc.record({
  vatRounding: fc.constantFrom("row", "rate"),
  roundingHalf: fc.constantFrom("away", "even"),
  creditRows: fc.constantFrom("positive", "negative"),
  creditTotals: fc.constantFrom("positive", "negative"),
  completePaymentDiffers: fc.constantFrom("refused", "closes"),
  wholeUnits: fc.constantFrom(0, 1),
  method: fc.constantFrom(0, 0, 1),
});

type Line = typeof line extends fc.Arbitrary<infer Value> ? Value : never;
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function begin({
  wholeUnits,
  method,
  ...switches
}: typeof setting extends fc.Arbitrary<infer Value> ? Value : never): Promise<string[]> {
  await ledger.control("POST", "/reset", { keep: ["clock"] });
  await ledger.control("PUT", "/books", { checkEachWrite: true });
  await ledger.control("PUT", "/switches", switches);
  await ledger.control("PUT", "/company", { DomesticCurrencyRounding: wholeUnits });
  await ledger.control("PATCH", `/fiscalyears/${demo(ledger).fiscalYearOf("2026-06-15")?.Id}`, {
    BookkeepingMethod: method,
  });
  const made = await Promise.all(
    CUSTOMERS.map((more) => ledger.api("POST", "/customers", customerBody(ledger, more))),
  );
  return made.map((answer) => textOf(answer.body["Id"]));
}

const rowsOf = (
  lines: readonly Line[],
  make: (article: string, more: JsonObject) => JsonObject,
  sign = 1,
): Json =>
  lines.map(({ article, Quantity, ...rest }, index) =>
    make(article, { ...rest, Quantity: Quantity * sign, LineNumber: index }),
  );

async function act(
  { kind, customer, lines, which, part }: Step,
  customers: readonly string[],
): Promise<number> {
  const CustomerId = customers[customer] ?? "";
  switch (kind) {
    case "order": {
      const CurrencyCode = textOf(CUSTOMERS[customer]?.["CurrencyCode"] ?? "SEK");
      const order = await ledger.api(
        "POST",
        "/orders",
        orderBody(ledger, {
          CustomerId,
          CurrencyCode,
          Rows: rowsOf(lines, (article, more) => row(ledger, article, more)),
        }),
      );
      return order.status === 201
        ? (await ledger.api("POST", `/orders/${textOf(order.body["Id"])}/convert`)).status
        : order.status;
    }
    case "draft": {
      const draft = await ledger.api(
        "POST",
        "/customerinvoicedrafts",
        draftBody(ledger, {
          CustomerId,
          Rows: rowsOf(lines, (article, more) => draftRow(ledger, article, more)),
        }),
      );
      const { TotalAmount = null, TotalVatAmount = null, TotalRoundings = null } = draft.body;
      return (
        await ledger.api("POST", `/customerinvoicedrafts/${textOf(draft.body["Id"])}/convert`, {
          TotalAmountInvoiceCurrency: TotalAmount,
          TotalVatAmountInvoiceCurrency: TotalVatAmount,
          TotalRoundingsInvoiceCurrency: TotalRoundings,
        })
      ).status;
    }
    case "invoice":
    case "credit": {
      const sign = kind === "credit" && part > 50 ? -1 : 1;
      const Rows = rowsOf(lines, (article, more) => invoiceRow(ledger, article, more), sign);
      return (
        await ledger.api(
          "POST",
          "/customerinvoices",
          invoiceBody(ledger, {
            CustomerId,
            IsCreditInvoice: kind === "credit",
            InvoiceDate: which > 4 ? "2026-06-01" : "2026-06-15",
            Rows,
          }),
        )
      ).status;
    }
    case "pay":
    case "refund": {
      const open = demo(ledger)
        .invoices.all()
        .filter(
          (invoice) =>
            Number(invoice["RemainingAmountInvoiceCurrency"]) * (kind === "pay" ? 1 : -1) > 0,
        );
      const invoice = open[which % Math.max(1, open.length)];
      if (invoice === undefined) return 0;
      const owed = Math.abs(Number(invoice["RemainingAmountInvoiceCurrency"]));
      const PaymentAmount = part > 90 ? owed : Math.max(0.01, Math.floor(owed * part) / 100);
      return (
        await ledger.api(
          "POST",
          `/customerinvoices/${invoice.Id}/payments`,
          paymentBody(ledger, {
            PaymentAmount,
            PaymentCurrency: invoice["CurrencyCode"] ?? null,
            PaymentType: part > 80 ? 2 : 1,
          }),
        )
      ).status;
    }
    case "voucher":
      return (await ledger.api("POST", "/vouchers", voucherBody())).status;
    case "ledger-item":
      return (
        await ledger.api(
          "POST",
          "/customerledgeritems/customerledgeritemswithvoucher",
          ledgerItemBody(ledger, {
            CustomerId: customerId(ledger, "Kundbolaget AB"),
            InvoiceNumber: 60_000 + which,
            RemainingAmountInvoiceCurrency: part,
            Voucher: voucherBody(),
          }),
        )
      ).status;
  }
}

/** Debit less credit in cents, by nothing that the sandbox adds with. */
function centsOff(): number {
  return demo(ledger)
    .vouchers.all()
    .flatMap((voucher) => voucher["Rows"] as unknown as JsonObject[])
    .reduce(
      (sum, one) =>
        sum +
        Math.round(Number(one["DebitAmount"]) * 100) -
        Math.round(Number(one["CreditAmount"]) * 100),
      0,
    );
}

test("debit is credit, VAT is the documents' VAT, and the receivables are what remains, after every write", async () => {
  await fc.assert(
    fc.asyncProperty(
      setting,
      fc.array(step, { minLength: 3, maxLength: 14 }),
      async (settings, steps) => {
        const customers = await begin(settings);
        for (const one of steps) expect(await act(one, customers)).not.toBe(500);
        expect(centsOff()).toBe(0);
        expect((await ledger.control("GET", "/books")).body).toMatchObject({
          problems: [],
          broken: [],
        });
      },
    ),
    { numRuns: 60 },
  );
});

test("books that don't add up are found, and named", async () => {
  await begin({
    vatRounding: "row",
    roundingHalf: "away",
    creditRows: "positive",
    creditTotals: "negative",
    completePaymentDiffers: "refused",
    wholeUnits: 0,
    method: 0,
  });
  const { body } = await ledger.api("POST", "/customerinvoices", invoiceBody(ledger));
  expect((await ledger.control("GET", "/books")).body).toMatchObject({
    vat: { accounts: 25, documents: 25 },
    receivables: { accounts: 125, documents: 125 },
    problems: [],
  });
  await ledger.control("PATCH", `/customerinvoices/${textOf(body["Id"])}`, {
    RemainingAmount: 100,
  });
  expect((await ledger.control("GET", "/books")).body["problems"]).toEqual([
    "receivables: the accounts have 125.00, the documents 100.00",
  ]);
  await ledger.control("PATCH", `/vouchers/${textOf(body["VoucherId"])}`, {
    Rows: [
      { AccountNumber: 1510, DebitAmount: 100, CreditAmount: 0 },
      { AccountNumber: 3001, DebitAmount: 0, CreditAmount: 80 },
    ],
  });
  expect((await ledger.control("GET", "/books")).body["problems"]).toEqual([
    "debit and credit differ by 20.00",
    "VAT: the accounts have 0.00, the documents 25.00",
    "voucher A1 is off by 20.00",
  ]);
});

test("the state and the page tell of the books", async () => {
  await begin({
    vatRounding: "row",
    roundingHalf: "away",
    creditRows: "positive",
    creditTotals: "negative",
    completePaymentDiffers: "refused",
    wholeUnits: 0,
    method: 0,
  });
  const { body } = await ledger.api(
    "POST",
    "/customerinvoices",
    invoiceBody(ledger, { OurReference: "1001 #K7Q2M9XA" }),
  );
  await ledger.api(
    "POST",
    `/customerinvoices/${textOf(body["Id"])}/payments`,
    paymentBody(ledger, { PaymentAmount: 25, Reference: "by card" }),
  );
  const { companies } = (await ledger.control("GET", "/state?company=Demo%20AB")).body as {
    companies?: JsonObject[];
  };
  expect(companies?.[0]).toMatchObject({
    books: {
      problems: [],
      trialBalance: [
        { account: 1510, balance: 100 },
        { account: 1930, balance: 25 },
        { account: 2611, balance: -25 },
        { account: 3001, balance: -100 },
      ],
    },
    banktransactions: [{ TransactionAmount: 25 }],
  });
  const page = await (await fetch(ledger.url)).text();
  for (const text of [
    "1001 #K7Q2M9XA",
    "by card",
    "The books add up: VAT -25.00, receivables 100.00".replace("-", ""),
  ])
    expect(page).toContain(text);
});
