/** Whether booked invoices are sent to the customer, and how. Off unless the tenant chose it. */
import { z } from "zod";
import { SEND_WAYS } from "../../domain/orders/sending.ts";
import { message } from "../../messages/message.ts";
import { areInvoiced } from "./order-types.ts";
import type { SettingFault } from "../setting-faults.ts";

export const SENDINGS = ["none", ...SEND_WAYS] as const;

const way = z.enum(SENDINGS).default("none");

/** By the customer's kind in the ledger. */
export const sending = z.strictObject({ company: way, private: way }).prefault({});

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
