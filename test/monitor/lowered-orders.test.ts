/** A sales order that credit orders lower, and those credits, in the comparison of both sides. */
import { expect, test } from "vitest";
import type { OrderCredit } from "../../src/domain/orders/booked-content.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { context, document, memory, remembered, source } from "./facts.ts";

const credit = (gross: string, net: string, vat: string, vatRate = "0.25"): OrderCredit => ({
  currency: "SEK",
  pricesIncludeVat: true,
  gross,
  paidBack: null,
  ordered: "125.00",
  lines: [
    {
      kind: "article",
      sku: "MUG",
      quantity: "1",
      price: gross,
      discount: "0",
      vatCode: null,
      vatRate,
      net,
      vat,
      gross,
    },
  ],
});
const half = credit("50.00", "40.00", "10.00");

const listed = (gross: string, vat: string, net: string) =>
  document({
    sums: { currency: "SEK", gross, vat, rows: 2, perRate: [{ rate: "0.25", net, vat }] },
  });

test.each([
  ["was lowered agrees, by its rates as well", [half], listed("75.00", "15.00", "60.00"), []],
  ["was lowered twice agrees", [half, half], listed("25.00", "5.00", "20.00"), []],
  ["wasn't lowered in the ledger is off by the credit", [half], document(), ["amount"]],
  ["was lowered without a credit is off", [], listed("75.00", "15.00", "60.00"), ["amount"]],
  [
    "was lowered at another rate of VAT is off by the VAT",
    [credit("50.00", "44.64", "5.36", "0.12")],
    listed("75.00", "15.00", "60.00"),
    ["vat"],
  ],
] as const)("an order that %s", (_, loweredBy, there, findings) => {
  expect(classifyOrder(source(), memory({ loweredBy }), [there], context()).findings).toEqual(
    findings,
  );
});

test("what is due of the order is what is left of it, and nothing is due of the credit", () => {
  const order = classifyOrder(
    source(),
    memory({ loweredBy: [half] }),
    [listed("75.00", "15.00", "60.00")],
    context(),
  );
  const ofCredit = classifyOrder(
    source({
      sums: {
        currency: "SEK",
        gross: "-50.00",
        vat: "-10.00",
        credit: true,
        lines: 1,
        perRate: [{ rate: "0.25", net: "-40.00", vat: "-10.00" }],
      },
    }),
    memory({ documents: [remembered({ role: "order-credit", id: "order:1", code: null })] }),
    [],
    context(),
  );
  expect([order.balance, ofCredit.state, ofCredit.findings, ofCredit.balance]).toMatchObject([
    { due: [{ currency: "SEK", gross: "75.00" }] },
    "booked",
    [],
    { due: [] },
  ]);
});
