/** Reasons and alerts in words. */
import { DEFAULT_LANGUAGE, isLanguage } from "../../../domain/language.ts";
import {
  isReasonCode,
  type Reason,
  type ReasonCode,
  type Severity,
  severityOf,
} from "../../../domain/reasons/index.ts";
import { messagesOf } from "../../../messages/index.ts";
import { nextBeforeRun, reasonText } from "../../../messages/reasons.ts";

export type DescribedReason = {
  readonly code: ReasonCode;
  readonly params: Reason["params"];
  readonly text: string;
  readonly next: string;
  readonly severity: Severity;
};

/** In a language whose messages are loaded. */
export function describeReason(reason: Reason, language: string): DescribedReason {
  const severity = severityOf(reason.code);
  // An object may be newer than this code and give a reason that has no words here yet.
  if (!isReasonCode(reason.code)) return { ...reason, text: reason.code, next: "", severity };
  const messages = messagesOf(isLanguage(language) ? language : DEFAULT_LANGUAGE);
  return { ...reason, ...reasonText(messages, reason), severity };
}

/** The same as a dry run or a preview says it, before anything runs. */
export function asForecast(described: DescribedReason, language: string): DescribedReason {
  if (!isReasonCode(described.code)) return described;
  const messages = messagesOf(isLanguage(language) ? language : DEFAULT_LANGUAGE);
  return { ...described, next: nextBeforeRun(messages, described.code, described.next) };
}
