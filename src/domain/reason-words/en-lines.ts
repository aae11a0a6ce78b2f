/** English words: kinds of lines, articles that are missing, and gift cards. */
import {
  NOTHING_TO_DO,
  amount,
  atLine,
  day,
  percent,
  say,
  RETRY_NEWEST,
  type ReasonWords,
  when,
  words,
} from "./words.ts";

const RETRY = " Then press retry.";
const BY_HAND = "Book this order by hand in eAccounting, then skip it here with a reason.";

export const recordedLines = {
  "zero-total-left-out": words(
    "The order comes to nothing, for which eAccounting takes no document; your settings leave such orders out.",
    NOTHING_TO_DO,
  ),
  "article-created": words(
    (p) =>
      `The article ${say(p["sku"])} is missing in eAccounting and ${p["trial"] === true ? "would be" : "was"} made there, with the coding for ${percent(p["rate"])} VAT.`,
    "Look at the article in eAccounting when you have time: its name and coding are the order's, it has no price and keeps no stock.",
  ),
  "gift-card-used": words(
    (p) =>
      `A gift card paid ${amount(p["amount"])}${atLine(p)}. It is a payment: it takes nothing off the price or the VAT, and a row of the document names it.`,
    NOTHING_TO_DO,
  ),
  "gift-card-registered": words(
    (p) =>
      `The ${amount(p["amount"])} that a gift card paid were registered on the invoice${when(p["date"], (d) => `, on ${day(d)}`)}, to the account ${say(p["account"])}.`,
    NOTHING_TO_DO,
  ),
  "gift-card-already-registered": words(
    (p) =>
      `The ledger already has the ${amount(p["amount"])} that gift cards paid of this invoice, so nothing was registered for them.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const heldLines = {
  "sales-type-not-mapped": words(
    (p) =>
      `A line is sold by sales type ${say(p["salesType"])}${atLine(p)}, for which no article or coding is set.`,
    `Map the sales type in the settings: to an article's number, or to a coding (then run set-up).${RETRY_NEWEST}`,
  ),
  "new-article-coding-missing": words(
    (p) =>
      `eAccounting has no article ${say(p["sku"])}${atLine(p)}, and it isn't clear by which coding of ${percent(p["rate"])} VAT it is to be booked${when(p["coding"], (c) => `: the coding ${c} doesn't fit`)}.`,
    `Choose the coding for this VAT rate in the settings, or make the article in eAccounting.${RETRY_NEWEST}`,
  ),
  "article-not-looked-up": words(
    (p) =>
      `These settings lead to the article ${say(p["sku"])}, which nobody looked up in eAccounting when this order was planned. What it would become isn't known from here.`,
    `A dry run of the order looks it up and shows it.`,
  ),
  "article-number-taken": words(
    (p) =>
      `eAccounting refused to make the article ${say(p["sku"])}: the number is taken, and not by an article that we made.`,
    `Look at the article with this number in eAccounting: it must be active, and its VAT rate must be the line's.${RETRY}`,
  ),
  "article-number-too-long": words(
    (p) =>
      `eAccounting has no article ${say(p["sku"])}${atLine(p)}, and the code is too long to be an article's number there (${say(p["max"])} characters).`,
    BY_HAND,
  ),
  "gift-card-with-vat": words(
    (p) =>
      `A gift card bears ${amount(p["vat"])} of VAT${atLine(p)}. A card that is good for anything bears none when it is sold, and none when it is used; how a card for one VAT rate is booked isn't decided here.`,
    BY_HAND,
  ),
  "gift-card-coding-unfit": words(
    (p) =>
      `The order sells a gift card, and ${UNFIT[String(p["why"])] ?? "its coding can't be used"}${when(p["account"], (a) => ` (account ${a})`)}.`,
    `Make a coding with 0 % VAT in eAccounting whose account is your debt for gift cards (2421 in a Swedish chart), choose it in the settings and run set-up.${RETRY_NEWEST}`,
  ),
  "gift-card-exceeds-order": words(
    (p) =>
      `The gift cards of this order are worth more than what was sold: its total is ${amount(p["total"])}. What a card has left stays on the card.`,
    "Correct the order in Asperion, so that no more of the card is used than the order costs; it is taken up by itself after the change.",
  ),
  "gift-card-in-credit": words(
    (p) =>
      `This credit gives ${amount(p["amount"])} back onto a gift card${atLine(p)}. How eAccounting wants such a payment of a credit isn't known, so nothing was booked.`,
    BY_HAND,
  ),
  "gift-card-account-missing": words(
    (p) =>
      `A gift card${when(p["card"], (c) => ` (${c})`)} paid part of this order${atLine(p)}, and no account is set for it.`,
    `Make a bank account in eAccounting whose ledger account is your debt for gift cards (2421 in a Swedish chart), and choose it in the settings.${RETRY_NEWEST}`,
  ),
  "gift-card-payment-unclear": words(
    (p) =>
      `Somebody registered ${amount(p["byHand"])} on the invoice, and it can't be told whether that was the gift card (${amount(p["cards"])}) or money. Nothing more was registered.`,
    "Register in eAccounting what is missing, then skip this.",
  ),
} satisfies Record<string, ReasonWords>;

const UNFIT: Readonly<Record<string, string>> = {
  "not-chosen": "no coding is chosen for gift cards",
  "not-found": "eAccounting has no such active coding with an account for it",
  vat: "the coding that is chosen for it bears VAT",
  revenue:
    "the coding that is chosen for it books to revenue, while a gift card is a debt until it is used",
};

/** Told by releases that didn't book these kinds of lines; jobs of theirs may still be held. */
export const retiredLines = {
  "line-sales-type": words(
    (p) =>
      `The order has a line without an article, of a sales type${atLine(p)}. An earlier release couldn't book such lines.`,
    "Press retry.",
  ),
  "line-fee": words(
    (p) =>
      `The order has a fee${atLine(p)} of ${amount(p["amount"])}. An earlier release couldn't book fees.`,
    "Press retry.",
  ),
  "line-gift-card": words(
    (p) =>
      `The order has a gift card${atLine(p)} of ${amount(p["amount"])}. An earlier release couldn't book gift cards.`,
    "Press retry.",
  ),
} satisfies Record<string, ReasonWords>;
