/** Linking an order to what is in the ledger already, and unlinking it. */
import type { Child } from "hono/jsx";
import type { Translated } from "../words.ts";

export const en = {
  title: "The document in eAccounting",
  none: "No document stands for this order.",
  stands: (kind: string, number: string) => `${kind} ${number} stands for this order.`,
  byHand: "Linked by a person.",
  roles: {
    "sales-order": "Sales order",
    "invoice-draft": "Draft of an invoice",
    "credit-draft": "Draft of a credit",
    invoice: "Invoice",
    credit: "Credit invoice",
    voucher: "Voucher",
    "voucher-credit": "Voucher of a credit",
    other: "Document",
  },
  link: "Link an existing one",
  linkLead:
    "Booked by hand, or found after a doubt: name it by its number. It is read first, and nothing is sent for this order any more.",
  what: "What it is",
  kinds: {
    order: "Sales order",
    "invoice-draft": "Draft of an invoice (by its id)",
    invoice: "Invoice or credit invoice",
    voucher: "Voucher",
    customer: "Customer of the order's buyer",
  },
  number: "Number in eAccounting",
  numberHint:
    "As eAccounting shows it, such as 1042 or A12. A draft of an invoice has none: take the id from the address of its page.",
  press: "Link",
  differs: "It isn't what the order says",
  confirm: "Link it all the same",
  refused: "It wasn't linked",
  unlink: "Unlink",
  unlinkLead:
    "The document stays in eAccounting as it is. The order is held and isn't booked again until somebody presses retry.",
  why: "Why it is unlinked",
  sayWhy: "Say why: the reason stays with the order.",
  sayNumber: "Enter a number.",
  rowLink: "Link or unlink",
  article: {
    title: "The article in Asperion",
    byCode: "It is found by its code: the article in Asperion whose code is this article's number.",
    stands: (code: Child): Child => [
      "A person said that it is the article ",
      code,
      " in Asperion.",
    ],
    lead: "Where the two numbers differ, or the wrong article was found. It keeps its code there; its other fields follow eAccounting as the settings say. Stock and the lines of orders still go by the code: for orders the look-up “Article sold in the place of another” says which one is sold.",
    code: "Code of the article in Asperion",
    link: "Link",
    unlink: "Unlink the article",
    unlinkLead:
      "Then it is found by its number again, and made in Asperion where no article has that code. The article that it was linked to stays as it is.",
  },
  debtor: {
    title: "The customer in eAccounting",
    stands: (id: Child): Child => ["Customer ", id, " of eAccounting stands for this debtor."],
    byPerson: "Linked by a person.",
    byItself: "Found or made by itself.",
    lead: "The customer stays in eAccounting as it is. The next order or change of this debtor looks for its customer anew, as the settings say: mend first why the wrong one was found.",
    unlink: "Unlink the customer",
  },
};

export type ByHandWords = Translated<typeof en>;
