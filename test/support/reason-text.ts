/** Reasons in words, for tests: each language is loaded. */
import "./load-messages.ts";
import { DEFAULT_LANGUAGE, type Language } from "../../src/domain/language.ts";
import type { Reason } from "../../src/domain/reasons/index.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { type ReasonText, reasonText as said } from "../../src/messages/reasons.ts";

export const reasonText = (told: Reason, language: Language = DEFAULT_LANGUAGE): ReasonText =>
  said(messagesOf(language), told);
