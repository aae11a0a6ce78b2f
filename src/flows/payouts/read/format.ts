/**
 * The interface of a format's reader. A reader takes rows one by one and passes on lines at once:
 * it holds only what it needs to join related rows.
 */
import { amount, dec, type Decimal, same, negated } from "../../../domain/money.ts";
import type { FeeKind, LineKind, PayoutLine } from "../../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { Cells, DateOrder, FileRow } from "./values.ts";

/** Names of columns of a file of the tenant's own; "" where it has none. */
type OwnColumns = {
  readonly payout: string;
  readonly day: string;
  readonly id: string;
  readonly reference: string;
  readonly text: string;
  readonly type: string;
  readonly method: string;
  readonly currency: string;
  readonly gross: string;
  readonly net: string;
};

export type FormatOptions = {
  /** The shop's account at the provider, for files that don't name it. */
  readonly account: string;
  /** The company's currency. */
  readonly currency: string;
  /** The company's time zone: an instant of the file is a day of it. */
  readonly zone: string;
  readonly dateOrder: DateOrder | null;
  /** The column of the shop's own reference, where the tenant named one. */
  readonly referenceColumn: string;
  /**
   * Kinds that the tenant gave to words of the file that no list here has; by "word -" and "word +"
   * to one that moves money the other way than its kind does.
   */
  readonly kinds: Readonly<Record<string, LineKind>>;
  readonly columns: OwnColumns;
};

/** A payout of a file; its lines were handed on under the same `slot`. */
export type SlotHead = {
  readonly slot: string;
  readonly account: string;
  readonly payout: string;
  readonly currency: string;
  readonly day: string;
  readonly stated: Decimal | null;
  /** The line of the file that states it, or its last. */
  readonly at: number;
  /** The days of the file's rows only fall, where their order says what is of which payout. */
  readonly newestFirst?: boolean;
};

export type Emit = (slot: string, line: PayoutLine) => void;

export type FormatReader = {
  row(row: FileRow): Reason | null;
  /** The payouts of the file. Lines of a slot without one aren't paid out yet. */
  end(): Reason | readonly SlotHead[];
};

export type Format = (options: FormatOptions, emit: Emit) => FormatReader;

type LineNames = Pick<PayoutLine, "id" | "at" | "day" | "kind" | "type"> &
  Partial<
    Pick<
      PayoutLine,
      "feeKind" | "happenedOn" | "paid" | "reference" | "text" | "paymentId" | "method"
    >
  >;

const MAX_WORDS = 12;
const MAX_CHARS = 40;
/**
 * An order's number has a digit. Nine digits and more may be a telephone number or a person's
 * number, which are nobody's business here, unless they begin as no such number does: with a year
 * from 2013 on, whose last digits are no month, or with a digit and three zeros.
 */
const wordsOf = (text: string): string =>
  text
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter(
      (word) =>
        /\d/.test(word) &&
        word.length <= MAX_CHARS &&
        (!/^\d{9,}$/.test(word) || ORDER_NUMBER.test(word)),
    )
    .slice(0, MAX_WORDS)
    .join(" ");

const ORDER_NUMBER = /^(?:20(?:1[3-9]|[2-9]\d)\d{5,8}|\d000\d{5,7})$/;

const lineOf = (
  named: LineNames,
  figures: Pick<PayoutLine, "gross" | "fee" | "feeVat" | "net">,
): PayoutLine => ({
  feeKind: FEE_OF[named.kind] ?? "payment",
  paid: null,
  reference: null,
  paymentId: null,
  method: null,
  ...named,
  text: wordsOf(named.text ?? ""),
  ...figures,
});

const FEE_OF: Partial<Record<LineKind, FeeKind>> = {
  chargeback: "dispute",
  "chargeback-reversed": "dispute",
  fee: "service",
};

/** A line that moved `net` after `fee`. A fee of its own has no gross. */
export function movement(named: LineNames, net: Decimal, fee: Decimal = "0.00"): PayoutLine {
  return named.kind === "fee"
    ? lineOf(named, { gross: "0.00", fee: negated(net), feeVat: "0.00", net })
    : lineOf(named, { gross: amount(dec(net).plus(fee)), fee, feeVat: "0.00", net });
}

/** A fee of its own with VAT that the file names beside it. */
export const feeLine = (named: LineNames, fee: Decimal, feeVat: Decimal): PayoutLine =>
  lineOf(named, {
    gross: "0.00",
    fee,
    feeVat,
    net: negated(dec(fee).plus(feeVat)),
  });

/** Checks that a line's own figures add up. */
export function checkLine(cells: Cells, stated: Decimal, summed: Decimal): void {
  if (!same(stated, summed))
    cells.refuse(reason("settlement-line-differs", { line: cells.line, stated, summed }));
}

/** Which way a kind moves money as a rule: 1 adds to the payout; 0: either way. */
const WAY: Readonly<Record<LineKind, 1 | -1 | 0>> = {
  sale: 1,
  refund: -1,
  chargeback: -1,
  "chargeback-reversed": 1,
  fee: -1,
  reserve: 0,
  debt: 0,
  rounding: 0,
  unknown: 0,
};

/** A refund may come back, and a fee be given back, under its own word. */
const EITHER_WAY: ReadonlySet<LineKind> = new Set(["refund", "fee"]);

const fits = (kind: LineKind, moved: 1 | 0 | -1, eitherWay: ReadonlySet<LineKind>): boolean =>
  WAY[kind] === 0 || moved === 0 || WAY[kind] === moved || eitherWay.has(kind);

type Word = {
  readonly word: string;
  /** What the format's own list says of it. */
  readonly listed: LineKind | undefined;
  /** Whether the line adds to the payout, before its fee. */
  readonly moved: 1 | 0 | -1;
  /** Kinds that may move money either way without the tenant's word. */
  readonly eitherWay?: ReadonlySet<LineKind>;
};

/**
 * The kind of a word of the file: by the format's own list, else by the tenant's. One that moves
 * money the other way than its kind does isn't that kind, as a "payment" that the shop made isn't a
 * sale: its sign is part of its word then, and the tenant says what that means.
 */
export function kindOf(
  { word, listed, moved, eitherWay = EITHER_WAY }: Word,
  { kinds }: FormatOptions,
): { readonly kind: LineKind; readonly type: string } {
  if (listed !== undefined && fits(listed, moved, eitherWay)) return { kind: listed, type: word };
  const signed = signedWord(word, moved);
  const said = kinds[signed];
  if (said !== undefined && fits(said, moved, EITHER_WAY)) return { kind: said, type: signed };
  const own = listed ?? kinds[word];
  if (own === undefined) return { kind: "unknown", type: word };
  return listed === undefined && fits(own, moved, eitherWay)
    ? { kind: own, type: word }
    : { kind: "unknown", type: signed };
}

/** Which way the tenant's kind of a word moves money, in a file without signs; 0: not said. */
export function wayOf(word: string, { kinds }: FormatOptions): 1 | -1 | 0 {
  if (kinds[signedWord(word, -1)] !== undefined) return -1;
  return kinds[signedWord(word, 1)] === undefined ? WAY[kinds[word] ?? "unknown"] : 1;
}

const signedWord = (word: string, moved: 1 | 0 | -1): string => `${word} ${moved < 0 ? "-" : "+"}`;

/** The file's own word, without the sign that `kindOf` adds. */
export const bareWord = (type: string): string => type.replace(/ [+-]$/, "");

/** Counts rows of which nothing differs: a row without an id is known by what it says. */
export class Ordinals {
  readonly #seen = new Map<string, number>();

  next(what: string): string {
    const n = (this.#seen.get(what) ?? 0) + 1;
    this.#seen.set(what, n);
    return `${what}#${n}`;
  }
}

const MASK = 0xffff_ffffn;

/** 64 bits that tell texts apart. */
export const digestOf = (text: string): bigint =>
  hash(text, 0x811c9dc5) * (MASK + 1n) + hash(text, 0x9dc5811c);

export const hex = (digest: bigint): string => digest.toString(16).padStart(16, "0");

/** FNV-1a, 32 bits. */
function hash(text: string, seed: number): bigint {
  let value = seed;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return BigInt(value >>> 0);
}

/** The payouts of a file whose every line names its own. */
export class Slots {
  readonly #heads = new Map<string, SlotHead>();

  /** Answers the slot. The latest day counts, unless one is stated. */
  meet(head: Omit<SlotHead, "slot" | "stated">): string {
    const slot = JSON.stringify([head.account, head.payout, head.currency]);
    const known = this.#heads.get(slot);
    this.#heads.set(slot, {
      slot,
      ...head,
      day:
        known !== undefined && (known.stated !== null || known.day > head.day)
          ? known.day
          : head.day,
      stated: known?.stated ?? null,
      at: known !== undefined && known.stated !== null ? known.at : head.at,
    });
    return slot;
  }

  state(head: Omit<SlotHead, "slot">): void {
    const slot = this.meet(head);
    this.#heads.set(slot, { slot, ...head });
  }

  all(): readonly SlotHead[] {
    return [...this.#heads.values()];
  }
}
