// What would have gone out. Nothing goes anywhere; it stands in the state (`sent`), because an invoice that was sent by
// accident can't be taken back.
import type { Json } from "../../json.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid } from "../../vendor/fault.ts";

const WAYS: Readonly<Record<number, string>> = { 1: "e-invoice", 2: "print", 3: "e-invoice to a person", 4: "Kivra" };

/** 3 isn't for Swedish companies, 4 only for them. */
export function checkSendType(act: Act, sendType: Json | undefined): void {
  const swedish = act.company.settings.CountryCode === "SE";
  if (sendType === 3 && swedish) throw invalid("SendType", "AutoInvoiceB2C is not available for Swedish companies.");
  if (sendType === 4 && !swedish) throw invalid("SendType", "Kivra is only available for Swedish companies.");
}

export function recordSending(act: Act, invoiceId: string, sendType: Json): void {
  const way = typeof sendType === "number" ? WAYS[sendType] : undefined;
  if (way !== undefined) act.company.sent.push({ invoiceId, way, to: null });
}
