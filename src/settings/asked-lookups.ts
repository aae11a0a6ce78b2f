/**
 * Which look-ups hold an order that has a value they don't know, by the settings: pages list what
 * isn't mapped of these alone. A look-up that isn't here chooses nothing then, and the ledger takes
 * what it has of the customer. Pure.
 */
import type { LookupName } from "./occurred.ts";
import { ORDER_TYPES, type OrderType } from "./order-types.ts";
import type { Settings } from "./schema.ts";

type Asking = Pick<Settings, "orders">;

/** What is paid to the shop is registered on invoices. */
export const registersPayments = ({ orders }: Asking): boolean => orders.payments !== "none";

/** The kinds of document that an order may become. */
const typesIn = ({ orders }: Asking): readonly OrderType[] =>
  ORDER_TYPES.filter(
    (one) => one === orders.type || orders.typeRules.some(({ type }) => type === one),
  );

const becomes = (settings: Asking, ...types: readonly OrderType[]): boolean =>
  typesIn(settings).some((type) => types.includes(type));

const ASKED: Readonly<Partial<Record<LookupName, (settings: Asking) => boolean>>> = {
  // A voucher has no rows of articles.
  salesType: (settings) => becomes(settings, "sales-order", "draft-invoice", "invoice"),
  // Cards are paid off a booked invoice, and an order isn't booked without their accounts.
  giftCard: (settings) => becomes(settings, "invoice"),
  paymentMethod: (settings) =>
    registersPayments(settings) && becomes(settings, "sales-order", "draft-invoice", "invoice"),
  clearingAccount: (settings) => becomes(settings, "mutation"),
};

/** Of all of them, those that are asked for and needed. */
export const askedLookups = (settings: Asking): readonly LookupName[] =>
  Object.entries(ASKED).flatMap(([name, asks]) =>
    asks(settings) ? [name as keyof typeof ASKED] : [],
  );
