/**
 * By what a list is sorted, as SQL. `j` is the job, of which a call looks at so many (job-list.ts):
 * what stands in other tables is read by their keys, or once for all of them.
 */
import { OUTCOMES } from "../../../domain/jobs/job.ts";
import { LIVE_FIRST } from "../../../flows/orders/shared/case.ts";
import type { JobSort } from "../../contract/jobs.ts";
import { figureSql, soldSql } from "../jobs/figures.ts";

type Sorting = {
  /** What is missing comes last, whichever way it is sorted. */
  readonly by: readonly string[];
  readonly join?: string;
};

const at = (list: readonly string[], column: string): string =>
  `CASE ${column} ${list.map((one, place) => `WHEN '${one}' THEN ${place}`).join(" ")} END`;

/** What is in the ledger, what was left out, and what asks for somebody; then what isn't over. */
const STANDING = `CASE WHEN j.status = 'done' THEN ${at(OUTCOMES, "j.outcome")}
  WHEN j.status = 'dead' THEN ${OUTCOMES.length} ELSE ${OUTCOMES.length + 1} END`;

/**
 * The document that stands for an order; `liveDocument` says which one that is. Looked up by each
 * job's key: all others may be many more than the jobs of a call.
 */
const placeOf = (table: string): string =>
  `${at(LIVE_FIRST, `${table}.role`)} * 1000000 - ${table}.n`;
const LIVE = `LEFT JOIN documents d ON d.key = j.key AND d.state = 'live' AND ${placeOf("d")} = (
  SELECT min(${placeOf("e")}) FROM documents e WHERE e.key = j.key AND e.state = 'live'
)`;

/** Since when it waits for somebody, as job-rows.ts tells it. Few do: only these are looked up. */
const SINCE = `CASE WHEN j.key IN (
  SELECT substr(id, instr(id, ' ') + 1) FROM alerts INDEXED BY alerts_held
  WHERE resolved_at IS NULL AND job_id IS NOT NULL
) THEN (
  SELECT min(a.since) FROM alerts a
  WHERE a.id IN ('job ' || j.key, 'doubt ' || j.key) AND a.resolved_at IS NULL
) END`;

const real = (of: string): string => `CAST(${of} AS REAL)`;
const isOtherRead = (name: "gross" | "vat"): string =>
  `${real(soldSql("j.facts", "$.charged", name))} <> ${real(figureSql(name))}`;

/** What was sold without VAT, as a row shows it beside its amounts (`factsBeside`). */
const NET = `CASE WHEN json_extract(j.facts, '$.rates') IS NOT NULL AND (
    json_extract(j.figures, '$.sold.gross') IS NOT NULL
    OR ${isOtherRead("gross")} OR ${isOtherRead("vat")}
  ) THEN ${real(figureSql("gross"))} - ${real(figureSql("vat"))}
  ELSE ${real("json_extract(j.facts, '$.net')")} END`;

export const SORTED_BY: Readonly<Record<JobSort["by"], Sorting>> = {
  number: { by: ["length(j.label)", "j.label"] },
  outcome: { by: [STANDING] },
  date: { by: ["json_extract(j.facts, '$.date')"] },
  document: { by: ["length(d.number)", "d.number"], join: LIVE },
  gross: { by: [`CAST(${figureSql("gross")} AS REAL)`] },
  net: { by: [NET] },
  vat: { by: [`CAST(${figureSql("vat")} AS REAL)`] },
  payment: { by: ["json_extract(j.facts, '$.payment')"] },
  waiting: {
    by: [`coalesce(${SINCE}, CASE WHEN j.over = 0 THEN j.created_at END)`],
  },
};
