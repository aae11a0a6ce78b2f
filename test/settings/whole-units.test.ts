/** Which settings of whole units can be carried out, and what is refused. */
import { describe, expect, test } from "vitest";
import { settingsSchema } from "../../src/settings/schema.ts";
import { booksRounded, WHOLE_UNITS } from "../../src/settings/orders/whole-units.ts";
import type { Json } from "../support/flow-world.ts";
import { BESIDE, WHOLE_UNIT_ACCOUNTS } from "../support/whole-units.ts";

test("an invoice is booked as the ledger rounds it where the difference is booked beside it", () => {
  expect(WHOLE_UNITS.filter(booksRounded)).toEqual(["payment", "account"]);
});

describe("settings of whole units", () => {
  const faults = (orders: Json, lookups: Json = {}) =>
    (settingsSchema.safeParse({ orders, lookups }).error?.issues ?? []).map(({ path }) =>
      path.join("."),
    );

  test.each([
    [
      "a payment that isn't registered",
      { type: "invoice", wholeUnits: "payment" },
      {},
      ["orders.wholeUnits"],
    ],
    [
      "orders of which none is invoiced",
      { type: "sales-order", wholeUnits: "payment" },
      {},
      ["orders.wholeUnits"],
    ],
    [
      "a difference without accounts",
      { type: "invoice", payments: "register", wholeUnits: "account" },
      {},
      ["lookups.roundingAccount", "lookups.clearingAccount"],
    ],
    [
      "vouchers in place of invoices that there aren't",
      { type: "sales-order", wholeUnits: "mutation" },
      WHOLE_UNIT_ACCOUNTS,
      ["orders.wholeUnits"],
    ],
    [
      "vouchers without accounts",
      { type: "invoice", wholeUnits: "mutation" },
      {},
      ["lookups.revenueAccount", "lookups.vatAccount", "lookups.receivableAccount"],
    ],
    [
      "a difference without an account for it",
      { type: "invoice", payments: "register", wholeUnits: "account" },
      { clearingAccount: BESIDE.clearingAccount },
      ["lookups.roundingAccount"],
    ],
    [
      "a difference without an account of its payment method",
      { type: "invoice", payments: "register", wholeUnits: "account" },
      { roundingAccount: BESIDE.roundingAccount },
      ["lookups.clearingAccount"],
    ],
    [
      "what is booked as a payment asks for no account",
      { type: "draft-invoice", payments: "register", wholeUnits: "payment" },
      {},
      [],
    ],
    [
      "sales orders that nothing invoices",
      { type: "sales-order", payments: "register", wholeUnits: "payment" },
      {},
      ["orders.wholeUnits"],
    ],
    [
      "sales orders that are invoiced once delivered",
      {
        type: "sales-order",
        invoiceOrders: "delivered",
        payments: "register",
        wholeUnits: "payment",
      },
      {},
      [],
    ],
    [
      "vouchers, though sales orders would be invoiced",
      {
        type: "mutation",
        invoiceOrders: "delivered",
        typeRules: [{ grossFrom: "1.00", type: "sales-order" }],
        payments: "register",
        wholeUnits: "payment",
      },
      WHOLE_UNIT_ACCOUNTS,
      [],
    ],
    [
      "drafts by a rule",
      {
        type: "sales-order",
        typeRules: [{ grossFrom: "1.00", type: "draft-invoice" }],
        payments: "register",
        wholeUnits: "payment",
      },
      {},
      [],
    ],
    [
      "vouchers in place of drafts",
      { type: "draft-invoice", wholeUnits: "mutation" },
      WHOLE_UNIT_ACCOUNTS,
      [],
    ],
    [
      "nothing is asked where such orders are held",
      { type: "sales-order", wholeUnits: "hold" },
      {},
      [],
    ],
    [
      "what can be carried out",
      { type: "invoice", payments: "register", wholeUnits: "account" },
      BESIDE,
      [],
    ],
  ] as const)("%s", (_, orders, lookups, refused) => {
    expect(faults(orders, lookups).toSorted()).toEqual([...refused].toSorted());
  });
});
