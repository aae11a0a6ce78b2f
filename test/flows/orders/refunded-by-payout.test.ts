/**
 * A refund that a payout registered on another credit of the same sale: it isn't registered once
 * more, and whoever skips it says that it is the same money.
 */
import { expect, test } from "vitest";
import { amount, dec } from "../../../src/domain/money.ts";
import { withRefundedElsewhere } from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
import {
  possiblyRefundedReason,
  saleWithSaid,
} from "../../../src/flows/orders/payments/paid-by-payouts.ts";
import type { CreditOfSale, DocumentRecord } from "../../../src/flows/port.ts";
import type { Json, Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { tenant } from "./registered-world.kit.ts";

let n = 0;

/** A paid invoice of ten mugs. */
async function shopWith(orders: Json = {}) {
  const world = await tenant(orders);
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
    const { world, credit, documentOf } = await shopWith({ payments });
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
    const said = withRefundedElsewhere(world.documentsOf(id), run.end.reasons);
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
  const { world, credit, documentOf } = await shopWith();
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

test("isn't registered once more where it stands on the credit of a cancellation", async () => {
  const { world, placed, credit } = await shopWith();
  const { id } = await credit(1);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
  await world.book(placed.id);
  const cancelled = world.documentsOf(placed.id).find(({ role }) => role === "delta-credit");
  // Two refunds in one payment: this one, and another.
  world.byPayouts[cancelled?.id ?? ""] = "37.50";
  await world.control("asperion", "PATCH", `/orders/${id}`, back);
  const run = await world.book(id);
  expect([run.end.outcome, run.end.reasons[0], refunds(run)]).toMatchObject([
    "needs-attention",
    { code: "refund-perhaps-by-payout", params: { due: "12.50", paid: "37.50" } },
    0,
  ]);
});

test.each(["of a credit order", "of an edit"])(
  "isn't registered again where a payout paid it since the run %s began",
  async (of) => {
    const { world, placed, credit } = await shopWith();
    const isEdit = of === "of an edit";
    const { id } = isEdit ? placed : await credit(2);
    const change = (more: Json) => world.control("asperion", "PATCH", `/orders/${id}`, more);
    if (isEdit) {
      await change({ lines: [{ ...mug(8), price: 10 }], paymentStatus: "Paid", amountPaid: 125 });
      await world.book(id);
    }
    const paidOn = world.documentsOf(id).find(({ role }) => role.endsWith("credit"))?.id ?? "";
    await change({ paymentStatus: "PartlyPaid", amountPaid: isEdit ? 115 : -10 });
    const locked: string[] = [];
    world.beforeLock = (key) => {
      locked.push(key);
      world.byPayouts[paidOn] = "10.00";
    };
    expect(refunds(await world.book(id))).toBe(0);
    // A payout locks the order that it names: the sale, or the credit order.
    expect(locked).toEqual(expect.arrayContaining([`order:${id}`, `order:${placed.id}`]));
  },
);

test("is registered beside what went back of an edit, as the shop says of the sale", async () => {
  const { world, placed, credit, documentOf } = await shopWith({ payments: "none" });
  world.byPayouts[documentOf(placed.id)] = "125.00";
  const change = (more: Json) => world.control("asperion", "PATCH", `/orders/${placed.id}`, more);
  const documentOfSale = (role: string) =>
    world.documentsOf(placed.id).find((one) => one.role === role);
  const saidOfSale = () => documentOfSale("invoice")?.content?.saidBack;
  await change({ lines: [{ ...mug(6), price: 10 }] });
  await world.book(placed.id);
  expect(saidOfSale()).toBe("50.00");
  const edit = documentOfSale("delta-credit");
  await change({ paymentStatus: "PartlyPaid", amountPaid: 105 });
  await world.book(placed.id);
  expect(saidOfSale()).toBe("20.00");
  world.byPayouts[edit?.id ?? ""] = "30.00";
  // A person says that the edit wasn't this credit.
  const { id } = await credit(1, back);
  const run = await world.book(id, ["retry-by-person"]);
  expect(run.codes).toContain("refund-perhaps-by-payout");
  expect(refunds(run)).toBe(0);
  world.byPayouts[edit?.id ?? ""] = "50.00";
  await change({ paymentStatus: "PartlyPaid", amountPaid: 75 });
  await world.book(placed.id);
  const after = await world.book(id);
  expect([after.end.outcome, refunds(after)]).toEqual(["booked", 1]);
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
  ["nobody knows what another order says of a payout's 3.00", [credit(null, "0.00", "3.00")], true],
  [
    "nobody knows what another order says, and nothing went back",
    [credit(null, "0.00", "0.00")],
    false,
  ],
])("where %s, a refund of 10.00 is perhaps there: %o", (_, credits, isThere) => {
  const refund = { due: "10.00", back: "10.00" };
  expect(possiblyRefundedReason({ documents: [], credits }, refund) !== null).toBe(isThere);
});

const sold = (content: Json): DocumentRecord => ({
  role: "invoice",
  n: 1,
  id: "sold",
  number: null,
  state: "live",
  sourceHash: null,
  ownedHash: null,
  content: content as never,
});

/** What payouts and its own runs paid back on the credits, of 50.00, of a sale's edits. */
const edits = (content: Json, byPayouts: readonly string[], byOrder = "0.00") => ({
  documents: [
    sold(content),
    ...byPayouts.map((_, at) => ({
      ...sold({ gross: amount(dec(50).div(byPayouts.length)) }),
      role: "delta-credit" as const,
      id: `edit ${at}`,
    })),
  ],
  credits: byPayouts.map((paid, at) => ({ ...credit(null, "0.00", paid), id: `edit ${at}` })),
  byOrder,
});
const nothingSaid = { saidBack: "0.00" };
const forty = { saidBack: "40.00" };
const fifty = { saidBack: "50.00" };

test.each<[string, Parameters<typeof possiblyRefundedReason>[0], boolean]>([
  ["nothing was paid back on an edit", edits(nothingSaid, ["0.00"]), false],
  ["the shop says nothing of a payout's 3.00", edits(nothingSaid, ["3.00"]), true],
  ["the shop never said what went back", edits({}, ["3.00"]), true],
  ["a payout paid the whole edit, as the shop says", edits(fifty, ["50.00"]), false],
  ["payouts paid two whole edits, as the shop says", edits(fifty, ["25.00", "25.00"]), false],
  ["a payout paid a whole edit of which the shop says less", edits(forty, ["50.00"]), true],
  ["a payout paid less than the shop says of the edit", edits(fifty, ["40.00"]), true],
  ["the shop may count the same refund in the sale", edits(forty, ["40.00"]), true],
  ["all of the sale went back", edits({ saidBack: "60.00" }, ["50.00"]), false],
  ["the sale's own run paid it", edits(fifty, ["0.00"], "50.00"), false],
  ["a payout paid just this beside the sale's own run", edits(fifty, ["10.00"], "40.00"), true],
  ["a payout paid more beside the sale's own run", edits(fifty, ["20.00"], "30.00"), false],
  ["payouts paid too much on two edits together", edits(fifty, ["30.00", "30.00"]), true],
  [
    "it went back on a credit order that has no credit of its own",
    edits({ ...forty, backByCredits: { 7: "40.00" } }, ["40.00"]),
    false,
  ],
  [
    "a payout paid more than such a credit order says",
    edits({ ...forty, backByCredits: { 7: "40.00" } }, ["41.00"]),
    true,
  ],
  [
    "a payout paid less than is missing on another, and the sale says less by now",
    {
      ...edits({ saidBack: "20.00" }, ["5.00"], "40.00"),
      credits: [...edits({}, ["5.00"]).credits, credit("10.00", "0.00", "0.00")],
    },
    false,
  ],
  [
    "what is missing of an edit isn't on another credit",
    {
      ...edits(fifty, ["0.00"]),
      credits: [...edits(fifty, ["0.00"]).credits, credit("0.00", "0.00", "10.00")],
    },
    true,
  ],
])("where %s, a credit order's refund of 10.00 is perhaps there: %o", (_, sale, isThere) => {
  expect(possiblyRefundedReason(sale, { due: "10.00", back: "10.00" }) !== null).toBe(isThere);
});

test("what the shop said of a sale is forgotten once it doesn't say any more how much it has", () => {
  const { documents } = edits({ saidBack: "50.00" }, ["40.00"]);
  const said = (order: Json) =>
    saleWithSaid({ ports: { documents, journal: [], settings: {} }, order } as never, documents)
      ?.content;
  expect(said({ payment: "paid", amountPaid: null, gross: "75.00" })).toEqual({});
  expect(said({ payment: "partly-paid", amountPaid: "75.00", gross: "75.00" })).toEqual({
    saidBack: "0.00",
  });
});

test("a refund that comes with a comparison leaves what the comparison found", async () => {
  const { world, credit, documentOf } = await shopWith();
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
