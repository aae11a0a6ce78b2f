/**
 * The look-ups that settings are said to ask for are those that orders are held for under them: a
 * value that a listed look-up doesn't know holds an order, and no other look-up does.
 */
import { expect, test } from "vitest";
import { usedLookups } from "../../../src/settings/lookups/used-lookups.ts";
import type { LookupName } from "../../../src/settings/lookups/occurred-values.ts";
import { CLIENT } from "../../sandbox/eaccounting/app.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const LOOKUPS = ["salesType", "giftCard", "paymentMethod", "clearingAccount"] as const;
/** It gives something, and not for the value of these orders. */
const unknown = (value: string): Json => ({ table: { OTHER: value } });

const line = (price: number): Json => ({ articleCode: "MUG", quantity: 1, price });
/** Kinds of order, all of them paid and delivered; prices with cents where totals are rounded. */
const ORDERS: Readonly<Record<string, readonly Json[]>> = {
  goods: [line(99.5)],
  card: [
    line(100),
    { lineType: "GiftCard", description: "Card", quantity: -1, price: 40, vatCode: "N" },
  ],
  "sales type": [{ lineType: "SalesType", salesTypeId: 10, quantity: 1, price: 100 }],
};

const buyer = (kind: string): Json => ({
  ...privateBuyer(`Asked${kind.replace(" ", "")}`),
  status: 4,
  paymentMethodId: "CARD",
  pricesIncludeVat: true,
});

const HELD: Readonly<Record<string, LookupName>> = {
  "gift-card-account-missing": "giftCard",
  "payment-method-not-mapped": "paymentMethod",
  "sales-type-not-mapped": "salesType",
};
const heldFor = ({ end }: Run): readonly string[] =>
  end.reasons.flatMap(({ code, params }) =>
    code.startsWith("account-missing") ? [String(params["lookup"])] : (HELD[code] ?? []),
  );

/** A person books what stands unbooked in the ledger, and the shop tells of the order again. */
async function byHand(world: FlowWorld, id: number): Promise<Run> {
  const { orders = [], customerinvoicedrafts = [] } = await world.ledger();
  const { grants } = world.eaccounting.oauth;
  const subject = String(world.eaccounting.world().company("Demo AB")?.id);
  const { accessToken } = grants.issue(
    grants.open({ clientId: CLIENT.id, subject, scope: "ea:api ea:sales" }),
  );
  for (const one of orders)
    await world.eaccounting.app.request(
      `http://eaccounting.local/v2/orders/${String(one["Id"])}/convert`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
        body: "{}",
      },
    );
  for (const one of customerinvoicedrafts)
    await world.control(
      "eaccounting",
      "POST",
      `/customerinvoicedrafts/${String(one["Id"])}/convert`,
    );
  await world.control("asperion", "PATCH", `/orders/${id}`, { reference: "Again", notify: false });
  return world.book(id);
}

/** All of it is credited, and the money goes back. */
async function paidBack(world: FlowWorld, kind: string, id: number): Promise<readonly Run[]> {
  const credit = await world.place({
    ...buyer(kind),
    creditsOrderId: id,
    paymentStatus: "Refunded",
    lines: ORDERS[kind]?.map((one) => ({ ...one, quantity: -Number(one["quantity"]) })) ?? [],
  });
  return [await world.book(credit.id), await byHand(world, credit.id)];
}

/** Which look-ups hold an order of some kind where they don't know its value. */
async function holding(orders: Json, company: Json): Promise<readonly string[]> {
  const held = new Set<string>();
  for (const without of LOOKUPS) {
    const world = await FlowWorld.open();
    await world.control("eaccounting", "PUT", "/company", company);
    await world.setUp();
    const { bankaccounts = [] } = await world.ledger();
    const bank = String(bankaccounts[0]?.["Id"]);
    const values = {
      salesType: "MUG",
      giftCard: bank,
      paymentMethod: bank,
      clearingAccount: "1580",
    };
    const known = Object.fromEntries(
      LOOKUPS.map((name) => [
        name,
        name === without ? unknown(values[name]) : { default: values[name] },
      ]),
    );
    world.configure({ orders, lookups: { ...VOUCHER_LOOKUPS, ...known } });
    for (const [kind, lines] of Object.entries(ORDERS)) {
      const { id } = await world.place({
        ...buyer(kind),
        paymentStatus: "Paid",
        lines,
      });
      const first = await world.book(id);
      const runs = [first, await byHand(world, id), ...(await paidBack(world, kind, id))];
      for (const name of runs.flatMap(heldFor)) held.add(name);
    }
  }
  return [...held].toSorted();
}

const REGISTER: Json = { payments: "register" };
const ROUNDED: Json = { DomesticCurrencyRounding: 1 };
const DELIVERED: Json = { type: "sales-order", invoiceOrders: "delivered" };
const ITEMS: Json = { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } };
const CLEARING: Json = { voucher: { paid: "clearing" } };

test.each<readonly [string, Json, Json]>([
  ["orders", { type: "sales-order" }, {}],
  ["orders, paid", { type: "sales-order", ...REGISTER }, {}],
  ["orders that are invoiced", DELIVERED, {}],
  ["orders that are invoiced, paid", { ...DELIVERED, ...REGISTER }, {}],
  ["drafts", { type: "draft-invoice" }, {}],
  ["drafts, paid", { type: "draft-invoice", ...REGISTER }, {}],
  ["invoices", { type: "invoice" }, {}],
  ["invoices, paid", { type: "invoice", ...REGISTER }, {}],
  ["invoices, paid back", { type: "invoice", refunds: "register" }, {}],
  ["invoices, paid and paid back", { type: "invoice", ...REGISTER, refunds: "register" }, {}],
  ["drafts, paid back", { type: "draft-invoice", refunds: "register" }, {}],
  ["vouchers", { type: "mutation" }, {}],
  ["vouchers as items", { type: "mutation", ...ITEMS }, {}],
  ["vouchers as items, paid", { type: "mutation", ...REGISTER, ...ITEMS }, {}],
  ["vouchers as items, paid back", { type: "mutation", refunds: "register", ...ITEMS }, {}],
  ["vouchers, paid back", { type: "mutation", refunds: "register", ...CLEARING }, {}],
  ["vouchers, paid", { type: "mutation", ...CLEARING }, {}],
  [
    "invoices, rounded on an account",
    { type: "invoice", ...REGISTER, wholeUnits: "account" },
    ROUNDED,
  ],
  [
    "invoices, rounded as a payment",
    { type: "invoice", ...REGISTER, wholeUnits: "payment" },
    ROUNDED,
  ],
  [
    "invoices, vouchers of cents",
    { type: "invoice", wholeUnits: "mutation", ...CLEARING },
    ROUNDED,
  ],
  ["invoices, vouchers of cents, owed", { type: "invoice", wholeUnits: "mutation" }, ROUNDED],
  [
    "orders that are invoiced, rounded on an account",
    { ...DELIVERED, ...REGISTER, wholeUnits: "account" },
    ROUNDED,
  ],
])("of %s exactly what holds an order is asked for", async (_, orders, company) => {
  const held = await holding(orders, company);
  const world = new FlowWorld();
  world.configure({
    orders,
    lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: "1580" } },
  });
  expect(usedLookups(world.settings).toSorted()).toEqual(held);
});
