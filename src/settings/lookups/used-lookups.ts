/**
 * Which look-ups hold an order that has a value they don't know, by the settings: pages list what
 * isn't mapped of these alone. A look-up that isn't here chooses nothing then, and the ledger takes
 * what it has of the customer. Pure.
 */
import type { LookupName } from "./occurred-values.ts";
import { someByCoding } from "../orders/codings.ts";
import { areInvoiced, kindsOf } from "../orders/order-types.ts";
import type { OrderType } from "../../domain/orders/order-type.ts";
import type { Settings } from "../schema.ts";

type Asking = Pick<Settings, "orders">;

/** Payments to the shop are registered on invoices. */
export const registersPayments = ({ orders }: Asking): boolean => orders.payments !== "none";

const becomes = ({ orders }: Asking, ...types: readonly OrderType[]): boolean => {
  const kinds = kindsOf(orders);
  return types.some((type) => kinds.has(type));
};

/** Booked as an invoice in the end, here or by a person, who invoices sales orders as well. */
const isBooked = (settings: Asking): boolean =>
  areInvoiced(settings.orders) || becomes(settings, "sales-order", "draft-invoice");

/** Vouchers whose receivable is an item of the customer ledger are paid as invoices are. */
const hasItems = (settings: Asking): boolean =>
  becomes(settings, "mutation") && settings.orders.voucher.receivable === "ledger-item";

const ASKED: Readonly<Partial<Record<LookupName, (settings: Asking) => boolean>>> = {
  // A voucher has no rows of articles.
  salesType: (settings) => becomes(settings, "sales-order", "draft-invoice", "invoice"),
  // Cards are paid off the booked invoice.
  giftCard: isBooked,
  paymentMethod: (settings) =>
    (registersPayments(settings) && (isBooked(settings) || hasItems(settings))) ||
    (settings.orders.refunds === "register" && isBooked(settings)),
  clearingAccount: (settings) =>
    (becomes(settings, "mutation") && settings.orders.voucher.paid === "clearing") ||
    // The difference between what was paid and what was invoiced is booked on it.
    (settings.orders.wholeUnits === "account" && isBooked(settings)),
};

const becomesVoucher = (settings: Asking): boolean => becomes(settings, "mutation");

/** Tables that one way of booking asks alone; any other may be asked. */
const OF_SOME: Readonly<Partial<Record<LookupName, (settings: Asking) => boolean>>> = {
  ...ASKED,
  revenueAccount: becomesVoucher,
  vatAccount: becomesVoucher,
  receivableAccount: becomesVoucher,
  productAccount: becomesVoucher,
  shippingAccount: becomesVoucher,
  discountAccount: becomesVoucher,
  feeAccount: becomesVoucher,
  giftCardAccount: becomesVoucher,
  // Cents of invoices may be booked on it, too.
  roundingAccount: (settings) =>
    becomesVoucher(settings) || (settings.orders.wholeUnits === "account" && isBooked(settings)),
  goodsCoding: ({ orders }) => someByCoding(orders.goods),
};

/** Whether new orders may ask it with these settings. */
export const isLookupUsable = (settings: Asking, name: LookupName): boolean =>
  OF_SOME[name]?.(settings) ?? true;

/** Returns the look-ups that are both used and needed. */
export const usedLookups = (settings: Asking): readonly LookupName[] =>
  Object.entries(ASKED).flatMap(([name, asks]) =>
    asks(settings) ? [name as keyof typeof ASKED] : [],
  );
