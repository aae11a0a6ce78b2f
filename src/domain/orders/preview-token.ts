/**
 * What a person saw of an order, or of a day's voucher, as a mark that goes with the confirmation:
 * the following run writes exactly that, or nothing.
 */
import type { JobFigures, Outcome } from "../jobs/job.ts";
import type { Reason } from "../reasons/index.ts";

/** `hash`: of the content (of a day, its booking date); `null`: only the amount is known. */
type PreviewContent = {
  readonly hash: string | null;
  readonly gross: string | null;
  readonly currency: string | null;
};

/** Returns the mark. `hash`: of the content; of a day, its booking date. */
export const previewToken = (
  hash: string,
  { gross, currency }: Pick<JobFigures, "gross" | "currency">,
): string => JSON.stringify([hash, gross, currency]);

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Returns what a mark stands for; an unreadable one matches no order. */
export function readPreviewToken(mark: string): PreviewContent {
  const parsed: unknown = mark.startsWith("[") ? JSON.parse(mark) : [];
  const [hash, gross, currency] = Array.isArray(parsed) ? parsed : [];
  return { hash: text(hash), gross: text(gross), currency: text(currency) };
}

/** Whether an order is still as it was shown. */
export function matchesPreview(mark: string, now: string): boolean {
  const shown = readPreviewToken(mark);
  const found = readPreviewToken(now);
  return shown.hash === null
    ? shown.gross !== null && shown.gross === found.gross && shown.currency === found.currency
    : shown.hash === found.hash;
}

/** Returns the mark of what a dry run showed; of an earlier release only the amount, or `null`. */
export function markOf(reasons: readonly Reason[]): string | null {
  const shownAs = reasons.find(({ code }) => code === "dry-run" || code === "dry-run-would-book");
  if (shownAs === undefined) return null;
  const { of, gross, currency } = shownAs.params;
  if (typeof of === "string") return of;
  return typeof gross === "string" && typeof currency === "string"
    ? JSON.stringify([null, gross, currency])
    : null;
}

/** Returns the mark of an order in a list, as last fetched: confirming it binds that. */
export const markOfFigures = ({ of, gross, currency }: JobFigures): string =>
  JSON.stringify([of ?? null, gross, currency]);

/** Returns the figures without the hash. */
export const figuresOnly = ({ of: _, ...figures }: JobFigures): JobFigures => figures;

/**
 * Returns the mark that was confirmed for an order that then differed: it holds until the order is
 * confirmed again. `null`: the order isn't held for that.
 */
export function stillConfirmed(outcome: Outcome | null, reasons: readonly Reason[]): string | null {
  if (outcome !== "held") return null;
  const of = reasons.find(({ code }) => code === "changed-since-shown")?.params["of"];
  return typeof of === "string" ? of : null;
}
