/**
 * A PayPal account in several currencies, from the movements that both of its reports tell of. A
 * withdrawal ends a payout: what came since the one before is of it. A payment in another currency
 * is one line with the amount that its conversion made of it.
 */
import { amount, dec, type Decimal, round, same, negated } from "../../../../domain/money.ts";
import type { FeeKind, LineKind } from "../../../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { type Emit, movement, type SlotHead } from "../format.ts";

export type Movement = {
  readonly at: number;
  readonly day: string;
  readonly id: string;
  readonly about: string;
  readonly kind: LineKind | "conversion" | "withdrawal";
  readonly feeKind: FeeKind;
  readonly type: string;
  readonly currency: string;
  readonly fee: Decimal;
  readonly net: Decimal;
  readonly reference: string | null;
  readonly text: string;
};

type Waiting = {
  readonly movement: Movement;
  readonly back: Decimal | null;
  readonly into: Decimal | null;
};

export class PaypalAccount {
  readonly #heads: SlotHead[] = [];
  readonly #slots = new Map<string, number>();
  /** In another currency, until it is converted, by its id. */
  readonly #waiting = new Map<string, Waiting>();
  /** Conversions that stand before what they are of, by its id. */
  readonly #early = new Map<string, readonly Movement[]>();
  #made = 0;
  #day = "";
  #rises = false;
  #falls = false;
  readonly #account: string;
  readonly #currency: string;
  readonly #emit: Emit;

  /** `currency`: what isn't in it waits for its conversion. */
  constructor(account: string, currency: string, emit: Emit) {
    this.#account = account;
    this.#currency = currency;
    this.#emit = emit;
  }

  move(one: Movement, payout: string = one.id): Reason | null {
    this.#falls ||= one.day < this.#day;
    this.#rises ||= this.#day !== "" && one.day > this.#day;
    this.#day = one.day;
    if (one.kind === "withdrawal") return this.#close(one, payout);
    if (one.kind === "conversion") return this.#convert(one);
    if (one.currency === this.#currency) {
      this.#line(one, one.kind, one.net, one.fee, null);
      return null;
    }
    this.#waiting.set(one.id, { movement: one, back: null, into: null });
    return this.#takeEarly(one);
  }

  /**
   * What was converted before, as where a refund in another currency is funded first: where the two
   * legs are of exactly this amount. Others stay unknown.
   */
  #takeEarly({ id, currency, net }: Movement): Reason | null {
    const legs = this.#early.get(id) ?? [];
    const [back, into] = [currency, this.#currency].map((of) =>
      legs.find((leg) => leg.currency === of),
    );
    const isOfIt =
      legs.length === 2 && back !== undefined && into !== undefined && same(back.net, negated(net));
    if (!isOfIt) return null;
    this.#early.delete(id);
    return this.#convert(back) ?? this.#convert(into);
  }

  /** What waits for a conversion at the end of the file isn't paid out yet. */
  end(): readonly SlotHead[] {
    const newestFirst = this.#falls && !this.#rises;
    return this.#heads.map((head) => ({ ...head, newestFirst }));
  }

  #slot(currency: string): string {
    const known = this.#slots.get(currency);
    if (known === undefined) this.#slots.set(currency, (this.#made += 1));
    return `${currency} ${known ?? this.#made}`;
  }

  #line(
    one: Movement,
    kind: LineKind,
    net: Decimal,
    fee: Decimal,
    paid: { readonly currency: string; readonly amount: Decimal } | null,
    currency = this.#currency,
  ): void {
    const { at, day, id, type, feeKind, reference, text, about } = one;
    this.#emit(
      this.#slot(currency),
      movement(
        {
          id,
          at,
          day,
          kind,
          type,
          feeKind,
          paid,
          reference,
          text,
          // A refund names the payment that it is of; a payment is its own, whatever it names.
          paymentId: about === "" || kind === "sale" ? id : about,
        },
        net,
        fee,
      ),
    );
  }

  /** Two rows: what left in one currency, and what came in the other. */
  #convert(leg: Movement): Reason | null {
    const waiting = this.#waiting.get(leg.about);
    if (waiting === undefined) {
      this.#early.set(leg.about, [...(this.#early.get(leg.about) ?? []), leg]);
      return null;
    }
    const { movement: one } = waiting;
    const next =
      leg.currency === one.currency ? { ...waiting, back: leg.net } : { ...waiting, into: leg.net };
    this.#waiting.set(leg.about, next);
    const { back, into } = next;
    if (back === null || into === null) return null;
    this.#waiting.delete(leg.about);
    if (!same(back, negated(one.net)))
      return reason("settlement-line-differs", {
        line: leg.at,
        stated: back,
        summed: negated(one.net),
      });
    if (one.kind === "conversion" || one.kind === "withdrawal") return null;
    const fee = dec(one.net).eq(0)
      ? "0.00"
      : amount(round(dec(one.fee).times(dec(into).div(dec(one.net)))));
    this.#line(one, one.kind, into, fee, {
      currency: one.currency,
      amount: amount(dec(one.net).plus(one.fee)),
    });
    return null;
  }

  #close(one: Movement, payout: string): Reason | null {
    for (const leg of [...this.#early.values()].flat())
      this.#line(leg, "unknown", leg.net, "0.00", null, leg.currency);
    this.#early.clear();
    const open = [...this.#waiting.values()].find(
      ({ movement: { currency } }) => currency !== this.#currency,
    );
    // Paid out in its own currency: what waited is of this payout, as it is.
    if (one.currency !== this.#currency)
      for (const [id, { movement: waiting }] of this.#waiting)
        if (
          waiting.currency === one.currency &&
          waiting.kind !== "conversion" &&
          waiting.kind !== "withdrawal"
        ) {
          this.#line(waiting, waiting.kind, waiting.net, waiting.fee, null, one.currency);
          this.#waiting.delete(id);
        }
    if (open?.back != null || open?.into != null)
      return reason("settlement-currency-differs", {
        line: open.movement.at,
        currency: open.movement.currency,
      });
    this.#heads.push({
      slot: this.#slot(one.currency),
      account: this.#account,
      payout,
      currency: one.currency,
      day: one.day,
      stated: negated(one.net),
      at: one.at,
    });
    this.#slots.delete(one.currency);
    return null;
  }
}
