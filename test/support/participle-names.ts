/**
 * Names that say nothing of what they name: types and functions called by a bare participle. Those
 * of today are listed by file; the list only shrinks.
 */
import type { Source } from "./sources.ts";
import { code } from "./unused-exports.ts";

const WORDS =
  "found|kept|known|asked|said|told|tried|gone|given|sent|taken|shown|chosen|left|looked";
const NAMED = new RegExp(
  String.raw`^\s*(?:export )?(?:async )?function (${WORDS})\b` +
    String.raw`|^(?:export )?const (${WORDS})\b[^=]*= (?:async )?[(<]` +
    String.raw`|^\s*(?:export )?type (${WORDS})\b[^,;]*=`,
  "gim",
);

export const participleNames = ({ path, text }: Source): readonly string[] =>
  [...code(text).matchAll(NAMED)].map(
    ([, fn, constant, type]) => `${path}: ${fn ?? constant ?? type ?? ""}`,
  );

/** Below src, by file. A name that is mended is taken off the list. */
export const STILL_THERE: Readonly<Record<string, readonly string[]>> = {
  "flows/orders/decision/action.ts": ["Asked"],
  "flows/orders/decision/execute-searches.ts": ["Looked"],
  "flows/orders/decision/execution.ts": ["Found", "known"],
  "flows/orders/decision/unexplained-money.ts": ["gone"],
  "flows/orders/documents/credits/by-rate.ts": ["known"],
  "flows/orders/documents/credits/left-of-order.ts": ["Left"],
  "flows/orders/documents/deltas/keep-in-step.ts": ["Kept"],
  "flows/orders/documents/sending.ts": ["said"],
  "flows/orders/documents/vouchers/paid-later.ts": ["Chosen"],
  "flows/orders/documents/vouchers/plan-voucher.ts": ["Chosen", "chosen"],
  "flows/orders/documents/vouchers/rates.ts": ["asked"],
  "flows/orders/documents/vouchers/reverse.ts": ["gone"],
  "flows/orders/intake/fetch.ts": ["known", "said"],
  "flows/orders/money/articles.ts": ["Found"],
  "flows/orders/money/codings.ts": ["Asked", "Known"],
  "flows/orders/money/item-coding.ts": ["Known"],
  "flows/orders/money/make-articles.ts": ["known", "taken"],
  "flows/orders/payments/registered.ts": ["kept"],
  "flows/orders/shared/answer-vs-plan.ts": ["Known"],
  "flows/orders/shared/filled-fields.ts": ["Chosen", "Given"],
  "flows/orders/shared/recording-ports.ts": ["shown"],
  "flows/orders/supporting/attach.ts": ["said"],
  "flows/orders/supporting/facts.ts": ["given"],
  "flows/orders/trial/dry-run.ts": ["asked", "shown"],
  "flows/parties/terms.ts": ["Chosen"],
  "http/pages/accounts/forgotten.tsx": ["Said"],
  "http/pages/accounts/members-routes.tsx": ["Shown"],
  "http/pages/attention/fix-routes.tsx": ["Asked", "Chosen", "shown"],
  "http/pages/attention/page.tsx": ["Sent"],
  "http/pages/comparison/routes.tsx": ["asked"],
  "http/pages/field-rules/routes.tsx": ["Shown", "Told"],
  "http/pages/field-rules/rule-fields.tsx": ["Told"],
  "http/pages/orders/actions/fetch-order.tsx": ["shown"],
  "http/pages/orders/actions/job-action-sheet.tsx": ["Asked", "shown"],
  "http/pages/orders/actions/skip-sheet.tsx": ["Asked"],
  "http/pages/orders/documents/found.tsx": ["Found"],
  "http/pages/orders/links/manual-links.tsx": ["Tried"],
  "http/pages/parts/posting-table.tsx": ["shown"],
  "http/pages/payouts/routes.tsx": ["Said", "Shown"],
  "http/pages/search/accounts.ts": ["Known"],
  "http/pages/settings/copy-page.tsx": ["Left", "Shown"],
  "http/pages/settings/index-page.tsx": ["Told"],
  "http/pages/settings/parties/parties.ts": ["Asked"],
  "http/pages/settings/parties/party-row.tsx": ["shown"],
  "http/pages/settings/routes.tsx": ["Shown"],
  "http/pages/settings/saving/saving.ts": ["Taken", "given", "taken"],
  "http/pages/settings/sections/type-rules-section.tsx": ["Chosen"],
  "http/pages/settings/versions/rule-change-words.ts": ["Said"],
  "http/pages/setup/asked.ts": ["asked"],
  "http/pages/setup/steps/what-happens.tsx": ["Shown"],
  "http/pages/tenant/connections/vendor-checks.tsx": ["Shown"],
  "http/usecases/search/search.ts": ["Found"],
  "settings/lookups/key-columns.ts": ["Asked"],
  "settings/set-up.ts": ["chosen"],
};
