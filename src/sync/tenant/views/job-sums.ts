/**
 * How many jobs fit what a list asks for, and what they come to by currency. Amounts are added as
 * whole numbers of their last decimal, so that no sum is rounded, and few rows leave the database.
 */
import type { JobFigures } from "../../../domain/jobs/job.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import { dec, type Decimal, exact, sum } from "../../../domain/money.ts";
import type { ListSums } from "../../contract/jobs.ts";
import { figuresOf, figureSql } from "../jobs/figures.ts";
import type { JobRow } from "../jobs/jobs.ts";
import { type Row } from "../storage/sql.ts";

/** The sum of jobs of one currency whose amounts have the same number of decimals. */
export type SumRow = {
  currency: string | null;
  decimals: number | null;
  units: number | null;
  n: number;
} & Row;

/** The columns of a job `j` for {@link SUMMED}: each amount is read out of its JSON once. */
export const SUM_COLUMNS = `${figureSql("currency")} AS currency,
  ${figureSql("gross")} AS gross`;

/** The sums of those columns, by currency and number of decimals. */
export const SUMMED = `currency,
  CASE instr(gross, '.') WHEN 0 THEN 0 ELSE length(gross) - instr(gross, '.') END AS decimals,
  sum(CAST(replace(gross, '.', '') AS INTEGER)) AS units,
  count(*) AS n`;

export const sumsOfRows = (rows: readonly SumRow[]): ListSums => ({
  count: rows.reduce((total, { n }) => total + n, 0),
  more: false,
  gross: byCurrency(
    rows.map(({ currency, decimals, units }) => ({
      currency,
      gross: exact(dec(String(units ?? 0)).div(10 ** (decimals ?? 0))),
    })),
  ),
});

/** The sums where these are all jobs of the list. */
export const sumsOfJobs = (jobs: readonly JobRow[]): ListSums => ({
  count: jobs.length,
  more: false,
  gross: byCurrency(jobs.map((job) => soldIn(figuresOf(job)))),
});

const soldIn = (figures: JobFigures | null) =>
  figures === null
    ? { currency: null, gross: "0" as Decimal }
    : { currency: figures.currency, gross: soldOf(figures).gross };

/** What bears no amount has no currency, or an empty one. */
function byCurrency(
  amounts: readonly { readonly currency: string | null; readonly gross: Decimal }[],
): ListSums["gross"] {
  const groups = Map.groupBy(amounts, ({ currency }) => currency ?? "");
  return [...groups]
    .filter(([currency]) => currency !== "")
    .map(([currency, own]) => ({ currency, gross: exact(sum(own.map(({ gross }) => gross))) }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
