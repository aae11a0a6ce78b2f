/**
 * A settlement file, piece by piece, as payouts and their lines. What can't be read, doesn't add up
 * or stands twice refuses the whole file, with its line: nothing of it is kept.
 */
import { amount, dec, type Decimal, ZERO } from "../../../domain/money.ts";
import type { PayoutHead, PayoutLine, Provider } from "../../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import {
  bareWord,
  digestOf,
  hex,
  type Format,
  type FormatOptions,
  type FormatReader,
  type SlotHead,
} from "./format.ts";
import { adyen } from "./formats/adyen.ts";
import { klarna } from "./formats/klarna.ts";
import { mollie } from "./formats/mollie.ts";
import { ownColumns } from "./formats/own-columns.ts";
import { paypal } from "./formats/paypal.ts";
import { stripe } from "./formats/stripe.ts";
import { swish } from "./formats/swish.ts";
import { type Encoding, RowReader } from "./rows.ts";
import type { FileRow } from "./values.ts";

const FORMATS: Readonly<Record<Provider, Format>> = {
  stripe,
  mollie,
  klarna,
  adyen,
  paypal,
  swish,
  other: ownColumns,
};

export type ReadOptions = FormatOptions & {
  readonly provider: Provider;
  readonly encoding: Encoding;
  /** By how much a payout may differ from its lines, for the provider's own rounding. */
  readonly roundingLimit: Decimal;
};

/** A payout whose lines were handed on, and what they come to. */
export type ReadPayout = {
  readonly slot: string;
  readonly head: PayoutHead;
  /** What is paid out: as the file states it, otherwise by its lines. */
  readonly amount: Decimal;
  /** What the lines come to. */
  readonly summed: Decimal;
  readonly lines: number;
  /** Over all lines, in any order: equal readings have equal digests. */
  readonly digest: string;
  /** The same for the file's own data, whatever settings and this release make of them. */
  readonly said: string;
};

type Slot = {
  sum: Decimal;
  lines: number;
  digest: Digest;
  said: Digest;
  last: number;
  /** The first word whose meaning isn't known, in a file that bears no signs. */
  unknown: string | null;
};

/** Lines by the slot of their payout, as they were read. `payouts` come with the end alone. */
type Piece = {
  readonly lines: readonly { readonly slot: string; readonly line: PayoutLine }[];
};

export class SettlementReader {
  readonly #rows: RowReader;
  readonly #format: FormatReader;
  readonly #options: ReadOptions;
  readonly #slots = new Map<string, Slot>();
  readonly #seen = new Set<string>();
  #piece: { slot: string; line: PayoutLine }[] = [];
  #twice: Reason | null = null;
  #cells: number | null = null;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#rows = new RowReader(options.encoding);
    this.#format = FORMATS[options.provider](options, (slot, line) => this.#take(slot, line));
  }

  push(bytes: Uint8Array): Piece | Reason {
    const rows = this.#rows.push(bytes);
    return "code" in rows ? rows : this.#read(rows);
  }

  /** The last lines, and the payouts of the whole file. */
  end(): (Piece & { readonly payouts: readonly ReadPayout[] }) | Reason {
    const rows = this.#rows.end();
    if ("code" in rows) return rows;
    const piece = this.#read(rows);
    if ("code" in piece) return piece;
    const heads = this.#format.end();
    if ("code" in heads) return heads;
    const payouts: ReadPayout[] = [];
    for (const head of heads) {
      const read = this.#payoutOf(head);
      if ("code" in read) return read;
      payouts.push(read);
    }
    return payouts.length === 0 ? reason("settlement-empty", {}) : { ...piece, payouts };
  }

  #read(rows: readonly FileRow[]): Piece | Reason {
    this.#piece = [];
    for (const row of rows) {
      const fault = this.#misfit(row) ?? this.#format.row(row) ?? this.#twice;
      if (fault !== null) return fault;
    }
    return { lines: this.#piece };
  }

  /**
   * In a file with one header each row has as many cells: one with fewer was cut, and in one with
   * more a sign in the text or in an amount split a cell.
   */
  #misfit({ cells, line }: FileRow): Reason | null {
    const { provider } = this.#options;
    if (provider === "klarna" || provider === "swish" || cells[0] === "RH") this.#cells ??= 0;
    this.#cells ??= cells.length;
    if (cells.length < this.#cells) return reason("settlement-line-cut", { line });
    return this.#cells > 0 && cells.slice(this.#cells).some((cell) => cell.trim() !== "")
      ? reason("settlement-line-long", { line, cells: cells.length, columns: this.#cells })
      : null;
  }

  #take(slot: string, line: PayoutLine): void {
    if (this.#seen.has(line.id))
      this.#twice ??= reason("settlement-line-twice", { line: line.at, payout: line.id });
    this.#seen.add(line.id);
    const known = this.#slots.get(slot) ?? {
      sum: "0.00",
      lines: 0,
      digest: new Digest(),
      said: new Digest(),
      last: 0,
      unknown: null,
    };
    known.sum = amount(dec(known.sum).plus(line.net));
    known.lines += 1;
    const { at: _, happenedOn: __, ...read } = line;
    known.digest.add(read);
    known.said.add(saidOf(line));
    known.last = line.at;
    if (this.#options.provider === "klarna" && line.kind === "unknown")
      known.unknown ??= bareWord(line.type);
    this.#slots.set(slot, known);
    this.#piece.push({ slot, line });
  }

  #payoutOf({ slot, at, newestFirst, ...head }: SlotHead): ReadPayout | Reason {
    const { sum = "0.00", lines = 0, digest, said, unknown = null } = this.#slots.get(slot) ?? {};
    const { provider, roundingLimit } = this.#options;
    const stated = head.stated ?? sum;
    const off = dec(stated).minus(sum);
    if (!off.eq(ZERO) && off.abs().gt(roundingLimit))
      return reason("settlement-sum-differs", {
        line: at,
        payout: head.payout,
        stated,
        summed: sum,
        word: unknown,
        paypal: provider === "paypal" ? paypalOff(newestFirst === true, off.lt(ZERO)) : null,
      });
    return {
      slot,
      head: { provider, ...head },
      amount: stated,
      summed: sum,
      lines,
      digest: digest?.text() ?? "",
      said: said?.text() ?? "",
    };
  }
}

/** Where more was withdrawn, rows of the payout are missing. */
function paypalOff(newestFirst: boolean, isPart: boolean): "newest" | "part" | null {
  if (newestFirst) return "newest";
  return isPart ? "part" : null;
}

/**
 * Without what settings choose: a line's kind, and which of the file's words are its reference. A
 * fee of its own is what the line moves, whether the file or a setting says that it is one.
 */
const saidOf = ({
  id,
  day,
  type,
  kind,
  fee,
  feeVat,
  net,
  paid,
  paymentId,
  method,
}: PayoutLine) => ({
  id,
  day,
  type: bareWord(type),
  fee: kind === "fee" ? "0.00" : fee,
  feeVat,
  net,
  paid,
  paymentId,
  method,
});

/** Compares two readings of a payout in any order. Only its identity says which payout it is. */
class Digest {
  #sum = 0n;

  add(said: object): void {
    this.#sum = (this.#sum + digestOf(JSON.stringify(said))) & WIDE;
  }

  text(): string {
    return hex(this.#sum);
  }
}

const WIDE = (1n << 64n) - 1n;
