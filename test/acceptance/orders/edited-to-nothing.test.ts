/**
 * An order that is edited until nothing of it is charged: what nobody booked is deleted, what is
 * booked is taken back as the tenant wants of edits, else a person is told what stands.
 */
import { expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { messagesOf } from "../../../src/messages/index.ts";
import { reasonText } from "../../../src/messages/reasons.ts";
import "../../support/load-messages.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

type Type = "invoice" | "draft-invoice" | "sales-order" | "mutation";

const free = { ...mug(2), discountPercentage: 100 };

async function booked(type: Type, orders: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type, ...orders },
    lookups: type === "mutation" ? VOUCHER_LOOKUPS : {},
  });
  const order = await world.place({
    ...privateBuyer("Nothing"),
    paymentStatus: "Open",
    lines: [mug(2)],
  });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  return { world, order };
}

const edit = (world: FlowWorld, id: number, lines: readonly Json[]) =>
  world.control("asperion", "PATCH", `/orders/${id}`, { lines });

/** Accounts that don't come to nothing, and documents that nobody booked. */
async function left(world: FlowWorld) {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  const { orders = [], customerinvoicedrafts: drafts = [] } = await world.ledger();
  return {
    accounts: trialBalance.filter(({ balance }) => balance !== 0).map(({ account }) => account),
    unbooked: orders.length + drafts.length,
  };
}

const NOTHING = { accounts: [], unbooked: 0 };
const DELTA: Json = { editedAfterBooking: "delta" };

const REMOVED = "order-removed-nothing-left";

test.each<[Type, Json, string, readonly string[]]>([
  ["invoice", DELTA, "delta-credited", ["updated", "order-unchanged"]],
  [
    "mutation",
    { ...DELTA, voucher: { level: "simple" } },
    "voucher-reversed",
    ["skipped", "voucher-empty"],
  ],
  ["draft-invoice", {}, REMOVED, ["skipped", REMOVED]],
  ["sales-order", {}, REMOVED, ["skipped", REMOVED]],
])(
  "of %s with %j nothing is left, nor asked of the next event, and it comes back when edited",
  async (type, set, code, then) => {
    const { world, order } = await booked(type, set);
    await edit(world, order.id, [free]);
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes[0]]).toEqual(["updated", code]);
    expect(run.codes).not.toContain("total-not-positive");
    // Of what was deleted people are told something that they know: never an id of the vendor.
    const told = reasonText(messagesOf("en"), run.end.reasons[0] ?? reason("poison")).text;
    expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    if (code === REMOVED)
      expect(told).toMatch(
        type === "draft-invoice" ? /its draft invoice of \d+ \w+ \d{4}/ : /its document \d+ was/,
      );
    expect(await left(world)).toEqual(NOTHING);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 5 });
    const next = await world.book(order.id);
    expect([next.end.outcome, next.codes[0], next.writes]).toEqual([...then, []]);
    expect(await left(world)).toEqual(NOTHING);
    await edit(world, order.id, [mug(1)]);
    expect((await world.book(order.id)).end.outcome).toMatch(/^(booked|updated)$/);
    const again = await left(world);
    expect(again.accounts.length + again.unbooked).toBeGreaterThan(0);
  },
);

test.each<[Type, readonly string[]]>([
  ["invoice", ["order-changed-after-booking", "total-not-positive", "document-before-change"]],
  ["mutation", ["voucher-changed-after-booking"]],
])("of %s that stays a person is told which, and why", async (type, codes) => {
  const { world, order } = await booked(type, { editedAfterBooking: "hold" });
  const before = await left(world);
  await edit(world, order.id, [free]);
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual(["needs-attention", codes, []]);
  expect(run.end.reasons[0]?.params["number"]).toBeTruthy();
  expect(await left(world)).toEqual(before);
});

test("what a gift card pays whole is a sale all the same: its invoice stays", async () => {
  const { world, order } = await booked("invoice", DELTA);
  const { bankaccounts = [] } = await world.ledger();
  const id = bankaccounts.find((one) => one["LedgerAccountNumber"] === 2421)?.["Id"];
  world.configure({ lookups: { giftCard: { default: String(id), table: {} } } });
  const before = await left(world);
  await edit(world, order.id, [
    mug(2),
    {
      lineType: "GiftCard",
      articleCode: "CARD",
      description: "Card",
      quantity: -1,
      price: Number(order["amountInclVat"]),
      vatPercentage: 0,
    },
  ]);
  await world.book(order.id);
  expect((await left(world)).accounts).toEqual(expect.arrayContaining(before.accounts.slice(1)));
});

test("an order that comes to nothing at first sight is held, as it was", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice", ...DELTA } });
  const order = await world.place({ ...privateBuyer("Free"), lines: [free] });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["held", "total-not-positive"]);
});
