/**
 * Stripe's itemized payout reconciliation report. The shop chooses its columns, so each is known by
 * its name; the order's number stands in a column of the payment's metadata.
 */
import type { LineKind } from "../../../../domain/payouts/lines.ts";
import { amount, dec, type Decimal, sign, negated } from "../../../../domain/money.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import { checkLine, type Format, kindOf, movement, Slots } from "../format.ts";
import { Cells, type Columns, columnMissing, columnsOf, type Decimals } from "../values.ts";

const NEEDED = [
  "automatic_payout_id",
  "automatic_payout_effective_at",
  "balance_transaction_id",
  "currency",
  "gross",
  "fee",
  "net",
  "reporting_category",
];

const KINDS: Readonly<Record<string, LineKind>> = {
  charge: "sale",
  payment: "sale",
  refund: "refund",
  refund_failure: "refund",
  dispute: "chargeback",
  dispute_reversal: "chargeback-reversed",
  fee: "fee",
  network_cost: "fee",
  risk_reserved_funds: "reserve",
};
const PAYOUT = "payout";
const METADATA = /^payment_metadata\[.+\]$/;

export const stripe: Format = (options, emit) => {
  const slots = new Slots();
  const decimals: Decimals = { sign: null };
  let columns: Columns | null = null;
  let references: readonly string[] = [];
  return {
    row(row) {
      if (columns === null) {
        columns = columnsOf(row.cells);
        references = referenceColumns(columns, options.referenceColumn);
        return columnMissing(columns, [...NEEDED, ...named(options.referenceColumn)], row.line);
      }
      const cells = new Cells(columns, row, decimals);
      const payout = cells.text("automatic_payout_id");
      // Not paid out yet: it comes again in the report of its payout.
      if (payout === "") return null;
      const net = cells.needed("net");
      const head = {
        account: options.account,
        payout,
        currency: cells.currency("currency"),
        day: cells.day("automatic_payout_effective_at"),
        at: row.line,
      };
      const type = cells.text("reporting_category");
      if (type === PAYOUT) {
        if (cells.fault === null) slots.state({ ...head, stated: negated(net) });
        return cells.fault;
      }
      const fee = cells.amount("fee");
      const gross = cells.needed("gross");
      checkLine(cells, net, amount(dec(gross).minus(fee)));
      const id = cells.text("balance_transaction_id");
      if (id === "")
        cells.refuse(
          reason("settlement-value-unreadable", {
            line: row.line,
            column: "balance_transaction_id",
            value: "",
          }),
        );
      if (cells.fault !== null) return cells.fault;
      const created = cells.anyDay(["created_utc", "created"]);
      const paidIn = cells.text("customer_facing_currency").toUpperCase();
      emit(
        slots.meet(head),
        movement(
          {
            id,
            at: row.line,
            day: head.day,
            ...(created === null ? {} : { happenedOn: created }),
            ...kindOf({ word: type, listed: KINDS[type], moved: sign(gross) }, options),
            paid:
              paidIn === "" || paidIn === head.currency
                ? null
                : { currency: paidIn, amount: signedAs(gross, cells, "customer_facing_amount") },
            reference: cells.either(references),
            text: cells.text("description"),
            paymentId: cells.either(["payment_intent_id", "charge_id"]),
            method: cells.either(["payment_method_type"]),
          },
          net,
          fee,
        ),
      );
      return cells.fault;
    },
    end: () => slots.all(),
  };
};

/** Gives an amount the sign of its line, whichever sign the file has. */
function signedAs(gross: Decimal, cells: Cells, name: string): Decimal {
  const size = dec(cells.amount(name)).abs();
  return amount(dec(gross).lt(0) ? size.neg() : size);
}

const named = (column: string): readonly string[] => (column === "" ? [] : [column]);

function metadataColumns(columns: Columns): readonly string[] {
  if (columns.has("payment_metadata[order_id]")) return ["payment_metadata[order_id]"];
  const metadata = [...columns.keys()].filter((name) => METADATA.test(name));
  return metadata.length === 1 ? metadata : [];
}

/** The column that the tenant chose, else the only column of metadata. */
function referenceColumns(columns: Columns, own: string): readonly string[] {
  if (own !== "") return [own];
  return [...metadataColumns(columns), "order_id", "invoice_number"];
}
