/** A person invoices our sales order in the ledger: its invoice is the order's document. */
import { describe, expect, test } from "vitest";
import { INVOICED } from "../../../src/domain/jobs/requested-actions.ts";
import type { Json } from "../../support/flow-world.ts";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

async function invoiced(orders: Json = {}, switches: Json = {}) {
  const world = await tenant({ type: "sales-order", payments: "none", refunds: "none", ...orders });
  await world.control("eaccounting", "PUT", "/switches", switches);
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
  await world.book(order.id);
  const [made] = (await world.ledger())["orders"] ?? [];
  const id = String(made?.["Id"]);
  await world.control("eaccounting", "POST", `/orders/${id}/convert`);
  const invoice = async () => ((await world.ledger())["customerinvoices"] ?? [])[0];
  return { world, order, id, invoice };
}
const ASKS = [
  ["a person's resync", "resync"],
  ["a person's retry", "retry-by-person"],
  ["the reconciliation", INVOICED],
] as const;

describe.each([
  ["by its marker", {}],
  ["by the order that it names", { convertKeepsReferences: "no" }],
])("an invoice of our sales order, found %s,", (_, switches) => {
  test.each(ASKS)("is the order's document after %s", async (__, type) => {
    const { world, order, invoice } = await invoiced({}, switches);
    // An event compares with what is remembered.
    expect((await world.book(order.id)).codes).toEqual(["order-unchanged"]);
    const run = await world.book(order.id, [type]);
    expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
    expect(run.codes).toContain("document-booked-by-person");
    expect(said(run)).toContain("The sales order was invoiced manually in eAccounting as");
    const { Id, InvoiceNumber } = (await invoice()) ?? {};
    expect(
      world
        .documentsOf(order.id)
        .map(({ role, id, number, state }) => ({ role, id, number, state })),
    ).toContainEqual({ role: "invoice", id: Id, number: String(InvoiceNumber), state: "live" });
    // Once is enough.
    const again = await world.book(order.id, [type]);
    expect([again.end.outcome, again.codes[0], again.writes]).toEqual([
      "booked",
      "order-unchanged",
      [],
    ]);
  });
});

describe("an order whose invoice a person made and a run found", () => {
  const linked = async (orders: Json = {}) => {
    const made = await invoiced(orders);
    await made.world.book(made.order.id, [INVOICED]);
    return made;
  };

  test("is edited as an invoiced order: the rest is credited, once", async () => {
    const { world, order } = await linked({ editedAfterBooking: "delta" });
    await change(world, order, { lines: [mug(125, 1)] });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
      "updated",
      ["draft.create", "draft.convert"],
    ]);
    expect((await world.book(order.id)).writes).toEqual([]);
  });

  test("is held when it is edited and edits are held", async () => {
    const { world, order } = await linked({ editedAfterBooking: "hold" });
    await change(world, order, { lines: [mug(125, 1)] });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      "needs-attention",
      "order-changed-after-booking",
      [],
    ]);
  });

  test("is credited whole when it is cancelled", async () => {
    const { world, order } = await linked({ cancelledAfterBooking: "credit" });
    await change(world, order, { status: 9 });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.writes[0]?.kind]).toEqual(["updated", "draft.create"]);
  });
});

describe("an event that meets a sales order which a person invoiced", () => {
  const DELIVERED = { invoiceOrders: "delivered" };
  const met = async (to: Json, orders: Json = {}) => {
    const made = await invoiced({ orderStatus: "ongoing", ...orders });
    await change(made.world, made.order, to);
    return { ...made, run: await made.world.book(made.order.id) };
  };

  test.each([
    ["delivered, as orders are invoiced then", { status: 4 }, DELIVERED],
    ["a telephone number", { phoneNumber: "0701234567" }, {}],
    ["a comment", { comments: "Leave it at the door" }, {}],
  ])("links the invoice, as nothing is to be booked: %s", async (_, to, orders) => {
    const { world, order, invoice, run } = await met(to, orders);
    expect(run.end.outcome).toBe("booked");
    // A telephone number is the customer's.
    expect(run.writes.filter(({ kind }) => kind !== "customer.update")).toEqual([]);
    expect(run.codes).toContain("document-booked-by-person");
    const { Id } = (await invoice()) ?? {};
    expect(world.documentsOf(order.id)).toMatchObject([
      { role: "sales-order", state: "live" },
      { role: "invoice", id: Id, state: "live" },
    ]);
    const again = await world.book(order.id);
    expect([again.codes, again.writes]).toEqual([["order-unchanged"], []]);
  });

  test("registers on the invoice what was paid by then", async () => {
    const paid = { status: 4, paymentStatus: "Paid", amountPaid: null };
    const { run } = await met(paid, { ...DELIVERED, payments: "register" });
    expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
      "booked",
      ["payment.create"],
    ]);
  });

  test("tells in what the invoice differs where the order was edited as well", async () => {
    const { run } = await met({ lines: [mug(125, 1)] });
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      "needs-attention",
      "document-booked-by-person",
      [],
    ]);
    expect(run.codes).toContain("booked-figures-differ");
  });

  test("tells that the invoice isn't found, and asks for no correction", async () => {
    const { world, order, invoice } = await invoiced({}, { convertKeepsReferences: "no" });
    await world.control(
      "eaccounting",
      "DELETE",
      `/customerinvoices/${String((await invoice())?.["Id"])}`,
    );
    await change(world, order, { comments: "Leave it at the door" });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "order-invoice-not-found"]);
    expect(run.codes).not.toContain("document-already-invoiced");
  });
});

test("an invoice with other figures than the order is linked, and the difference told", async () => {
  const { world, order, invoice } = await invoiced();
  await world.control(
    "eaccounting",
    "PATCH",
    `/customerinvoices/${String((await invoice())?.["Id"])}`,
    {
      TotalAmountInvoiceCurrency: 260,
    },
  );
  const run = await world.book(order.id, [INVOICED]);
  expect([run.end.outcome, run.writes]).toEqual(["needs-attention", []]);
  expect(said(run)).toContain("booked-figures-differ");
});

test("an invoiced sales order whose invoice isn't found is told to a person, and nothing is made", async () => {
  const { world, order, invoice } = await invoiced({}, { convertKeepsReferences: "no" });
  await world.control(
    "eaccounting",
    "DELETE",
    `/customerinvoices/${String((await invoice())?.["Id"])}`,
  );
  const run = await world.book(order.id, [INVOICED]);
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
    "needs-attention",
    "order-invoice-not-found",
    [],
  ]);
});

test("a retry after Unlink takes the invoice, and the sales order isn't made a second time", async () => {
  const { world, order, id, invoice } = await invoiced();
  world.unlink(order.id);
  const run = await world.book(order.id, ["retry-by-person"]);
  expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
  expect(said(run)).toContain("The sales order was invoiced manually in eAccounting as");
  const { Id } = (await invoice()) ?? {};
  expect(world.documentsOf(order.id).map(({ id: of, state }) => [of, state])).toEqual([
    [id, "unlinked"],
    [Id, "live"],
  ]);
});
