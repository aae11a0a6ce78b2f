/**
 * Compares a booked invoice with the plan: total, VAT, the VAT of each rate, the day, the currency.
 * Pure. Differences are reported and never corrected automatically: an invoice is corrected by a
 * credit, which a person decides.
 */
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, negated, sum } from "../../../../domain/money.ts";
import { reason, type Reason } from "../../../../domain/reasons/index.ts";
import type { RateTotals, SalesOrder, Totals } from "../../../../domain/orders/sales-order.ts";
import type { BookedPlan, RunFacts } from "../../../port.ts";

export type BookedVerdict = {
  readonly kind: "equal" | "within-tolerance" | "differs";
  readonly reasons: readonly Reason[];
};

/** Returns the comparison for the job's timeline, in the form of a draft's. */
export function bookedNote(
  planned: SalesOrder,
  answered: AnsweredInvoice,
  verdict: BookedVerdict,
): unknown {
  const invoice = planned.credit === undefined ? answered : asSale(answered);
  return {
    predicted: planned.prediction,
    rounding: planned.rounding,
    answered: { amount: invoice.total, vat: invoice.vat, roundings: invoice.roundings },
    verdict: { ...verdict, learnt: { amountIncludesVat: true } },
    booked: answered,
  };
}

/**
 * Compares with both ways of rounding VAT: the draft has settled which one the ledger uses.
 * `tolerance` as for the draft. `currency`: the company's; `null`: not known.
 */
export function compareBooked(
  planned: BookedPlan,
  answered: AnsweredInvoice,
  tolerance: Decimal,
  currency: string | null,
): BookedVerdict {
  const invoice = planned.credit === undefined ? answered : asSale(answered);
  const predictions = [
    planned.prediction[planned.rounding],
    planned.prediction[planned.rounding === "row" ? "rate" : "row"],
  ];
  const others = [
    ...differentDay(planned, invoice),
    ...differentCurrency(planned, invoice),
    ...wrongWay(planned, answered),
  ];
  const isForeign = currency !== null && planned.currency !== currency;
  const figures = predictions.map((prediction) => differences(prediction, invoice, isForeign));
  if (figures.some((found) => found.length === 0))
    return { kind: others.length === 0 ? "equal" : "differs", reasons: others };
  const [first = []] = figures;
  const within = first.every(({ off }) => dec(off).abs().lte(dec(tolerance)));
  if (within && others.length === 0)
    return {
      kind: "within-tolerance",
      reasons: [reason("within-tolerance", { difference: first[0]?.off ?? "0.00", tolerance })],
    };
  return { kind: "differs", reasons: [...first.map(({ why }) => why), ...others] };
}

/**
 * Converting sends nothing (E161). If the ledger sent the invoice anyway, a person is told and it
 * isn't sent again. Only for a convert's own answer: later a person may have sent it.
 */
export const observedUnsent = (verdict: BookedVerdict, invoice: AnsweredInvoice): BookedVerdict =>
  isSentByLedger(invoice)
    ? { kind: "differs", reasons: [...verdict.reasons, reason("sent-by-ledger", {})] }
    : verdict;

export const isSentByLedger = ({ sendType = 0 }: AnsweredInvoice): boolean => sendType !== 0;

/** Returns the currency of the company. */
export const currencyOf = ({ lists }: Pick<RunFacts, "lists">): string | null =>
  lists.company?.currency ?? null;

type Difference = { readonly off: Decimal; readonly why: Reason };

function differences(
  prediction: Totals,
  invoice: AnsweredInvoice,
  isForeign: boolean,
): readonly Difference[] {
  const gross = isToWholeUnits(invoice) && !isForeign ? unrounded(invoice) : invoice.total;
  return [
    ...differ("total", null, prediction.gross, gross),
    ...differ("vat", null, prediction.vat, invoice.vat),
    ...(invoice.perRate === null ? [] : ofRates(prediction.perRate, invoice.perRate)),
  ];
}

/** Returns the total without the ledger's own rounding. */
export const unrounded = ({ total: gross, roundings }: AnsweredInvoice): Decimal =>
  amount(dec(gross).minus(dec(roundings)));

const HALF = "0.5";

/** Only rounding to whole units of the company's currency (E164) is no difference. */
const isToWholeUnits = ({ total: gross, roundings }: AnsweredInvoice): boolean =>
  dec(roundings).abs().lte(HALF) && dec(gross).mod(1).eq(0);

/** The list may leave out a rate without VAT, or have it more than once (exempt and exported). */
function ofRates(
  planned: readonly RateTotals[],
  booked: readonly RateTotals[],
): readonly Difference[] {
  const rates = [...new Set([...planned, ...booked].map(({ rate }) => dec(rate).toFixed()))].filter(
    (rate) => !same(rate, 0),
  );
  return rates.flatMap((rate) => {
    const [mine, theirs] = [planned, booked].map((list) =>
      list.filter((one) => same(one.rate, rate)),
    );
    return [
      ...differ("net", rate, total(mine, "net"), total(theirs, "net")),
      ...differ("vat", rate, total(mine, "vat"), total(theirs, "vat")),
    ];
  });
}

const total = (list: readonly RateTotals[] | undefined, field: "net" | "vat"): Decimal =>
  amount(sum((list ?? []).map((one) => one[field])));

const differ = (
  field: "total" | "vat" | "net",
  rate: Decimal | null,
  planned: Decimal,
  booked: Decimal,
): readonly Difference[] =>
  same(planned, booked)
    ? []
    : [
        {
          off: amount(dec(booked).minus(dec(planned))),
          why: reason("booked-figures-differ", {
            field,
            rate,
            planned: amount(planned),
            booked: amount(booked),
          }),
        },
      ];

/**
 * What remains of a credit is below zero (seen); anything else was booked as a sale, or as a credit
 * of a sale.
 */
const wrongWay = (
  planned: BookedPlan,
  { isCredit, remaining }: AnsweredInvoice,
): readonly Reason[] =>
  isCredit === (planned.credit !== undefined) &&
  (isCredit ? dec(remaining).lte(0) : dec(remaining).gte(0))
    ? []
    : [reason("credit-wrong-way", { remaining })];

/** Returns a credit's figures with the sign of the sale that it takes back. */
export function asSale(credit: AnsweredInvoice): AnsweredInvoice {
  if (dec(credit.total).gte(0)) return credit;
  return {
    ...credit,
    total: negated(credit.total),
    vat: negated(credit.vat),
    roundings: negated(credit.roundings),
    perRate:
      credit.perRate?.map((one) => ({ ...one, net: negated(one.net), vat: negated(one.vat) })) ??
      null,
  };
}

const differentDay = (planned: BookedPlan, { date }: AnsweredInvoice): readonly Reason[] =>
  date === null || date === planned.orderDate
    ? []
    : [reason("booked-date-differs", { planned: planned.orderDate, booked: date })];

const differentCurrency = (planned: BookedPlan, { currency }: AnsweredInvoice): readonly Reason[] =>
  currency === null || currency === planned.currency
    ? []
    : [reason("currency-differs", { order: planned.currency, customer: currency })];
