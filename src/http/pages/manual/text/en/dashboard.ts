/** docs/manual/dashboard.md, written by test/docs/write-manual.ts. */
export const dashboard = [
  "# The shop's page and its lists",
  "",
  "*Status* is the shop's first page. From top to bottom: what needs a person, the figures of today and of this month, how everything is, what runs by itself, the connections.",
  "",
  "- **Figures.** Each order counts once, on the day on which it came to stand so. A number leads to the orders behind it. The graph shows the last 30 days; *The same as a table* gives its numbers.",
  "- **What runs by itself.** When each flow ran last and when it runs next. *Run now* doesn't wait for that; *Stop* keeps one flow still while the others go on.",
  "- **Lists.** *Orders*, *Customers*, *Products* and *Stock* show each thing once, as it stands now, what changed last first. Search by number, article number or words of the reason; choose state and days. *Download as CSV* gives what is shown, for a spreadsheet. Products that were made or changed in Asperion stand under *Products*, each comparison of stock under *Stock*.",
  "- **One order.** Its page shows what came from Asperion, every row as it was sent with the reason for its figures, the answer of eAccounting held against what was expected, and each question and answer word for word, for as many days as the settings keep them.",
  "- **Trial.** While the shop is on trial, lists and pages show what would have been written.",
  "",
  "See [why something is held](held.md) for what the states ask of you.",
].join("\n");
