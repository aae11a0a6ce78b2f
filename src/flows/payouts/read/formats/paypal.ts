/**
 * PayPal's two reports: the activity download, whose dates and decimals follow the user's language,
 * and the settlement report (STL), in minor units with a letter for each side.
 */
import { decimalsOf } from "../../../../domain/language.ts";
import { amount, dec, type Decimal, sign, negated } from "../../../../domain/money.ts";
import type { FeeKind, LineKind } from "../../../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import {
  checkLine,
  type Format,
  type FormatOptions,
  type FormatReader,
  kindOf,
} from "../format.ts";
import { Cells, type Columns, columnMissing, columnsOf, type Decimals } from "../values.ts";
import { type Movement, PaypalAccount } from "./paypal-account.ts";

export const paypal: Format = (options, emit) => {
  let reader: FormatReader | null = null;
  return {
    row(row) {
      reader ??= row.cells[0]?.trim() === "RH" ? report(options, emit) : activity(options, emit);
      return reader.row(row);
    },
    end: () => reader?.end() ?? [],
  };
};

const NEEDED = ["Date", "Type", "Currency", "Gross", "Fee", "Net", "Transaction ID"];

const TYPES: Readonly<Record<string, Movement["kind"]>> = {
  "Express Checkout Payment": "sale",
  "Website Payment": "sale",
  "Mobile Payment": "sale",
  "General Payment": "sale",
  "PreApproved Payment Bill User Payment": "sale",
  "Payment Refund": "refund",
  "Payment Reversal": "chargeback",
  Chargeback: "chargeback",
  "Chargeback Reversal": "chargeback-reversed",
  "Chargeback Fee": "fee",
  "Dispute Fee": "fee",
  "Payment Hold": "reserve",
  "Payment Release": "reserve",
  "Reserve Hold": "reserve",
  "Reserve Release": "reserve",
  "General Currency Conversion": "conversion",
  "General Withdrawal": "withdrawal",
};

const activity: Format = (options, emit) => {
  const account = new PaypalAccount(options.account, options.currency, emit);
  const decimals: Decimals = { sign: null };
  let columns: Columns | null = null;
  return {
    row(row) {
      if (columns === null) {
        columns = columnsOf(row.cells);
        return columnMissing(columns, NEEDED, row.line);
      }
      const cells = new Cells(columns, row, decimals);
      const status = cells.text("Status");
      // Pending and denied ones don't move the balance.
      if (status !== "" && status !== "Completed") return null;
      const type = cells.text("Type");
      const net = cells.needed("Net");
      const fee = negated(cells.amount("Fee"));
      const gross = cells.needed("Gross");
      checkLine(cells, net, amount(dec(gross).minus(fee)));
      const date = cells.day("Date", options.dateOrder);
      const day = cells.dayOfTime(date, cells.text("Time"), "TimeZone", options.zone);
      const currency = cells.currency("Currency");
      if (cells.fault !== null) return cells.fault;
      return account.move({
        at: row.line,
        day,
        id: cells.text("Transaction ID"),
        about: transactionOf(cells.text("Reference Txn ID")),
        ...meaning(type, TYPES[type], gross, options),
        feeKind: feeKindOf(TYPES[type], type.includes("Fee") && /Chargeback|Dispute/.test(type)),
        currency,
        fee,
        net,
        reference: cells.either([options.referenceColumn, "Invoice Number", "Custom Number"]),
        text: cells.text("Subject"),
      });
    },
    end: () => account.end(),
  };
};

/** A refund that comes in may be of what the shop bought. */
const EITHER_WAY: ReadonlySet<LineKind> = new Set(["fee"]);

/** Its kind and word. A "payment" below zero is one that the shop made. */
function meaning(
  word: string,
  listed: Movement["kind"] | undefined,
  gross: Decimal,
  options: FormatOptions,
): Pick<Movement, "kind" | "type"> {
  return listed === "conversion" || listed === "withdrawal"
    ? { kind: listed, type: word }
    : kindOf({ word, listed, moved: sign(gross), eitherWay: EITHER_WAY }, options);
}

/**
 * A transaction's id, or "": payments of one agreement name the agreement, which says nothing of
 * their orders (docs/vendor-assumptions.md, E242).
 */
const transactionOf = (id: string): string => (/^[BI]-/.test(id) ? "" : id);

function feeKindOf(kind: Movement["kind"] | undefined, dispute: boolean): FeeKind {
  if (dispute || kind === "chargeback" || kind === "chargeback-reversed") return "dispute";
  return kind === "fee" ? "service" : "payment";
}

const CODES: readonly (readonly [code: RegExp, kind: Movement["kind"], fee?: FeeKind])[] = [
  [/^T00(0\d|1[0-3])$/, "sale"],
  [/^T1107$/, "refund"],
  [/^T(1201|1106)$/, "chargeback"],
  [/^T1202$/, "chargeback-reversed"],
  [/^T0106$/, "fee", "dispute"],
  [/^T(01\d\d|1108|1109)$/, "fee", "service"],
  [/^T(1110|1503|1111|1105)$/, "reserve"],
  [/^T020[01]$/, "conversion"],
  [/^T0400$/, "withdrawal"],
];

const ROWS = [
  "Transaction ID",
  "Transaction Event Code",
  "Transaction Initiation Date",
  "Transaction Debit or Credit",
  "Gross Transaction Amount",
  "Gross Transaction Currency",
];

/**
 * PayPal takes no decimals of them, though ISO 4217 has two: whether the report counts whole units
 * or hundredths isn't documented, so no amount of theirs is read.
 */
const UNCLEAR_UNITS: ReadonlySet<string> = new Set(["HUF", "TWD"]);

/**
 * Smallest units of the line's currency, with the letter of their side: "10000" is 100.00 USD and
 * 10,000 JPY (PayPal's settlement report specification).
 */
const minor = (cells: Cells, side: string, name: string, currency: string): Decimal => {
  const text = cells.text(name);
  if (text === "") return "0.00";
  const which = cells.text(side);
  if (!/^\d+$/.test(text) || (which !== "CR" && which !== "DR")) {
    cells.refuse(
      reason("settlement-value-unreadable", { line: cells.line, column: name, value: text }),
    );
    return "0.00";
  }
  const units = dec(10).pow(decimalsOf(currency));
  return amount(dec(text).div(which === "CR" ? units : units.neg()));
};

const report: Format = (options, emit) => {
  let account: PaypalAccount | null = null;
  let columns: Columns | null = null;
  let rows = 0;
  let over = false;
  let last = 1;
  return {
    row(row) {
      const [record = "", ...cells] = row.cells;
      last = row.line;
      switch (record) {
        case "SH":
          account ??= new PaypalAccount(cells[2]?.trim() ?? "", options.currency, emit);
          return null;
        case "CH":
          columns = columnsOf(cells);
          return columnMissing(columns, ROWS, row.line);
        case "SB": {
          rows += 1;
          if (columns === null || account === null) return columnMissing(new Map(), ROWS, row.line);
          const read = new Cells(columns, { cells, line: row.line }, { sign: "." });
          return move(read, account, options);
        }
        case "SC":
        case "RC":
        case "FF":
          over ||= record === "FF";
          return Number(cells[0]) === rows
            ? null
            : reason("settlement-line-cut", { line: row.line });
        default:
          return null;
      }
    },
    // A file that has no last record was cut.
    end: () => (over ? (account?.end() ?? []) : reason("settlement-line-cut", { line: last })),
  };
};

function move(cells: Cells, account: PaypalAccount, options: FormatOptions): Reason | null {
  const code = cells.text("Transaction Event Code");
  const [, kind, feeKind] = CODES.find(([pattern]) => pattern.test(code)) ?? [];
  const currency = cells.currency("Gross Transaction Currency");
  if (UNCLEAR_UNITS.has(currency))
    return reason("settlement-value-unreadable", {
      line: cells.line,
      column: "Gross Transaction Currency",
      value: currency,
    });
  const gross = minor(cells, "Transaction Debit or Credit", "Gross Transaction Amount", currency);
  const fee = negated(minor(cells, "Fee Debit or Credit", "Fee Amount", currency));
  const day = cells.day("Transaction Initiation Date", null, options.zone);
  if (cells.fault !== null) return cells.fault;
  const id = cells.text("Transaction ID");
  const known = meaning(code, kind, gross, options);
  const aboutType = cells.text("PayPal Reference ID Type");
  return account.move(
    {
      at: cells.line,
      day,
      id,
      about:
        aboutType === "" || aboutType === "TXN"
          ? transactionOf(cells.text("PayPal Reference ID"))
          : "",
      ...known,
      feeKind: feeKind ?? feeKindOf(known.kind, false),
      currency,
      fee,
      net: amount(dec(gross).minus(fee)),
      reference: cells.either([options.referenceColumn, "Invoice ID", "Custom Field"]),
      text: "",
    },
    cells.text("Bank Reference ID") || id,
  );
}
