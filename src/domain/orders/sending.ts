/** How eAccounting sends a booked invoice or credit to the customer when we ask for it. */

/**
 * `email`: eAccounting mails it, with its PDF. The others are its AutoInvoice service: an
 * electronic invoice, printed and posted, an electronic invoice to a private person (not in
 * Sweden), and Kivra (Sweden only).
 */
export const SENDING_METHODS = [
  "email",
  "e-invoice",
  "print",
  "e-invoice-private",
  "kivra",
] as const;
export type SendingMethod = (typeof SENDING_METHODS)[number];

/**
 * Returns the ways that eAccounting has in the company's country: Kivra only in Sweden, e-invoices
 * to private persons everywhere else (documented).
 */
export const sendingMethodsIn = (country: string): readonly SendingMethod[] =>
  SENDING_METHODS.filter((way) => {
    if (way === "kivra") return country === "SE";
    return way !== "e-invoice-private" || country !== "SE";
  });
