/** English words: journal vouchers and the accounts that they are booked on. */
import {
  country,
  NOTHING_TO_DO,
  amount,
  atLine,
  day,
  say,
  type Params,
  type ReasonWords,
  when,
  words,
} from "./words.ts";

const SET_ACCOUNT =
  "Choose the account in the settings. Then press Retry with the newest settings.";
const BY_HAND =
  "Look at both in eAccounting, correct them with a voucher by hand where they are wrong, then skip this.";

const undone = (p: Params): boolean => p["why"] === "undone";
const since = (p: Params): string =>
  undone(p)
    ? `Voucher ${say(p["number"])} is to be taken back with the past orders that it was booked with`
    : `The order ${p["why"] === "cancelled" ? "was cancelled" : "changed"} in Asperion after voucher ${say(p["number"])} was booked`;

export const takenVouchers = {
  "voucher-booked": words(
    (p) =>
      `The order was booked in eAccounting${when(p["number"], (n) => ` as voucher ${n}`)}${when(p["item"], (n) => ` with item ${n} of the customer ledger`)}, dated ${day(p["date"])}.`,
    NOTHING_TO_DO,
  ),
  "voucher-credit-booked": words(
    (p) =>
      `The credit was booked in eAccounting${when(p["number"], (n) => ` as voucher ${n}`)}, dated ${day(p["date"])}${when(p["original"], (n) => `. It takes back of voucher ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "voucher-reversed": words(
    (p) =>
      `Voucher ${say(p["voucher"])} was taken back by another one${when(p["number"], (n) => `, ${n}`)}, dated ${day(p["date"])}: ${undone(p) ? "it was booked with past orders that are taken back" : `the order ${p["why"] === "cancelled" ? "was cancelled" : "changed"} in Asperion`}.`,
    NOTHING_TO_DO,
  ),
  "voucher-empty": words(
    "Nothing was charged and nothing was sold for an amount, so there is nothing to book.",
    NOTHING_TO_DO,
  ),
  "voucher-paid": words(
    (p) =>
      `${p["back"] === true ? "The refund" : "The payment"} of ${amount(p["amount"])} was booked on account ${say(p["account"])}${when(p["number"], (n) => ` as voucher ${n}`)}, dated ${day(p["date"])}. It settles voucher ${say(p["voucher"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const recordedVouchers = {
  "voucher-planned": words(
    (p) =>
      `The order becomes a voucher of the level ${say(p["level"])}, with ${say(p["rows"])} rows.`,
    NOTHING_TO_DO,
  ),
  "voucher-keeps-vat": words(
    (p) =>
      `The level simple books the whole sale on one account: its VAT of ${amount(p["vat"])} ${say(p["currency"])} isn't booked apart.`,
    "Book the VAT apart when the period is closed, or choose the level recommended in the settings.",
  ),
  "account-chosen": words(
    (p) =>
      `Account ${say(p["account"])} for ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${atLine(p)}, by ${BY[String(p["by"])] ?? say(p["by"])}${byRow(p)}.`,
    NOTHING_TO_DO,
  ),
  "account-of-article": words(
    (p) =>
      `Account ${say(p["account"])}${atLine(p)}: the one that the article's coding in eAccounting books on.`,
    NOTHING_TO_DO,
  ),
  "rate-chosen": words(
    (p) =>
      `Amounts in ${say(p["currency"])} were converted at ${amount(p["rate"])} ${say(p["into"])} for one, ${FROM[String(p["by"])] ?? say(p["by"])}${when(p["day"], (day) => ` of ${day}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;

export const heldVouchers = {
  "account-missing": words(
    (p) =>
      `No account is chosen for ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` of ${from}`)}${atLine(p)}.`,
    SET_ACCOUNT,
  ),
  "account-missing-abroad": words(
    (p) =>
      `The goods go to ${country(p["country"])}, and no account for ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` of ${from}`)}${atLine(p)} is chosen for there. Accounts for sales at home aren't used for sales abroad.`,
    "Add a row for the country or its group to the table of accounts in the settings, then press Retry with the newest settings.",
  ),
  "voucher-cash-bookkeeping": words(
    "The company keeps its books by payment (the cash method): what is owed isn't booked before it is paid.",
    "Book what was paid on the accounts of payment methods and let only paid orders through, both in the settings. Then press Retry with the newest settings. Or book this order by hand in eAccounting and skip it here.",
  ),
  "rate-missing": words(
    (p) =>
      p["rate"] != null
        ? `The exchange rate ${amount(p["rate"])} for ${say(p["currency"])} can't be right: it makes nothing of the order, or too much.`
        : `There is no exchange rate for ${say(p["currency"])} on the booking day, where the settings say that it is from.`,
    "Choose where rates are from in the settings, or wait until there is one. Then press Retry with the newest settings.",
  ),
  "voucher-differs": words(
    (p) =>
      `The voucher is booked${when(p["account"], (account) => ` with ${amount(p["booked"])} on account ${account}; expected was ${amount(p["planned"])}`)}${when(p["field"], (field) => ` with another ${FIELD[field] ?? field} than expected: ${amount(p["booked"])} in place of ${amount(p["planned"])}`)}.`,
    BY_HAND,
  ),
  "voucher-changed-after-booking": words(
    (p) =>
      `The order ${p["why"] === "cancelled" ? "was cancelled" : "changed"} in Asperion after voucher ${say(p["number"])} was booked. A booked voucher isn't changed.`,
    "Take the voucher back by another one by hand, or let that be done in the settings and press Retry with the newest settings.",
  ),
  "undo-booked-stays": words(
    (p) =>
      `What was booked of past orders is to be taken back, and ${p["document"] === "voucher" ? "voucher" : "invoice"} ${say(p["number"])} stays: what is booked can't be deleted.`,
    "If it is wrong, credit the invoice in eAccounting, or take the voucher back there by another one; then skip this.",
  ),
  "voucher-has-credits": words(
    (p) =>
      `${since(p)}, and credits of ${amount(p["credited"])} were booked against it. It isn't taken back by itself.`,
    BY_HAND,
  ),
  "voucher-item-paid": words(
    (p) =>
      p["why"] === "anew"
        ? `The order is to be booked again after its voucher was taken back by ${say(p["number"])}, and ${amount(p["amount"])} was paid on the item of the customer ledger that was taken back. It isn't booked by itself, as that money would be booked twice.`
        : `${since(p)}, and ${amount(p["amount"])} was paid on its item of the customer ledger. It isn't taken back by itself, as the payment would stay on what was taken back.`,
    BY_HAND,
  ),
  "voucher-item-unpayable": words(
    (p) =>
      `After the item of the customer ledger of voucher ${say(p["number"])} was booked ${amount(p["amount"])} was paid, and eAccounting ${p["why"] === "credit" ? "takes no refund on such an item from here" : "doesn't show such an item among the invoices"}. Nothing was registered.`,
    "Register the payment on the item in eAccounting, then skip this.",
  ),
} satisfies Record<string, ReasonWords>;

const NAME: Readonly<Record<string, string>> = {
  revenueAccount: "revenue",
  vatAccount: "VAT",
  receivableAccount: "what is owed",
  clearingAccount: "payments",
  productAccount: "the product",
  shippingAccount: "shipping",
  discountAccount: "discounts",
  feeAccount: "fees",
  giftCardAccount: "gift cards",
  roundingAccount: "rounding",
};
const BY: Readonly<Record<string, string>> = {
  force: "the setting for all orders",
  table: "the table",
  default: "the default",
};
const FROM: Readonly<Record<string, string>> = {
  ledger: "eAccounting's rate",
  source: "the order's own rate",
  original: "the rate of the voucher that it takes back",
};
const byRow = (p: Params): string =>
  when(p["by"] === "table" ? (p["key"] ?? p["from"]) : null, (row) => ` (row ${row})`);
const FIELD: Readonly<Record<string, string>> = {
  CostCenterItemId1: "first cost centre",
  CostCenterItemId2: "second cost centre",
  CostCenterItemId3: "third cost centre",
  ProjectId: "project",
};
