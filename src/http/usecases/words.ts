/** Reasons and alerts in words, in the tenant's language where it has them. */
import { REASON_CODES, type Reason, type ReasonCode } from "../../domain/reasons.ts";
import { reasonText, type ReasonLocale, type Severity } from "../../domain/reason-texts.ts";

/** Languages in which every reason has its words. */
const LOCALES: readonly ReasonLocale[] = ["en"];

export type ToldReason = { readonly code: ReasonCode; readonly params: Reason["params"]; readonly text: string; readonly next: string; readonly severity: Severity };

const known: ReadonlySet<string> = new Set(REASON_CODES);

export function tell(reason: Reason, language: string): ToldReason {
  // An object may be newer than this code and give a reason that has no words here yet.
  if (!known.has(reason.code)) return { ...reason, text: reason.code, next: "", severity: "error" };
  const { text, next, severity } = reasonText(reason, LOCALES.find((locale) => locale === language) ?? "en");
  return { ...reason, text, next, severity };
}
