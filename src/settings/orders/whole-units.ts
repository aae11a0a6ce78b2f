/**
 * What becomes of an order with cents in a company whose invoices are rounded to whole units: the
 * rows say what was paid, the total doesn't, and no row can undo that. So the tenant says where the
 * difference goes; until then it is held.
 */
import { z } from "zod";
import { type Message, message } from "../../messages/message.ts";
import type { Lookup } from "../lookups/lookup.ts";
import { gives } from "../lookups/order-lookups.ts";
import { areInvoiced, kindsOf } from "./order-types.ts";
import type { SettingFault } from "../setting-faults.ts";

/**
 * `hold`: switched off there, or held. `payment`: booked rounded, and the difference registered as
 * a payment of the type Rounding. `account`: booked rounded and paid as rounded, and the difference
 * booked between the account of the payment method and the rounding account. `mutation`: such an
 * order becomes a voucher, which isn't rounded.
 */
export const WHOLE_UNITS = ["hold", "payment", "account", "mutation"] as const;

export const wholeUnits = z.enum(WHOLE_UNITS).default("hold");

/** The invoice is booked as the ledger rounds it; the rest is booked beside its payment. */
export const booksRounded = (
  wanted: (typeof WHOLE_UNITS)[number],
): wanted is "payment" | "account" => wanted === "payment" || wanted === "account";

type RoundingSettings = {
  readonly orders: {
    readonly type: string;
    readonly typeRules: readonly { readonly type: string }[];
    readonly invoiceOrders: string;
    readonly payments: string;
    readonly wholeUnits: (typeof WHOLE_UNITS)[number];
  };
  readonly lookups: { readonly clearingAccount: Lookup; readonly roundingAccount: Lookup };
};

/** Settings that nothing would carry out, and accounts that they need. */
export function wholeUnitsFaults({ orders, lookups }: RoundingSettings): readonly SettingFault[] {
  const wanted = orders.wholeUnits;
  if (wanted === "hold") return [];
  const kinds = kindsOf(orders);
  const drafts = kinds.has("invoice") || kinds.has("draft-invoice");
  const fault = (path: string, described: Message): SettingFault => ({
    path: path.split("."),
    message: described,
  });
  if (wanted === "mutation")
    return drafts ? [] : [fault("orders.wholeUnits", message("settings.faults.noVoucherInstead"))];
  if (!drafts && !areInvoiced(orders))
    return [fault("orders.wholeUnits", message("settings.faults.nothingRounded"))];
  return [
    ...(orders.payments === "register"
      ? []
      : [fault("orders.wholeUnits", message("settings.faults.differenceNeedsPayments"))]),
    ...(wanted === "account" && !gives(lookups.roundingAccount)
      ? [fault("lookups.roundingAccount", message("settings.faults.differenceAccount"))]
      : []),
    ...(wanted === "account" && !gives(lookups.clearingAccount)
      ? [fault("lookups.clearingAccount", message("settings.faults.differenceClearing"))]
      : []),
  ];
}
