/**
 * Any other file with a header, by the columns that the tenant named. Of gross and net the file
 * must have one; where it has both, what lies between them is the fee.
 */
import { amount, dec, sign } from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/payouts/lines.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import {
  digestOf,
  type Format,
  type FormatOptions,
  hex,
  kindOf,
  movement,
  Ordinals,
  Slots,
} from "../format.ts";
import {
  Cells,
  type Columns,
  columnMissing,
  columnsOf,
  type Decimals,
  type FileRow,
} from "../values.ts";

export const ownColumns: Format = (options, emit) => {
  const slots = new Slots();
  const ordinals = new Ordinals();
  const decimals: Decimals = { sign: null };
  const { columns: names } = options;
  let columns: Columns | null = null;
  return {
    row(row) {
      if (columns === null) {
        columns = columnsOf(row.cells);
        if (names.day === "" || names.payout === "" || (names.gross === "" && names.net === ""))
          return reason("settlement-format", { provider: "other" });
        return columnMissing(
          columns,
          Object.values(names).filter((name) => name !== ""),
          row.line,
        );
      }
      const cells = new Cells(columns, row, decimals);
      const payout = cells.text(names.payout);
      if (payout === "") return reason("settlement-payout-missing", { line: row.line });
      const gross = cells.needed(names.gross === "" ? names.net : names.gross);
      const net = cells.needed(names.net === "" ? names.gross : names.net);
      const day = cells.day(names.day, options.dateOrder, options.zone);
      const currency = names.currency === "" ? options.currency : cells.currency(names.currency);
      if (cells.fault !== null) return cells.fault;
      const type = own(cells, names.type);
      const reference = own(cells, names.reference);
      const text = own(cells, names.text);
      const says =
        reference === "" && text === "" ? wordsOf(row) : JSON.stringify([gross, reference, text]);
      const id = own(cells, names.id);
      emit(
        slots.meet({ account: options.account, payout, currency, day, at: row.line }),
        movement(
          {
            id: id === "" ? ordinals.next([payout, day, type, net, says].join(" ")) : id,
            at: row.line,
            day,
            ...kindOfRow(type, dec(gross).eq(0) ? sign(net) : sign(gross), options),
            reference: reference || null,
            text,
            method: own(cells, names.method) || null,
          },
          net,
          amount(dec(gross).minus(net)),
        ),
      );
      return null;
    },
    end: () => slots.all(),
  };
};

/**
 * A row without an id, an order's number and a text is known by all that stands in it: two buyers
 * who paid the same on one day are two lines. Other cells may change from one export to the next,
 * as a running balance does.
 */
const wordsOf = ({ cells }: FileRow): string =>
  hex(digestOf(JSON.stringify(cells.map((cell) => cell.trim()))));

const own = (cells: Cells, name: string): string => (name === "" ? "" : cells.text(name));

/**
 * A file without a column of kinds has nothing but sales and refunds. In one with such a column a
 * word that takes off must stand below zero: above it, as in a file without signs, it is another
 * word, and the tenant says what that means.
 */
function kindOfRow(word: string, moved: 1 | 0 | -1, options: FormatOptions) {
  return options.columns.type === ""
    ? { kind: moved < 0 ? ("refund" as const) : ("sale" as const), type: word }
    : kindOf({ word, listed: undefined, moved, eitherWay: NEVER }, options);
}

const NEVER: ReadonlySet<LineKind> = new Set();
