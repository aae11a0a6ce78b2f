/**
 * Adyen's settlement details report. The net columns count: gross may stand under debit or credit,
 * and in another currency. A batch ends with the row of its payout, or is carried over to the
 * next.
 */
import { amount, dec, sum } from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/payouts/lines.ts";
import { type Format, kindOf, movement, Ordinals, Slots } from "../format.ts";
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

const FEES = ["Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)"];

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
  return {
    row(row) {
      if (columns === null) {
        columns = columnsOf(row.cells);
        return columnMissing(columns, NEEDED, row.line);
      }
      const cells = new Cells(columns, row, decimals);
      const head = {
        account: cells.text("Merchant Account"),
        payout: cells.text("Batch Number"),
        currency: cells.currency("Net Currency"),
        day: cells.day("Creation Date"),
        at: row.line,
      };
      if (cells.text("Net Credit (NC)") === "") cells.needed("Net Debit (NC)");
      const net = amount(
        dec(cells.amount("Net Credit (NC)")).minus(cells.amount("Net Debit (NC)")),
      );
      const fee = amount(sum(FEES.map((name) => cells.amount(name))));
      if (cells.fault !== null) return cells.fault;
      const type = cells.text("Type");
      if (type === PAYOUT) {
        slots.state({ ...head, stated: amount(dec(net).neg()) });
        return null;
      }
      const paidIn = cells.text("Gross Currency").toUpperCase();
      const paid = amount(
        dec(cells.amount("Gross Credit (GC)")).plus(cells.amount("Gross Debit (GC)")),
      );
      const psp = cells.text("Psp Reference");
      const reference = cells.text("Modification Reference");
      emit(
        slots.meet(head),
        movement(
          {
            id: ordinals.next([head.payout, psp, reference, type].join(" ")),
            at: row.line,
            day: head.day,
            kind: kindOf(type, KINDS, options),
            type,
            paid:
              psp === "" || paidIn === "" || paidIn === head.currency
                ? null
                : { currency: paidIn, amount: dec(net).lt(0) ? amount(dec(paid).neg()) : paid },
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
    // A batch without a payout is carried over: it comes to nothing, or the file is cut.
    end: () => slots.all().map((head) => ({ ...head, stated: head.stated ?? "0.00" })),
  };
};
