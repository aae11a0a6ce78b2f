/**
 * Checks the source's figures before anything is made of them. A difference beyond rounding holds
 * the order and shows the figures. Nothing is repaired here, and no tolerance of the tenant
 * applies. The bounds are those of rounding: half a cent per line, and half a cent for the sum.
 *
 * What this product doesn't book yet holds the order too, each kind with its own reason.
 */
import { exemptAccount, isRevenue } from "../../../domain/ledger/accounts.ts";
import { roundingBound } from "../../../domain/orders/sold.ts";
import type { LedgerCoding, LedgerCompany } from "../../../domain/ledger/ledger.ts";
import {
  amount,
  dec,
  type Decimal,
  fits,
  plain,
  same,
  sum,
  vatInGross,
  vatOnNet,
} from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type ParamsOf, type Reason, reason } from "../../../domain/reasons/index.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import { partyOf } from "../../parties/party.ts";
import { isFree } from "../money/cross-border-rows.ts";
import { linesWithAmounts, type SaleAndCards, type SourceLine } from "../money/lines.ts";
import { lookupFacts } from "../shared/filled-fields.ts";
import type { PlanForm, PlanInput } from "../shared/plan-input.ts";

/**
 * Larger figures are refused as faulty. Up to this a JSON number holds four decimals exactly, which
 * is how figures are sent to the ledger.
 */
const MAX_FIGURE = "99999999999";
export const isTooLarge = (figure: Decimal): boolean => dec(figure).abs().gt(MAX_FIGURE);

/** Returns all faults of the source's figures; empty where there are none. */
export function checkSource(order: Order, lines: readonly SourceLine[]): readonly Reason[] {
  const perLine = lines.flatMap(checkLine);
  return perLine.length > 0
    ? perLine
    : [
        ...checkRates(order, lines),
        ...checkDiscounts(lines),
        ...checkHead(order, lines),
        ...checkPaid(order),
      ];
}

/** The paid amount may differ from the order's total, but not exceed what a ledger can hold. */
const checkPaid = ({ amountPaid }: Order): readonly Reason[] =>
  amountPaid === null || !isTooLarge(amountPaid)
    ? []
    : [reason("faulty-source-shape", { field: "amountPaid", got: amountPaid })];

function checkLine(line: SourceLine): readonly Reason[] {
  const figures = { line: line.lineNumber, net: line.net, vat: line.vat, gross: line.gross };
  const faulty = (fault: ParamsOf<"faulty-source-line">["fault"]): readonly Reason[] => [
    reason("faulty-source-line", { ...figures, fault }),
  ];
  if (![line.net, line.vat, line.gross].every((figure) => fits(figure, 2)))
    return faulty("decimals");
  if ([line.net, line.vat, line.gross, line.quantity, line.price].some(isTooLarge))
    return faulty("too-large");
  if (dec(line.vatRate).lt(0) || dec(line.vatRate).gt(1)) return faulty("rate");
  if (!dec(line.net).plus(dec(line.vat)).eq(dec(line.gross))) return faulty("sum");
  const moves = !dec(line.gross).eq(0) || !dec(line.net).eq(0);
  if (line.kind === "text") return moves ? faulty("text-with-amount") : [];
  if (moves && dec(line.quantity).round(4, 1).eq(0)) return faulty("no-quantity");
  return [];
}

/**
 * Checks the VAT of each rate. With prices that include VAT, the VAT inside the gross is compared:
 * the gross was set and the net was rounded, so net times rate would blame rounding on the source.
 */
function checkRates(order: Order, lines: readonly SourceLine[]): readonly Reason[] {
  const rates = [...new Set(linesWithAmounts(lines).map((line) => plain(line.vatRate)))];
  return rates.flatMap((rate) => {
    const own = linesWithAmounts(lines).filter((line) => plain(line.vatRate) === rate);
    const [net, vat, gross] = [
      sum(own.map((line) => line.net)),
      sum(own.map((line) => line.vat)),
      sum(own.map((line) => line.gross)),
    ];
    const expected = order.pricesIncludeVat ? vatInGross(gross, rate) : vatOnNet(net, rate);
    const bound = roundingBound(own.length + (order.roundings ?? 0));
    if (vat.minus(expected).abs().lte(bound)) return [];
    return [
      reason("faulty-source-vat", {
        rate,
        net: amount(net),
        vat: amount(vat),
        expected: amount(expected, 4),
        bound: plain(bound),
      }),
    ];
  });
}

/**
 * A discount may not exceed what was sold at its rate; otherwise it would be VAT without a sale.
 * Returned goods don't reduce what was sold. Discounts without VAT aren't checked: they are loyalty
 * money, or a total rounded by the shop.
 */
function checkDiscounts(lines: readonly SourceLine[]): readonly Reason[] {
  const own = linesWithAmounts(lines).filter((line) => !line.fromHead && !dec(line.vatRate).eq(0));
  return [...Map.groupBy(own, ({ vatRate }) => plain(vatRate))].flatMap(([rate, of]) => {
    const discount = sum(of.filter(({ kind }) => kind === "discount").map(({ gross }) => gross));
    const sold = sum(
      of.flatMap(({ kind, gross }) => (kind !== "discount" && dec(gross).gt(0) ? [gross] : [])),
    );
    return sold.plus(discount).plus(roundingBound(of.length)).gte(0)
      ? []
      : [
          reason("discount-exceeds-sold", {
            rate,
            discount: amount(discount.abs()),
            sold: amount(sold),
          }),
        ];
  });
}

function checkHead(order: Order, lines: readonly SourceLine[]): readonly Reason[] {
  const own = linesWithAmounts(lines);
  const bound = roundingBound(own.length + (order.roundings ?? 0));
  const fields = ["net", "vat", "gross"] as const;
  const off = fields.flatMap((field) => {
    const total = sum(own.map((line) => line[field]));
    if (total.minus(dec(order[field])).abs().lte(bound)) return [];
    return [
      reason("faulty-source-totals", {
        field,
        head: order[field],
        lines: amount(total),
        bound: plain(bound),
      }),
    ];
  });
  const head = { field: "gross", head: order.gross, lines: null } as const;
  if (isTooLarge(order.gross))
    return [
      reason("faulty-source-totals", { ...head, bound: MAX_FIGURE, fault: "too-large" }),
      ...off,
    ];
  if (!fits(order.gross, 2))
    return [reason("faulty-source-totals", { ...head, bound: "0", fault: "decimals" }), ...off];
  // The head discount isn't in the lines, and the gap isn't the same share of them all.
  if (order.headDiscount !== null && off.some(({ params }) => params["field"] === "gross"))
    return [
      reason("faulty-source-discount", {
        discount: order.headDiscount,
        head: order.gross,
        lines: amount(sum(own.map((line) => line.gross))),
      }),
    ];
  const added = dec(order.net).plus(dec(order.vat));
  if (added.minus(dec(order.gross)).abs().gt(bound))
    return [
      reason("faulty-source-totals", {
        field: "head",
        head: order.gross,
        lines: amount(added),
        bound: plain(bound),
      }),
      ...off,
    ];
  return off;
}

/** Returns all reasons why this order is beyond what the product books; empty where it isn't. */
export function outOfScope(
  order: Order,
  company: LedgerCompany,
  currencies: readonly string[],
  form: PlanForm = "sales-order",
): readonly Reason[] {
  const reasons: Reason[] = [];
  if ((order.creditsOrderId !== null && form !== "credit") || dec(order.gross).lt(0))
    reasons.push(reason("credit-order", { credits: order.creditsOrderId, total: order.gross }));
  else if (dec(order.gross).eq(0))
    reasons.push(reason("total-not-positive", { total: order.gross, document: form }));

  if (order.currency !== company.currency && !currencies.includes(order.currency))
    reasons.push(
      reason("currency-unknown", { currency: order.currency, company: company.currency }),
    );
  return reasons;
}

/**
 * Gift cards of an order. A sold one is a debt to whoever will use it: it is booked on an article
 * whose coding has no VAT and leads to such an account. A used one is a payment of the sale (see
 * money/lines.ts). Any other card is held.
 *
 * Why the cards of this order can't be booked; empty where they can, or where there are none.
 */
export function giftCardFaults(
  { order, company, countries = [], settings, codings, form }: PlanInput,
  sale: SaleAndCards,
): readonly Reason[] {
  const withVat = order.lines
    .filter(({ kind, vat }) => kind === "gift-card" && !same(vat, 0))
    .map(({ lineNumber, vat }) => reason("gift-card-with-vat", { line: lineNumber, vat }));
  return [
    ...withVat,
    ...soldFaults(sale.order, settings.orders.giftCardCoding, codings, company.country),
    ...usedFaults(order, sale, { company, countries, settings, form }),
  ];
}

function soldFaults(
  sold: Order,
  wanted: string | null,
  codings: readonly LedgerCoding[],
  country: string,
): readonly Reason[] {
  if (!sold.lines.some((line) => line.kind === "gift-card" && !isFree(line))) return [];
  if (wanted === null)
    return [reason("gift-card-coding-unfit", { coding: null, why: "not-chosen", account: null })];
  const coding = codings.find(({ id }) => id.toLowerCase() === wanted.toLowerCase());
  const account = coding === undefined ? null : exemptAccount(coding);
  const why = unfitFor(coding, account, country);
  return why === null ? [] : [reason("gift-card-coding-unfit", { coding: wanted, why, account })];
}

/** Returns why gift cards can't be booked with this coding; `null`: they can. */
function unfitFor(
  coding: LedgerCoding | undefined,
  account: number | null,
  country: string,
): "not-found" | "vat" | "revenue" | null {
  if (coding === undefined || !coding.active || account === null) return "not-found";
  if (!same(coding.vatRate, 0)) return "vat";
  return isRevenue(account, country) === true ? "revenue" : null;
}

function usedFaults(
  order: Order,
  { cards }: SaleAndCards,
  {
    company,
    countries,
    settings,
    form,
  }: Required<Pick<PlanInput, "company" | "countries" | "settings">> & {
    readonly form: PlanInput["form"] | undefined;
  },
): readonly Reason[] {
  const [first] = cards;
  if (first === undefined) return [];
  if (form === "credit")
    return [reason("gift-card-in-credit", { line: first.line, amount: first.amount })];
  if (dec(order.gross).lt(0)) return [reason("gift-card-exceeds-order", { total: order.gross })];
  if (form !== "invoice") return [];
  // Planned with the order's own data on its buyer, like the payment.
  const facts = lookupFacts(order, { company, countries }, partyOf(order, null, settings).kind);
  const homeless = cards.filter(
    (card) => choose(settings.lookups.giftCard, card.code, facts).value === null,
  );
  return homeless.map((card) =>
    reason("gift-card-account-missing", { line: card.line, card: card.code }),
  );
}
