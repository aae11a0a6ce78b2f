/** English words: invoices and their drafts. */
import {
  NOTHING_TO_DO,
  amount,
  atLine,
  day,
  percent,
  say,
  type ReasonWords,
  when,
  words,
} from "./words.ts";

const CREDIT_BY_HAND =
  "Make a credit invoice, or a new invoice, by hand in eAccounting for what differs, then skip this.";

export const takenInvoices = {
  "invoice-booked": words(
    (p) =>
      `The order was booked in eAccounting${when(p["number"], (n) => ` as invoice ${n}`)}${when(p["date"], (d) => `, dated ${day(d)}`)}.`,
    NOTHING_TO_DO,
  ),
  "invoice-draft-made": words(
    "The order was written to eAccounting as a draft of an invoice. Nothing is booked yet.",
    "Book the draft in eAccounting when you are ready.",
  ),
  "invoice-draft-updated": words(
    "The order changed in Asperion and its draft of an invoice in eAccounting was brought up to date.",
    "Book the draft in eAccounting when you are ready.",
  ),
  "invoice-draft-removed": words(
    "The order was cancelled in Asperion and our draft of an invoice was deleted in eAccounting.",
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const recordedInvoices = {
  "order-type-chosen": words(
    (p) =>
      `Rule ${say(p["rule"])} of the order types chose what the order becomes: ${TYPE[String(p["type"])] ?? say(p["type"])}.`,
    NOTHING_TO_DO,
  ),
  "booking-date-chosen": words(
    (p) =>
      p["by"] === "today"
        ? `The order is dated ${day(p["ordered"])}, a day to come; the document is dated today, ${day(p["date"])}.`
        : `The document is dated ${day(p["date"])}, the order's day in the company's zone.`,
    NOTHING_TO_DO,
  ),
  "document-kept-its-type": words(
    (p) =>
      `By today's settings the order would become ${TYPE[String(p["type"])] ?? "another kind of document"}. It keeps the document that it has, so that there is one.`,
    "To change the kind, delete the document in eAccounting and press retry.",
  ),
  "booking-date-moved": words(
    (p) =>
      `The books are closed on ${day(p["from"])} (${WHY[String(p["why"])] ?? say(p["why"])}), so the document is dated ${day(p["to"])}, the next open day.`,
    "Look at it when you close the period: the sale counts into the later one.",
  ),
} satisfies Record<string, ReasonWords>;

export const heldInvoices = {
  "period-closed": words(
    (p) => `The books are closed on ${day(p["date"])}: ${WHY[String(p["why"])] ?? say(p["why"])}.`,
    "Open the period or year in eAccounting, or let such orders be booked on the next open day in the settings. Then press Retry with the newest settings.",
  ),
  "period-closed-ask": words(
    (p) =>
      `The books are closed on ${day(p["date"])}: ${WHY[String(p["why"])] ?? say(p["why"])}. The question is whether to date the document ${day(p["next"])}, the next open day.`,
    "Press retry to say yes. To keep the day, open the period or year in eAccounting first, then press retry.",
  ),
  "no-open-day": words(
    (p) =>
      `The books are closed on ${day(p["date"])} (${WHY[String(p["why"])] ?? say(p["why"])}), and on every day since up to ${day(p["today"])}.`,
    "Open a period, or add the fiscal year, in eAccounting. Then press retry.",
  ),
  "cash-bookkeeping": words(
    "The company keeps its books by payment (the cash method): an invoice books nothing until it is paid. Such invoices aren't handled.",
    "Book this order by hand in eAccounting, or let orders become sales orders or drafts of invoices by hand.",
  ),
  "booked-figures-differ": words(
    (p) =>
      `The invoice is booked with ${FIELD[String(p["field"])] ?? say(p["field"])}${when(p["rate"], () => ` at ${percent(p["rate"])}`)} of ${amount(p["booked"])}; expected was ${amount(p["planned"])}.`,
    CREDIT_BY_HAND,
  ),
  "booked-date-differs": words(
    (p) =>
      `The invoice is booked on ${day(p["booked"])}; its day was to be ${day(p["planned"])}. That may be another VAT period.`,
    "Check in eAccounting whether the day matters for your VAT return, then skip this.",
  ),
  "currency-differs": words(
    (p) =>
      `The order is in ${say(p["order"])}, but the customer's invoices in eAccounting are in ${say(p["customer"])}.`,
    "Correct the customer's currency in eAccounting, or book the order by hand. Then press retry.",
  ),
  "order-changed-after-booking": words(
    (p) =>
      `The order changed in Asperion after its invoice${when(p["number"], (n) => ` ${n}`)} was booked. A booked invoice isn't changed.`,
    CREDIT_BY_HAND,
  ),
  "order-cancelled-after-booking": words(
    (p) =>
      `The order was cancelled in Asperion after its invoice${when(p["number"], (n) => ` ${n}`)} was booked.`,
    CREDIT_BY_HAND,
  ),
  "quantity-too-fine": words(
    (p) =>
      `The quantity ${amount(p["quantity"])}${when(p["sku"], (sku) => ` of ${sku}`)}${atLine(p)} has more than the ${say(p["decimals"])} decimals that an invoice takes. Rounded, it would move the stock wrongly.`,
    "Book this order by hand in eAccounting, or as a sales order, which takes four decimals.",
  ),
} satisfies Record<string, ReasonWords>;

const FIELD: Readonly<Record<string, string>> = {
  total: "a total",
  vat: "VAT",
  net: "a net amount",
};
const WHY: Readonly<Record<string, string>> = {
  "no-year": "there is no fiscal year for it",
  "year-locked": "its year is locked",
  "period-locked": "its period is locked",
  refused: "eAccounting refused it",
};
const TYPE: Readonly<Record<string, string>> = {
  "sales-order": "a sales order",
  "draft-invoice": "a draft of an invoice",
  invoice: "a booked invoice",
  mutation: "a voucher",
};
