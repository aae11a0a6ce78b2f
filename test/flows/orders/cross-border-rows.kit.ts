/** Kinds of sale, and what rows know of them. */
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import type { SaleOfRows } from "../../../src/flows/orders/money/cross-border-rows.ts";
import type { Sale } from "../../../src/flows/orders/money/cross-border-sale.ts";
import { codingId, codings, line, type Sold } from "./kit.ts";

export const sale = (kind: Sale["kind"], fields: Partial<Sale> = {}): Sale => ({
  kind,
  country: kind === "domestic" ? "SE" : "DE",
  oss: false,
  recorded: [],
  ...fields,
});
export const OSS = sale("eu-consumer", { oss: true });
export const rowsOf = (of: Sale, fields: Partial<SaleOfRows> = {}): SaleOfRows => ({
  sale: of,
  buyerRates: new Map(),
  plainRates: new Set(),
  mainRate: null,
  goods: true,
  reversible: false,
  charged: [],
  ...fields,
});
export const lineOf = (sold: Sold) => ({ ...line(sold, 3, true), fromHead: false });
export const codingOf = (
  rate: string,
  accounts: Partial<LedgerCoding["accounts"]> = {},
): LedgerCoding => {
  const found = codings.find(({ id }) => id === codingId(rate));
  if (found === undefined) throw new Error(rate);
  return { ...found, accounts: { ...found.accounts, ...accounts } };
};
