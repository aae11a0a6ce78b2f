/** A credit, and what an edit changed, go by the accounts of the day of their sale. */
import { expect, test } from "vitest";
import { sourceOrderId } from "../../../../src/domain/ids.ts";
import { lookupFacts } from "../../../../src/flows/orders/shared/filled-fields.ts";
import { contentOf } from "../../../../src/flows/orders/booked/booked-vs-charged.ts";
import { partAsOrder } from "../../../../src/flows/orders/documents/deltas/part.ts";
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
