/** docs/manual/going-live.md, written by test/docs/write-manual.ts. */
export const goingLive = [
  "# Going live",
  "",
  "Before the button is pressed, look at three things.",
  "",
  "1. **The dry run.** Do the last orders look right: customer, rows, VAT per rate, terms? What would be held says why.",
  "2. **The start line.** The first order that this product books. Everything before it stays with whoever booked it until now. Switch the old way off at the same instant.",
  "3. **The first day's limit.** With a limit of, say, 20, a wrong setting is seen on 20 documents and not on 2,000. What comes beyond waits, nothing is lost.",
  "",
  "**Trial** in place of going live: every flow runs, each document is worked out and shown, and nothing is written. When you go live afterwards, every order since the start line is booked, also those that the trial has seen.",
  "",
  "**The stop button** stands on every page of the shop. While it is stopped, orders are taken in and wait; *Resume everything* does them in their order.",
  "",
  "On the first day, open the list of orders now and then, compare two or three documents with the shop, and look at what needs a person. What was booked wrongly is put right in eAccounting: delete what nobody invoiced, credit the rest. Only a run over [past orders](orders.md) is taken back by a button.",
].join("\n");
