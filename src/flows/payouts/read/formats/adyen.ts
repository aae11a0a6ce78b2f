/**
 * Adyen's settlement details report. The net columns count: gross may stand under debit or credit,
 * and in another currency. A batch ends with the row of its payout, or is carried over to the
 * next.
 */
import { amount, dec, type Decimal, sign, sum, negated } from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/payouts/lines.ts";
import { checkLine, type Format, kindOf, movement, Ordinals, Slots } from "../format.ts";
import { Cells, type Columns, columnMissing, columnsOf, type Decimals } from "../values.ts";

const NEEDED = [
  "Merchant Account",
  "Psp Reference",
  "Merchant Reference",
  "Creation Date",
  "Type",
  "Modification Reference",
  "Net Currency",
  "Net Debit (NC)",
  "Net Credit (NC)",
  "Batch Number",
];

const FEES = ["Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)"] as const;
/** The one column with all fees, if the shop chose it instead of four. */
const ALL_FEES = "Payment Fees (NC)";

const KINDS: Readonly<Record<string, LineKind>> = {
  Settled: "sale",
  Refunded: "refund",
  RefundedReversed: "refund",
  Chargeback: "chargeback",
  SecondChargeback: "chargeback",
  ChargebackReversed: "chargeback-reversed",
  Fee: "fee",
  MiscCosts: "fee",
  PaymentCost: "fee",
  InvoiceDeduction: "fee",
  DepositCorrection: "reserve",
  ReserveAdjustment: "reserve",
  Balancetransfer: "debt",
};
const PAYOUT = "MerchantPayout";

export const adyen: Format = (options, emit) => {
  const slots = new Slots();
  const ordinals = new Ordinals();
  const decimals: Decimals = { sign: null };
  let columns: Columns | null = null;
  let fees: readonly string[] = FEES;
  return {
    row(row) {
      if (columns === null) {
        columns = columnsOf(row.cells);
        fees = feeColumns(columns);
        return columnMissing(columns, [...NEEDED, ...fees], row.line);
      }
      const cells = new Cells(columns, row, decimals);
      const date = cells.day("Creation Date");
      const head = {
        account: cells.text("Merchant Account"),
        payout: cells.text("Batch Number"),
        currency: cells.currency("Net Currency"),
        day: cells.dayOfTime(date, cells.text("Creation Date"), "TimeZone", options.zone),
        at: row.line,
      };
      if (cells.text("Net Credit (NC)") === "") cells.needed("Net Debit (NC)");
      const net = amount(
        dec(cells.amount("Net Credit (NC)")).minus(cells.amount("Net Debit (NC)")),
      );
      const fee = amount(sum(fees.map((name) => cells.amount(name))));
      if (cells.fault !== null) return cells.fault;
      // Before its fee, as that may be more than the line itself.
      const moved = sign(amount(dec(net).plus(fee)));
      const type = cells.text("Type");
      if (type === PAYOUT) {
        slots.state({ ...head, stated: negated(net) });
        return null;
      }
      const paidIn = cells.text("Gross Currency").toUpperCase();
      if (paidIn === head.currency && statesGross(cells))
        checkLine(cells, net, amount(dec(grossOf(cells, moved)).minus(fee)));
      if (cells.fault !== null) return cells.fault;
      const psp = cells.text("Psp Reference");
      const reference = cells.text("Modification Reference");
      emit(
        slots.meet(head),
        movement(
          {
            id: ordinals.next(
              psp === ""
                ? [head.account, head.payout, reference, type, head.day, net].join(" ")
                : [head.payout, psp, reference, type].join(" "),
            ),
            at: row.line,
            day: head.day,
            ...kindOf({ word: type, listed: KINDS[type], moved }, options),
            paid:
              psp === "" || paidIn === "" || paidIn === head.currency
                ? null
                : { currency: paidIn, amount: grossOf(cells, moved) },
            reference: cells.either([options.referenceColumn, "Merchant Reference"]),
            paymentId: psp === "" ? null : psp,
            method: cells.either(["Payment Method"]),
          },
          net,
          fee,
        ),
      );
      return cells.fault;
    },
    // A batch without a payout is carried over; unless it adds up to zero, the file is cut.
    end: () => slots.all().map((head) => ({ ...head, stated: head.stated ?? "0.00" })),
  };
};

/** The four columns, or the one. Without either, each fee would be booked as a smaller sale. */
const feeColumns = (columns: Columns): readonly string[] => {
  const there = FEES.filter((name) => columnMissing(columns, [name], 0) === null);
  if (there.length > 0) return FEES;
  return columnMissing(columns, [ALL_FEES], 0) === null ? [ALL_FEES] : FEES;
};

/** Gross may stand under debit or credit, in any currency: it went the way of net and fees. */
const grossOf = (cells: Cells, moved: 1 | 0 | -1): Decimal =>
  amount(
    dec(cells.amount("Gross Credit (GC)"))
      .minus(cells.amount("Gross Debit (GC)"))
      .abs()
      .times(moved === 0 ? 1 : moved),
  );

const statesGross = (cells: Cells): boolean =>
  cells.either(["Gross Credit (GC)", "Gross Debit (GC)"]) !== null;
