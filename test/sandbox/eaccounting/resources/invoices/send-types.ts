// What would have gone out, and to whom. Nothing goes anywhere; it stands in the state (`sent`), because an invoice that
// was sent by accident can't be taken back. The same sending asked for again is another one.
import type { Json, JsonObject } from "../../json.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid, VendorFault } from "../../vendor/fault.ts";

const WAYS: Readonly<Record<number, string>> = {
  1: "e-invoice",
  2: "print",
  3: "e-invoice to a person",
  4: "Kivra",
};
const ELECTRONIC: ReadonlySet<Json> = new Set<Json>([1, 3]);

/** 3 isn't for Swedish companies, 4 only for them; an electronic invoice needs somewhere to go. */
export function checkSendType(act: Act, sendType: Json | undefined, customer: JsonObject): void {
  const swedish = act.company.settings.CountryCode === "SE";
  if (sendType === 3 && swedish)
    throw invalid("SendType", "AutoInvoiceB2C is not available for Swedish companies.");
  if (sendType === 4 && !swedish)
    throw invalid("SendType", "Kivra is only available for Swedish companies.");
  if (
    sendType === undefined ||
    !ELECTRONIC.has(sendType) ||
    act.switches.get("eInvoiceWithoutAddress") === "taken"
  )
    return;
  if (typeof customer["ElectronicAddress"] !== "string" || customer["ElectronicAddress"] === "")
    throw new VendorFault(
      4017,
      "AutoInvoiceElectronicAddressMissingException - The customer has no electronic address.",
    );
}

export function recordSending(
  act: Act,
  invoiceId: string,
  sendType: Json,
  customer: JsonObject,
): void {
  const way = typeof sendType === "number" ? WAYS[sendType] : undefined;
  if (way === undefined) return;
  const to = ELECTRONIC.has(sendType) ? customer["ElectronicAddress"] : customer["Name"];
  act.company.sent.push({ invoiceId, way, to: typeof to === "string" ? to : null });
}
