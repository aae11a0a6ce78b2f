/** The orders that lines without a match name or were given, as these orders are now. */
import { fromCents } from "../../../domain/money.ts";
import { foldOrderNumber, type MatchableOrder } from "../../../flows/payouts/match.ts";
import { maxBookedCents } from "../../../flows/payouts/excess-lines.ts";
import type { UnmatchedLine } from "../../contract/payouts.ts";
import * as jobs from "../jobs/jobs.ts";
import { ordersNumbered, ordersOf } from "./order-numbers.ts";

/** `currency`: the payout's. `chosen`: by line, the key of the order that a person chose. */
export function withOrders(
  sql: SqlStorage,
  lines: readonly UnmatchedLine[],
  { currency, chosen }: { currency: string; chosen: Readonly<Record<string, string>> },
): readonly UnmatchedLine[] {
  return withJobs(
    sql,
    lines.map((line) => withChosenOrder(sql, line, chosen[line.id])),
    currency,
  );
}

function withChosenOrder(
  sql: SqlStorage,
  line: UnmatchedLine,
  key: string | undefined,
): UnmatchedLine {
  const order = key === undefined ? undefined : ordersOf(sql, [key]).get(key);
  return order === undefined ? line : { ...line, chosen: order.label };
}

const numberOf = ({ chosen, reference }: UnmatchedLine): string =>
  foldOrderNumber(chosen ?? reference ?? "");

function withJobs(
  sql: SqlStorage,
  lines: readonly UnmatchedLine[],
  currency: string,
): readonly UnmatchedLine[] {
  const numbered = ordersNumbered(sql, new Set(lines.map(numberOf)));
  return lines.map((line) => {
    const [order, ...others] = numbered(numberOf(line));
    const job = order === undefined ? null : jobs.latestFor(sql, order.key);
    if (order === undefined || others.length > 0) return line;
    const known = { ...line, ...worthOf(line, order, currency) };
    return job === null ? known : { ...known, job: { id: job.id, again: isInLedger(job) } };
  });
}

function worthOf(
  { why }: UnmatchedLine,
  order: MatchableOrder,
  currency: string,
): Pick<UnmatchedLine, "worth"> {
  const most = why === "amount" && order.currency === currency ? maxBookedCents(order) : null;
  return most === null ? {} : { worth: fromCents(most) };
}

/** It is done, with a document: a resync reads what became of that. */
const isInLedger = ({ status, outcome }: jobs.JobRow): boolean =>
  status === "done" && (outcome === "booked" || outcome === "updated");
