/**
 * The interface of a format's reader. A reader takes rows one by one and passes on lines at once:
 * it holds only what it needs to join related rows.
 */
import { amount, dec, type Decimal, same } from "../../../domain/money.ts";
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
  readonly dateOrder: DateOrder | null;
  /** The column of the shop's own reference, where the tenant named one. */
  readonly referenceColumn: string;
  /** Kinds that the tenant gave to words of the file that no list here has. */
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
};

export type Emit = (slot: string, line: PayoutLine) => void;

export type FormatReader = {
  row(row: FileRow): Reason | null;
  /** The payouts of the file. Lines of a slot without one aren't paid out yet. */
  end(): Reason | readonly SlotHead[];
};

export type Format = (options: FormatOptions, emit: Emit) => FormatReader;

type Named = Pick<PayoutLine, "id" | "at" | "day" | "kind" | "type"> &
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
  named: Named,
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
export function movement(named: Named, net: Decimal, fee: Decimal = "0.00"): PayoutLine {
  return named.kind === "fee"
    ? lineOf(named, { gross: "0.00", fee: amount(dec(net).neg()), feeVat: "0.00", net })
    : lineOf(named, { gross: amount(dec(net).plus(fee)), fee, feeVat: "0.00", net });
}

/** A fee of its own with VAT that the file names beside it. */
export const feeLine = (named: Named, fee: Decimal, feeVat: Decimal): PayoutLine =>
  lineOf(named, {
    gross: "0.00",
    fee,
    feeVat,
    net: amount(dec(fee).plus(feeVat).neg()),
  });

/** Checks that a line's own figures add up. */
export function checkLine(cells: Cells, stated: Decimal, summed: Decimal): void {
  if (!same(stated, summed))
    cells.refuse(reason("settlement-line-differs", { line: cells.line, stated, summed }));
}

/** The kind of a word of the file: by the format's own list, else by the tenant's. */
export const kindOf = (
  type: string,
  known: Readonly<Record<string, LineKind>>,
  { kinds }: FormatOptions,
): LineKind => known[type] ?? kinds[type] ?? "unknown";

/** Counts rows of which nothing differs: a row without an id is known by what it says. */
export class Ordinals {
  readonly #met = new Map<string, number>();

  next(what: string): string {
    const n = (this.#met.get(what) ?? 0) + 1;
    this.#met.set(what, n);
    return `${what}#${n}`;
  }
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
