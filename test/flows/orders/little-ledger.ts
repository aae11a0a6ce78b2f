/**
 * A ledger of a few lines, in integers (cents, ten-thousandths), that adds up the rows it is given.
 * It shares nothing with the code under test, so the two can't agree on the same mistake. Rounding
 * is half away from zero.
 */
type LedgerRow = {
  quantity: string;
  unitPrice: string;
  discount: string;
  vatRate: string | null;
};
export type LedgerTotals = {
  net: bigint;
  vat: bigint;
  gross: bigint;
  vatPerRate: Map<bigint, bigint>;
  rows: bigint[];
};

/** Decimal text as an integer of `places` decimals; throws on more places than that. */
export function units(text: string, places: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal: ${text}`);
  const decimals = match[3] ?? "";
  if (decimals.length > places && /[1-9]/.test(decimals.slice(places)))
    throw new Error(`${text} has more than ${places} decimals`);
  const figure = BigInt((match[2] ?? "0") + decimals.slice(0, places).padEnd(places, "0"));
  return match[1] === "-" ? -figure : figure;
}

export const cents = (text: string): bigint => units(text, 2);
export const tenThousandths = (text: string): bigint => units(text, 4);

/** Quotient rounded half away from zero; `divisor` is positive. */
export function divide(dividend: bigint, divisor: bigint): bigint {
  const half = (2n * (dividend < 0n ? -dividend : dividend) + divisor) / (2n * divisor);
  return dividend < 0n ? -half : half;
}

export function text(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const vatOf = (amount: bigint, rate: bigint, includesVat: boolean): bigint =>
  includesVat ? divide(amount * rate, 10_000n + rate) : divide(amount * rate, 10_000n);

export function addUp(
  rows: readonly LedgerRow[],
  includesVat: boolean,
  by: "row" | "rate",
): LedgerTotals {
  const amounts: bigint[] = [];
  const sums = new Map<bigint, bigint>();
  const vatPerRate = new Map<bigint, bigint>();
  for (const row of rows) {
    // Quantity 10⁻⁴ × price 10⁻⁴ × (1 − discount) 10⁻⁴, in cents.
    const amount = divide(
      tenThousandths(row.quantity) *
        tenThousandths(row.unitPrice) *
        (10_000n - tenThousandths(row.discount)),
      10_000_000_000n,
    );
    amounts.push(amount);
    if (row.vatRate === null) continue;
    const rate = tenThousandths(row.vatRate);
    sums.set(rate, (sums.get(rate) ?? 0n) + amount);
    if (by === "row")
      vatPerRate.set(rate, (vatPerRate.get(rate) ?? 0n) + vatOf(amount, rate, includesVat));
  }
  if (by === "rate")
    for (const [rate, sum] of sums) vatPerRate.set(rate, vatOf(sum, rate, includesVat));
  const total = [...sums.values()].reduce((all, sum) => all + sum, 0n);
  const vat = [...vatPerRate.values()].reduce((all, one) => all + one, 0n);
  return includesVat
    ? { net: total - vat, vat, gross: total, vatPerRate, rows: amounts }
    : { net: total, vat, gross: total + vat, vatPerRate, rows: amounts };
}
