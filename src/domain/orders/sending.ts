/** How eAccounting sends a booked invoice or credit to the customer when we ask for it. */

/**
 * `email`: eAccounting mails it, with its PDF. The others are its AutoInvoice service: an
 * electronic invoice, printed and posted, an electronic invoice to a private person (not in
 * Sweden), and Kivra (Sweden only).
 */
export const SEND_WAYS = ["email", "e-invoice", "print", "e-invoice-private", "kivra"] as const;
export type SendWay = (typeof SEND_WAYS)[number];

/**
 * Returns the ways that eAccounting has in the company's country: Kivra only in Sweden, e-invoices
 * to private persons everywhere else (documented).
 */
export const relatedJobs = (country: string): readonly SendWay[] =>
  SEND_WAYS.filter((way) => {
    if (way === "kivra") return country === "SE";
    return way !== "e-invoice-private" || country !== "SE";
  });
