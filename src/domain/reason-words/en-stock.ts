/** English words: stock, from the ledger to the shop. */
import { NOTHING_TO_DO, type Params, type ReasonWords, say, when, words } from "./words.ts";

/** "12 (TSHIRT and others)", or the one that it is. */
const articles = (p: Params): string =>
  `${say(p["articles"])}${when(p["first"], (first) => (p["articles"] === 1 ? ` (${first})` : ` (${first} and others)`))}`;

export const stock = {
  "stock-correction-order": words(
    "This order only corrects stock in Asperion. It isn't a sale and isn't booked.",
    NOTHING_TO_DO,
  ),
  "stock-corrected": words(
    (p) =>
      `Stock in Asperion was corrected by order ${say(p["order"] ?? p["marker"])}${when(p["order"], () => ` (${say(p["marker"])})`)}. Articles in it: ${say(p["rows"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-field-written": words(
    (p) =>
      `Stock figures were written to the articles' field ${say(p["field"])} in Asperion. Articles: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-managed": words(
    (p) =>
      `Asperion was told to keep stock of articles that it kept none of: ${say(p["articles"])}. Their figures follow with the next run.`,
    NOTHING_TO_DO,
  ),
  "stock-equal": words(
    (p) =>
      `Nothing was written: all stock figures in Asperion are as they should be. Articles compared: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-would-change": words(
    (p) =>
      `Figures that would have been changed in Asperion: ${say(p["rows"])}; articles whose stock keeping would have been switched on: ${say(p["managed"])}.`,
    "The job's story shows each of them.",
  ),
  "stock-unbooked": words(
    (p) =>
      `Sold in Asperion and not in eAccounting yet, and so taken off: ${say(p["pieces"])} pieces. Articles: ${say(p["articles"])}.`,
    "Look at the orders that wait or are held: once they are booked, eAccounting itself counts them.",
  ),
  "stock-moving": words(
    (p) =>
      `Articles left alone in this run, as an order with them was just being worked on: ${articles(p)}.`,
    "Nothing has to be done: the next run looks again.",
  ),
  "stock-not-managed": words(
    (p) =>
      `Articles left alone, as eAccounting keeps their stock and Asperion doesn't: ${articles(p)}.`,
    "Switch stock keeping on for them in Asperion, or let the settings do it.",
  ),
  "stock-article-missing": words(
    (p) =>
      `Stock articles of eAccounting that aren't in Asperion, or aren't active there: ${articles(p)}.`,
    "Nothing has to be done, unless the shop should sell them.",
  ),
  "stock-not-kept": words(
    "eAccounting keeps no stock of this article: it is a service, or no stock article.",
    NOTHING_TO_DO,
  ),
  "stock-rest": words(
    (p) =>
      `More figures differ than one run changes (${say(p["most"])}). Left for the next runs: ${say(p["rest"])}.`,
    "Nothing has to be done: the next runs go on.",
  ),
} satisfies Record<string, ReasonWords>;

export const heldStock = {
  "stock-no-figure": words(
    (p) =>
      `The expression gives no stock figure for these articles, and they were left alone: ${articles(p)}.`,
    "Correct the expression in the settings: a division by zero, or too large a number.",
  ),
  "stock-not-possible": words(
    (p) =>
      `Stock can't be kept in step with the settings as they are${when(p["setting"], (name) => ` (${name})`)}.`,
    "Open the settings and save them: what is wrong is said at its field.",
  ),
  "stock-too-many-open": words(
    (p) =>
      `Too many orders of Asperion aren't in eAccounting yet: ${say(p["count"])}. With more than ${say(p["most"])} it can't be said what the shop may sell, so nothing was written.`,
    "Let the orders be booked, or settle those that are held. Stock goes on by itself then.",
  ),
  "stock-not-reserved": words(
    (p) =>
      `Order ${say(p["order"])} stands in eAccounting as an ongoing sales order, but its pieces don't show as reserved. Every sale would be given back to the shop, so nothing was written.`,
    "Check that the stock module is on in eAccounting and that the articles are stock articles, then press retry.",
  ),
  "stock-debtor-has-sales": words(
    (p) =>
      `Debtor ${say(p["debtor"])} stands for corrections of stock, and order ${say(p["order"])} was sold to it. No correction is written for it.`,
    "Make a debtor in Asperion to whom nothing is sold, and choose it in the settings. Then press Retry with the newest settings.",
  ),
  "stock-correction-no-effect": words(
    (p) =>
      `The last correction (${say(p["quantity"])} of ${say(p["article"])}, at a stock of ${say(p["before"])}) didn't move the stock in Asperion as it should. No further one is written.`,
    "Look at that order and that article in Asperion. Press retry to let one more correction be written.",
  ),
} satisfies Record<string, ReasonWords>;
