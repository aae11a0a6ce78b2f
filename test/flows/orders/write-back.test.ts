/**
 * Status and document number, written back into the shop's order by the flow's own code against
 * both sandboxes.
 */
import { describe, expect, test } from "vitest";
import { headOf, orderSchema } from "../../../src/asperion/orders.ts";
import type { OperationKind } from "../../../src/domain/jobs/job.ts";
import { stateOf } from "../../../src/flows/settlement.ts";
import { withoutNote } from "../../../src/flows/orders/intake/fetch.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, mug } from "../../support/orders.ts";
import { order } from "./kit.ts";

async function shopOf(world: FlowWorld, id: number): Promise<Json | undefined> {
  const state = (await world.control("asperion", "GET", "/state?administrationId=123")) as {
    administrations: { orders: Json[] }[];
  };
  return state.administrations[0]?.orders.find((one) => one["id"] === id);
}

async function opened(orders: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type: "invoice", writeBack: { status: 5, number: "comments" }, ...orders },
  });
  return world;
}

const changing = (order: Json | undefined) => ({
  ...order,
  status: null,
  comments: null,
  dateLastChange: null,
});

test("a booked order is raised to the status, and its comments name the invoice beside what they said", async () => {
  const world = await opened();
  const placed = await world.place({ debtorId: 203, lines: [mug(2)], comments: "Ring twice" });
  const before = await shopOf(world, placed.id);
  const run = await world.book(placed.id);
  const after = await shopOf(world, placed.id);
  const [invoice] = world.documentsOf(placed.id).filter(({ role }) => role === "invoice");
  expect([run.end.outcome, run.codes.includes("written-back")]).toEqual(["booked", true]);
  expect([after?.["status"], after?.["comments"]]).toEqual([
    5,
    `Ring twice [eAccounting ${String(invoice?.number)}]`,
  ]);
  expect(changing(after)).toEqual(changing(before));
});

test("what was written back is no edit: the order's next run writes nothing to anybody", async () => {
  const world = await opened({ editedAfterBooking: "delta" });
  const placed = await world.place({ debtorId: 203, lines: [mug()] });
  await world.book(placed.id);
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes, again.writes]).toEqual([
    "booked",
    ["order-unchanged"],
    [],
  ]);
});

test("a status that is higher already stays, and the number of a further document replaces none of the buyer's words", async () => {
  const world = await opened({ writeBack: { status: 3, number: "comments" } });
  const placed = await world.place({ debtorId: 203, status: 4, lines: [mug()] });
  await world.book(placed.id);
  expect((await shopOf(world, placed.id))?.["status"]).toBe(4);
});

test("nothing is written back unless the tenant chose it, nor of a draft, which has no number", async () => {
  for (const orders of [
    { writeBack: { status: null, number: "none" } },
    { type: "draft-invoice" },
  ]) {
    const world = await opened(orders);
    const placed = await world.place({ ...companyBuyer("Silent"), lines: [mug()] });
    expect((await world.book(placed.id)).writes.map(({ kind }) => kind)).not.toContain(
      "shop-order.update",
    );
  }
});

test("an order without a debtor, which Asperion refuses to change, is booked and says so; it isn't asked again but by a person", async () => {
  const world = await opened();
  const placed = await world.place({ ...companyBuyer("Guest"), lines: [mug()] });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes.at(-1), run.writes.at(-1)?.kind]).toEqual([
    "booked",
    "write-back-left-out",
    "shop-order.update",
  ]);
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes, again.writes]).toEqual([
    "booked",
    ["order-unchanged", "write-back-left-out"],
    [],
  ]);
  expect((await world.book(placed.id, ["retry-by-person"])).writes.map(({ kind }) => kind)).toEqual(
    ["shop-order.update"],
  );
});

test("what Asperion refuses of an order that has a debtor needs a person, and the invoice stands", async () => {
  const world = await opened();
  const placed = await world.place({ debtorId: 203, lines: [mug()] });
  await world.control("asperion", "POST", "/faults", {
    route: "PUT /v1/SalesOrderWithLines/{id}",
    kind: "status",
    status: 400,
    body: { title: "The order is not valid.", status: 400, traceId: "1", errors: {} },
    times: 1,
  });
  const run = await world.book(placed.id);
  expect([
    run.end.outcome,
    run.codes[0],
    world.documentsOf(placed.id).some(({ role, state }) => role === "invoice" && state === "live"),
  ]).toEqual(["needs-attention", "write-back-refused", true]);
});

test.each([
  [
    "stands behind the buyer's own reference, where the tenant wants it there",
    "PO-77",
    (number: string) => `PO-77 [eAccounting ${number}]`,
  ],
  ["stands alone where the buyer gave none", null, (number: string) => `[eAccounting ${number}]`],
] as const)("the number %s, and is no edit", async (_, reference, wanted) => {
  const world = await opened({
    editedAfterBooking: "delta",
    writeBack: { status: null, number: "reference" },
  });
  const placed = await world.place({
    debtorId: 203,
    lines: [mug()],
    reference,
    comments: "Ring twice",
  });
  await world.book(placed.id);
  const number = String(
    world.documentsOf(placed.id).find(({ role }) => role === "invoice")?.number,
  );
  const after = await shopOf(world, placed.id);
  expect([after?.["reference"], after?.["comments"]]).toEqual([wanted(number), "Ring twice"]);
  expect((await world.book(placed.id)).writes).toEqual([]);
});

test("a reference that has no room for the number is left as the buyer wrote it, and the status is raised all the same", async () => {
  const world = await opened({ writeBack: { status: 5, number: "reference" } });
  const reference = "R".repeat(90);
  const placed = await world.place({ debtorId: 203, lines: [mug()], reference });
  const first = await world.book(placed.id);
  const after = await shopOf(world, placed.id);
  expect([first.codes.includes("written-back"), after?.["reference"], after?.["status"]]).toEqual([
    true,
    reference,
    5,
  ]);
  const again = await world.book(placed.id);
  expect([again.codes.at(-1), again.writes]).toEqual(["write-back-left-out", []]);
});

test("our note is taken out of the order before anything is made of it", () => {
  const notes = ["[eAccounting 12]", "Ring twice [eAccounting 12]", "Ring twice", null];
  expect(notes.map((comments) => withoutNote(order([], { comments })).comments)).toEqual([
    null,
    "Ring twice",
    "Ring twice",
    null,
  ]);
  expect(
    notes.map((buyerReference) => withoutNote(order([], { buyerReference })).buyerReference),
  ).toEqual([null, "Ring twice", "Ring twice", null]);
});

test("a status that would invoice every order is refused in the settings", () => {
  const saved = settingsSchema.safeParse({
    orders: { invoiceOrders: "delivered", writeBack: { status: 5 } },
  });
  expect(saved.error?.issues.map(({ path }) => path.join("."))).toEqual([
    "orders.writeBack.status",
  ]);
});

describe("an edit in the shop while its order is being booked", () => {
  type Edit = (world: FlowWorld, id: number) => Promise<unknown>;
  const patch =
    (change: Json): Edit =>
    (world, id) =>
      world.control("asperion", "PATCH", `/orders/${id}`, { ...change, notify: false });

  /** Books an order that is edited once the vendor has answered the first write of `kind`. */
  async function editedAt(kind: OperationKind, edit: Edit) {
    const world = await opened({
      type: "sales-order",
      writeBack: { status: 4, number: "comments" },
    });
    const placed = await world.place({ debtorId: 203, lines: [mug(2)], comments: "Ring twice" });
    world.answered = async (answered) => {
      if (answered !== kind) return;
      world.answered = null;
      await edit(world, placed.id);
    };
    const run = await world.book(placed.id);
    return { world, placed, run };
  }

  /** What a sweep compares: the order as the shop's list has it now. */
  const stateInShop = async (world: FlowWorld, id: number): Promise<string> =>
    stateOf(headOf(orderSchema.parse(await shopOf(world, id))), false);

  const EDITS: readonly (readonly [string, Edit])[] = [
    ["more of an article", patch({ lines: [mug(5)] })],
    ["another delivery address", patch({ deliveryAddress: homeAddress("The neighbours") })],
    [
      "an article swapped for another at the same price",
      patch({ lines: [{ articleCode: "TSHIRT", quantity: 2, price: 8.5, vatCode: "H" }] }),
    ],
    ["a payment", patch({ paymentStatus: "Paid", amountPaid: 20.57 })],
    ["other words of the buyer", patch({ comments: "Don't ring" })],
  ];

  test.each(EDITS)(
    "%s: the order is handed in again and isn't taken for known",
    async (_, edit) => {
      const { world, placed, run } = await editedAt("order.create", edit);
      expect(run.codes).toContain("written-back");
      expect(run.handed.map(({ key, flow }) => [key, flow])).toEqual([
        [`order:${placed.id}`, "orders"],
      ]);
      expect(run.knownState).not.toBe(await stateInShop(world, placed.id));
      // Its next look finds the edit, writes nothing back, and is the last one.
      const next = await world.book(
        placed.id,
        run.handed.map(({ type }) => type),
      );
      expect([next.handed, next.writes.some(({ kind }) => kind === "shop-order.update")]).toEqual([
        [],
        false,
      ]);
      expect(next.knownState).toBe(await stateInShop(world, placed.id));
    },
  );

  test("a cancellation: nothing is written into the cancelled order, and it is handed in again", async () => {
    const { placed, run } = await editedAt("order.create", patch({ status: 9 }));
    expect(run.writes.map(({ kind }) => kind)).not.toContain("shop-order.update");
    expect(run.handed.map(({ key }) => key)).toEqual([`order:${placed.id}`]);
  });

  test("what the shop answers with differs from what was sent: the order is handed in again", async () => {
    const world = await opened({
      type: "sales-order",
      writeBack: { status: 4, number: "comments" },
    });
    const placed = await world.place({ debtorId: 203, lines: [mug(2)] });
    const stored = orderSchema.parse(await shopOf(world, placed.id));
    const route = "PUT /v1/SalesOrderWithLines/{id}";
    const body = {
      ...(await shopOf(world, placed.id)),
      paymentStatus: "PartlyPaid",
      amountPaid: 5,
      status: 4,
    };
    await world.control("asperion", "POST", "/faults", {
      route,
      kind: "status",
      status: 200,
      body,
      times: 1,
    });
    const run = await world.book(placed.id);
    expect(run.handed.map(({ key }) => key)).toEqual([`order:${placed.id}`]);
    expect(run.knownState).toBe(await stateOf(headOf(stored), false));
  });

  test("no edit: the order is known as the write-back left it, and nothing is handed in", async () => {
    const world = await opened({
      type: "sales-order",
      writeBack: { status: 4, number: "comments" },
    });
    const placed = await world.place({ debtorId: 203, lines: [mug(2)] });
    const run = await world.book(placed.id);
    expect([run.handed, run.knownState]).toEqual([[], await stateInShop(world, placed.id)]);
  });

  test("a shop that takes the note without keeping it is not asked again and again", async () => {
    const world = await opened({
      type: "sales-order",
      writeBack: { status: 4, number: "comments" },
    });
    const placed = await world.place({ debtorId: 203, lines: [mug(2)] });
    const route = "PUT /v1/SalesOrderWithLines/{id}";
    const body = await shopOf(world, placed.id);
    await world.control("asperion", "POST", "/faults", {
      route,
      kind: "status",
      status: 200,
      body,
      times: 1,
    });
    expect((await world.book(placed.id)).handed).toEqual([]);
  });
});
