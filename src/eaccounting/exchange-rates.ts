/**
 * What one currency is worth in another on a day, by the vendor's list (`/currencies/exchangerate`;
 * scope ea:sales).
 */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import { type Decimal, plain } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/request.ts";
import { ok, type Result } from "../domain/result.ts";
import { contractFailure, readBody, request } from "./request.ts";

/** `day`: `YYYY-MM-DD`, not one to come. */
export const exchangeRate = (of: string, into: string, day: string): VendorRequest =>
  request("GET", "/currencies/exchangerate", "reference-data", {
    query: { sourceCurrencyCode: of, targetCurrencyCode: into, date: day },
  });

/** Long past, so that each currency has a rate. */
const PROOF_DAY = "2025-01-07";
/** Both are in every company's list; their rate is fixed (domain/exchange-rate.ts). */
export const FIXED = { of: "EUR", into: "DKK" } as const;

/** The rate that is fixed: by it the way round of all others is told. */
export const fixedRate = (of: string = FIXED.of, into: string = FIXED.into): VendorRequest =>
  exchangeRate(of, into, PROOF_DAY);

const schema = z.looseObject({
  Date: z.string().min(10),
  SourceCurrency: z.string(),
  TargetCurrency: z.string(),
  Rate: z.number().positive(),
});

export type ExchangeRate = { readonly rate: Decimal; readonly day: string };

/** Units of `into` for one of `of`. An answer of other currencies than asked for is none. */
export function readExchangeRate(
  answer: VendorAnswer,
  of: string,
  into: string,
): Result<ExchangeRate, Failure> {
  const read = readBody(schema, answer);
  if (!read.ok) return read;
  const { Date: day, SourceCurrency, TargetCurrency, Rate } = read.value;
  if (SourceCurrency.toUpperCase() !== of || TargetCurrency.toUpperCase() !== into)
    return {
      ok: false,
      error: contractFailure(
        ["SourceCurrency"],
        `asked for ${of} in ${into}, got ${SourceCurrency} in ${TargetCurrency}`,
      ),
    };
  return ok({ rate: plain(Rate), day: day.slice(0, 10) });
}

const booked = z.looseObject({ CurrencyRate: z.number().positive() });

/**
 * At which rate the ledger booked an invoice, by its answer (`CurrencyRate`: units of the company's
 * currency for one of the invoice's); `null`: it doesn't say.
 */
export function readBookedRate(body: unknown): Decimal | null {
  const read = booked.safeParse(body);
  return read.success ? plain(read.data.CurrencyRate) : null;
}
