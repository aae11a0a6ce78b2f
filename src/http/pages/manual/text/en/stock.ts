/** docs/manual/stock.md, written by test/docs/write-manual.ts. */
export const stock = [
  "# Stock",
  "",
  "The figure of eAccounting goes to Asperion every fifteen minutes, and only where it differs.",
  "",
  "- **How.** Asperion's current stock can't be written. Either a *correction order* of a debtor of its own moves it (that order costs nothing and is never booked), or the figure is written into a field of the article.",
  "- **Which figure.** What is available (balance less reserved) unless you choose the balance, a margin, a percentage or an expression.",
  "- **No loops.** What the shop sold and isn't in eAccounting yet is always taken off first, so a sale is never given back.",
  "- **When it can't be on.** Where a booked order doesn't move stock in eAccounting (drafts, vouchers), the flow is refused: every sale would be given back to the shop. The settings say so at once.",
  "",
  "Make the debtor for corrections in Asperion first, and use it for nothing else.",
].join("\n");
