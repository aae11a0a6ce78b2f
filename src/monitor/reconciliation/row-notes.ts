/** What a row of the comparison says of itself without a finding: why both sides agree. Pure. */
import type { OrderSums } from "../../asperion/order-sums.ts";
import { amount, dec, type Decimal, same, sum, negated } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { type Balance, isHeldName, type Part } from "./balance.ts";
import { chargesNothing } from "./charged.ts";
import type { LedgerSums } from "./classify-order.ts";

/**
 * Of an order that charges nothing any more, and whose document stands: by how much credits of
 * other orders took back, with which it comes to nothing, or what is left.
 */
export function creditedNotes(
  sums: OrderSums,
  { due, parts }: Pick<Balance, "due" | "parts">,
): readonly Reason[] {
  const isExplained = parts.every(({ name }) => isHeldName(name));
  if (sums.was === undefined || !chargesNothing(sums) || !isExplained) return [];
  const back = due.find(({ currency }) => currency === sums.currency)?.gross ?? "0";
  const left = amount(
    sum(parts.filter(({ currency }) => currency === sums.currency).map(({ gross }) => gross)),
  );
  return dec(back).eq(0)
    ? []
    : [
        reason("cancelled-and-credited", {
          was: amount(sums.was),
          credited: negated(back),
          left: same(left, "0") ? null : left,
        }),
      ];
}

type Rounded = {
  readonly parts: readonly Part[];
  readonly ledger: LedgerSums;
  /** The company's; `null`: it isn't known. */
  readonly home: string | null;
};

/** Which rounding the part of a difference comes from that no finding explains, and how much. */
export const roundingNotes = ({ parts, ledger, home }: Rounded): readonly Reason[] =>
  parts
    .filter(({ name }) => name === "rounding")
    .map((part) =>
      reason("rounding-difference", {
        by: isForeign(part, home) ? "currency" : roundedBy(part, ledger),
        ...largest(part),
        currency: part.currency,
      }),
    );

/** What both sides differ by: in total, else in VAT, else only from rate to rate. */
function largest({ gross, rates }: Part): {
  readonly of: "total" | "vat" | "rates";
  readonly amount: Decimal;
} {
  if (!same(gross, "0")) return { of: "total", amount: gross };
  const vat = amount(sum(rates.map((one) => one.vat)));
  if (!same(vat, "0")) return { of: "vat", amount: vat };
  const sizes = rates.flatMap((one) => [dec(one.net).abs(), dec(one.vat).abs()]);
  return { of: "rates", amount: amount(sizes.reduce((a, b) => (b.gt(a) ? b : a), dec("0"))) };
}

const isForeign = ({ currency }: Part, home: string | null): boolean =>
  home !== null && currency !== home;

/** The ledger's VAT is the rate of its net, or its rows were rounded one by one. */
function roundedBy(
  { gross }: Part,
  { gross: total, perRate }: LedgerSums,
): "row" | "document" | "tolerance" {
  if (!same(gross, "0")) return dec(total).mod(1).eq(0) ? "document" : "tolerance";
  if (perRate === null) return "document";
  return perRate.every(({ rate, net, vat }) => same(onceFor(rate, net), vat)) ? "document" : "row";
}

const onceFor = (rate: Decimal, net: Decimal): Decimal => amount(dec(net).times(rate));
