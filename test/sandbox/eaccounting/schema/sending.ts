// EmailApi and ElectronicInvoiceRequestApi.
import { integer, listOf, required, text, type Fields } from "./fields.ts";

export const emailFields = {
  Email: text(255),
  CcRecipients: listOf("text"),
  Subject: text(),
  Message: text(),
} satisfies Fields;

export const electronicInvoiceFields = {
  SendType: required(integer({ minimum: 1, maximum: 4 })),
} satisfies Fields;
