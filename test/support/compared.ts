/** What the API answers of both sides compared, and the sum that its figures keep on every day. */
import { expect } from "vitest";
import type { Json } from "./vendors.ts";

export type Compared = Json & {
  days: readonly (Json & {
    states: Record<string, number>;
    totals: { gross: readonly Json[]; rates: readonly Json[]; parts: readonly Json[] };
  })[];
  findings: readonly Json[];
  orders: readonly (Json & { id: number; state: string; why: Json | null })[];
};

export type Part = {
  readonly name: string;
  readonly currency: string;
  readonly gross: string;
  readonly rates: readonly {
    readonly rate: string | null;
    readonly net: string;
    readonly vat: string;
  }[];
};
type Side = { readonly net: string; readonly vat: string };

/**
 * Ledger less shop is the sum of what is named, on every day: in gross by currency, in net and VAT
 * by rate.
 */
export function addsUp(days: Compared["days"]): void {
  const cents = (figure: unknown): number => Math.round(Number(figure) * 100);
  for (const { totals } of days) {
    const { gross, rates, parts } = totals as unknown as {
      gross: { currency: string; source: string; ledger: string }[];
      rates: { currency: string; rate: string | null; source: Side; ledger: Side }[];
      parts: Part[];
    };
    for (const one of gross)
      expect(
        parts
          .filter(({ currency }) => currency === one.currency)
          .reduce((sum, part) => sum + cents(part.gross), 0),
      ).toBe(cents(one.ledger) - cents(one.source));
    for (const one of rates)
      for (const of of ["net", "vat"] as const)
        expect(
          parts
            .filter(({ currency }) => currency === one.currency)
            .flatMap(({ rates: each }) => each)
            .filter(({ rate }) => rate === one.rate)
            .reduce((sum, part) => sum + cents(part[of]), 0),
        ).toBe(cents(one.ledger[of]) - cents(one.source[of]));
  }
}
