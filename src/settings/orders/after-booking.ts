/** A tenant's choices for an order whose invoice is booked. All are off by default. */
import { z } from "zod";
import { areInvoiced } from "./order-types.ts";
import { ORDER_TYPES } from "../../domain/orders/order-type.ts";
import { wholeUnits } from "./whole-units.ts";
import { SENDING_METHODS } from "../../domain/orders/sending.ts";
import { message } from "../../messages/message.ts";
import type { SettingFault } from "../setting-faults.ts";

export const SENDINGS = ["none", ...SENDING_METHODS] as const;

const way = z.enum(SENDINGS).default("none");

/** By the customer's kind in the ledger. */
const sending = z.strictObject({ company: way, private: way }).prefault({});

type SendingSettings = {
  readonly orders: {
    readonly type: string;
    readonly typeRules: readonly { readonly type: string }[];
    readonly invoiceOrders: string;
    readonly sending: z.infer<typeof sending>;
  };
};

/** A choice that no order can carry out: only what is booked here as an invoice is sent here. */
export function sendingFaults({ orders }: SendingSettings): readonly SettingFault[] {
  if (areInvoiced(orders)) return [];
  return (["company", "private"] as const).flatMap((kind) =>
    orders.sending[kind] === "none"
      ? []
      : [
          {
            path: ["orders", "sending", kind],
            message: message("settings.faults.nothingSent"),
          },
        ],
  );
}

export const afterBooking = {
  /**
   * The order is edited: a person is asked, or a credit of what was removed and an invoice of what
   * was added are booked.
   */
  editedAfterBooking: z.enum(["hold", "delta"]).default("hold"),
  /** The order is cancelled: a person is asked, or all of it is credited. */
  cancelledAfterBooking: z.enum(["hold", "credit"]).default("hold"),
  /** Whether money that the shop paid back is registered on the booked credit. */
  refunds: z.enum(["none", "register"]).default("none"),
  sending,
  /** To which documents a PDF of the order is attached, by what the order became. */
  attachPdf: z.array(z.enum(ORDER_TYPES)).default([]),
  /** An order with cents, where the company rounds to whole units. */
  wholeUnits,
  /**
   * Written back into the order at Asperion: a status that it is raised to, and the document's
   * number in its comments or behind the buyer's reference.
   */
  writeBack: z
    .strictObject({
      status: z
        .union([z.literal(3), z.literal(4), z.literal(5)])
        .nullable()
        .default(null),
      number: z.enum(["none", "comments", "reference"]).default("none"),
    })
    .prefault({}),
};
