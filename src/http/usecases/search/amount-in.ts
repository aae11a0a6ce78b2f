/** An amount as people write it: "4 362,50", "4,362.50", "4362.5 SEK". */
const AMOUNT = /^([-\u2212]?)(\d[\d.,' \u00a0\u202f]*)(?:\s*(?:kr|[a-z]{3}))?$/i;

/** Returns the amount with a point and two decimals, "4362.50"; `null`: none. */
export function parseAmount(text: string): string | null {
  const [, sign = "", figures] = AMOUNT.exec(text.trim()) ?? [];
  if (figures === undefined) return null;
  const plain = figures.replaceAll(/[' \u00a0\u202f]/g, "");
  // The last sign with one or two figures behind it parts the decimals; any other groups thousands.
  const [, whole, decimals] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(plain) ?? [];
  const grouped = whole ?? "";
  if (!/^\d+$|^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(grouped)) return null;
  const digits = grouped.replaceAll(/\D/g, "").replace(/^0+(?=\d)/, "");
  return digits.length > 12
    ? null
    : `${sign === "" ? "" : "-"}${digits}.${(decimals ?? "").padEnd(2, "0")}`;
}
