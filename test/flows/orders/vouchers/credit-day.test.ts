/** A credit, and what an edit changed, go by the accounts of the day of their sale. */
import { expect, test } from "vitest";
import { sourceOrderId } from "../../../../src/domain/ids.ts";
import { lookupFacts } from "../../../../src/flows/orders/shared/filled-fields.ts";
import { contentOf } from "../../../../src/flows/orders/booked/booked-vs-charged.ts";
import { partAsOrder } from "../../../../src/flows/orders/documents/deltas/delta-part.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { rowsOf, vouchersOf } from "../../../support/vouchers.ts";
import { company, order } from "../kit.ts";

const accountsOf = (voucher: Json | undefined): string[] =>
  rowsOf(voucher)
    .map((row) => row.replace(/^[DK] /, ""))
    .toSorted();

test("a credit takes VAT back from the account on which its order has it, on its own day", async () => {
  const world = await FlowWorld.open();
  const vatAccount = {
    table: { "H until 2026-03-31": "2611", "H from 2026-04-01": "2621" },
  };
  world.configure({
    orders: { type: "mutation", voucher: {} },
    lookups: { ...VOUCHER_LOOKUPS, vatAccount },
  });
  const who = companyBuyer("Spring");
  const book = async (fields: Json, quantity: number) => {
    const lines = [{ ...mug(quantity), vatCode: "H" }];
    const placed = await world.place({ ...who, ...fields, lines });
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
    const ledger = { ledger: () => world.ledger() as never };
    const [voucher] = await vouchersOf(ledger, placed.orderNumber);
    return { id: placed.id, voucher };
  };
  const sale = await book({ date: "2026-03-30T10:00:00" }, 10);
  const credit = await book(
    { date: "2026-04-02T10:00:00", creditsOrderId: sale.id, paymentStatus: "Refunded" },
    -10,
  );
  expect(accountsOf(credit.voucher)).toEqual(accountsOf(sale.voucher));
  expect(accountsOf(sale.voucher).some((row) => row.startsWith("2611 "))).toBe(true);
  expect(String(credit.voucher?.["VoucherDate"])).toContain("2026-04-02");
  // The next sale goes by its own day.
  const later = await book({ date: "2026-04-02T10:00:00" }, 10);
  expect(accountsOf(later.voucher).some((row) => row.startsWith("2621 "))).toBe(true);
});

test("what an edit changed is of the day of the edit, and looked up by that of its sale", () => {
  const sale = {
    ...order([{ price: "125", rate: "0.25" }], { date: "2026-03-30T10:00:00" }),
    id: sourceOrderId(7),
    changed: "2026-04-02T10:00:00",
  };
  const part = partAsOrder(sale, contentOf(sale), "2026-04-03");
  expect(part.date).toBe("2026-04-02T10:00:00");
  expect(lookupFacts(part, { company }, "private").date).toBe("2026-03-30");
});

test.each([
  ["mutation", "vouchers", "VoucherDate"],
  ["invoice", "customerinvoices", "InvoiceDate"],
] as const)(
  "a credit that the shop dates before its sale has the sale's day, and says so (%s)",
  async (type, list, day) => {
    const world = await FlowWorld.open();
    world.configure({
      orders: { type, voucher: {} },
      ...(type === "mutation" ? { lookups: VOUCHER_LOOKUPS } : {}),
    });
    const who = companyBuyer(`Early${type}`);
    const book = async (fields: Json, quantity: number) =>
      world.book((await world.place({ ...who, ...fields, lines: [mug(quantity)] })).id);
    const sold = await world.place({ ...who, lines: [mug(10)], date: "2026-04-02T10:00:00" });
    expect((await world.book(sold.id)).end.outcome).toBe("booked");
    const early = await book({ date: "2026-04-01T23:59:00", creditsOrderId: sold.id }, -3);
    const late = await book({ date: "2026-04-03T10:00:00", creditsOrderId: sold.id }, -3);
    const saysOf = (run: typeof early) =>
      run.end.reasons.find(({ code }) => code === "booking-date-chosen")?.params;
    expect([early.end.outcome, saysOf(early), saysOf(late)]).toMatchObject([
      "booked",
      { by: "sale", ordered: "2026-04-01", date: "2026-04-02" },
      { by: "order", ordered: "2026-04-03", date: "2026-04-03" },
    ]);
    const ledger = (await world.ledger()) as Readonly<Record<string, readonly Json[]>>;
    expect((ledger[list] ?? []).map((one) => String(one[day]).slice(0, 10)).toSorted()).toEqual([
      "2026-04-02",
      "2026-04-02",
      "2026-04-03",
    ]);
    // And it is the same when it is looked at again.
    expect((await world.book(sold.id)).codes[0]).toBe("order-unchanged");
  },
);
