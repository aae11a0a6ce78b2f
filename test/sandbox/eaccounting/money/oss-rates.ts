// VAT rates of the buyer's country for sales under OSS (2026). The vendor keeps them per country and kind of rate; here
// a coding's own rate says which: nought stays nought, below 15 % is the reduced rate, the rest the standard rate.
const RATES: Readonly<Record<string, readonly [standard: number, reduced: number]>> = {
  AT: [20, 10],
  BE: [21, 6],
  BG: [20, 9],
  CY: [19, 5],
  CZ: [21, 12],
  DE: [19, 7],
  DK: [25, 25],
  EE: [24, 9],
  ES: [21, 10],
  FI: [25.5, 13.5],
  FR: [20, 5.5],
  GR: [24, 13],
  HR: [25, 13],
  HU: [27, 5],
  IE: [23, 9],
  IT: [22, 10],
  LT: [21, 9],
  LU: [17, 8],
  LV: [21, 12],
  MT: [18, 5],
  NL: [21, 9],
  PL: [23, 8],
  PT: [23, 6],
  RO: [21, 11],
  SE: [25, 12],
  SI: [22, 9.5],
  SK: [23, 5],
};

export function ossRate(country: string, codingRate: number): number {
  const rates = RATES[country];
  if (rates === undefined || codingRate === 0) return codingRate;
  return codingRate < 15 ? rates[1] : rates[0];
}
