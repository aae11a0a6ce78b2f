/** Fields of the settings: which orders, what they become, keeping and pace. */
import type { Translated } from "../words.ts";

const SENDING = {
  none: "Are not sent",
  email: "Are sent by e-mail",
  "e-invoice": "Are sent as electronic invoices (AutoInvoice)",
  print: "Are printed and posted (AutoInvoice)",
  "e-invoice-private": "Are sent as electronic invoices to persons (not in Sweden)",
  kivra: "Are sent by Kivra (Sweden)",
};

export const en = {
  "orders.enabled": { label: "Book orders" },
  "orders.startLine": {
    label: "Start line",
    hint: "Orders dated before it are never booked by themselves, whoever touches them.",
  },
  "orders.firstDayLimit": {
    label: "Documents on the first live day, at most",
    hint: "What comes beyond waits for the next day, or until this is raised. Blank: no limit.",
    wrong: "a whole number from 1 to 10000, or nothing",
  },
  trial: { label: "Trial: work everything out and show it, write nothing" },
  "orders.statuses": {
    label: "Order statuses that are booked",
    options: {
      "1": "Concept",
      "2": "Confirmed",
      "3": "Partly delivered",
      "4": "Delivered",
      "5": "Invoiced",
    },
  },
  "orders.paymentStatuses": {
    label: "Payment statuses that are booked",
    hint: "None chosen: all are.",
    options: { Open: "Open", PartlyPaid: "Partly paid", Paid: "Paid", Refunded: "Refunded" },
  },
  "orders.filterLines": {
    label: "What the filter lets in from now on counts from",
    hint: "Asked for when a status is ticked that wasn't before: older orders that lie in it stay as they are.",
    wrong: "a status was ticked that wasn't before: say from when on its orders count",
  },
  "orders.type": {
    label: "An order becomes",
    options: {
      "sales-order": "A sales order",
      "draft-invoice": "A draft of an invoice, which a person books",
      invoice: "A booked invoice",
      mutation: "A journal voucher",
    },
  },
  "orders.orderStatus": {
    label: "Sales orders are made as",
    options: { ongoing: "Ongoing", draft: "Draft" },
  },
  "orders.invoiceOrders": {
    label: "Sales orders are invoiced",
    options: { never: "By a person", delivered: "Once the shop says that they are delivered" },
  },
  "orders.closedPeriod": {
    label: "When the books are closed on an invoice's day",
    options: {
      hold: "Hold the order",
      "next-open-day": "Date the invoice on the next open day",
      ask: "Ask before moving the date",
    },
  },
  "orders.creditSign": {
    label: "Amounts of credit orders in the shop are",
    hint: "A credit with the other sign is held: it could be a sale.",
    options: { negative: "Below zero", positive: "Above zero" },
  },
  "orders.payments": {
    label: "Payments received in the shop",
    options: { none: "Are not registered", register: "Are registered on the booked invoice" },
  },
  "orders.voucher.level": {
    label: "How much of an order stands apart",
    options: {
      simple: "Simple: one row for the whole sale, VAT and all",
      recommended: "Recommended: revenue, VAT, shipping and discounts",
      complex: "Complex: also an account for each product",
      extreme: "Extreme: also a row for each line",
    },
  },
  "orders.voucher.series": {
    label: "Voucher series",
    hint: "One capital letter. Empty: eAccounting's default.",
    wrong: "one capital letter, or nothing",
  },
  "orders.voucher.receivable": {
    label: "What is owed",
    options: {
      account: "Is booked on its account",
      "ledger-item": "Is also an item of the customer ledger",
    },
  },
  "orders.voucher.ledgerItemsFrom": {
    label: "First number of our ledger items",
    hint: "They share the series of invoice numbers: far from the company's own.",
    wrong: "a whole number from 1 to 2000000000, or nothing",
  },
  "orders.voucher.paid": {
    label: "What was paid in the shop",
    options: {
      receivable: "Is booked on the receivable like the rest",
      clearing: "Is booked on the account of its payment method",
    },
  },
  "orders.voucher.rate": {
    label: "Exchange rate of an order in another currency",
    options: { ledger: "eAccounting's, of the booking day", source: "The order's own" },
  },
  "orders.missingSku": {
    label: "When eAccounting doesn't have an article",
    options: {
      hold: "Hold the order",
      create: "Make the article",
      placeholder: "Write an article of ours in its place, with code and description in the row",
    },
  },
  "orders.newArticles.codings": {
    label: "Codings of articles that are made, or stood for",
    hint: "A rate without one takes the only coding for goods of that rate. After a change, run set-up.",
    wrong: "a coding for each VAT rate in per cent, such as 25; each rate once",
  },
  "orders.newArticles.unit": {
    label: "Unit of articles that are made",
    hint: "Not set: the first that eAccounting lists.",
    wrong: "a unit of eAccounting, or nothing",
  },
  "orders.giftCardCoding": {
    label: "Coding of gift cards that are sold",
    hint: "Without VAT, and its account is your debt for gift cards. After a change, run set-up. Not set: orders that sell one are held.",
    wrong: "a coding of eAccounting, or nothing",
  },
  "orders.tipCoding": {
    label: "Coding of tips",
    hint: "After a change, run set-up. Not set: as fees.",
    wrong: "a coding of eAccounting, or nothing",
  },
  "orders.zeroTotal": {
    label: "An order of nothing, for which eAccounting takes no document",
    options: { hold: "Is held", skip: "Is left out, and that is recorded" },
  },
  "orders.markerField": {
    label: "Field that carries our marker",
    hint: "The marker, such as 1001 #K7Q2M9XA, is how a document is found again. A document keeps the field that it was made with.",
    options: {
      OurReference: "Our reference",
      YourReference: "Your reference",
      BuyersOrderReference: "Buyer's order reference",
    },
  },
  "orders.buyerReferenceField": {
    label: "Field for the buyer's reference",
    options: {
      BuyersOrderReference: "Buyer's order reference",
      YourReference: "Your reference",
      none: "None",
    },
  },
  "orders.ourReference": {
    label: "Our reference",
    hint: "Stands before the marker where both share a field.",
    wrong: "at most 60 characters",
  },
  "orders.missingAddress": {
    label: "Text for a missing part of an address",
    wrong: "1 to 10 characters",
  },
  "orders.orderPage": {
    label: "Address of the order's page",
    hint: "Written as a text row; {id} and {number} are filled in. Empty: no row.",
    wrong: "at most 200 characters",
  },
  "orders.writeBack.status": {
    label: "Raise the order at Asperion to status",
    hint: "In Asperion a status can move stock.",
    wrong:
      "partly delivered, delivered, invoiced or none; with orders that are invoiced once delivered, partly delivered or none",
    options: {
      none: "The status is left alone",
      "3": "Partly delivered",
      "4": "Delivered",
      "5": "Invoiced",
    },
  },
  "orders.writeBack.number": {
    label: "The document's number in the order at Asperion",
    options: {
      none: "Is not written back",
      comments: "Is added to its comments, as [eAccounting 1041]",
      reference: "Is added behind the buyer's reference, as [eAccounting 1041]",
    },
  },
  "orders.sending.company": {
    label: "Booked invoices of companies",
    hint: "With credits. Only invoices that are booked from here are sent, after their payment; never those of a back-fill. What eAccounting leaves unanswered is not sent again.",
    wrong:
      "only invoices that are booked here are sent: let some orders become booked invoices first",
    options: SENDING,
  },
  "orders.sending.private": {
    label: "Booked invoices of private persons",
    wrong:
      "only invoices that are booked here are sent: let some orders become booked invoices first",
    options: SENDING,
  },
  "orders.refunds": {
    label: "Money that the shop paid back",
    options: { none: "Is not registered", register: "Is registered on the booked credit" },
  },
  "orders.companyWithoutVatNumber": {
    label: "A company in the EU without a VAT number",
    options: { hold: "Hold the order and ask", "as-private": "Is taxed as a private person" },
  },
  "orders.customerInOtherCurrency": {
    label: "A customer whose invoices are in another currency than the order",
    hint: "eAccounting's invoices are in their customer's currency.",
    options: {
      hold: "Hold the order and ask",
      "second-customer": "Give the buyer a customer for each currency",
    },
  },
  "orders.editedAfterBooking": {
    label: "When the order is edited",
    hint: "What is booked is never changed itself.",
    options: {
      hold: "Ask a person",
      delta:
        "Credit what was removed, invoice what was added; a voucher is taken back and booked anew",
    },
  },
  "orders.cancelledAfterBooking": {
    label: "When the order is cancelled",
    options: { hold: "Ask a person", credit: "Credit all of it; a voucher is taken back" },
  },
  "orders.wholeUnits": {
    label: "An order with cents, where the company rounds invoices to whole units",
    hint: "eAccounting's company settings say whether it rounds. Registered or booked beside the payment; vouchers aren't rounded.",
    wrong:
      "the difference is booked beside the payment of an invoice: choose invoices, and that payments are registered",
    options: {
      hold: "Is held: switch rounding off in eAccounting",
      payment: "Is booked rounded; the difference is registered as a payment of the type Rounding",
      account: "Is booked rounded; the difference is booked on the rounding account",
      mutation: "Becomes a journal voucher",
    },
  },
  "orders.tolerance": {
    label: "Tolerance",
    hint: "Only for differences that nothing explains, in the company's currency.",
    wrong: "an amount with two decimals, such as 0.05",
  },
  "orders.changedByPerson": {
    label: "When a person changed our document and the order changes too",
    options: {
      hold: "Hold the order and ask",
      overwrite: "Overwrite the person's change",
      leave: "Leave the document as it is",
    },
  },
  "schedules.orders": {
    label: "Minutes between two looks for orders in Asperion",
    hint: "Finds what no webhook told of. Blank: as often as this installation does it. never: only by hand.",
    wrong: "a whole number from 1 to 1440, never, or nothing",
  },
  "schedules.debtors": {
    label: "Minutes between two looks for changed debtors in Asperion",
    hint: "Blank: as often as this installation does it. never: only by hand.",
    wrong: "a whole number from 1 to 1440, never, or nothing",
  },
  "schedules.products": {
    label: "Minutes between two comparisons of products",
    hint: "Blank: as often as this installation does it. never: only by hand.",
    wrong: "a whole number from 1 to 1440, never, or nothing",
  },
  "schedules.stock": {
    label: "Minutes between two comparisons of stock",
    hint: "Blank: as often as this installation does it. never: only by hand.",
    wrong: "a whole number from 1 to 1440, never, or nothing",
  },
  "schedules.lookups": {
    label: "Minutes between two readings of accounts, VAT codes and the like",
    hint: "Blank: once a day, and whenever something unknown is met. never: only by hand.",
    wrong: "a whole number from 1 to 1440, never, or nothing",
  },
  "notifications.emails": {
    label: "E-mail addresses",
    hint: "With commas between. What needs a person is mailed, several alerts in one mail. Needs an installation that can send mail.",
    wrong: "e-mail addresses with commas between, ten at most",
  },
  "notifications.kinds": {
    label: "What is told at once",
    hint: "By e-mail and webhook. None chosen: all of it. The summary names everything in any case.",
    options: {
      jobs: "Orders, customers, articles and stock that wait for a person",
      access: "Sign-in and access",
      comparison: "Differences between both sides",
      running: "Work that stands still, silence, the vendor's limit",
    },
  },
  "notifications.dailySummary": {
    label: "A summary by e-mail each morning",
    hint: "What was booked, what is held, differences, what needs a person.",
  },
  "notifications.webhook": {
    label: "Address of a webhook",
    hint: "Each alert as it is raised and when it is over, signed. https only. Blank: none. Its secret is made below.",
    wrong: "an address that begins with https:// and can be reached from outside",
  },
  retentionDays: {
    label: "Days for which requests and answers are kept",
    wrong: "a whole number from 1 to 365",
  },
  asperionRequestsPerSecond: {
    label: "Calls of Asperion in a second, at most",
    wrong: "a whole number from 1 to 50",
  },
};

export type SettingsOrdersWords = Translated<typeof en>;
