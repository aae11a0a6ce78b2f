/**
 * Mollie's settlement as its dashboard exports it. Headers follow the user's language; Dutch is
 * documented, English is an assumption (docs/vendor-assumptions.md). Fees are rows without an id
 * that hold their VAT; what was refunded of a payment is information, and a row of its own.
 */
import type { LineKind } from "../../../../domain/payouts/lines.ts";
import { sign } from "../../../../domain/money.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import { type Format, kindOf, movement, Ordinals, Slots } from "../format.ts";
import { Cells, type Columns, columnMissing, columnsOf, type Decimals } from "../values.ts";

const NAMES = {
  nl: {
    day: "Datum",
    method: "Betaalmethode",
    currency: "Valuta",
    amount: "Bedrag",
    id: "ID",
    text: "Omschrijving",
    payoutCurrency: "Uitbetalingsvaluta",
    payoutAmount: "Uitbetalingsbedrag",
    payout: "Uitbetalingsreferentie",
  },
  en: {
    day: "Date",
    method: "Payment method",
    currency: "Currency",
    amount: "Amount",
    id: "ID",
    text: "Description",
    payoutCurrency: "Settlement currency",
    payoutAmount: "Settlement amount",
    payout: "Settlement reference",
  },
} as const;

const FEES = /^(Withheld fees|Invoice compensation)\b/i;
const RESERVE = /\brolling reserve\b/i;

export const mollie: Format = (options, emit) => {
  const slots = new Slots();
  const ordinals = new Ordinals();
  const decimals: Decimals = { sign: null };
  let columns: Columns | null = null;
  let names: (typeof NAMES)["nl" | "en"] = NAMES.nl;
  return {
    row(row) {
      if (columns === null) {
        columns = columnsOf(row.cells);
        names = columns.has("settlement reference") ? NAMES.en : NAMES.nl;
        return columnMissing(columns, Object.values(names), row.line);
      }
      const cells = new Cells(columns, row, decimals);
      const payout = cells.text(names.payout);
      if (payout === "") return reason("settlement-payout-missing", { line: row.line });
      const currency = cells.currency(names.payoutCurrency);
      const net = cells.needed(names.payoutAmount);
      const day = cells.day(names.day);
      const text = cells.text(names.text);
      const id = cells.text(names.id);
      const paidIn = cells.currency(names.currency);
      const paid = cells.needed(names.amount);
      if (cells.fault !== null) return cells.fault;
      const slot = slots.meet({ account: options.account, payout, currency, day, at: row.line });
      const moved = sign(net);
      const word = id === "" ? text : (id.split("_")[0] ?? "");
      const listed = id === "" ? kindOfText(text) : kindOfId(word, moved);
      emit(
        slot,
        movement(
          {
            // A row without an id is known by its payout, words, day and amount.
            id: id === "" ? ordinals.next([payout, text, day, net].join(" ")) : idOf(id, moved),
            at: row.line,
            day,
            ...kindOf({ word, listed, moved }, options),
            paid: paidIn === currency ? null : { currency: paidIn, amount: paid },
            text: id === "" ? "" : text,
            method: cells.either([names.method]),
          },
          net,
        ),
      );
      return null;
    },
    end: () => slots.all(),
  };
};

function kindOfText(text: string): LineKind | undefined {
  if (FEES.test(text)) return "fee";
  return RESERVE.test(text) ? "reserve" : undefined;
}

/** By the part of an id before its "_". */
function kindOfId(word: string, moved: 1 | 0 | -1): LineKind | undefined {
  if (PAYMENTS.has(word)) return "sale";
  if (word === "re") return "refund";
  if (word === "chb") return moved < 0 ? "chargeback" : "chargeback-reversed";
  return undefined;
}

const PAYMENTS: ReadonlySet<string> = new Set(["tr", "cap", "cpt"]);

/**
 * What is undone later may come under the id of what it undoes (docs/vendor-assumptions.md, E240):
 * a dispute that was won, a refund that failed. The other way is another movement.
 */
const idOf = (id: string, moved: 1 | 0 | -1): string => {
  const isPayment = PAYMENTS.has(id.split("_")[0] ?? "");
  if (moved === 0 || isPayment === moved > 0) return id;
  return isPayment ? `${id} -` : `${id} +`;
};
