/**
 * Sends a booked invoice or credit (`/customerinvoices/{id}/email` and `/einvoice`; scope
 * ea:sales). Neither returns anything, no list shows what was sent, and a repeated call sends
 * twice.
 */
import type { VendorRequest } from "../domain/vendors/request.ts";
import type { SendingMethod } from "../domain/orders/sending.ts";
import { text } from "./body.ts";
import { request } from "./request.ts";

const CAPABILITY = "customer-invoice-sendings";

const SEND_TYPE: Readonly<Record<Exclude<SendingMethod, "email">, number>> = {
  "e-invoice": 1,
  print: 2,
  "e-invoice-private": 3,
  kivra: 4,
};

/** `to`: in place of the customer's address and its copies; `null`: that address. */
export function sendInvoice(id: string, way: SendingMethod, to: string | null): VendorRequest {
  if (way !== "email")
    return request("POST", "/customerinvoices/{id}/einvoice", CAPABILITY, {
      ids: { id },
      body: { SendType: SEND_TYPE[way] },
    });
  return request("POST", "/customerinvoices/{id}/email", CAPABILITY, {
    ids: { id },
    body: to === null ? {} : { Email: text("Email", to, MAX_EMAIL), CcRecipients: null },
  });
}

/** The vendor's limit. */
export const MAX_EMAIL = 255;
