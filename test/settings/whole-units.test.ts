/** Which settings of whole units can be carried out, and what is refused. */
import { describe, expect, test } from "vitest";
import { settingsSchema } from "../../src/settings/schema.ts";
import type { Json } from "../support/flow-world.ts";
import { BESIDE, WHOLE_UNIT_ACCOUNTS } from "../support/whole-units.ts";

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
      "what can be carried out",
      { type: "invoice", payments: "register", wholeUnits: "account" },
      BESIDE,
      [],
    ],
  ] as const)("%s", (_, orders, lookups, refused) => {
    expect(faults(orders, lookups).toSorted()).toEqual([...refused].toSorted());
  });
});
