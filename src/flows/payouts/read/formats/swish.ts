/**
 * Swish as Handelsbanken reports it: no header, a first and a last record, and one for each
 * payment. Every payment reaches the bank by itself, so what a report has of a day of the bank's
 * books counts as one payout: the reports of Saturday and Sunday are both booked on Monday. It has
 * no fees; other banks' files are read by columns that the tenant names.
 */
import { amount, dec } from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/payouts/lines.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import { type Format, kindOf, movement, Slots, wayOf } from "../format.ts";
import { Cells, columnsOf, type Decimals, readDay } from "../values.ts";

/** Of a record 02; the older form ends with the instant. */
const COLUMNS = columnsOf([
  "record",
  "organisation",
  "account",
  "bic",
  "swish",
  "day",
  "type",
  "amount",
  "currency",
  "payer",
  "name",
  "reference",
  "message",
  "order",
  "instant",
  "booked",
  "instruction",
  "end-to-end",
]);
const OLDEST = 15;

/**
 * What each adds: money in, a refund, a refund that came back. What a payout and one that came back
 * are of only the tenant can say.
 */
const TYPES: Readonly<Record<string, readonly [kind: LineKind | undefined, adds: 1 | -1]>> = {
  SWH: ["sale", 1],
  SWR: ["refund", -1],
  SWT: ["refund", 1],
  SWU: [undefined, -1],
  SWZ: [undefined, 1],
};

export const swish: Format = (options, emit) => {
  const slots = new Slots();
  const decimals: Decimals = { sign: null };
  /** The day that the report is about. */
  let about: string | null = null;
  let rows = 0;
  let last: number | null = null;
  let line = 1;
  return {
    row(row) {
      line = row.line;
      const record = row.cells[0]?.trim();
      if (record === "01") {
        const of = readDay(row.cells[2]?.trim() ?? "", null);
        about = of === "ambiguous" ? null : of;
        return null;
      }
      if (record === "03") {
        last = row.line;
        return Number(row.cells[1]) === rows
          ? null
          : reason("settlement-line-cut", { line: row.line });
      }
      if (record !== "02") return reason("settlement-format", { provider: "swish" });
      if (row.cells.length < OLDEST || last !== null)
        return reason("settlement-line-cut", { line: row.line });
      rows += 1;
      const cells = new Cells(COLUMNS, row, decimals);
      const type = cells.text("type");
      const [listed, adds] = TYPES[type] ?? [undefined, wayOf(type, options)];
      const figure = dec(cells.needed("amount")).abs();
      const day = cells.day(cells.text("booked") === "" ? "day" : "booked");
      const currency = cells.currency("currency");
      const id = cells.either(["instruction", "reference"]);
      if (id === null)
        cells.refuse(
          reason("settlement-value-unreadable", {
            line: row.line,
            column: "instruction",
            value: "",
          }),
        );
      if (cells.fault !== null) return cells.fault;
      // Several Swish numbers may pay to one bank account, each with a file of its own.
      const account = [cells.text("account"), cells.text("swish")].filter(Boolean).join(" ");
      emit(
        slots.meet({ account, payout: payoutOf(day, about), currency, day, at: row.line }),
        movement(
          {
            id: `${type} ${id}`,
            at: row.line,
            day,
            // No sign, and nobody says which way it went.
            ...(adds === 0
              ? { kind: "unknown" as const, type }
              : kindOf({ word: type, listed, moved: adds }, options)),
            reference: cells.either(["order"]),
            text: cells.text("message"),
            method: "swish",
          },
          amount(figure.times(adds === 0 ? 1 : adds)),
        ),
      );
      return null;
    },
    end: () => (last === null ? reason("settlement-line-cut", { line }) : slots.all()),
  };
};

/** A report of another day than that on which its payments are booked says its own as well. */
const payoutOf = (booked: string, about: string | null): string =>
  about === null || about === booked ? booked : `${booked} (${about})`;
