/** Refunds that a person registers in eAccounting, and that the shop then says. */
import { expect, test } from "vitest";
import { withRefundedElsewhere } from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { mug } from "../../support/orders.ts";
import { byHand, documentOf, invoiced, money, setOff, told } from "./registered-by-hand.kit.ts";
import { tenant } from "./registered-world.kit.ts";

/** A sale of 31.88, paid, and a credit order of two pieces, 21.25. */
async function credited(world: FlowWorld) {
  const { buyer, placed } = await invoiced(world, 3);
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    lines: [mug(-2)],
    paymentStatus: "Open",
  });
  await world.book(credit.id);
  return { placed, credit, document: documentOf(world, credit, "credit") };
}

const ALREADY = "refund-already-registered";

test("a part that a person paid back on a credit isn't registered again when the shop says it, and what follows is", async () => {
  const world = await tenant();
  const { placed, credit, document } = await credited(world);
  await byHand(world, document, 10);
  const part = await told(world, credit, { paymentStatus: "PartlyPaid", amountPaid: -10 });
  expect([part.outcome, part.codes.includes(ALREADY)]).toEqual(["booked", true]);
  expect(await money(world)).toEqual([21.88, -11.25]);
  const { content } = documentOf(world, credit, "credit");
  expect(content).toMatchObject({ saidBack: "10.00", paidByOthers: "10.00" });
  const all = await told(world, credit, { paymentStatus: "Refunded", amountPaid: -21.25 });
  expect([all.outcome, all.codes.includes("refund-registered")]).toEqual(["booked", true]);
  expect(await money(world)).toEqual([10.63, 0]);
  // The sale knows of both, so nothing of its money is missing.
  const sale = await told(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 10.63 });
  expect([sale.outcome, sale.run.writes, await money(world)]).toEqual(["booked", [], [10.63, 0]]);
});

test("a refund that a person registered whole on a credit is told as that, now and in a later run, and is read once", async () => {
  const world = await tenant();
  const { credit, document } = await credited(world);
  await byHand(world, document, 21.25);
  const run = await told(world, credit, { paymentStatus: "Refunded" });
  expect([run.outcome, run.codes.includes(ALREADY)]).toEqual(["booked", true]);
  const again = await world.book(credit.id, ["retry-by-person"]);
  expect([again.end.outcome, again.codes.includes(ALREADY), await money(world)]).toEqual([
    "booked",
    false,
    [10.63, 0],
  ]);
});

test("a refund by hand that the shop says less of at first is counted as far as the shop says it", async () => {
  const world = await tenant();
  const { credit, document } = await credited(world);
  await byHand(world, document, 21.25);
  for (const amountPaid of [-10, -21.25]) {
    const run = await told(world, credit, { paymentStatus: "PartlyPaid", amountPaid });
    expect([run.outcome, run.run.writes, await money(world)]).toEqual(["booked", [], [10.63, 0]]);
    const said = (-amountPaid).toFixed(2);
    expect(run.run.end.reasons.find(({ code }) => code === ALREADY)).toMatchObject({
      params: { back: said, registered: said },
    });
  }
});

test("a payout's refund that is recorded after its credit was read isn't counted once more as a person's", async () => {
  const world = await tenant();
  const { credit, document } = await credited(world);
  await byHand(world, document, 10);
  await told(world, credit, { paymentStatus: "PartlyPaid", amountPaid: -10 });
  world.byPayouts[document.id] = "10.00";
  const run = await told(world, credit, { paymentStatus: "PartlyPaid", amountPaid: -20 });
  expect([run.outcome, await money(world)]).toEqual(["booked", [11.88, -1.25]]);
});

test("a part that a person paid back on the credit of an edit isn't registered again when the shop says it", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 3);
  await told(world, placed, { lines: [mug(1)], paymentStatus: "Paid", amountPaid: 31.88 });
  await byHand(world, documentOf(world, placed, "delta-credit"), 10);
  const part = await told(world, placed, { paymentStatus: "Paid", amountPaid: 21.88 });
  expect([part.outcome, part.codes.includes(ALREADY)]).toEqual(["booked", true]);
  expect(await money(world)).toEqual([21.88, -11.25]);
  const all = await told(world, placed, { paymentStatus: "Paid", amountPaid: 10.63 });
  expect([all.outcome, all.codes.includes("refund-registered")]).toEqual(["booked", true]);
  expect(await money(world)).toEqual([10.63, 0]);
});

test("a refund by hand of a cancelled order is what the shop says later, and nothing is left for a person", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 3);
  expect((await told(world, placed, { status: 9 })).codes).toContain("cancelled-money-kept");
  await byHand(world, documentOf(world, placed, "delta-credit"), 31.88);
  const run = await told(world, placed, { paymentStatus: "Refunded", amountPaid: 0 });
  expect([run.outcome, run.codes.includes(ALREADY), run.run.writes]).toEqual(["updated", true, []]);
  expect(await money(world)).toEqual([0, 0]);
});

/** A sale of 31.88 of which 20.00 are paid, lowered to 10.63; 11.88 of the credit are set off. */
async function partlySetOff(isToldOnCredit: boolean) {
  const world = await tenant();
  const { placed } = await invoiced(world, 3, "Open");
  await told(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 20 });
  await told(world, placed, { lines: [mug(1)] });
  const credit = documentOf(world, placed, "delta-credit");
  const invoice = documentOf(world, placed, "invoice");
  setOff(world, [
    { id: invoice.id, off: -11.88, remaining: 0 },
    { id: credit.id, off: isToldOnCredit ? 11.88 : 0, remaining: -9.37 },
  ]);
  return { world, placed, credit };
}
const LEFT = { paymentStatus: "PartlyPaid", amountPaid: 10.63 };

test("what was set off isn't taken for a refund, where the credit tells it", async () => {
  const { world, placed } = await partlySetOff(true);
  const run = await told(world, placed, LEFT);
  expect([run.outcome, run.codes.includes(ALREADY)]).toEqual(["booked", false]);
  expect((await money(world))[0]).toBe(10.63);
});

test("where a set-off and a refund can't be told apart, a person is asked, nothing is paid, and a skip ends it", async () => {
  const { world, placed } = await partlySetOff(false);
  const first = await told(world, placed, LEFT);
  for (const run of [first.run, await world.book(placed.id, ["retry-by-person"])])
    expect([run.end.outcome, run.end.reasons[0], run.writes]).toMatchObject([
      "needs-attention",
      { code: "refund-perhaps-by-hand", params: { due: "9.37", closed: "11.88" } },
      [],
    ]);
  const skipped = withRefundedElsewhere(world.documentsOf(placed.id), first.run.end.reasons);
  if (skipped === null) throw new Error("nothing was told");
  world.save(`order:${placed.id}`, skipped);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
});

test("a refund by hand beside what a person says was refunded elsewhere may be either: a person is asked", async () => {
  const world = await tenant();
  const { buyer, placed } = await invoiced(world, 10);
  const creditOf = async (pieces: number, more: Json) => {
    const order = { ...buyer, creditsOrderId: placed.id, lines: [mug(-pieces)], ...more };
    const credit = await world.place(order);
    return { credit, run: await world.book(credit.id) };
  };
  const other = await creditOf(2, { paymentStatus: "Open" });
  const payout = documentOf(world, other.credit, "credit");
  await byHand(world, payout, 10);
  world.byPayouts[payout.id] = "10.00";
  const { credit, run } = await creditOf(3, { paymentStatus: "PartlyPaid", amountPaid: -10 });
  const skipped = withRefundedElsewhere(world.documentsOf(credit.id), run.end.reasons);
  if (skipped === null) throw new Error("nothing was told");
  world.save(`order:${credit.id}`, skipped);
  await told(world, other.credit, { paymentStatus: "PartlyPaid", amountPaid: -10 });
  await byHand(world, documentOf(world, credit, "credit"), 5);
  const more = await told(world, credit, { paymentStatus: "PartlyPaid", amountPaid: -20 });
  expect([more.run.end.reasons[0], more.run.writes]).toMatchObject([
    { code: "refund-perhaps-by-hand", params: { due: "10.00", closed: "5.00" } },
    [],
  ]);
});

test("what comes in after a refund by hand is registered whole", async () => {
  const world = await tenant();
  const { placed } = await invoiced(world, 10, "Open");
  await told(world, placed, { paymentStatus: "PartlyPaid", amountPaid: 50 });
  await told(world, placed, { lines: [mug(8)] });
  await byHand(world, documentOf(world, placed, "delta-credit"), 10);
  expect((await told(world, placed, { amountPaid: 40 })).codes).toContain(ALREADY);
  await told(world, placed, { amountPaid: 60 });
  expect((await money(world))[0]).toBe(60);
});
