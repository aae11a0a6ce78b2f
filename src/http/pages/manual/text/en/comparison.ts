/** docs/manual/comparison.md, written by test/docs/write-manual.ts. */
export const comparison = [
  "# The comparison of both sides",
  "",
  "Each night every order of the last 35 days is held against the documents in eAccounting: is it there once, and with the amount that was paid? *Compare these days now* does it at once for up to 366 days. It only reads.",
  "",
  "| found | what it means | what to do |",
  "|---|---|---|",
  "| twice | two documents carry one order's marker | keep one, delete or credit the other in eAccounting |",
  "| without an order | a document with our marker that belongs to no order | find out who made it, then delete or credit it |",
  "| amount | what is booked isn't what the shop charged | open the order's page, compare the rows, correct one of the two |",
  "| VAT | a rate's VAT differs by more than rounding can leave | compare the VAT of each rate |",
  "| missing | we wrote it, and it isn't in eAccounting any more | retry the order, or skip it if it was deleted on purpose |",
  "",
  "A finding goes by itself once a comparison of these days doesn't find it again. *By day* gives the sums of both sides, and by VAT rate, as they are needed for the VAT return; *Order by order* gives each. Both can be downloaded.",
  "",
  "An order that nobody told of is found here too and is taken up at once: nothing is lost.",
].join("\n");
