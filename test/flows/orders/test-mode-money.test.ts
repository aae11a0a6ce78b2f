/** What test mode and dry runs say of an order's money is what a live run would say of it. */
import { describe, expect, test } from "vitest";
import type { Json, Run } from "../../support/flow-world.ts";
import { withRefundedElsewhere } from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
import { loadMessages } from "../../../src/messages/index.ts";
import { reasonText } from "../../../src/messages/reasons.ts";
import { mug } from "../../support/orders.ts";
import { booked, cancelled, edit, opened, refunded } from "./cancelled-paid.kit.ts";

test.each([["invoice"], ["recommended"], ["daily"]])(
  "a paid order that is lowered while test mode is on isn't told as money that the books don't explain (%s)",
  async (kind) => {
    const isInvoice = kind === "invoice";
    const world = await opened(
      { refunds: "register", ...(isInvoice ? { type: kind } : {}) },
      isInvoice ? {} : { level: kind },
    );
    const placed = await booked(world);
    const lowered = { lines: [{ ...mug(6), price: 10 }], paymentStatus: "Paid", amountPaid: 75 };
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, lowered);
    const dry = await world.dryRun(placed.id);
    world.configure({ trial: true });
    const tried = await world.book(placed.id);
    world.configure({ trial: false });
    const live = await world.book(placed.id);
    expect([tried.end.outcome, live.end.outcome]).toEqual(["skipped", "updated"]);
    for (const { codes } of [dry, tried, live])
      expect(codes).not.toContain("paid-less-than-registered");
  },
);

const kept = ({ end }: Run) => {
  const { params } = end.reasons.find(({ code }) => code === "cancelled-money-kept") ?? {};
  return params && [params["paid"], params["stands"], params["account"]];
};
/** A document that stands when test mode begins was taken back, and isn't only shown as that. */
const isShown = ({ end }: Run) =>
  end.reasons.some(
    ({ code, params }) => code === "cancelled-money-kept" && params["when"] !== null,
  );
const nothing = { lines: [] };

describe.each<[string, Json, Json]>([
  ["an invoice", { type: "invoice", refunds: "register" }, {}],
  ["a voucher", { zeroTotal: "skip" }, {}],
  ["a voucher whose payments aren't registered", { zeroTotal: "skip", payments: "none" }, {}],
  ["a share of a day's voucher", { zeroTotal: "skip" }, { level: "daily" }],
])("the money that the shop keeps of %s", (_what, orders, voucher) => {
  test.each<[string, Json]>([
    ["cancelled", cancelled],
    ["edited to nothing", nothing],
  ])("is told in test mode and in a dry run as live, once it is %s", async (_how, change) => {
    const world = await opened(orders, voucher);
    const placed = await booked(world);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    const dry = await world.dryRun(placed.id);
    world.configure({ trial: true });
    const tried = await world.book(placed.id);
    world.configure({ trial: false });
    const live = await world.book(placed.id);
    expect([live.end.outcome, kept(live)?.[0]]).toEqual(["needs-attention", "125.00"]);
    expect([tried.end.outcome, kept(tried)]).toEqual(["needs-attention", kept(live)]);
    expect([dry.end.reasons[0]?.params["would"], kept(dry)]).toEqual([
      "needs-attention",
      kept(live),
    ]);
    expect([live, tried, dry].map(isShown)).toEqual([false, true, true]);
    const said = tried.end.reasons.filter(({ code }) => code === "cancelled-money-kept");
    const english = await loadMessages("en");
    const [text] = said.map((one) => reasonText(english, one));
    expect(text?.text).toContain("would be reversed or credited");
    expect(text?.next).not.toContain("skip the order");
    // What isn't booked yet can't be booked elsewhere.
    expect(withRefundedElsewhere(world.documentsOf(placed.id), said)).toBe(null);
  });

  test("isn't told where it went back with the cancellation", async () => {
    const world = await opened(orders, voucher);
    const placed = await booked(world);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { ...cancelled, ...refunded });
    const dry = await world.dryRun(placed.id);
    world.configure({ trial: true });
    const tried = await world.book(placed.id);
    expect([kept(dry), kept(tried), tried.end.outcome]).toEqual([undefined, undefined, "skipped"]);
  });

  test("stays told where test mode begins after the cancellation", async () => {
    const world = await opened(orders, voucher);
    const placed = await booked(world);
    const live = await edit(world, placed, cancelled);
    world.configure({ trial: true });
    const tried = await world.book(placed.id);
    expect([tried.end.outcome, kept(tried)]).toEqual(["needs-attention", kept(live)]);
    expect(isShown(tried)).toBe(false);
  });
});
