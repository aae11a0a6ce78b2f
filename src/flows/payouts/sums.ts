/**
 * The sums of a payout's lines, by booking: small, however many lines there are. Each line is added
 * once, and all that it moves is in one of the sums, so together they equal the payout. Pure.
 */
import { amount, dec, type Decimal, round, negated } from "../../domain/money.ts";
import {
  CLEARED,
  type FeeKind,
  type LineKind,
  type PayoutLine,
} from "../../domain/payouts/lines.ts";
import { defined } from "../../domain/platform/defined.ts";
import type { Matched, UNSETTLED } from "./match.ts";

/** `line`: the first of them, in the file. */
type LineSum = { readonly count: number; readonly line: number; readonly amount: Decimal };

export type PayoutSums = {
  readonly lines: number;
  /** What is paid out, by the lines. */
  readonly net: Decimal;
  /** Sales less refunds, by means of payment ("" where the file names none). */
  readonly clearing: Readonly<Record<string, Decimal>>;
  /** Disputes lost less disputes won, below zero as a rule. */
  readonly chargebacks: Readonly<Record<string, Decimal>>;
  /** The gain or loss against the orders' booked amounts. */
  readonly currency: { readonly gain: Decimal; readonly loss: Decimal };
  readonly fees: Readonly<
    Partial<Record<FeeKind, { readonly fee: Decimal; readonly vat: Decimal }>>
  >;
  /** What the provider holds back (below zero) or releases. */
  readonly reserve: Decimal;
  readonly debt: Decimal;
  readonly rounding: Decimal;
  /**
   * Amounts taken off other accounts, by account: those that orders or their payments were booked
   * on.
   */
  readonly registered?: Readonly<Record<string, Decimal>>;
  /**
   * Part of `registered` that no payment is held against: of orders that stand there, as what is
   * owed of them counts it, and of invoices in another currency.
   */
  readonly ofOrders?: Readonly<Record<string, Decimal>>;
  /** Disputes won that stand on another account than the settings say now, by account. */
  readonly disputes?: Readonly<Record<string, Decimal>>;
  /** Part of `clearing`: what payments on invoices bring there, by means of payment. */
  readonly settles?: Readonly<Record<string, SettleSum>>;
  /**
   * Of these four: what lines add, without those that take off. A payout of nothing is booked by
   * it.
   */
  readonly added?: Added;
  /** Invoices in another currency, taken off with what was paid out. */
  readonly foreign?: LineSum;
  /** What can't be taken off as it is. */
  readonly unsettled?: Readonly<Partial<Record<Unsettled, LineSum & Partial<OfOrder>>>>;
  /** `above`: how many of them are more than their order. */
  readonly unmatched: (LineSum & { readonly above?: number }) | null;
  readonly unknown: (LineSum & { readonly type: string }) | null;
  /** By kind, as the file has them. */
  readonly kinds: Readonly<Partial<Record<LineKind, KindSum>>>;
};

/** The order of the first of these lines. `lacks`: what isn't there to be paid. */
type OfOrder = { readonly order: string; readonly lacks: "invoice" | "credit" };

type Added = Readonly<
  Partial<
    Record<
      "clearing" | "chargebacks" | "registered" | "disputes",
      Readonly<Record<string, Decimal>>
    >
  >
>;

type Unsettled = (typeof UNSETTLED)[number];

/**
 * Both above zero: what is received on invoices, and what is paid back on credits, less refunds
 * that came back.
 */
export type SettleSum = {
  readonly lines: number;
  readonly received: Decimal;
  readonly paidBack: Decimal;
};

/** `fee`: with the VAT that the file names beside it. */
type KindSum = {
  readonly lines: number;
  readonly gross: Decimal;
  readonly fee: Decimal;
  readonly net: Decimal;
};

export const NO_SUMS: PayoutSums = {
  lines: 0,
  net: "0.00",
  clearing: {},
  chargebacks: {},
  currency: { gain: "0.00", loss: "0.00" },
  fees: {},
  reserve: "0.00",
  debt: "0.00",
  rounding: "0.00",
  unmatched: null,
  unknown: null,
  kinds: {},
};

const plus = (one: Decimal, other: Decimal): Decimal => amount(dec(one).plus(other));

const into = (
  sums: Readonly<Record<string, Decimal>>,
  method: string,
  figure: Decimal,
): Readonly<Record<string, Decimal>> => ({
  ...sums,
  [method]: plus(sums[method] ?? "0.00", figure),
});

const listed = (known: LineSum | null, line: PayoutLine, figure: Decimal): LineSum => ({
  count: (known?.count ?? 0) + 1,
  line: Math.min(known?.line ?? line.at, line.at),
  amount: plus(known?.amount ?? "0.00", figure),
});

/** By how much a rate may differ between an order and the payment of all of it. */
const RATE_MOVES = 0.05;

/**
 * Returns the booked amount of an order in another currency: clearing is emptied of exactly that.
 * Where the file doesn't say what was paid in it, a line that is near to the whole order is taken
 * for all of it, as it is or as it was at most, whichever is nearer. Any other, and one without a
 * rate, takes the received amount.
 */
export function bookedAt(matched: Matched): Decimal {
  const { line, match } = matched;
  if (match !== null && matched.booked !== undefined) return matched.booked;
  const rate = match?.target.rate ?? null;
  if (rate === null) return line.gross;
  if (line.paid !== null) return amount(round(dec(line.paid.amount).times(rate)));
  const { gross = null, booked = gross } = match?.target ?? {};
  const whole = [gross, booked]
    .map((figure) =>
      round(
        dec(figure ?? "0")
          .abs()
          .times(rate),
      ),
    )
    .map((figure) => ({ figure, off: figure.minus(dec(line.gross).abs()).abs() }))
    .filter(({ figure, off }) => figure.gt(0) && off.lte(figure.times(RATE_MOVES)))
    .toSorted((a, b) => a.off.cmp(b.off))[0]?.figure;
  if (whole === undefined) return line.gross;
  return amount(dec(line.gross).lt(0) ? whole.neg() : whole);
}

/** The sums with these lines. */
export const addLines = (sums: PayoutSums, lines: readonly Matched[]): PayoutSums =>
  lines.reduce(added, sums);

function added(sums: PayoutSums, matched: Matched): PayoutSums {
  const { line } = matched;
  const with_: PayoutSums = {
    ...withFee(sums, line),
    lines: sums.lines + 1,
    net: plus(sums.net, line.net),
    kinds: withKind(sums.kinds, line),
  };
  if (CLEARED.has(line.kind)) return cleared(with_, matched);
  return other(with_, line.kind, line);
}

function withKind(
  kinds: PayoutSums["kinds"],
  { kind, gross, fee, feeVat, net }: PayoutLine,
): PayoutSums["kinds"] {
  const known = kinds[kind] ?? { lines: 0, gross: "0.00", fee: "0.00", net: "0.00" };
  return {
    ...kinds,
    [kind]: {
      lines: known.lines + 1,
      gross: plus(known.gross, gross),
      fee: amount(dec(known.fee).plus(fee).plus(feeVat)),
      net: plus(known.net, net),
    },
  };
}

function withFee(sums: PayoutSums, { feeKind, fee, feeVat }: PayoutLine): PayoutSums {
  const known = sums.fees[feeKind];
  return dec(fee).eq(0) && dec(feeVat).eq(0)
    ? sums
    : {
        ...sums,
        fees: {
          ...sums.fees,
          [feeKind]: {
            fee: plus(known?.fee ?? "0.00", fee),
            vat: plus(known?.vat ?? "0.00", feeVat),
          },
        },
      };
}

function cleared(sums: PayoutSums, matched: Matched): PayoutSums {
  const { line } = matched;
  if (matched.match === null) {
    const above = (sums.unmatched?.above ?? 0) + (matched.why === "amount" ? 1 : 0);
    const unmatched = listed(sums.unmatched, line, line.gross);
    return { ...sums, unmatched: above === 0 ? unmatched : { ...unmatched, above } };
  }
  const { settling } = matched;
  if (settling?.by === "none") {
    const { why } = settling;
    const known = sums.unsettled?.[why] ?? null;
    const { order, lacks } = known === null || line.at < known.line ? ofOrder(matched) : known;
    const unsettled = { ...listed(known, line, line.gross), ...defined({ order, lacks }) };
    return { ...sums, unsettled: { ...sums.unsettled, [why]: unsettled } };
  }
  if (settling?.by === "account") {
    const of = String(settling.account);
    const isForeign = settling.foreign === true;
    return {
      ...sums,
      added: addedBy(sums.added, "registered", of, line.gross),
      registered: into(sums.registered ?? {}, of, line.gross),
      ...(isForeign ? { ofOrders: into(sums.ofOrders ?? {}, of, line.gross) } : {}),
      ...(isForeign ? { foreign: listed(sums.foreign ?? null, line, line.gross) } : {}),
    };
  }
  const booked = bookedAt(matched);
  const off = dec(line.gross).minus(booked);
  const where = line.kind === "sale" || line.kind === "refund" ? "clearing" : "chargebacks";
  const isElsewhere = settling?.by === "clearing" || settling?.by === "dispute";
  const elsewhere = isElsewhere ? settling.account : undefined;
  const apart = settling?.by === "dispute" ? "disputes" : "registered";
  const to = elsewhere === undefined ? where : apart;
  const of = elsewhere === undefined ? (line.method ?? "") : String(elsewhere);
  return {
    ...sums,
    added: addedBy(sums.added, to, of, booked),
    ...(settling?.by === "payment" ? { settles: settled(sums.settles, line) } : {}),
    [to]: into(sums[to] ?? {}, of, booked),
    ...(to === "registered" ? { ofOrders: into(sums.ofOrders ?? {}, of, booked) } : {}),
    currency: {
      gain: off.gt(0) ? plus(sums.currency.gain, amount(off)) : sums.currency.gain,
      loss: off.lt(0) ? plus(sums.currency.loss, negated(off)) : sums.currency.loss,
    },
  };
}

/** A refund of an order that has its invoice lacks the credit alone. */
const ofOrder = ({ line, match }: Matched): Partial<OfOrder> =>
  match === null
    ? {}
    : {
        order: match.target.label,
        lacks:
          line.kind === "refund" && (match.target.invoiced?.invoices.length ?? 0) > 0
            ? "credit"
            : "invoice",
      };

const addedBy = (known: Added = {}, to: keyof Added, of: string, booked: Decimal): Added =>
  dec(booked).gt(0) ? { ...known, [to]: into(known[to] ?? {}, of, booked) } : known;

function settled(
  known: PayoutSums["settles"] = {},
  { method, gross, kind }: PayoutLine,
): NonNullable<PayoutSums["settles"]> {
  const of = method ?? "";
  const before = known[of] ?? { lines: 0, received: "0.00", paidBack: "0.00" };
  const size = amount(dec(gross).abs());
  // A refund that came back is above zero: it takes off.
  const back = negated(gross);
  return {
    ...known,
    [of]: {
      lines: before.lines + 1,
      received: kind === "sale" ? plus(before.received, size) : before.received,
      paidBack: kind === "sale" ? before.paidBack : plus(before.paidBack, back),
    },
  };
}

function other(sums: PayoutSums, kind: LineKind, line: PayoutLine): PayoutSums {
  switch (kind) {
    case "reserve":
    case "debt":
    case "rounding":
      return { ...sums, [kind]: plus(sums[kind], line.gross) };
    case "unknown":
      return {
        ...sums,
        unknown: {
          ...listed(sums.unknown, line, line.gross),
          type:
            sums.unknown === null || line.at < sums.unknown.line ? line.type : sums.unknown.type,
        },
      };
    default:
      // A fee of its own has nothing beside it.
      return sums;
  }
}
