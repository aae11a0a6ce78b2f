/**
 * Fees, tips, gift cards and articles that are missing, in the ledger's own accounts; the shop's
 * and the ledger's figures meet there.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { figuresOf, invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { articleRows, codesOf, mug, privateBuyer, textRows } from "../support/orders.ts";

const PAY = "POST /v2/customerinvoices/{id}/payments";
/** In a Swedish chart. */
const CARD_DEBT = 2421;
const BANK = 1930;
let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  const { bankaccounts = [], articleaccountcodings: codings = [] } = await bridge.ledger();
  const account = (number: number): string =>
    String(bankaccounts.find((one) => one["LedgerAccountNumber"] === number)?.["Id"]);
  const coding = (name: string): string =>
    String(codings.find((one) => one["Name"] === name)?.["Id"]);
  tenant = await bridge.tenant({
    orders: { type: "invoice", payments: "register", giftCardCoding: coding("Gift cards") },
    settings: {
      lookups: {
        paymentMethod: { default: account(BANK) },
        giftCard: { default: account(CARD_DEBT) },
        salesType: { table: { 10: coding("Services 25") } },
      },
    },
  });
  await book({ lines: [mug()] });
});

afterEach(() => bridge.control("eaccounting", "DELETE", "/faults"));

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const book = (order: Json) =>
  placeAndBook(bridge, tenant, {
    ...privateBuyer(`Liner${(n += 1)}`),
    paymentStatus: "Paid",
    ...order,
  });

/** Debit less credit. */
async function balance(account: number): Promise<number> {
  const { books } = (await bridge.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[]; problems: unknown[] };
  };
  expect(books.problems).toEqual([]);
  return books.trialBalance.find((one) => one.account === account)?.balance ?? 0;
}

const card = (price: number, quantity: 1 | -1): Json => ({
  lineType: "GiftCard",
  description: "Gift card",
  quantity,
  price,
  vatCode: "N",
});

test("a fee, a tip and a line by sales type are rows of the invoice, each at its rate", async () => {
  const { placed, timeline } = await book({
    lines: [
      { ...mug(), price: 100 },
      { lineType: "Fee", description: "Invoice fee", price: 29, quantity: 1, vatCode: "H" },
      { lineType: "Tip", description: "Tip", price: 12, quantity: 1 },
      {
        lineType: "SalesType",
        salesTypeId: 10,
        description: "Hours",
        price: 250,
        quantity: 2,
        vatCode: "H",
      },
    ],
  });
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  expect([timeline.job.outcome, figuresOf(invoice)]).toEqual(["booked", ["641.00", "125.80"]]);
  expect(articleRows(invoice).map((row) => [row["Text"], money(row["UnitPrice"])])).toEqual(
    [
      ["Mug", "100.00"],
      ["Invoice fee", "29.00"],
      ["Tip", "12.00"],
      ["Hours", "250.00"],
    ].map(([text, price]) => [expect.stringContaining(text ?? ""), price]),
  );
});

test("a gift card is a debt when it is sold and pays it off when it is used; the VAT is that of the whole sale", async () => {
  const before = await balance(CARD_DEBT);
  const bank = await balance(BANK);
  await book({ lines: [card(500, 1)] });
  expect(await balance(CARD_DEBT)).toBe(before - 500);
  const { placed, timeline } = await book({ lines: [{ ...mug(), price: 100 }, card(40, -1)] });
  expect([timeline.job.outcome, money(placed["amountInclVat"])]).toEqual(["booked", "60.00"]);
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  expect([...figuresOf(invoice), money(invoice?.["RemainingAmountInvoiceCurrency"])]).toEqual([
    "100.00",
    "20.00",
    "0.00",
  ]);
  expect(textRows(invoice)).toContain("Betalt med presentkort: 40,00 SEK");
  expect([await balance(CARD_DEBT), await balance(BANK)]).toEqual([before - 460, bank + 560]);
});

test("an order that a gift card pays whole is an invoice, paid at once", async () => {
  const { placed, timeline } = await book({ lines: [{ ...mug(), price: 60 }, card(60, -1)] });
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  expect([
    timeline.job.outcome,
    ...figuresOf(invoice),
    money(invoice?.["RemainingAmountInvoiceCurrency"]),
  ]).toEqual(["booked", "60.00", "12.00", "0.00"]);
});

test.each([
  ["commit-then-drop", "booked", 2],
  ["drop", "needs-attention", 0],
] as const)(
  "a gift card's payment whose answer is lost (%s) is registered once, or is for a person",
  async (kind, outcome, payments) => {
    const placed = await bridge.place({
      ...privateBuyer(`Liner${(n += 1)}`),
      paymentStatus: "Paid",
      lines: [{ ...mug(), price: 100 }, card(40, -1)],
    });
    await bridge.fault("eaccounting", { route: PAY, kind });
    await bridge.webhook(tenant, placed.id);
    await bridge.until(
      async () => (await statesOf(placed.id)).includes("in-doubt"),
      "the payment is in doubt",
    );
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    const { banktransactions = [] } = await bridge.ledger();
    expect([
      job.outcome,
      banktransactions.filter((one) => JSON.stringify(one).includes(`${placed.orderNumber} #`))
        .length,
    ]).toEqual([outcome, payments]);
    expect(codesOf(job)[0] === "in-doubt-needs-person").toBe(outcome === "needs-attention");
  },
);

async function statesOf(orderId: number): Promise<readonly unknown[]> {
  const storage = await bridge.storage(tenant);
  const found = (await storage.exec(
    "SELECT state FROM operations WHERE key = ? AND role = 'gift-card'",
    `order:${orderId}`,
  )) as unknown as Iterable<{ state: unknown }>;
  return [...found].map(({ state }) => state);
}

test("an article of ours stands for one that the ledger doesn't have, if the tenant wants that", async () => {
  await bridge.reconfigure(tenant, { orders: { missingSku: "placeholder" } });
  await bridge.ask("POST", `/tenants/${tenant.id}/setup`);
  const { placed, timeline } = await book({
    lines: [
      { articleCode: "NOT-THERE", description: "A thing", quantity: 2, price: 50, vatCode: "H" },
    ],
  });
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  expect([codesOf(timeline.job), figuresOf(invoice)]).toEqual([
    expect.arrayContaining(["invoice-booked"]),
    ["100.00", "20.00"],
  ]);
  expect(articleRows(invoice).map((row) => row["Text"])).toEqual(["NOT-THERE A thing"]);
});
