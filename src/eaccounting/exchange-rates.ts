/** Exchange rates of a day, from the vendor's list (`/currencies/exchangerate`; scope ea:sales). */
import { z } from "zod";
import { type Decimal, plain } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { contractFailure, readBody, request } from "./request.ts";

/** `day`: `YYYY-MM-DD`, not in the future. */
export const exchangeRate = (of: string, into: string, day: string): VendorRequest =>
  request("GET", "/currencies/exchangerate", "reference-data", {
    query: { sourceCurrencyCode: of, targetCurrencyCode: into, date: day },
  });

/** Long past, so that each currency has a rate. */
const PROOF_DAY = "2025-01-07";
/** Both are in every company's list, and their rate is fixed (domain/ledger/exchange-rate.ts). */
export const FIXED = { of: "EUR", into: "DKK" } as const;

/** Requests the fixed rate, which shows the direction of all others. */
export const fixedRate = (of: string = FIXED.of, into: string = FIXED.into): VendorRequest =>
  exchangeRate(of, into, PROOF_DAY);

const schema = z.looseObject({
  Date: z.string().min(10),
  SourceCurrency: z.string(),
  TargetCurrency: z.string(),
  Rate: z.number().positive(),
});

export type ExchangeRate = { readonly rate: Decimal; readonly day: string };

/** Returns units of `into` for one of `of`. An answer about other currencies counts as none. */
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
 * Returns the rate at which the ledger booked an invoice (`CurrencyRate`: units of the company's
 * currency for one of the invoice's); `null`: the answer has none.
 */
export function readBookedRate(body: unknown): Decimal | null {
  const read = booked.safeParse(body);
  return read.success ? plain(read.data.CurrencyRate) : null;
}
