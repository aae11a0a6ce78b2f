/** What a person confirmed of an order is what is booked: its run compares it before it writes. */
import { beforeEach, expect, test } from "vitest";
import { confirmedAs, confirmedMark, RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import {
  matchesPreview,
  markOf,
  markOfFigures,
  previewToken,
  stillConfirmed,
} from "../../../src/domain/orders/preview-token.ts";
import { runOrder } from "../../../src/flows/orders/run.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { FlowWorld, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

let world: FlowWorld;

beforeEach(async () => {
  world = await FlowWorld.open();
});

async function shown(by = "asked") {
  const order = await world.place({ ...companyBuyer("Shown"), lines: [mug(1)] });
  const mark = markOf((await world.dryRun(order.id, by)).end.reasons);
  if (mark === null) throw new Error("the dry run keeps no mark");
  return { order, confirmed: [RETRY, confirmedAs(mark)] };
}

const edit = (id: number, change: object) =>
  world.control("asperion", "PATCH", `/orders/${id}`, { ...change, notify: false });

const toLedger = ({ writes }: Run) => writes.length;

test.each(["asked", "b000001"])(
  "an order that is as its dry run %s showed it is booked",
  async (by) => {
    const { order, confirmed } = await shown(by);
    expect((await world.book(order.id, confirmed)).end.outcome).toBe("booked");
  },
);

test("an order that was edited since is held with both amounts, and nothing is sent", async () => {
  const { order, confirmed } = await shown();
  await edit(order.id, { lines: [mug(25)] });
  const run = await world.book(order.id, confirmed);
  expect([run.end.outcome, run.codes, toLedger(run)]).toEqual(["held", ["changed-since-shown"], 0]);
  expect(run.end.reasons[0]?.params).toMatchObject({
    before: "10.63",
    gross: "265.63",
    currency: "SEK",
  });
});

test("one whose amount stays is held as well, where what it says has changed", async () => {
  const { order, confirmed } = await shown();
  await edit(order.id, { lines: [{ ...mug(1), description: "Another mug" }] });
  expect((await world.book(order.id, confirmed)).codes).toEqual(["changed-since-shown"]);
});

test("a payment that came since is no change of what was shown", async () => {
  const { order, confirmed } = await shown();
  await edit(order.id, { paymentStatus: "Paid" });
  expect((await world.book(order.id, confirmed)).end.outcome).toBe("booked");
});

test("confirmed anew it is booked as it is; once booked, the confirmation stops nothing", async () => {
  const { order, confirmed } = await shown();
  await edit(order.id, { lines: [mug(2)] });
  const again = markOf((await world.dryRun(order.id)).end.reasons) ?? "";
  const types = [...confirmed, confirmedAs(again)];
  expect((await world.book(order.id, types)).end.outcome).toBe("booked");
  await edit(order.id, { lines: [mug(3)] });
  expect((await world.book(order.id, types)).codes).not.toContain("changed-since-shown");
});

test("what is held for that keeps what was confirmed, and is booked once the shop says it again", async () => {
  const { order, confirmed } = await shown();
  await edit(order.id, { lines: [mug(25)] });
  const { outcome, reasons } = (await world.book(order.id, confirmed)).end;
  const still = stillConfirmed(outcome, reasons) ?? "";
  expect(confirmed).toContain(confirmedAs(still));
  const told = ["order.updated", confirmedAs(still)];
  expect((await world.book(order.id, told)).codes).toEqual(["changed-since-shown"]);
  await edit(order.id, { lines: [mug(1)] });
  expect((await world.book(order.id, told)).end.outcome).toBe("booked");
});

test("one that changed and was cancelled since is left out: nothing would be booked", async () => {
  const { order, confirmed } = await shown();
  await edit(order.id, { lines: [mug(25)], status: 9 });
  const run = await world.book(order.id, confirmed);
  expect([run.end.outcome, run.codes, toLedger(run)]).toEqual([
    "skipped",
    ["cancelled-before-booking"],
    0,
  ]);
});

test("Book again is bound as well: the order's deleted document isn't made again otherwise", async () => {
  const { order, confirmed } = await shown();
  await world.book(order.id, confirmed);
  const [document] = (await world.ledger())["orders"] ?? [];
  await world.control("eaccounting", "DELETE", `/orders/${String(document?.["Id"])}`);
  const types = ["book-again", ...confirmed];
  await edit(order.id, { lines: [mug(25)] });
  const run = await world.book(order.id, types);
  expect([run.codes, toLedger(run)]).toEqual([["changed-since-shown"], 0]);
  await edit(order.id, { lines: [mug(1)] });
  expect((await world.book(order.id, types)).end.outcome).toBe("booked");
});

test.each([
  ["sales-order", "orders"],
  ["draft-invoice", "customerinvoicedrafts"],
] as const)(
  "a retry makes a deleted %s again as it was shown, or not at all",
  async (type, list) => {
    world.configure({ orders: { type } });
    const order = await world.place({ ...companyBuyer("Deleted"), lines: [mug(1)] });
    await world.book(order.id);
    const [document] = (await world.ledger())[list] ?? [];
    await world.control("eaccounting", "DELETE", `/${list}/${String(document?.["Id"])}`);
    const held = await world.book(order.id, ["resync"]);
    expect(held.codes).toContain("document-gone");
    const types = [RETRY, confirmedAs(markOfFigures(held.end.figures ?? expect.unreachable()))];
    await edit(order.id, { lines: [mug(25)] });
    const run = await world.book(order.id, types);
    expect([run.end.outcome, run.codes, toLedger(run)]).toEqual([
      "held",
      ["changed-since-shown", "document-gone"],
      0,
    ]);
    await edit(order.id, { lines: [mug(1)] });
    const made = await world.book(order.id, types);
    expect([made.end.outcome, toLedger(made)]).toEqual(["booked", 1]);
  },
);

test("credits held for the sign of credits go once that setting is right: they are as shown", async () => {
  world.configure({ orders: { type: "invoice", creditSign: "positive" } });
  const sale = await world.place({ ...companyBuyer("Sign"), lines: [mug(2)] });
  await world.book(sale.id);
  const credit = await world.place({
    ...companyBuyer("Sign"),
    creditsOrderId: sale.id,
    lines: [mug(-1)],
  });
  const held = await world.book(credit.id);
  expect(held.codes).toEqual(["credit-sign"]);
  world.configure({ orders: { creditSign: "negative" } });
  const types = [RETRY, confirmedAs(markOfFigures(held.end.figures ?? expect.unreachable()))];
  expect((await world.book(credit.id, types)).end.outcome).toBe("booked");
});

test("a past order that a person let go waits for a person where it changed since", async () => {
  const { order, confirmed } = await shown();
  world.configure({ orders: { startLine: "2099-01-01T00:00:00Z" } });
  await edit(order.id, { lines: [mug(25)] });
  const go = (backfill: FlowPorts["backfill"], eventTypes: readonly string[]) =>
    world.look(order.id, async (ports) => {
      const ended = await runOrder({ ...ports, eventTypes, backfill });
      return ended.ok ? ended.value : expect.unreachable();
    });
  const run = { kind: "order", undo: false } as const;
  const { outcome, reasons } = await go(run, confirmed);
  expect([outcome, stillConfirmed(outcome, reasons)]).toEqual(["held", confirmedMark(confirmed)]);
  // Without a run it isn't taken at all: nothing would be booked.
  const left = await go(null, confirmed);
  expect([left.outcome, left.reasons.map(({ code }) => code)]).toEqual([
    "before-start",
    ["before-start"],
  ]);
  // What the run itself was confirmed for is left behind the line.
  const listed = { ...run, asShown: confirmedMark(confirmed) ?? "" };
  expect((await go(listed, ["back-fill"])).outcome).toBe("before-start");
});

test("a mark that can't be read is no order's; one of an amount alone holds that amount", () => {
  const now = previewToken("hash", { gross: "10.00", currency: "SEK" });
  expect([
    matchesPreview("", now),
    matchesPreview('["hash","9.00","SEK"]', now),
    matchesPreview('["other","10.00","SEK"]', now),
    matchesPreview('[null,"10.00","SEK"]', now),
    matchesPreview('[null,"10.00","EUR"]', now),
  ]).toEqual([false, true, false, true, false]);
});
