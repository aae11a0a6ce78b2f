/** Fields of the settings: whom an order is for, and what becomes of debtors. */
import type { Translated } from "../words.ts";

export const en = {
  "orders.findCustomerBy": {
    label: "Find the customer in eAccounting by",
    wrong: "choose at least one",
    options: {
      email: "E-mail address",
      "customer-number": "Customer number",
      "vat-number": "VAT number",
      "organisation-number": "Organisation number",
    },
  },
  "orders.updateCustomer": { label: "Keep the customer's details up to date" },
  "orders.customerKindConflict": {
    label: "When the order says company and eAccounting says person, or the reverse",
    options: { hold: "Hold the order and ask", "ledger-wins": "Go by eAccounting" },
  },
  "customers.changedByPerson": {
    label: "When somebody changed the customer in eAccounting",
    options: {
      leave: "Leave what they changed, write the rest",
      hold: "Hold the order and ask",
      overwrite: "Overwrite the change",
    },
  },
  "customers.numberPrefix": {
    label: "Prefix of customer numbers that we give",
    wrong: "1 to 4 characters, a letter first",
  },
  "orders.defaultDebtor.when": {
    label: "Default debtor",
    options: { never: "Not used", guests: "For guests", always: "For every order" },
  },
  "orders.defaultDebtor.id": {
    label: "Default debtor: a customer of eAccounting",
    wrong: "a customer of eAccounting: choose one of those found, or look again",
  },
  "orders.collectiveDebtors": {
    label: "Debtors of Asperion that stand for guests",
    hint: "Who isn't ticked is taken off.",
    wrong: "debtors of Asperion: choose among those found, or look again",
  },
  "customers.enabled": {
    label: "Bring changed debtors to eAccounting, with or without an order",
    hint: "With it on, an order no longer changes the customer of its debtor; the debtor does.",
  },
  "customers.create": { label: "Make customers of debtors before their first order" },
  "customers.classifyBy": {
    label: "Label customers by",
    options: {
      none: "Nothing: labels are left alone",
      "debtor-kind": "Kind of debtor",
      characteristic4: "Characteristic 4",
      characteristic5: "Characteristic 5",
    },
  },
};

export type SettingsCustomersWords = Translated<typeof en>;
