/**
 * Lines that are booked by a table of codings: goods without an article in the ledger, and
 * shipping, discounts, fees and tips, each by its own table. Goods that match no row of their table
 * are held. Pure.
 */
import type { Coded, LedgerCoding } from "../../../domain/ledger/ledger.ts";
import { plain } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import type { SaleName } from "../../../domain/reasons/words.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { chooseCoding, isByCoding } from "../../../settings/orders/codings.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import type { Choice } from "../../../settings/lookups/lookup.ts";
import type { PlanInput } from "../shared/plan-input.ts";
import type { Sale } from "./cross-border-sale.ts";
import type { SourceLine } from "./lines.ts";

/** Returns the kind of sale as tables of codings name it. */
export function saleName({ kind, oss }: Pick<Sale, "kind" | "oss">): SaleName {
  switch (kind) {
    case "domestic":
      return "home";
    case "eu-business":
      return "eu-business";
    case "eu-consumer":
      return oss ? "oss" : "eu-consumer";
    case "export":
    case "export-with-vat":
      return "export";
  }
}

type ChosenCoding = { readonly coding: LedgerCoding; readonly choice: Choice };
type CodedLine = Pick<SourceLine, "lineNumber" | "sku" | "vatCode" | "vatRate">;
type CodingFacts = Pick<PlanInput, "settings" | "codings"> & {
  readonly facts: LookupFacts;
  readonly sale: SaleName;
};

/** `null`: the table has no row for this line; only goods are held for that. */
export function codingOf(
  line: CodedLine,
  table: Coded,
  { settings, codings, facts, sale }: CodingFacts,
): Result<ChosenCoding, Reason> | null {
  const choice = chooseCoding(settings.lookups[table], line, { ...facts, sale });
  const at = { line: line.lineNumber, sku: line.sku };
  const { value } = choice;
  if (value === null)
    return table === "goodsCoding"
      ? err(
          reason("goods-coding-missing", {
            ...at,
            rate: plain(line.vatRate),
            vatCode: line.vatCode,
            country: facts.country ?? null,
            sale,
          }),
        )
      : null;
  const coding = codings.find(({ id }) => id.toLowerCase() === value.toLowerCase());
  if (coding === undefined)
    return err(reason("coding-not-found", { ...at, article: null, coding: value }));
  // The ledger gives no dates for a coding, only that it isn't in use any more.
  if (!coding.active)
    return err(reason("coding-ended", { ...at, coding: coding.name, lookup: table }));
  return ok({ coding, choice });
}

/** Goods of the shop without an article in the ledger. */
export const isCodedLine = (
  { kind, sku }: Pick<SourceLine, "kind" | "sku">,
  { orders }: Pick<PlanInput["settings"], "orders">,
): boolean => kind === "article" && isByCoding(orders.goods, sku);

/** A coding with an OSS account is sold under the one-stop shop, where the company uses that. */
export const isOssCoding = ({ accounts }: LedgerCoding): boolean => accounts.oss !== null;
