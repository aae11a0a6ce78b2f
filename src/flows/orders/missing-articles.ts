/**
 * What is done about an article code that the ledger doesn't have: the order is held, the article
 * is made, or an article of our own stands for it, as the tenant chose. Pure. Its coding is one of
 * the VAT rate that the line was sold with: the coding that the settings name for that rate, else
 * the only one for goods that there is.
 */
import { exemptAccount } from "../../domain/accounts.ts";
import type { LedgerCoding } from "../../domain/ledger.ts";
import { dec, plain, same } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SourceLine } from "./lines.ts";
import type { PlanInput } from "./plan-input.ts";

type Known = Pick<PlanInput, "codings" | "settings">;

/** Of two that would do none is guessed. */
export function itemCodingFor(
  line: Pick<SourceLine, "lineNumber" | "sku" | "vatRate">,
  { codings, settings }: Known,
): Result<LedgerCoding, Reason> {
  const { newArticles, giftCardCoding, tipCoding } = settings.orders;
  const fits = codings.filter(
    (coding) => coding.active && same(coding.vatRate, line.vatRate) && accountOf(coding) !== null,
  );
  const named = newArticles.codings[plain(dec(line.vatRate).times(100))];
  const goods = fits.filter(
    ({ id, kind }) => kind === "goods" && id !== giftCardCoding && id !== tipCoding,
  );
  const chosen =
    named === undefined
      ? goods.length === 1
        ? goods[0]
        : undefined
      : fits.find(({ id }) => id.toLowerCase() === named.toLowerCase());
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

const accountOf = (coding: LedgerCoding): number | null =>
  same(coding.vatRate, 0) ? exemptAccount(coding) : coding.accounts.domestic;
