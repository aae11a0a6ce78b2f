/**
 * The coding of an article that is created for what the shop sells, or of the system article that
 * replaces it.
 */
import { exemptAccount } from "../../../domain/ledger/accounts.ts";
import type { LedgerCoding } from "../../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain, same } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { PlanInput } from "../shared/plan-input.ts";
import type { SourceLine } from "./lines.ts";

type ItemCodingFacts = Pick<PlanInput, "codings" | "settings">;

/**
 * Returns the coding of the line's VAT rate that the settings name, otherwise the only one for
 * goods. With two candidates the order is held.
 */
export function itemCodingFor(
  line: Pick<SourceLine, "lineNumber" | "sku" | "vatRate">,
  known: ItemCodingFacts,
): Result<LedgerCoding, Reason> {
  const named = known.settings.orders.newArticles.codings[plain(dec(line.vatRate).times(100))];
  const goods = goodsCodings(line.vatRate, known);
  const onlyGoods = goods.length === 1 ? goods[0] : undefined;
  const chosen =
    named === undefined
      ? onlyGoods
      : fitting(line.vatRate, known.codings).find(
          ({ id }) => id.toLowerCase() === named.toLowerCase(),
        );
  if (chosen !== undefined) return ok(chosen);
  return err(
    reason("new-article-coding-missing", {
      line: line.lineNumber,
      sku: line.sku,
      rate: plain(line.vatRate),
      coding: named ?? null,
      count: goods.length,
    }),
  );
}

/**
 * Returns the codings for goods of a VAT rate (a fraction), the lowest account first, without those
 * that the settings keep for gift cards and tips.
 */
export function goodsCodings(
  vatRate: Decimal,
  { codings, settings }: ItemCodingFacts,
): readonly LedgerCoding[] {
  const { giftCardCoding, tipCoding } = settings.orders;
  return fitting(vatRate, codings)
    .filter(({ id, kind }) => kind === "goods" && id !== giftCardCoding && id !== tipCoding)
    .toSorted((a, b) => (homeAccount(a) ?? 0) - (homeAccount(b) ?? 0));
}

const fitting = (vatRate: Decimal, codings: readonly LedgerCoding[]): readonly LedgerCoding[] =>
  codings.filter(
    (coding) => coding.active && same(coding.vatRate, vatRate) && homeAccount(coding) !== null,
  );

const homeAccount = (coding: LedgerCoding): number | null =>
  same(coding.vatRate, 0) ? exemptAccount(coding) : coding.accounts.domestic;
