/**
 * Klarna's settlement: for each payout a header with its sums, then its lines, which bear no sign.
 * Fees are lines beside their sale and name their VAT in a column; the sums say whether this
 * reading of the signs is right, and one that they contradict is refused.
 */
import { amount, dec, type Decimal, sign, negated } from "../../../../domain/money.ts";
import type { FeeKind, LineKind } from "../../../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import {
  feeLine,
  type Format,
  kindOf,
  movement,
  Ordinals,
  type SlotHead,
  wayOf,
} from "../format.ts";
import { Cells, type Columns, columnMissing, columnsOf, type Decimals } from "../values.ts";

const SUMS = ["total_settlement_amount", "payment_reference", "settlement_currency", "payout_date"];
const LINES = ["type", "capture_date", "order_id", "merchant_reference1", "amount"];

/** What each adds to the payout: 1, -1, or what its own sign says. */
const TYPES: Readonly<Record<string, readonly [kind: LineKind, adds: 1 | -1 | "signed"]>> = {
  SALE: ["sale", 1],
  RETURN: ["refund", -1],
  REVERSAL: ["chargeback", -1],
  REVERSAL_MERCHANT_PROTECTION: ["chargeback-reversed", 1],
  FEE: ["fee", -1],
  CHARGE: ["fee", -1],
  FEE_REFUND: ["fee", 1],
  COMMISSION: ["fee", 1],
  CREDIT: ["fee", 1],
  FEE_CORRECTION: ["fee", "signed"],
  CORRECTION: ["fee", "signed"],
  HOLDBACK: ["reserve", -1],
  RELEASE: ["reserve", 1],
};

/** One that is of no order is for Klarna's services. */
function feeKindOf(detail: string, order: string): FeeKind {
  if (detail === "DISPUTE_FEE") return "dispute";
  return order === "" ? "service" : "payment";
}

export const klarna: Format = (options, emit) => {
  const heads = new Map<string, SlotHead>();
  const ordinals = new Ordinals();
  const decimals: Decimals = { sign: null };
  let sums: Columns | null = null;
  let lines: Columns | null = null;
  let slot: string | null = null;

  const open = (cells: Cells): Reason | null => {
    const payout = cells.text("payment_reference");
    const head: SlotHead = {
      slot: payout,
      account: cells.text("merchant_id") || options.account,
      payout,
      currency: cells.currency("settlement_currency"),
      day: cells.day("payout_date", null, options.zone),
      stated: cells.needed("total_settlement_amount"),
      at: cells.line,
    };
    // Carried over as a debt: into this payout, or out of it.
    const debt = amount(
      dec(cells.amount("total_deposit_amount")).minus(cells.amount("total_repay_amount")),
    );
    if (cells.fault !== null) return cells.fault;
    if (payout === "") return reason("settlement-payout-missing", { line: cells.line });
    if (heads.has(payout)) return reason("settlement-line-twice", { line: cells.line, payout });
    heads.set(payout, head);
    slot = payout;
    if (sign(debt) !== 0)
      emit(
        payout,
        movement(
          { id: `${payout} debt`, at: cells.line, day: head.day, kind: "debt", type: "DEBT" },
          debt,
        ),
      );
    return null;
  };

  const line = (cells: Cells, into: string): Reason | null => {
    const type = cells.text("type");
    const figure = cells.needed("amount");
    const [listed, adds] = TYPES[type] ?? [undefined, wayOf(type, options) || "signed"];
    const day = cells.day("capture_date", null, options.zone);
    const vat = cells.amount(cells.text("tax_amount") === "" ? "vat_amount" : "tax_amount");
    if (cells.fault !== null) return cells.fault;
    const order = cells.text("order_id");
    const detail = cells.text("detailed_type");
    const signed = (value: Decimal): Decimal =>
      adds === "signed" ? value : amount(dec(value).abs().times(adds));
    const moved = sign(signed(figure));
    const { kind: own, type: word } =
      listed === undefined
        ? kindOf({ word: type, listed, moved }, options)
        : { kind: listed, type };
    const named = {
      id: ordinals.next(
        [into, order, type, detail, cells.either(["capture_id", "refund_id"]) ?? day].join(" "),
      ),
      at: cells.line,
      day,
      kind: own,
      type: word,
      reference: cells.either(["merchant_reference1", "merchant_reference2"]),
      paymentId: order === "" ? null : order,
      method: cells.either(["initial_payment_method_type"]),
    };
    const cost = (value: Decimal): Decimal => negated(signed(value));
    emit(
      into,
      own === "fee"
        ? feeLine({ ...named, feeKind: feeKindOf(detail, order) }, cost(figure), cost(vat))
        : movement(named, signed(figure)),
    );
    return null;
  };

  return {
    row(row) {
      const first = row.cells[0]?.trim() ?? "";
      if (first.startsWith("total_") || row.cells.includes("total_settlement_amount")) {
        [sums, lines, slot] = [columnsOf(row.cells), null, null];
        return columnMissing(sums, SUMS, row.line);
      }
      if (sums === null) return columnMissing(new Map(), SUMS, row.line);
      if (slot === null) return open(new Cells(sums, row, decimals));
      if (row.cells.includes("type") && row.cells.includes("order_id")) {
        lines = columnsOf(row.cells);
        return columnMissing(lines, LINES, row.line);
      }
      if (lines === null) return columnMissing(new Map(), LINES, row.line);
      if (row.cells.length < 2) return reason("settlement-line-cut", { line: row.line });
      return line(new Cells(lines, row, decimals), slot);
    },
    end: () => [...heads.values()],
  };
};
