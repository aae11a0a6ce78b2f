/** What a cancelled order says of a document that it had, once that is gone. */
import { expect, test } from "vitest";
import { reasonText } from "../../support/reason-text.ts";
import type { Run } from "../../support/flow-world.ts";
import { BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const textOf = ({ end }: Run): string =>
  end.reasons.map((reason) => reasonText(reason).text).join(" ");

/** A booked order that is cancelled, and an event after that. */
async function after(type: string, deletes: string | null) {
  const world = await tenant({ type, voucher: { level: "recommended", paid: "clearing" } });
  const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus: "Open" });
  await world.book(order.id);
  const [document] = world.documentsOf(order.id);
  if (deletes !== null)
    await world.control("eaccounting", "DELETE", `/${deletes}/${String(document?.id)}`);
  await change(world, order, { status: 9 });
  await world.book(order.id);
  await change(world, order, { comments: "called twice" });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes]).toEqual(["skipped", ["cancelled-before-booking"]]);
  return textOf(run).replace(` ${document?.number ?? "?"}`, " (number)");
}

const CANCELLED = "The order was cancelled in Asperion";

test.each([
  ["sales-order", null, "and its document is no longer in eAccounting."],
  ["sales-order", "orders", "and its document (number) is no longer in eAccounting."],
  ["draft-invoice", null, "and its draft is no longer in eAccounting."],
  ["draft-invoice", "customerinvoicedrafts", "and its draft is no longer in eAccounting."],
  ["mutation", null, "and its document (number) was reversed."],
])("%s, deleted there as one of %s: it had a document", async (type, deletes, words) => {
  expect(await after(type, deletes)).toBe(`${CANCELLED}, ${words}`);
});

test("one that never had a document says so", async () => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, lines: [mug(100)], status: 9 });
  expect(textOf(await world.book(order.id))).toBe(`${CANCELLED} before it had a document.`);
});
