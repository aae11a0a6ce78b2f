/** What a cancelled order says of a document that it had, once that is gone. */
import { expect, test } from "vitest";
import { withRefundedElsewhere } from "../../../src/flows/orders/decision/refunded-elsewhere.ts";
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

test.each([
  ["cancelled", { status: 9 }],
  ["edited to nothing", { lines: [] }],
])(
  "of an order that was %s, whose first invoice was deleted, a later one is credited by itself",
  async (_how, over) => {
    for (const events of [["order.updated"], ["book-again", "retry-by-person"]]) {
      const world = await tenant();
      const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus: "Open" });
      await world.book(order.id);
      for (const lines of [
        [mug(100), mug(50)],
        [mug(100), mug(50), mug(20)],
      ]) {
        await change(world, order, { lines });
        await world.book(order.id);
      }
      const [invoice] = world.documentsOf(order.id).filter(({ role }) => role === "invoice");
      await world.control("eaccounting", "DELETE", `/customerinvoices/${String(invoice?.id)}`);
      await change(world, order, over);
      const run = await world.book(order.id, events);
      const { customerinvoices = [] } = await world.ledger();
      const totals = customerinvoices.map((one) => Number(one["TotalAmountInvoiceCurrency"]));
      expect([run.end.outcome, totals]).toEqual(["updated", [50, 20, -70]]);
      expect(run.codes).toContain("delta-credited");
      const later = await world.book(order.id);
      expect([later.end.outcome, later.writes]).toEqual(["skipped", []]);
    }
  },
);

test.each(["draft.create", "draft.convert"])(
  "the credit of a later invoice is finished where the answer of its %s was lost",
  async (lost) => {
    const world = await tenant();
    const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus: "Open" });
    await world.book(order.id);
    await change(world, order, { lines: [mug(100), mug(50)] });
    await world.book(order.id);
    const [invoice] = world.documentsOf(order.id).filter(({ role }) => role === "invoice");
    await world.control("eaccounting", "DELETE", `/customerinvoices/${String(invoice?.id)}`);
    await change(world, order, { status: 9 });
    world.answered = async (kind) => {
      if (kind !== lost) return;
      world.answered = null;
      throw new Error("the answer is lost");
    };
    await expect(world.book(order.id)).rejects.toThrow("the answer is lost");
    await world.resolveDoubts(order.id);
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes]).toEqual([
      "updated",
      expect.arrayContaining(["order-cancelled-credited"]),
    ]);
    const { customerinvoices = [] } = await world.ledger();
    const totals = customerinvoices.map((one) => Number(one["TotalAmountInvoiceCurrency"]));
    expect(totals).toEqual([50, -50]);
    expect((await world.book(order.id)).end.outcome).toBe("skipped");
  },
);

test("money that a person registers on a later invoice after its credit is told", async () => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus: "Open" });
  await world.book(order.id);
  await change(world, order, { lines: [mug(100), mug(50)] });
  await world.book(order.id);
  const of = (role: string) => world.documentsOf(order.id).find((one) => one.role === role)?.id;
  await world.control("eaccounting", "DELETE", `/customerinvoices/${String(of("invoice"))}`);
  await change(world, order, { status: 9 });
  expect((await world.book(order.id)).end.outcome).toBe("updated");
  const pay = (role: string) =>
    world.control("eaccounting", "POST", `/customerinvoices/${String(of(role))}/payments`, {
      PaymentAmount: 30,
    });
  await pay("delta-invoice");
  for (const run of [await world.book(order.id), await world.book(order.id)])
    expect([run.end.outcome, run.end.reasons]).toEqual([
      "needs-attention",
      expect.arrayContaining([
        expect.objectContaining({
          code: "cancelled-money-unsaid",
          params: expect.objectContaining({ paid: "30.00" }),
        }),
      ]),
    ]);
  // A person who skips it says that it went back elsewhere.
  const { end } = await world.book(order.id);
  const skipped = withRefundedElsewhere(world.documentsOf(order.id), end.reasons);
  world.save(`order:${order.id}`, skipped ?? expect.unreachable());
  for (const _ of [1, 2])
    expect((await world.book(order.id)).codes).not.toContain("cancelled-money-unsaid");
});

test.each([
  ["a credit of the shop", "delta-beside-credits", { credited: "20.00" }],
  ["money that a person registered", "document-gone-with-others", { paid: "50.00" }],
  ["another one that was deleted", "document-gone-with-others", { left: "20.00" }],
])("a later invoice isn't credited by itself beside %s", async (beside, code, params) => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus: "Open" });
  await world.book(order.id);
  await change(world, order, { lines: [mug(100), mug(50)] });
  await world.book(order.id);
  const idOf = (of: string) => world.documentsOf(order.id).find(({ role }) => role === of)?.id;
  const part = { creditsOrderId: order.id, lines: [mug(20, -1)], paymentStatus: "Open" };
  if (beside === "a credit of the shop")
    await world.book((await world.place({ ...BUYER, ...part })).id);
  const later = `/customerinvoices/${String(idOf("delta-invoice"))}`;
  if (beside === "money that a person registered")
    await world.control("eaccounting", "POST", `${later}/payments`, { PaymentAmount: 50 });
  if (beside === "another one that was deleted") {
    await change(world, order, { lines: [mug(100), mug(50), mug(20)] });
    await world.book(order.id);
    await world.control("eaccounting", "DELETE", later);
  }
  await world.control("eaccounting", "DELETE", `/customerinvoices/${String(idOf("invoice"))}`);
  await change(world, order, { status: 9 });
  const run = await world.book(order.id);
  expect([run.end, run.writes]).toMatchObject([
    { outcome: "held", reasons: [{ code, params }] },
    [],
  ]);
});

test.each([
  ["alone", ["invoice"], "skipped", { number: "1001" }],
  ["with what an edit added", ["invoice", "delta-invoice"], "skipped", { number: "1001" }],
  [
    "but not what an edit added to a paid order",
    ["invoice"],
    "held",
    { document: "1001", documents: "1002", cancelled: true, left: "50.00", paid: "150.00" },
  ],
])(
  "of an invoice that was deleted %s, Book again finds what is left",
  async (how, deletes, outcome, params) => {
    for (const over of [{ status: 9 }, { lines: [] }]) {
      const world = await tenant();
      const paymentStatus = outcome === "held" ? "Paid" : "Open";
      const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus });
      await world.book(order.id);
      if (how !== "alone") await change(world, order, { lines: [mug(100), mug(50)] });
      await world.book(order.id);
      const deleted = world.documentsOf(order.id).filter(({ role }) => deletes.includes(role));
      for (const { id } of deleted)
        await world.control("eaccounting", "DELETE", `/customerinvoices/${id}`);
      await change(world, order, over);
      const first = await world.book(order.id);
      expect(first.end.reasons[0]).toMatchObject(
        outcome === "held" ? { params } : { code: "document-gone" },
      );
      const run = await world.book(order.id, ["book-again", "retry-by-person"]);
      expect([run.end.outcome, run.end.reasons[0]?.params, run.writes]).toMatchObject([
        outcome,
        params,
        [],
      ]);
    }
  },
);

test("what is paid after that isn't told as if the invoice had been credited", async () => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, lines: [mug(100)], paymentStatus: "Open" });
  await world.book(order.id);
  const [invoice] = world.documentsOf(order.id);
  await world.control("eaccounting", "DELETE", `/customerinvoices/${String(invoice?.id)}`);
  await change(world, order, { status: 9 });
  await world.book(order.id, ["book-again", "retry-by-person"]);
  await change(world, order, { paymentStatus: "Paid" });
  expect(textOf(await world.book(order.id))).toContain(
    "Its document 1001 was reversed, credited or deleted, so nothing more was registered.",
  );
});
