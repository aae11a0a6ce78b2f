/**
 * A refund that a payout registered on another credit of the same sale: it isn't registered once
 * more, and whoever skips it says that it is the same money.
 */
import { expect, test } from "vitest";
import { refundedElsewhere } from "../../../src/flows/orders/decision/kept-for-buyer.ts";
import { perhapsPaidBack } from "../../../src/flows/orders/payments/paid-by-payouts.ts";
import type { CreditOfSale } from "../../../src/flows/port.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

let n = 0;

/** A paid invoice of ten mugs. */
async function sold(orders: Json = {}) {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const account = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    orders: { type: "invoice", payments: "register", refunds: "register", ...orders },
    lookups: { paymentMethod: { default: account, table: {} } },
  });
  const buyer = companyBuyer(`Both${(n += 1)}`);
  const placed = await world.place({
    ...buyer,
    lines: [{ ...mug(10), price: 10 }],
    paymentStatus: "Paid",
  });
  await world.book(placed.id);
  const credit = async (mugs: number, more: Json = {}) => {
    const order = { ...buyer, creditsOrderId: placed.id, lines: [{ ...mug(-mugs), price: 10 }] };
    const { id } = await world.place({ ...order, paymentStatus: "Open", ...more });
    return { id, run: await world.book(id) };
  };
  const documentOf = (id: number): string => world.documentsOf(id)[0]?.id ?? "";
  return { world, placed, credit, documentOf };
}

const refunds = ({ writes }: Run): number =>
  writes.filter(({ kind }) => kind === "payment.create").length;
const back = { paymentStatus: "Refunded" };

test.each(["register", "none"])(
  "isn't registered on its own credit as well (payments: %s)",
  async (payments) => {
    const { world, credit, documentOf } = await sold({ payments });
    const other = await credit(2);
    // Its payout came before the credit order that it is of.
    world.byPayouts[documentOf(other.id)] = "12.50";
    const { id, run } = await credit(1, back);
    for (const one of [run, await world.book(id), await world.book(id, ["retry-by-person"])])
      expect([one.end.outcome, one.end.reasons[0], refunds(one)]).toMatchObject([
        "needs-attention",
        { code: "refund-perhaps-by-payout", params: { due: "12.50", paid: "12.50" } },
        0,
      ]);
    const said = refundedElsewhere(world.documentsOf(id), run.end.reasons);
    if (said === null) throw new Error("nothing was told");
    world.save(`order:${id}`, said);
    const after = await world.book(id);
    expect([after.end.outcome, refunds(after)]).toEqual(["booked", 0]);
    // A third one is of other money: the second one's is what stands on the first.
    const third = await credit(1, back);
    expect([third.run.end.outcome, refunds(third.run)]).toEqual(["booked", 1]);
  },
);

test("is registered where the other credit's own order says that its money went back", async () => {
  const { world, credit, documentOf } = await sold();
  const other = await credit(2);
  world.byPayouts[documentOf(other.id)] = "25.00";
  const { id, run } = await credit(1, back);
  expect([run.end.outcome, refunds(run)]).toEqual(["needs-attention", 0]);
  await world.control("asperion", "PATCH", `/orders/${other.id}`, back);
  const said = await world.book(other.id);
  expect([said.end.outcome, refunds(said)]).toEqual(["booked", 0]);
  const now = await world.book(id);
  expect([now.end.outcome, refunds(now)]).toEqual(["booked", 1]);
});

const credit = (said: string | null, byOrder: string, byPayouts: string): CreditOfSale => ({
  id: `c ${said} ${byOrder} ${byPayouts}`,
  number: null,
  said,
  byOrder,
  byPayouts,
});

test.each<[string, readonly CreditOfSale[], boolean]>([
  ["there is no other credit", [], false],
  ["nothing went back on another", [credit("0.00", "0.00", "0.00")], false],
  ["a payout did as another's order says", [credit("10.00", "0.00", "10.00")], false],
  ["a payout paid back what no order says", [credit("0.00", "0.00", "10.00")], true],
  ["a payout paid back more than an order says", [credit("4.00", "0.00", "10.00")], true],
  ["both paid back what was said once", [credit("10.00", "10.00", "10.00")], true],
  ["an order says less by now than its run registered", [credit("0.00", "10.00", "0.00")], false],
  [
    "what is too much on one is missing on another",
    [credit("0.00", "0.00", "10.00"), credit("10.00", "0.00", "0.00")],
    false,
  ],
  [
    "not all of it is missing on another",
    [credit("0.00", "0.00", "10.00"), credit("4.00", "0.00", "0.00")],
    true,
  ],
  ["just as much went back on the credit of an edit", [credit(null, "0.00", "10.00")], true],
  ["another amount went back on the credit of an edit", [credit(null, "0.00", "12.00")], false],
])("where %s, a refund of 10.00 is perhaps there: %o", (_, credits, isThere) => {
  expect(perhapsPaidBack(credits, "10.00") !== null).toBe(isThere);
});

test("a refund that comes with a comparison leaves what the comparison found", async () => {
  const { world, credit, documentOf } = await sold();
  const { id } = await credit(2);
  await world.control("eaccounting", "PATCH", `/customerinvoices/${documentOf(id)}`, {
    TotalAmountInvoiceCurrency: -95.63,
    TotalVatAmountInvoiceCurrency: -19.13,
  });
  await world.control("asperion", "PATCH", `/orders/${id}`, back);
  const differs = ["needs-attention", true];
  for (const types of [["retry-by-person"], ["order.updated"]]) {
    const { end, codes } = await world.book(id, types);
    expect([end.outcome, codes.includes("booked-differs")]).toEqual(differs);
  }
});
