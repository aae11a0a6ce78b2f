/** A paid sale whose payout came is edited once the settings say other accounts for its money. */
import { expect, test } from "vitest";
import type { Json } from "../../../support/flow-world.ts";
import { books, BUYER, change, mug, tenant } from "../registered-world.kit.ts";

const PAID = { ...BUYER, paymentStatus: "Paid", paymentMethodId: "CARD", lines: [mug(100)] };

/** What is on 1580, 1940 and 1510 once 100.00 that were paid by card are lowered to 90.00. */
async function lowered(settings: Json, more: Json = {}) {
  const world = await tenant(
    { type: "mutation", voucher: { paid: "clearing" } },
    { clearingAccount: { default: "1580", table: { KLARNA: "1940" } } },
  );
  const { id } = await world.place(PAID);
  await world.book(id);
  world.configure(settings);
  await change(world, { id }, { lines: [mug(90)], amountPaid: 90, ...more });
  expect((await world.book(id)).end.outcome).toBe("updated");
  const after = await books(world);
  // Later runs see no edit in the settings.
  const again = await world.book(id);
  expect([again.writes, await books(world)]).toEqual([[], after]);
  return [after[1580], after[1940], after[1510]];
}

test.each<[string, Json]>([
  ["nothing", {}],
  ["another clearing account", { lookups: { clearingAccount: { default: "1940", table: {} } } }],
  ["receivables", { orders: { voucher: { paid: "receivable" }, payments: "none" } }],
])("the money of an edited sale stays where payouts take it off: %s", async (_, settings) => {
  expect(await lowered(settings)).toEqual([90, undefined, undefined]);
});

test("money that another payment method brought stands on the account of that one", async () => {
  expect(await lowered({}, { paymentMethodId: "KLARNA" })).toEqual([undefined, 90, undefined]);
});
