/** docs/manual/customers.md, written by test/docs/write-manual.ts. */
export const customers = [
  "# Customers",
  "",
  "A customer comes with its first order. It is looked for in eAccounting by what *Settings › Customers* names (the e-mail address, unless you choose otherwise), and made only if nobody fits. Two that fit hold the order: choosing is a person's decision.",
  "",
  "- **Company or person.** A company name on the order, or a VAT or organisation number of the debtor, makes a company. eAccounting decides by this whether prices include VAT.",
  "- **Guests** are kept by their e-mail address, under a number of ours. One fixed customer for all guests can be set as *default debtor*.",
  "- **Corrections by hand stay.** What somebody changes in a customer in eAccounting is left alone, and the rest is written. Other choices: hold, or overwrite.",
  "- **Without orders.** With *Bring changed debtors to eAccounting* on, each change of a debtor is brought over, with labels, terms, currency, delivery method and language by the look-ups. Orders then leave their debtor's customer alone.",
  "",
  "Customer price lists are **not** sent, in either direction.",
].join("\n");
