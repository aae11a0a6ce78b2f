/**
 * What a person was shown of an order, or of the voucher of a day, as a mark that goes with the
 * confirmation: the run that follows writes that, or nothing.
 */
import type { JobFigures, Outcome } from "./job.ts";
import type { Reason } from "./reasons.ts";

/** `hash`: of the content (of a day, its booking date); `null`: only the amount is known. */
type Shown = {
  readonly hash: string | null;
  readonly gross: string | null;
  readonly currency: string | null;
};

/** `hash`: of the content; of a day, the date on which it is booked. */
export const shownMark = (
  hash: string,
  { gross, currency }: Pick<JobFigures, "gross" | "currency">,
): string => JSON.stringify([hash, gross, currency]);

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** What a mark stands for; one that can't be read stands for nothing that an order can be. */
export function shownBy(mark: string): Shown {
  const parsed: unknown = mark.startsWith("[") ? JSON.parse(mark) : [];
  const [hash, gross, currency] = Array.isArray(parsed) ? parsed : [];
  return { hash: text(hash), gross: text(gross), currency: text(currency) };
}

/** Whether an order is still as it was shown. */
export function isAsShown(mark: string, now: string): boolean {
  const shown = shownBy(mark);
  const found = shownBy(now);
  return shown.hash === null
    ? shown.gross !== null && shown.gross === found.gross && shown.currency === found.currency
    : shown.hash === found.hash;
}

/**
 * The mark of what a dry run showed. One from before marks were kept tells the amount alone, or
 * nothing: `null`.
 */
export function markOf(reasons: readonly Reason[]): string | null {
  const told = reasons.find(({ code }) => code === "dry-run" || code === "dry-run-would-book");
  if (told === undefined) return null;
  const { of, gross, currency } = told.params;
  if (typeof of === "string") return of;
  return typeof gross === "string" && typeof currency === "string"
    ? JSON.stringify([null, gross, currency])
    : null;
}

/** What stands in a list of an order as it was fetched last: that is what confirming it binds. */
export const markOfFigures = ({ of, gross, currency }: JobFigures): string =>
  JSON.stringify([of ?? null, gross, currency]);

/** The figures as they are told. */
export const toldFigures = ({ of: _, ...figures }: JobFigures): JobFigures => figures;

/**
 * What was confirmed of an order that came otherwise: it holds until somebody confirms the order
 * anew. `null`: the order isn't held for that.
 */
export function stillConfirmed(outcome: Outcome | null, reasons: readonly Reason[]): string | null {
  if (outcome !== "held") return null;
  const of = reasons.find(({ code }) => code === "changed-since-shown")?.params["of"];
  return typeof of === "string" ? of : null;
}
