/** What the customer ledger makes of an item in another currency (E120). */
import { beforeEach, expect, test } from "vitest";
import { isRow } from "../../../../src/domain/vendors/checks.ts";
import { observedRate } from "../../../../src/flows/orders/documents/vouchers/rates.ts";
import { FlowWorld, type Json, type Run } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({
    orders: {
      type: "mutation",
      voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001, rate: "ledger" },
    },
    lookups: VOUCHER_LOOKUPS,
  });
});

async function booked(order: Json = {}): Promise<Run> {
  const { id } = await world.place({
    ...companyBuyer("Item"),
    lines: [mug(2)],
    currencyCode: "EUR",
    paymentStatus: "Open",
    ...order,
  });
  const run = await world.book(id);
  expect(run.end.outcome).toBe("booked");
  return run;
}
const seen = () => world.lists.seenAtWork?.E120;

test("what it comes to in the company's currency is as planned: it holds", async () => {
  await booked();
  expect(seen()).toEqual({ verdict: "holds", facts: {} });
});

test("counted at another rate: it is seen, and what is booked stands", async () => {
  world.ledgerSays = (body, path) =>
    path.includes("/customerinvoices/") && isRow(body)
      ? { ...body, TotalAmount: Number(body["TotalAmount"]) / 100 }
      : body;
  await booked();
  expect(seen()?.verdict).toBe("differs");
});

test("one in the company's own currency, and an item that isn't shown, tell nothing", async () => {
  await booked({ currencyCode: "SEK" });
  await world.control("eaccounting", "PUT", "/switches", { ledgerItemsAsInvoices: "no" });
  await booked();
  expect(seen()).toBeUndefined();
});

test("a credit's sign and cents are those of its total", () => {
  const item = { total: "-10.00", rate: "11.234", currency: "EUR" };
  const invoice = (TotalAmount: number, CurrencyCode = "EUR") => ({ TotalAmount, CurrencyCode });
  expect(observedRate(item, invoice(-112.34))?.verdict).toBe("holds");
  expect(observedRate(item, invoice(112.34))?.verdict).toBe("holds");
  expect(observedRate(item, invoice(0.89))?.verdict).toBe("differs");
  expect(observedRate(item, invoice(112.34, "SEK"))).toBeNull();
  expect(observedRate({ ...item, rate: null }, invoice(1))).toBeNull();
  expect(observedRate(item, { CurrencyCode: "EUR" })).toBeNull();
});
