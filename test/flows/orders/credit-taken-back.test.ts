/**
 * A credit order that the shop cancels, lowers or moves after its order was cancelled. Nothing was
 * left to be taken back beside that credit, so the order is looked at again: its sale would stand
 * otherwise, and no event of its own would come any more.
 */
import { expect, test } from "vitest";
import type { Result, Failure } from "../../../src/domain/result.ts";
import { runOrder } from "../../../src/flows/orders/run.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";
import type { SettingsChange } from "../../support/changed-settings.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";

const BUYER = { ...privateBuyer("Returns"), paymentStatus: "Open" };
const CANCELLED = { status: 9 };
const mugs = (quantity: number, price = 125): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
});

async function shop(orders: SettingsChange["orders"]) {
  const world = await FlowWorld.open();
  const configure = (more: SettingsChange["orders"] = {}): void =>
    world.configure({
      orders: {
        payments: "none",
        refunds: "none",
        editedAfterBooking: "delta",
        cancelledAfterBooking: "credit",
        ...orders,
        ...more,
      },
      lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: "1580", table: {} } },
    });
  configure();
  const placed = async (order: Json): Promise<number> => {
    const { id } = await world.place({ ...BUYER, ...order });
    await world.book(id);
    return id;
  };
  const becomes = async (id: number, to: Json): Promise<Run> => {
    await world.control("asperion", "PATCH", `/orders/${id}`, to);
    return world.book(id);
  };
  /** The runs that one handed in. */
  const follow = async ({ handed }: Run): Promise<readonly Run[]> => {
    const runs: Run[] = [];
    for (const { key } of handed) runs.push(await world.book(Number(key.slice("order:".length))));
    return runs;
  };
  const books = async (): Promise<Json> => {
    const { books: found } = (await world.ledger()) as unknown as {
      books: { trialBalance: readonly { account: number; balance: number }[] };
    };
    const standing = found.trialBalance.filter(({ balance }) => Math.abs(balance) >= 0.005);
    return Object.fromEntries(standing.map(({ account, balance }) => [account, balance]));
  };
  return { world, configure, placed, becomes, follow, books };
}

test("a voucher that its credit took back whole is reversed once the credit is cancelled too", async () => {
  const { placed, becomes, follow, books } = await shop({ type: "mutation" });
  const order = await placed({ lines: [mugs(1)] });
  const credit = await placed({ creditsOrderId: order, lines: [mugs(-1)] });
  const cancelled = await becomes(order, CANCELLED);
  expect(cancelled.codes).toEqual(["voucher-credited-whole"]);
  const last = await becomes(credit, CANCELLED);
  expect(last.handed).toEqual([
    { key: `order:${order}`, flow: "orders", type: "credited-in-shop", lane: "update" },
  ]);
  await follow(last);
  expect(await books()).toEqual({});
});

test("a voucher that was held for a credit of a part goes on by itself once that is cancelled", async () => {
  const { placed, becomes, follow, books } = await shop({ type: "mutation" });
  const order = await placed({ lines: [mugs(2)] });
  const credit = await placed({ creditsOrderId: order, lines: [mugs(-1)] });
  expect((await becomes(order, CANCELLED)).codes[0]).toBe("voucher-has-credits");
  await follow(await becomes(credit, CANCELLED));
  expect(await books()).toEqual({});
});

test("an invoice that was held for a draft of a credit is credited once that is deleted", async () => {
  const { world, configure, placed, becomes, follow, books } = await shop({ type: "invoice" });
  const order = await placed({ lines: [mugs(2)] });
  configure({ type: "draft-invoice" });
  const credit = await placed({ creditsOrderId: order, lines: [mugs(-1)] });
  configure();
  expect((await becomes(order, CANCELLED)).end.outcome).toBe("held");
  await follow(await becomes(credit, CANCELLED));
  expect([await books(), (await world.ledger())["customerinvoicedrafts"]]).toEqual([{}, []]);
});

test("what a lowered credit leaves of a cancelled order is told", async () => {
  const { placed, becomes, follow } = await shop({ type: "mutation" });
  const order = await placed({ lines: [mugs(1)] });
  const credit = await placed({ creditsOrderId: order, lines: [mugs(-1)] });
  await becomes(order, CANCELLED);
  const [looked] = await follow(await becomes(credit, { lines: [mugs(-1, 50)] }));
  expect([looked?.end.outcome, looked?.codes[0]]).toEqual([
    "needs-attention",
    "voucher-has-credits",
  ]);
});

test("a credit that moves to another order leaves nothing of the cancelled one", async () => {
  const { placed, becomes, follow, books } = await shop({ type: "mutation" });
  const order = await placed({ lines: [mugs(1)] });
  const other = await placed({ lines: [mugs(1)] });
  const credit = await placed({ creditsOrderId: order, lines: [mugs(-1)] });
  await becomes(order, CANCELLED);
  const moved = await becomes(credit, { creditsOrderId: other });
  expect(moved.handed.map(({ key }) => key).toSorted()).toEqual(
    [order, other].map((id) => `order:${id}`).toSorted(),
  );
  await follow(moved);
  expect(await books()).toEqual({});
});

test("a run that stops before it hands the order in is made up for by the next one", async () => {
  const { world, placed, follow, books } = await shop({ type: "mutation" });
  const order = await placed({ lines: [mugs(1)] });
  const credit = await placed({ creditsOrderId: order, lines: [mugs(-1)] });
  for (const id of [order, credit]) {
    await world.control("asperion", "PATCH", `/orders/${id}`, CANCELLED);
    if (id === order) await world.book(id);
  }
  const down: Result<void, Failure> = {
    ok: false,
    error: { kind: "transient", vendor: "eaccounting", cause: "the object doesn't answer" },
  };
  const stopped = await world.look(credit, (ports: FlowPorts) =>
    runOrder({ ...ports, enqueue: async () => down }),
  );
  expect(stopped).toEqual(down);
  await follow(await world.book(credit));
  expect(await books()).toEqual({});
});

test.each(["mutation", "invoice"])(
  "an order whose credit is booked, and stands, isn't handed in: %s",
  async (type) => {
    const { world, becomes } = await shop({ type });
    const { id: order } = await world.place({ ...BUYER, lines: [mugs(2)] });
    await world.book(order);
    const { id: credit } = await world.place({
      ...BUYER,
      creditsOrderId: order,
      lines: [mugs(-1)],
    });
    const booked = await world.book(credit);
    const paid = await becomes(credit, { paymentStatus: "Refunded" });
    expect([booked.end.outcome, booked.handed, paid.handed]).toEqual(["booked", [], []]);
  },
);
