/** Credits with cents, of invoices without, where orders with cents become vouchers. */
import { expect, test } from "vitest";
import { privateBuyer } from "../../support/orders.ts";
import { opened } from "../../support/whole-units.ts";

test.each([["mutation"], ["account"]])(
  "a credit with cents of an invoice without is booked as it is rounded: %s",
  async (wholeUnits) => {
    const world = await opened({ wholeUnits });
    const who = privateBuyer("Partial");
    const sale = await world.place({
      ...who,
      lines: [
        { articleCode: "MUG", quantity: 1, price: 99.49 },
        { articleCode: "TEA", quantity: 1, price: 100.51 },
      ],
    });
    const sold = await world.book(sale.id);
    expect(sold.end.outcome).toBe("booked");
    expect(sold.writes.map(({ kind }) => kind)).not.toContain("voucher.create");
    const credit = await world.place({
      ...who,
      creditsOrderId: sale.id,
      lines: [{ articleCode: "MUG", quantity: -1, price: 99.49 }],
    });
    const back = await world.book(credit.id);
    expect(back.end.outcome).toBe("booked");
    expect(back.codes).toEqual(expect.arrayContaining(["credit-booked", "rounded-by-ledger"]));
  },
);
