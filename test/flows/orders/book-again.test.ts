/**
 * A document that somebody deleted in the ledger: who finds it, who makes it again, and what is
 * never booked on top.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let n = 0;
type Placed = Json & { readonly id: number; readonly orderNumber: string };

const KINDS = {
  "sales-order": { orders: {}, list: "orders" },
  "draft-invoice": { orders: { type: "draft-invoice" }, list: "customerinvoicedrafts" },
  invoice: { orders: { type: "invoice" }, list: "customerinvoices" },
  mutation: { orders: { type: "mutation", voucher: {} }, list: "vouchers" },
} as const;
type Kind = keyof typeof KINDS;

async function booked(kind: Kind, change: Json = {}, orders: Json = {}) {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    orders: { ...KINDS[kind].orders, ...orders },
    lookups:
      kind === "mutation" ? VOUCHER_LOOKUPS : { paymentMethod: { default: bank, table: {} } },
  });
  const placed = (await world.place({
    ...companyBuyer(`Deleted${(n += 1)}`),
    lines: [mug(4)],
    ...change,
  })) as Placed;
  await world.book(placed.id);
  const here = async (): Promise<readonly string[]> =>
    ((await world.ledger())[KINDS[kind].list] ?? [])
      .filter((one) => JSON.stringify(one).includes(placed.orderNumber))
      .map((one) => String(one["Id"]));
  const remove = async (): Promise<void> => {
    for (const id of await here())
      await world.control("eaccounting", "DELETE", `/${KINDS[kind].list}/${id}`);
    expect(await here()).toEqual([]);
  };
  expect(await here()).toHaveLength(1);
  return { world, placed, here, remove };
}

test.each(Object.keys(KINDS) as Kind[])(
  "a %s that was deleted is found when a person asks for the order, and made again by Book again alone",
  async (kind) => {
    const { world, placed, here, remove } = await booked(kind);
    await remove();
    // Memory is what an event compares with.
    expect((await world.book(placed.id)).codes[0]).toBe("order-unchanged");
    for (const act of ["resync", "undo-skip"]) {
      const seen = await world.book(placed.id, [act]);
      expect([act, seen.end.outcome, seen.codes, seen.writes]).toEqual([
        act,
        "held",
        ["document-gone"],
        [],
      ]);
    }
    const again = await world.book(placed.id, ["book-again", "retry-by-person"]);
    expect([
      again.end.outcome,
      again.codes.includes("document-gone"),
      (await here()).length,
    ]).toEqual(["booked", false, 1]);
    // It is the order's document from then on, like the first one was.
    const known = await world.book(placed.id, ["resync"]);
    expect([known.end.outcome, known.codes[0], known.writes]).toEqual([
      "booked",
      "order-unchanged",
      [],
    ]);
  },
);

test.each(Object.keys(KINDS) as Kind[])(
  "of a %s that stands no other one is made, whatever is pressed",
  async (kind) => {
    const { world, placed, here } = await booked(kind);
    for (const types of [["resync"], ["book-again", "retry-by-person"], ["retry-by-person"]]) {
      const run = await world.book(placed.id, types);
      expect([
        run.end.outcome,
        run.codes.filter((code) => code.startsWith("document-")),
        run.writes,
        (await here()).length,
      ]).toEqual(["booked", types[0] === "book-again" ? ["document-stands"] : [], [], 1]);
    }
  },
);

test.each(["sales-order", "draft-invoice", "invoice"] as const)(
  "a resync of a %s compares it with the shop: as it was booked it agrees, changed in the ledger it says in what it differs",
  async (kind) => {
    const { world, placed, here } = await booked(kind);
    const agrees = await world.book(placed.id, ["resync"]);
    expect([agrees.end.outcome, agrees.codes]).toEqual([
      "booked",
      ["order-unchanged", "booked-agrees"],
    ]);
    const [id] = await here();
    const [document] = ((await world.ledger())[KINDS[kind].list] ?? []).filter(
      (one) => one["Id"] === id,
    );
    const [row, ...rows] = (document?.["Rows"] ?? []) as readonly Json[];
    await world.control(
      "eaccounting",
      "PATCH",
      `/${KINDS[kind].list}/${id}`,
      // What is booked has its own totals.
      kind === "invoice"
        ? { TotalAmountInvoiceCurrency: 95.63 }
        : { Rows: [{ ...row, Quantity: 9 }, ...rows] },
    );
    const differs = await world.book(placed.id, ["resync"]);
    expect([differs.end.outcome, differs.codes, differs.writes]).toEqual([
      "needs-attention",
      ["booked-differs"],
      [],
    ]);
    expect(differs.end.reasons[0]?.params).toMatchObject({ what: "amount", shop: "42.50" });
  },
);

test("a draft that a person booked is no deleted one", async () => {
  const { world, placed, here } = await booked("draft-invoice");
  const [id] = await here();
  await world.control("eaccounting", "POST", `/customerinvoicedrafts/${id}/convert`);
  expect(await here()).toEqual([]);
  const run = await world.book(placed.id, ["book-again", "retry-by-person"]);
  expect(run.codes).not.toContain("document-gone");
  expect(run.writes).toEqual([]);
});

test("an invoice that was paid isn't booked again on top of its payment: a person is told what stands", async () => {
  const { world, placed, remove } = await booked(
    "invoice",
    { paymentStatus: "Paid" },
    { payments: "register" },
  );
  await remove();
  const again = await world.book(placed.id, ["book-again", "retry-by-person"]);
  expect([again.end.outcome, again.codes, again.writes]).toEqual([
    "held",
    ["document-gone-with-others"],
    [],
  ]);
  expect(again.end.reasons[0]?.params).toMatchObject({ paid: "42.50", documents: null });
});

test.each([6, 2])(
  "an invoice that was deleted with all that an edit to %i pieces booked beside it is booked again as a whole",
  async (pieces) => {
    const { world, placed, remove } = await booked("invoice", {}, { editedAfterBooking: "delta" });
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(pieces)] });
    await world.book(placed.id);
    await remove();
    const run = await world.book(placed.id, ["book-again", "retry-by-person"]);
    expect([run.end.outcome, run.codes[0]]).toEqual(["booked", "invoice-booked"]);
    const { customerinvoices = [] } = await world.ledger();
    expect(customerinvoices.map((one) => one["TotalAmount"])).toEqual([pieces * 10.625]);
    expect((await world.book(placed.id)).writes).toEqual([]);
  },
);

test("an invoice that others were booked beside isn't booked again as a whole; what was beside it is", async () => {
  const { world, placed, here } = await booked("invoice", {}, { editedAfterBooking: "delta" });
  const [first] = await here();
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(6)] });
  expect((await world.book(placed.id)).codes).toContain("delta-added");
  const [second] = (await here()).filter((id) => id !== first);
  await world.control("eaccounting", "DELETE", `/customerinvoices/${second}`);
  const gone = await world.book(placed.id, ["resync"]);
  expect([gone.codes, gone.end.reasons[0]?.params["later"]]).toEqual([["document-gone"], true]);
  const beside = await world.book(placed.id, ["book-again", "retry-by-person"]);
  expect([beside.end.outcome, beside.codes.includes("delta-added"), (await here()).length]).toEqual(
    ["updated", true, 2],
  );
  await world.control("eaccounting", "DELETE", `/customerinvoices/${first}`);
  const whole = await world.book(placed.id, ["book-again", "retry-by-person"]);
  expect([whole.end.outcome, whole.codes, (await here()).length]).toEqual([
    "held",
    ["document-gone-with-others"],
    1,
  ]);
});

test("one that is deleted in the middle of the run is made again, and nothing of the first attempt is told", async () => {
  const { world, placed, here, remove } = await booked("sales-order");
  const { invoiceAddress } = companyBuyer("Moved");
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    lines: [mug(6)],
    invoiceAddress: { ...(invoiceAddress as Json), address: "Nygatan 2" },
  });
  // After it was looked up, and before it is changed.
  world.answered = async (kind) => (kind === "customer.update" ? remove() : null);
  const run = await world.book(placed.id, ["book-again", "retry-by-person"]);
  expect(run.writes.map(({ kind }) => kind)).toEqual(["customer.update", "order.create"]);
  expect([run.end.outcome, run.codes.filter((code) => /^(document|customer)-/.test(code))]).toEqual(
    ["booked", ["customer-known"]],
  );
  expect(await here()).toHaveLength(1);
});

test("on trial a deleted document is shown again and not forgotten: nothing is booked by itself afterwards", async () => {
  const { world, placed, here, remove } = await booked("sales-order");
  await remove();
  world.configure({ trial: true });
  const shown = await world.book(placed.id, ["book-again", "retry-by-person"]);
  expect([shown.rehearsed.map(({ kind }) => kind), shown.writes]).toEqual([["order.create"], []]);
  world.configure({ trial: false });
  expect([(await world.book(placed.id)).codes[0], await here()]).toEqual(["order-unchanged", []]);
});

test("on trial an invoice whose booking got no answer is recorded in place of its draft", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice", editedAfterBooking: "delta", payments: "none" } });
  const placed = await world.place({ ...companyBuyer("Doubt"), lines: [mug(2)] });
  world.answered = async (kind) => {
    if (kind === "draft.convert") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  await world.resolveDoubts(placed.id);
  world.configure({ trial: true });
  await world.book(placed.id);
  const live = () =>
    world
      .documentsOf(placed.id)
      .filter(({ state }) => state === "live")
      .map(({ role }) => role);
  expect(live()).toEqual(["invoice"]);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(3)] });
  await world.book(placed.id);
  expect(live()).toEqual(["invoice"]);
});
