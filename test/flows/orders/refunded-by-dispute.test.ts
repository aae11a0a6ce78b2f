/**
 * An order whose payment was disputed and lost, booked as a loss, and that the shop then takes back
 * and says is refunded: that is the money of the dispute. It isn't registered once more, and a
 * person is told where the loss is.
 */
import { describe, expect, test } from "vitest";
import { withRefundedElsewhere } from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { balances, booked, cancelled, edit, KEPT, opened, refunded } from "./cancelled-paid.kit.ts";

const invoices = { type: "invoice", refunds: "register" };
const lost = (amount = "125.00") => [{ account: "6064", amount }];
const loses = (world: FlowWorld, id: number, amount?: string): void => {
  world.lost[`order:${id}`] = lost(amount);
};
const said = ({ end }: Run) => [end.outcome, end.reasons[0]?.code, end.reasons[0]?.params];
const payments = ({ writes }: Run): number =>
  writes.filter(({ kind }) => kind === "payment.create").length;

/** What a person says who skips it. */
function skip(world: FlowWorld, id: number, { end }: Run): void {
  const document = withRefundedElsewhere(world.documentsOf(id), end.reasons);
  if (document === null) throw new Error("nothing was told");
  world.save(`order:${id}`, document);
}

describe("an invoice", () => {
  test("that is cancelled is credited, no refund is registered, and its skip ends it", async () => {
    const world = await opened(invoices);
    const placed = await booked(world);
    loses(world, placed.id);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { ...cancelled, ...refunded });
    const run = await world.book(placed.id);
    const credit = world.documentsOf(placed.id).find(({ role }) => role === "delta-credit");
    expect(said(run)).toEqual([
      "needs-attention",
      "refunded-by-dispute",
      {
        due: "125.00",
        currency: "SEK",
        number: credit?.number,
        account: "6064",
        stands: "credit",
        on: null,
      },
    ]);
    expect(run.codes).toContain("order-cancelled-credited");
    expect([payments(run), await balances(world)]).toEqual([
      0,
      { 1510: "-125.00", 1930: "125.00" },
    ]);
    const again = await world.book(placed.id, ["retry-by-person"]);
    expect([said(again), payments(again)]).toEqual([said(run), 0]);
    skip(world, placed.id, again);
    const after = await world.book(placed.id);
    expect([after.codes.includes("refunded-by-dispute"), payments(after)]).toEqual([false, 0]);
  });

  test("of which a part was disputed: the other part's refund is registered", async () => {
    const world = await opened(invoices);
    const placed = await booked(world);
    loses(world, placed.id, "50.00");
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { ...cancelled, ...refunded });
    const run = await world.book(placed.id);
    expect([said(run)[1], run.end.reasons[0]?.params["due"], payments(run)]).toEqual([
      "refunded-by-dispute",
      "50.00",
      1,
    ]);
    expect(await balances(world)).toEqual({ 1510: "-50.00", 1930: "50.00" });
  });

  test("whose refund was registered before the dispute, or that is lost and stands, says nothing", async () => {
    const world = await opened(invoices);
    const [stays, gone] = [await booked(world), await booked(world)];
    loses(world, stays.id);
    expect((await world.book(stays.id)).codes).not.toContain("refunded-by-dispute");
    await world.control("asperion", "PATCH", `/orders/${gone.id}`, { ...cancelled, ...refunded });
    expect(payments(await world.book(gone.id))).toBe(1);
    loses(world, gone.id);
    const after = await world.book(gone.id);
    expect([after.codes.includes("refunded-by-dispute"), payments(after)]).toEqual([false, 0]);
  });

  test("that a credit order takes back: its refund isn't registered either", async () => {
    const world = await opened(invoices);
    const buyer = companyBuyer("Disputed");
    const placed = await booked(world, buyer);
    loses(world, placed.id);
    const { id } = await world.place({
      ...buyer,
      creditsOrderId: placed.id,
      lines: [{ ...mug(-10), price: 10 }],
      paymentStatus: "Refunded",
    });
    const run = await world.book(id);
    expect([said(run).slice(0, 2), run.end.reasons[0]?.params["due"], payments(run)]).toEqual([
      ["needs-attention", "refunded-by-dispute"],
      "125.00",
      0,
    ]);
    skip(world, id, run);
    const after = await world.book(id);
    expect([after.end.outcome, payments(after)]).toEqual(["booked", 0]);
  });
});

/** A credit order of so many of ten mugs, refunded. */
async function creditOf(world: FlowWorld, buyer: Json, placed: { readonly id: number }, n: number) {
  const { id } = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    lines: [{ ...mug(-n), price: 10 }],
    paymentStatus: "Refunded",
  });
  return { id, run: await world.book(id) };
}

describe("a part of an invoice was disputed", () => {
  test("and a credit order takes all back: what went back beyond that is registered", async () => {
    const world = await opened(invoices);
    const buyer = companyBuyer("Disputed");
    const placed = await booked(world, buyer);
    loses(world, placed.id, "50.00");
    const { id, run } = await creditOf(world, buyer, placed, 10);
    expect([said(run).slice(0, 2), run.end.reasons[0]?.params["due"], payments(run)]).toEqual([
      ["needs-attention", "refunded-by-dispute"],
      "50.00",
      1,
    ]);
    const again = await world.book(id);
    expect([said(again), payments(again)]).toEqual([said(run), 0]);
    skip(world, id, again);
    const after = await world.book(id);
    expect([after.end.outcome, payments(after)]).toEqual(["booked", 0]);
    expect(await balances(world)).toEqual({ 1510: "-50.00", 1930: "50.00" });
  });

  test("and was one credit order's: another one's refund is registered", async () => {
    const world = await opened(invoices);
    const buyer = companyBuyer("Disputed");
    const placed = await booked(world, buyer);
    loses(world, placed.id, "50.00");
    const first = await creditOf(world, buyer, placed, 4);
    skip(world, first.id, first.run);
    const second = await creditOf(world, buyer, placed, 3);
    expect([second.run.end.outcome, payments(second.run)]).toEqual(["booked", 1]);
    expect((await balances(world))[1930]).toBe("87.50");
  });
});

test.each([
  ["mutation", { paymentStatus: "Open", amountPaid: 0 }, "125.00"],
  ["invoice", { paymentStatus: "Refunded", amountPaid: 0 }, "125.00"],
  ["invoice", { paymentStatus: "PartlyPaid", amountPaid: 75 }, "50.00"],
] as const)(
  "a sale that stands says nothing of money that a dispute took: %s %o",
  async (type, now, amount) => {
    const world = await opened({ type });
    const placed = await booked(world);
    loses(world, placed.id, amount);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, now);
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    // Less than that is a person's.
    loses(world, placed.id, "10.00");
    expect((await world.book(placed.id)).end.outcome).toBe("needs-attention");
  },
);

describe("a voucher", () => {
  test("that is cancelled leaves the account of its payment method as it is, until the dispute is won", async () => {
    const world = await opened();
    const placed = await booked(world);
    loses(world, placed.id);
    const run = await edit(world, placed, { ...cancelled, ...refunded });
    const reversal = world.documentsOf(placed.id).find(({ role }) => role === "voucher-reversal");
    expect(said(run)).toEqual([
      "needs-attention",
      "refunded-by-dispute",
      {
        due: "125.00",
        currency: "SEK",
        number: reversal?.number,
        account: "6064",
        stands: "account",
        on: "1510",
      },
    ]);
    expect(await balances(world)).toEqual(KEPT);
    const again = await world.book(placed.id);
    expect([said(again), again.writes]).toEqual([said(run), []]);
    world.lost[`order:${placed.id}`] = [];
    const won = await world.book(placed.id);
    expect([won.codes.includes("refunded-by-dispute"), await balances(world)]).toEqual([false, {}]);
  });

  test("whose loss a person took back is told no more, and what providers owe stays", async () => {
    const world = await opened();
    const placed = await booked(world);
    loses(world, placed.id);
    const run = await edit(world, placed, { ...cancelled, ...refunded });
    skip(world, placed.id, run);
    // Counted as before: the loss was on another account.
    const after = await edit(world, placed, {});
    expect([after.codes.includes("refunded-by-dispute"), after.writes]).toEqual([false, []]);
    expect(await balances(world)).toEqual(KEPT);
  });

  test("whose order the shop cancels before it says that the money is gone: nothing is paid back then", async () => {
    const world = await opened();
    const placed = await booked(world);
    loses(world, placed.id);
    const first = await edit(world, placed, cancelled);
    expect(said(first).slice(0, 2)).toEqual(["needs-attention", "refunded-by-dispute"]);
    const then = await edit(world, placed, refunded);
    expect([said(then).slice(0, 2), then.writes]).toEqual([said(first).slice(0, 2), []]);
    expect(await balances(world)).toEqual(KEPT);
  });

  test("that is lowered by what a dispute took leaves that where it was, and is told", async () => {
    const world = await opened();
    const placed = await booked(world);
    loses(world, placed.id, "50.00");
    const lowered = { lines: [{ ...mug(6), price: 10 }], paymentStatus: "Paid", amountPaid: 75 };
    const run = await edit(world, placed, lowered);
    const voucher = world.documentsOf(placed.id).findLast(({ role }) => role === "voucher");
    expect(said(run)).toEqual([
      "needs-attention",
      "refunded-by-dispute",
      {
        due: "50.00",
        currency: "SEK",
        number: voucher?.number,
        account: "6064",
        stands: "account",
        on: "1510",
      },
    ]);
    expect(await money(world)).toEqual(["-50.00", "125.00"]);
    const again = await world.book(placed.id);
    expect([said(again), again.writes]).toEqual([said(run), []]);
    skip(world, placed.id, again);
    // Whatever the shop does next, a further refund alone leaves it.
    const less = { lines: [{ ...mug(4), price: 10 }], paymentStatus: "Paid", amountPaid: 50 };
    const next = await edit(world, placed, less);
    expect([next.codes.includes("refunded-by-dispute"), await money(world)]).toEqual([
      false,
      ["-50.00", "100.00"],
    ]);
    const last = await edit(world, placed, { ...cancelled, ...refunded });
    expect([last.codes.includes("refunded-by-dispute"), await money(world)]).toEqual([
      false,
      ["-50.00", "50.00"],
    ]);
  });

  test("that is lowered by less than a dispute took, and not paid for again, says nothing", async () => {
    const world = await opened();
    const placed = await booked(world);
    loses(world, placed.id, "50.00");
    const run = await edit(world, placed, {
      lines: [{ ...mug(9), price: 10 }],
      paymentStatus: "PartlyPaid",
      amountPaid: 62.5,
    });
    expect([run.codes.includes("refunded-by-dispute"), await money(world)]).toEqual([
      false,
      [undefined, "112.50"],
    ]);
  });
});

const money = async (world: FlowWorld) => {
  const { 1510: owed, 1580: there } = await balances(world);
  return [owed, there];
};

test.each<readonly [string, Json]>([
  ["invoice", invoices],
  ["voucher", {}],
])(
  "test mode doesn't say that a sale was taken back which it only shows: %s",
  async (_, orders) => {
    const world = await opened(orders);
    const placed = await booked(world);
    loses(world, placed.id);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { ...cancelled, ...refunded });
    const dry = await world.dryRun(placed.id);
    world.configure({ trial: true });
    const tried = await world.book(placed.id);
    expect([...dry.codes, ...tried.codes]).not.toContain("refunded-by-dispute");
    world.configure({ trial: false });
    const live = await world.book(placed.id);
    expect(live.codes).toContain("refunded-by-dispute");
    // Of what stands it tells what a live run tells.
    world.configure({ trial: true });
    expect((await world.book(placed.id)).codes).toContain("refunded-by-dispute");
  },
);
