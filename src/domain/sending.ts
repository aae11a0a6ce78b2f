/** How eAccounting sends a booked invoice, or a credit, to the customer when we ask it to. */

/**
 * `email`: as eAccounting mails it, with its PDF. The others are its AutoInvoice service: an
 * electronic invoice, printed and posted, an electronic invoice to a private person (not in
 * Sweden), and Kivra (Sweden only).
 */
export const SEND_WAYS = ["email", "e-invoice", "print", "e-invoice-private", "kivra"] as const;
export type SendWay = (typeof SEND_WAYS)[number];

/**
 * Whether eAccounting has this way in the company's country: Kivra is Sweden's, and Sweden has no
 * e-invoices to persons (documented).
 */
export const relatedJobs = (country: string): readonly SendWay[] =>
  SEND_WAYS.filter((way) => {
    if (way === "kivra") return country === "SE";
    return way !== "e-invoice-private" || country !== "SE";
  });
