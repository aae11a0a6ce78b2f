/** docs/manual/orders.md, written by test/docs/write-manual.ts. */
export const orders = [
  "# Orders",
  "",
  "Each order in Asperion becomes exactly one document in eAccounting: a sales order, a draft of an invoice, a booked invoice, or a journal voucher, as *Settings › The document* says. What the customer paid is the figure that is booked, to the cent, per VAT rate.",
  "",
  "- **Which orders.** By status and payment status under *Settings › Orders*, and never those dated before the start line. What is left out stands in the list with its reason.",
  "- **Once.** A document carries a marker, such as `1001 #K7Q2M9XA`. Before anything is sent again, it is looked for by its marker. Don't remove it.",
  "- **Rows.** Articles go by their number. Shipping, discounts and fees become rows with [articles of our own](first-set-up.md). A row for cents makes the total exact where prices without VAT can't express it; the order's page says why each row is there.",
  "- **Changes.** A changed order changes its document as long as it isn't booked. A cancelled one takes its document back. What is booked is never touched: the order is held and says what differs.",
  "- **Payments.** Registered on booked invoices if you choose so: each payment method needs its bank account, under *Settings › Look-ups*.",
  "- **Credits.** A credit order of an invoiced order becomes a credit invoice, never more than was invoiced.",
  "- **Past orders.** From the shop's page, by days: first a dry run that shows each, then the run. It can be cancelled, and what it booked taken back: orders and drafts are deleted, journal vouchers are taken back by other ones, booked invoices stay.",
  "",
  "An order that is held stops no other. See [why something is held](held.md).",
].join("\n");
