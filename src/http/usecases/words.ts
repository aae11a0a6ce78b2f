/** Reasons and alerts in words. */
import { REASON_CODES, type Reason, type ReasonCode } from "../../domain/reasons.ts";
import { DEFAULT_LANGUAGE, isLanguage } from "../../domain/language.ts";
import { reasonText, type Severity } from "../../domain/reason-texts.ts";

export type ToldReason = {
  readonly code: ReasonCode;
  readonly params: Reason["params"];
  readonly text: string;
  readonly next: string;
  readonly severity: Severity;
};

const known: ReadonlySet<string> = new Set(REASON_CODES);

export function tell(reason: Reason, language: string): ToldReason {
  // An object may be newer than this code and give a reason that has no words here yet.
  if (!known.has(reason.code)) return { ...reason, text: reason.code, next: "", severity: "error" };
  const { text, next, severity } = reasonText(
    reason,
    isLanguage(language) ? language : DEFAULT_LANGUAGE,
  );
  return { ...reason, text, next, severity };
}
