/**
 * What a reason means for the people who read it: words, the next step, how grave it is, whether
 * somebody is told at once. Every code has all of it in every language: a missing one doesn't
 * compile. Names and e-mail addresses are never part of a text, as parameters never hold them.
 */
import { heldAbroad, recordedAbroad, retiredAbroad } from "./reason-words/en-abroad.ts";
import { heldCredits, takenCredits, waitingCredits } from "./reason-words/en-credit.ts";
import { heldDeltas, takenDeltas } from "./reason-words/en-deltas.ts";
import { heldParty, recordedParty } from "./reason-words/en-customers.ts";
import { engine, failures } from "./reason-words/en-engine.ts";
import { backfills, firstDay } from "./reason-words/en-backfill.ts";
import { dryRuns } from "./reason-words/en-dry-run.ts";
import { heldDocument } from "./reason-words/en-document.ts";
import { heldInvoices, recordedInvoices, takenInvoices } from "./reason-words/en-invoice.ts";
import { heldCustomer, heldLookups } from "./reason-words/en-lookups.ts";
import { heldLines, recordedLines, retiredLines } from "./reason-words/en-lines.ts";
import { heldPayments, recordedPayments } from "./reason-words/en-payment.ts";
import { heldMapping, recordedMapping } from "./reason-words/en-mapping.ts";
import { recorded } from "./reason-words/en-recorded.ts";
import { differences, reconciliations } from "./reason-words/en-reconciliation.ts";
import { watched } from "./reason-words/en-watch.ts";
import { running, sweeps } from "./reason-words/en-sweep.ts";
import { heldProduct, product } from "./reason-words/en-products.ts";
import { heldOrder, taken } from "./reason-words/en-order.ts";
import { heldLinks, takenLinks } from "./reason-words/en-links.ts";
import { releases } from "./reason-words/en-releases.ts";
import { heldSendings, recordedSendings } from "./reason-words/en-sending.ts";
import { heldVouchers, recordedVouchers, takenVouchers } from "./reason-words/en-voucher.ts";
import { heldStock, stock } from "./reason-words/en-stock.ts";
import { nl } from "./reason-words/nl.ts";
import * as inDutch from "./reason-words/nl-words.ts";
import { pl } from "./reason-words/pl.ts";
import * as inPolish from "./reason-words/pl-words.ts";
import { sv } from "./reason-words/sv.ts";
import * as inSwedish from "./reason-words/sv-words.ts";
import * as inEnglish from "./reason-words/words.ts";
import type { ReasonWords } from "./reason-words/words.ts";
import { DEFAULT_LANGUAGE, type Language } from "./language.ts";
import { reason, type Reason, type ReasonCode } from "./reasons.ts";

export { reasonOf } from "./reason-of-failure.ts";

/**
 * `info`: for the record. `warning`: goes on by itself or may be looked at. `error`: needs a
 * person.
 */
export type Severity = "info" | "warning" | "error";

export type ReasonText = {
  readonly text: string;
  readonly next: string;
  readonly alert: boolean;
  readonly severity: Severity;
};

const en = {
  ...taken,
  ...heldOrder,
  ...heldLookups,
  ...heldCustomer,
  ...heldParty,
  ...heldDocument,
  ...heldMapping,
  ...recorded,
  ...recordedParty,
  ...recordedMapping,
  ...takenInvoices,
  ...recordedInvoices,
  ...heldInvoices,
  ...recordedPayments,
  ...heldPayments,
  ...recordedLines,
  ...heldLines,
  ...retiredLines,
  ...takenCredits,
  ...heldCredits,
  ...waitingCredits,
  ...takenVouchers,
  ...recordedVouchers,
  ...heldVouchers,
  ...product,
  ...heldProduct,
  ...failures,
  ...engine,
  ...running,
  ...firstDay,
  ...sweeps,
  ...backfills,
  ...dryRuns,
  ...reconciliations,
  ...differences,
  ...watched,
  ...releases,
  ...takenLinks,
  ...heldLinks,
  ...stock,
  ...heldStock,
  ...takenDeltas,
  ...heldDeltas,
  ...recordedSendings,
  ...heldSendings,
  ...heldAbroad,
  ...retiredAbroad,
  ...recordedAbroad,
} satisfies Record<ReasonCode, ReasonWords>;

const WORDS: Readonly<Record<Language, Readonly<Record<ReasonCode, ReasonWords>>>> = {
  en,
  nl,
  pl,
  sv,
};

const CALM: ReadonlySet<string> = new Set([
  inEnglish.NOTHING_TO_DO,
  inDutch.NOTHING_TO_DO,
  inPolish.NOTHING_TO_DO,
  inSwedish.NOTHING_TO_DO,
]);

/** Whether a next step is that there is none: it needn't be shown. */
export const asksNothing = (next: string): boolean => next === "" || CALM.has(next);

/** A code needs a person unless it stands in one of these lists. */
const INFO: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  ...keysOf(taken),
  ...keysOf(recorded),
  ...keysOf(recordedParty),
  ...keysOf(sweeps),
  ...keysOf(takenInvoices),
  ...keysOf(recordedInvoices),
  ...keysOf(product),
  ...keysOf(backfills),
  ...keysOf(dryRuns),
  ...keysOf(reconciliations),
  ...keysOf(recordedPayments),
  ...keysOf(recordedSendings),
  ...keysOf(recordedLines),
  ...keysOf(takenCredits),
  ...keysOf(takenDeltas),
  ...keysOf(takenLinks),
  ...keysOf(takenVouchers),
  ...keysOf(recordedVouchers),
  ...keysOf(stock),
  ...keysOf(recordedMapping),
  ...keysOf(recordedAbroad),
  "looked-up-before-first-write",
  "trial-mode",
]);
const WARNING: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "within-tolerance",
  "second-document-deleted",
  "price-basis-corrected",
  "document-booked-by-person",
  "domestic-rounding",
  "product-ean-invalid",
  "product-field-kept",
  "rate-limited",
  "vendor-unreachable",
  "outcome-unknown",
  "tenant-paused",
  "waiting-for-party",
  "tenant-not-connected",
  "capability-paused",
  "credit-waits-for-original",
  "flow-paused",
  "first-day-limit",
  "sweep-found-missing",
  "change-filter-unusable",
  "needs-newer-release",
  "told-by-newer-release",
  "lookup-list-empty",
  "lookups-read-anew",
  "rate-pressure",
  "projection-behind",
]);
/** Told at once although not an error: something happened that a person should know of. */
const TOLD: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "second-document-deleted",
  "document-booked-by-person",
]);

function keysOf<T extends Partial<Record<ReasonCode, ReasonWords>>>(
  group: T,
): readonly (keyof T & ReasonCode)[] {
  return Object.keys(group) as (keyof T & ReasonCode)[];
}

export function severityOf(code: ReasonCode): Severity {
  return WARNING.has(code) ? "warning" : INFO.has(code) ? "info" : "error";
}

/**
 * Whether somebody is told at once: whatever needs a person, and a few things that one should know
 * of.
 */
export const alerts = (code: ReasonCode): boolean => severityOf(code) === "error" || TOLD.has(code);

export function reasonText(told: Reason, language: Language = DEFAULT_LANGUAGE): ReasonText {
  // Stored by a newer release, before a roll-back: its words aren't known here, and a page must not break for it.
  if (!Object.hasOwn(WORDS[language], told.code))
    return reasonText(reason("told-by-newer-release", { code: told.code }), language);
  const words: ReasonWords = WORDS[language][told.code];
  return {
    text: words.text(told.params),
    next: words.next,
    alert: alerts(told.code),
    severity: severityOf(told.code),
  };
}
