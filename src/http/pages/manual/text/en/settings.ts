/** docs/manual/settings.md, written by test/docs/write-manual.ts. */
export const settings = [
  "# Settings",
  "",
  "Each section is saved by itself, and every save is a version. *Compare with the last orders* works the last orders out with the saved settings and with what you entered, and shows what would become of them otherwise: taken or left, which document, for whom, its rows, its payment. Nothing is saved or written by that.",
  "",
  "- **The document.** What an order becomes. Under *Another document for some orders* the first row that fits decides: by payment method, country of delivery, amount with VAT, or kind of customer. All that a row says has to hold; what is blank holds for every order. An order that is booked keeps its document, whatever the rows say later. Journal vouchers need their accounts first, under *Look-ups*.",
  "- **By name.** Codings, units, VAT codes, sales types, cost centres and projects are chosen by their names; *Fetch the names again* under *Look-ups* reads them anew. Debtors and customers are looked for by number, e-mail address or a part of the name: one that alone fits is chosen, of several you choose, and that nobody fits is said at the field. Enter a number and save, or press *Look* first: that saves nothing. What isn't in its list any more is shown as that, and stays until you choose something else.",
  "- **Look-ups.** What a value of the shop means in eAccounting: payment conditions, delivery methods, payment methods, VAT, cost centres, accounts of journal vouchers. *Fetch the names again* reads the names of both sides. A value for all wins over the table; the table wins over the value for the rest. Values that really came and have no row stand first.",
  "- **Who is told.** Alerts stand on the pages in any case. Up to ten e-mail addresses get those that need a person, several in one mail, and each morning a summary. A webhook gets each alert as it is raised and when it is over, signed. Both stand under *Keeping and pace*.",
  "- **Keeping and pace.** How often the shop is asked for orders, how long requests and answers are kept, how many calls Asperion gets in a second.",
  "- **Versions.** Who changed what, and when. An older version comes back as the newest; none is lost.",
  "",
  "Fields that a rule may fill are under *Mapping*: see [the mapper](mapping.md).",
].join("\n");
