/** Orders that wait because a VAT code or rate of the shop has no place in the ledger yet. */
import type { Reason, ReasonCode } from "./reasons.ts";

const CODES: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "vat-code-unknown",
  "vat-rate-differs",
  "goods-coding-missing",
  "coding-not-found",
  "coding-ended",
]);

export const wantsVatMapped = ({ code }: Pick<Reason, "code">): boolean => CODES.has(code);
