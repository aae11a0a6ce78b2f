/** Which look-ups are asked for, by the settings alone; used-lookups.test.ts of orders holds orders. */
import { expect, test } from "vitest";
import {
  usedLookups,
  isLookupUsable,
  registersPayments,
} from "../../src/settings/lookups/used-lookups.ts";
import { LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";

const USUAL = settingsSchema.parse({});
type Orders = Settings["orders"];
const under = ({ voucher, ...orders }: Changed): Settings => ({
  ...USUAL,
  orders: {
    ...USUAL.orders,
    payments: "none",
    refunds: "none",
    ...orders,
    voucher: { ...USUAL.orders.voucher, paid: "receivable", ...voucher },
  },
});
type Changed = Partial<Omit<Orders, "voucher">> & { readonly voucher?: Partial<Orders["voucher"]> };

const INVOICE = { type: "invoice" } as const;
const DRAFT = { type: "draft-invoice" } as const;
const SALES_ORDER = { type: "sales-order" } as const;
const MUTATION = { type: "mutation" } as const;
const DELIVERED = { ...SALES_ORDER, invoiceOrders: "delivered" } as const;
const REGISTERED = { payments: "register" } as const;
const REFUNDED = { refunds: "register" } as const;
const ITEM = { voucher: { receivable: "ledger-item" } } as const;
const IN_PLACE = { wholeUnits: "mutation", voucher: { paid: "clearing" } } as const;
const ACCOUNT = { wholeUnits: "account" } as const;

test.each<readonly [Changed, readonly string[]]>([
  // A voucher has no rows of articles. A sales order may be invoiced by a person.
  [SALES_ORDER, ["salesType", "giftCard"]],
  [MUTATION, []],
  [INVOICE, ["salesType", "giftCard"]],
  [DRAFT, ["salesType", "giftCard"]],
  [DELIVERED, ["salesType", "giftCard"]],
  [
    { ...SALES_ORDER, ...REGISTERED, ...REFUNDED, ...ACCOUNT },
    ["salesType", "giftCard", "paymentMethod", "clearingAccount"],
  ],
  // Money that comes in, and money that goes back.
  [{ ...INVOICE, ...REGISTERED }, ["salesType", "giftCard", "paymentMethod"]],
  [{ ...DRAFT, ...REGISTERED }, ["salesType", "giftCard", "paymentMethod"]],
  [{ ...INVOICE, ...REFUNDED }, ["salesType", "giftCard", "paymentMethod"]],
  [{ ...MUTATION, ...REGISTERED }, []],
  [{ ...MUTATION, ...REGISTERED, ...ITEM }, ["paymentMethod"]],
  [{ ...MUTATION, ...REFUNDED, ...ITEM }, []],
  [{ ...SALES_ORDER, ...REGISTERED, ...ITEM }, ["salesType", "giftCard", "paymentMethod"]],
  // Where the money of a payment method lies, and where a rounding is booked.
  [{ ...MUTATION, voucher: { paid: "clearing" } }, ["clearingAccount"]],
  [{ ...INVOICE, voucher: { paid: "clearing" } }, ["salesType", "giftCard"]],
  [{ ...INVOICE, ...ACCOUNT }, ["salesType", "giftCard", "clearingAccount"]],
  [{ ...MUTATION, ...ACCOUNT }, []],
  // An invoice that would be rounded becomes a voucher, and nothing else does.
  [{ ...INVOICE, ...IN_PLACE }, ["salesType", "giftCard", "clearingAccount"]],
  [{ ...DRAFT, ...IN_PLACE }, ["salesType", "giftCard", "clearingAccount"]],
  [{ ...SALES_ORDER, ...IN_PLACE }, ["salesType", "giftCard"]],
  // A kind that only a rule makes counts as well.
  [
    { ...MUTATION, typeRules: [{ customerKind: "company", type: "invoice" }] },
    ["salesType", "giftCard"],
  ],
])("%j asks for %j", (orders, asked) => {
  expect(usedLookups(under(orders))).toEqual(asked);
});

test("payments are registered unless the settings say that none is", () => {
  expect([registersPayments(under({})), registersPayments(under(REGISTERED))]).toEqual([
    false,
    true,
  ]);
});

test("accounts of vouchers are asked where orders become vouchers, that of rounding with invoices of whole units, too", () => {
  const accounts = LOOKUPS.filter(({ of, to }) => of === "order" && to === "eaccounting.accounts");
  const asked = (orders: Changed) =>
    accounts.filter(({ name }) => isLookupUsable(under(orders), name)).map(({ name }) => name);
  expect(asked(SALES_ORDER)).toEqual([]);
  expect(asked(INVOICE)).toEqual([]);
  expect(asked({ ...INVOICE, ...ACCOUNT })).toEqual(["clearingAccount", "roundingAccount"]);
  const paid = { ...MUTATION, voucher: { paid: "clearing" } } as const;
  expect(asked(paid)).toEqual(accounts.map(({ name }) => name));
  // A rule of the type is enough.
  const ruled = { ...SALES_ORDER, typeRules: [{ customerKind: "company", type: "mutation" }] };
  expect(asked(ruled as Changed)).toContain("receivableAccount");
});
