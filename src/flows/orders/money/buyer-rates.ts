/**
 * Whether a rate of VAT is one of a member state's own. The ledger tells no rates of other
 * countries, and this list may be old: it decides no rate and no booking, but only whether home VAT
 * on a sale under OSS can be told from the buyer's (docs/adr/0164). Rates as of 2026, without
 * zero.
 */
import { type Decimal, plain } from "../../../domain/money.ts";

const RATES: Readonly<Record<string, readonly string[]>> = {
  AT: ["0.2", "0.13", "0.1"],
  BE: ["0.21", "0.12", "0.06"],
  BG: ["0.2", "0.09"],
  CY: ["0.19", "0.09", "0.05", "0.03"],
  CZ: ["0.21", "0.12"],
  DE: ["0.19", "0.07"],
  DK: ["0.25"],
  EE: ["0.24", "0.13", "0.09"],
  ES: ["0.21", "0.1", "0.04"],
  FI: ["0.255", "0.135", "0.1"],
  FR: ["0.2", "0.1", "0.055", "0.021"],
  GR: ["0.24", "0.13", "0.06"],
  HR: ["0.25", "0.13", "0.05"],
  HU: ["0.27", "0.18", "0.05"],
  IE: ["0.23", "0.135", "0.09", "0.048"],
  IT: ["0.22", "0.1", "0.05", "0.04"],
  LT: ["0.21", "0.12", "0.05"],
  LU: ["0.17", "0.14", "0.08", "0.03"],
  LV: ["0.21", "0.12", "0.05"],
  MT: ["0.18", "0.12", "0.07", "0.05"],
  NL: ["0.21", "0.09"],
  PL: ["0.23", "0.08", "0.05"],
  PT: ["0.23", "0.13", "0.06"],
  RO: ["0.21", "0.11"],
  SE: ["0.25", "0.12", "0.06"],
  SI: ["0.22", "0.095", "0.05"],
  SK: ["0.23", "0.19", "0.05"],
};

/** Of a country that isn't listed nothing is known, so it may be. */
export const mayBeRateOf = (country: string, rate: Decimal): boolean =>
  RATES[country]?.includes(plain(rate)) ?? true;
