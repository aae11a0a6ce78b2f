/**
 * The settings of a retry "as planned": the older version decides how a thing is booked, the
 * current one whether it may be. An older version lifts no stop or limit that was set since. Pure;
 * docs/adr/0051.
 *
 * Each setting is of one of three kinds:
 *
 * - how: the older value. Types, look-ups, rules, accounts, references, and which doubts hold an
 *   order;
 * - whether: the present value. Switches, test mode, start lines, filters, rules of approval, the
 *   first day's limit, the stock flow with its debtor;
 * - acts beside the document, which reach somebody or can't be undone: only where both allow them.
 */
import { dec } from "../../domain/money.ts";
import type { Settings } from "../schema.ts";
import { stockFaults } from "../stock/stock-settings.ts";
import { booksRounded } from "../orders/whole-units.ts";

type Orders = Settings["orders"];

/** `null`: the two can't be brought together. */
export function asPlanned(then: Settings, now: Settings): Settings | null {
  const made: Settings = {
    ...now,
    orders: orders(then.orders, now.orders),
    customers: {
      ...then.customers,
      enabled: now.customers.enabled,
      create: then.customers.create && now.customers.create,
      changedByPerson: overwrites(then.customers.changedByPerson, now.customers.changedByPerson),
    },
    lookups: then.lookups,
    mapping: then.mapping,
  };
  // Stock is given back to the shop for every sale that doesn't lower the ledger's own: that is
  // refused at every save. Which goods lower it is for the stock flow to know, as it is now.
  const sameGoods = JSON.stringify(then.orders.goods) === JSON.stringify(now.orders.goods);
  if (now.stock.enabled && !sameGoods) return null;
  return stockFaults(made).length > stockFaults(now).length ? null : made;
}

function orders(then: Orders, now: Orders): Orders {
  const payments = both(then.payments, now.payments, "none");
  return {
    ...then,
    enabled: now.enabled,
    startLine: now.startLine,
    firstDayLimit: now.firstDayLimit,
    statuses: now.statuses,
    paymentStatuses: now.paymentStatuses,
    filterLines: now.filterLines,
    approval: now.approval,
    tolerance: dec(then.tolerance).lt(now.tolerance) ? then.tolerance : now.tolerance,
    updateCustomer: then.updateCustomer && now.updateCustomer,
    missingSku:
      then.missingSku === "create" && now.missingSku !== "create"
        ? now.missingSku
        : then.missingSku,
    changedByPerson: overwrites(then.changedByPerson, now.changedByPerson),
    invoiceOrders: both(then.invoiceOrders, now.invoiceOrders, "never"),
    creditOfSalesOrder: both(then.creditOfSalesOrder, now.creditOfSalesOrder, "hold"),
    editedAfterBooking: both(then.editedAfterBooking, now.editedAfterBooking, "hold"),
    cancelledAfterBooking: both(then.cancelledAfterBooking, now.cancelledAfterBooking, "hold"),
    payments,
    refunds: both(then.refunds, now.refunds, "none"),
    // What the ledger's rounding leaves is booked beside the payment: without a payment such an
    // order is held.
    wholeUnits: payments === "none" && booksRounded(then.wholeUnits) ? "hold" : then.wholeUnits,
    attachPdf: then.attachPdf.filter((type) => now.attachPdf.includes(type)),
    sending: {
      company: both(then.sending.company, now.sending.company, "none"),
      private: both(then.sending.private, now.sending.private, "none"),
    },
    voucher: {
      ...then.voucher,
      ledgerItemsFrom: later(then.voucher.ledgerItemsFrom, now.voucher.ledgerItemsFrom),
    },
    writeBack: {
      status: now.writeBack.status === null ? null : then.writeBack.status,
      number: both(then.writeBack.number, now.writeBack.number, "none"),
    },
  };
}

/** The older value, unless it is switched off now. */
const both = <T extends string>(then: T, now: T, off: T): T => (now === off ? off : then);

/** A person's change in the ledger is only overwritten if the current settings allow it as well. */
const overwrites = <T extends string>(then: T, now: T): T =>
  then === "overwrite" && now !== "overwrite" ? now : then;

/** Our numbers stay apart from the company's: a higher first number set since counts. */
const later = (then: number | null, now: number | null): number | null =>
  then === null || now === null ? then : Math.max(then, now);
