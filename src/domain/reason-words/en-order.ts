/** English words: orders that were taken, left out, or held for what they are themselves. */
import {
  country,
  NOTHING_TO_DO,
  type Params,
  type ReasonWords,
  amount,
  atLine,
  day,
  listed,
  percent,
  say,
  when,
  words,
} from "./words.ts";

const FIX_IN_ASPERION =
  "Correct the order in Asperion; it is taken up by itself after the change. Or book it by hand and skip it here.";
const BY_HAND = "Book this order by hand in eAccounting, then skip it here with a reason.";

/** Asperion's order statuses, by their numbers. */
const statuses = listed({
  "1": "Concept",
  "2": "Confirmed",
  "3": "Partly delivered",
  "4": "Delivered",
  "5": "Invoiced",
});

export const taken = {
  "order-booked": words(
    (p) =>
      `The order was written to eAccounting${when(p["number"], (n) => ` as sales order ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "order-updated": words(
    (p) =>
      `The order changed in Asperion and the sales order${when(p["number"], (n) => ` ${n}`)} in eAccounting was brought up to date.`,
    NOTHING_TO_DO,
  ),
  "order-unchanged": words(
    "eAccounting already holds the order as it is sent: its document was left as it is.",
    NOTHING_TO_DO,
  ),
  "order-removed": words(
    (p) =>
      `The order was cancelled in Asperion and our sales order${when(p["number"], (n) => ` ${n}`)} was deleted in eAccounting.`,
    NOTHING_TO_DO,
  ),
  "already-booked": words(
    (p) =>
      `This order already has a document in eAccounting${when(p["number"], (n) => ` (${n})`)}. No second one is made.`,
    NOTHING_TO_DO,
  ),
  "status-outside-filter": words(
    (p) =>
      `The order has status ${statuses(p["status"])} in Asperion; only orders with status ${statuses(p["filter"])} are sent.`,
    "It is taken up by itself when its status enters the filter. To send such orders, change the status filter in the settings.",
  ),
  "payment-outside-filter": words(
    (p) =>
      `The payment status is ${say(p["payment"])}; only orders that are ${say(p["filter"])} are sent.`,
    "It is taken up by itself when the payment status enters the filter. To send such orders, change the payment filter in the settings.",
  ),
  "before-start": words(
    (p) =>
      `The order is dated ${day(p["date"])}, before the start line${when(p["startLine"], (s) => ` (${say(s)})`)}. Older orders are never sent by themselves.`,
    "If it still has to be booked, run a back-fill over its dates; it looks first whether the order is already in eAccounting.",
  ),
  "flow-off": words(
    "This flow is switched off, so nothing was sent.",
    "Switch the flow on in the settings when you are ready.",
  ),
  "cancelled-before-booking": words(
    "The order is cancelled in Asperion and was not sent.",
    NOTHING_TO_DO,
  ),
  "skipped-by-person": words(
    (p) =>
      `A person skipped this order${when(p["why"], (why) => `: ${why}`)}.${when(p["documents"], (d) => ` Still in eAccounting: ${d}.`)}`,
    "Press Undo skip to take it up after all.",
  ),
} satisfies Record<string, ReasonWords>;

export const heldOrder = {
  "order-gone": words(
    "Asperion no longer has this order.",
    "If it was deleted on purpose, skip it here. If it has a document in eAccounting, decide there what becomes of it.",
  ),
  "faulty-source-totals": words(
    (p) =>
      totalFault(p) ??
      `The order doesn't add up in Asperion: ${FIELD[String(p["field"])] ?? "a total"} is ${amount(p["head"])} on the order, but ${amount(p["lines"])} from its lines. Rounding explains at most ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-vat": words(
    (p) =>
      `The VAT at ${percent(p["rate"])} doesn't fit its lines in Asperion: the lines say ${amount(p["vat"])}, the rate gives ${amount(p["expected"])}. Rounding explains at most ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-line": words(
    (p) =>
      `${lineFault(p["fault"])}${atLine(p)}: ${amount(p["net"])} without VAT, ${amount(p["vat"])} VAT, ${amount(p["gross"])} in all.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-shape": words(
    (p) =>
      `Asperion's answer has a field that can't be read: ${say(p["field"])}${when(p["got"], (got) => ` (${got})`)}.`,
    FIX_IN_ASPERION,
  ),
  "total-not-positive": words(
    (p) =>
      `The order's total is ${amount(p["total"])}. eAccounting takes sales orders with a total above zero only.`,
    BY_HAND,
  ),
  "credit-order": words(
    (p) =>
      `The order comes to ${amount(p["total"])}${when(p["credits"], (id) => ` and takes back of order ${id}`)}. It is neither a sale above zero nor a credit that says which order it takes back.`,
    BY_HAND,
  ),
  "currency-unknown": words(
    (p) => `eAccounting doesn't know the order's currency ${say(p["currency"])}.`,
    FIX_IN_ASPERION,
  ),
  "foreign-sale": words(
    (p) =>
      `This is a sale to another country: the ${WHERE[String(p["where"])] ?? "order's"} country is ${country(p["country"])}, the company's is ${country(p["company"])}. Its VAT couldn't be decided, as eAccounting's list of countries wasn't at hand.`,
    "Read the look-ups of eAccounting again, then press retry.",
  ),
  "order-type-not-available": words(
    "Your eAccounting subscription doesn't have sales orders.",
    "Switch the order module on in eAccounting, or choose another order type in the settings. Then press Retry with the newest settings.",
  ),
  "domestic-rounding": words(
    "eAccounting rounds totals to whole units, so the document's total may differ from what was paid.",
    "Switch rounding off in eAccounting's company settings, or choose in the settings here how the difference is booked. Then press Retry with the newest settings.",
  ),
  "too-many-rows": words(
    (p) => `The order would have ${say(p["rows"])} rows; eAccounting takes ${say(p["max"])}.`,
    BY_HAND,
  ),
} satisfies Record<string, ReasonWords>;

const FIELD: Readonly<Record<string, string>> = {
  net: "the total without VAT",
  vat: "the VAT",
  gross: "the total",
  head: "the total with VAT",
};
const WHERE: Readonly<Record<string, string>> = {
  invoice: "invoice address's",
  delivery: "delivery address's",
  customer: "customer's",
};

/** What is wrong with the head's total by itself. */
function totalFault(p: Params): string | null {
  if (p["fault"] === "decimals")
    return `The order's total in Asperion, ${amount(p["head"])}, has more than two decimals.`;
  return p["fault"] === "too-large"
    ? `The order's total in Asperion, ${amount(p["head"])}, is too large.`
    : null;
}

function lineFault(fault: unknown): string {
  if (fault === "decimals") return "A line has amounts with more than two decimals";
  if (fault === "text-with-amount") return "A text line carries an amount";
  if (fault === "rate") return "A line has a VAT percentage that isn't between 0 and 100";
  if (fault === "too-large") return "A line has a figure that is too large";
  if (fault === "no-quantity") return "A line has an amount but no quantity";
  return "A line doesn't add up";
}
