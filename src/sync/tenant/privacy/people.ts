/**
 * Returns or erases what is kept of one person, by an e-mail address or a debtor's number. Found by
 * keyed hashes beside the sealed payloads; other people's payloads aren't opened. Page by page: a
 * shop's busiest customer may have thousands.
 *
 * Payloads, requests and refusals are erased. What stays names nobody: order numbers, amounts,
 * document ids, the link to the ledger's customer without its data. Without these the next event
 * would book again. VAT evidence stays as long as the law requires.
 */
import { STALE_FINGERPRINT } from "../../../flows/journal.ts";
import { derivedNumber } from "../../../flows/parties/party.ts";
import type { PersonPage, PersonQuery } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { RETAINED_FAILURE } from "../journal/forget-request.ts";
import { timeline as timelineOf } from "../views/timelines.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, type Row, run } from "../storage/sql.ts";
import { hashesOf } from "./identities.ts";
import { isEvidenceCursor, ofPerson } from "./kept-evidence.ts";

/** Rows read per call: only their hashes. */
const SCANNED = 2_000;
const TOLD = 20;
/** Jobs per page that are only named. */
const NAMED = 500;

/** Evidence first, page by page; then the jobs. */
export async function page(context: TenantContext, query: PersonQuery): Promise<PersonPage> {
  const isFirst = query.cursor == null;
  const asksEvidence = isEvidenceCursor(query.cursor);
  const told =
    isFirst || asksEvidence
      ? await ofPerson(context, query.identities, {
          after: asksEvidence ? query.cursor : null,
          brief: query.erase || query.brief === true,
        })
      : { count: 0, evidence: [], cursor: null };
  const people =
    told.cursor === null
      ? await jobsPage(context, query, asksEvidence ? null : (query.cursor ?? null))
      : { jobs: [], open: 0, cursor: told.cursor };
  const links = isFirst ? linksOf(context, query, query.erase) : [];
  if (query.erase) context.wake();
  return { ...people, links, evidence: { count: told.count, records: told.evidence } };
}

async function jobsPage(
  context: TenantContext,
  query: PersonQuery,
  cursor: string | null,
): Promise<Pick<PersonPage, "jobs" | "open" | "cursor">> {
  const { sql } = context;
  const hashes = new Set(await hashesOf(context, query.identities));
  const [afterJob = "", afterSeq = "0"] = cursor?.split(" ") ?? [];
  const rows = all<{ seq: number; job_id: string; people: string }>(sql)`
    SELECT job_id, seq, people
    FROM payloads
    WHERE (job_id, seq) > (${afterJob}, ${Number(afterSeq)})
    ORDER BY job_id, seq
    LIMIT ${SCANNED}`;
  const most = query.brief === true ? NAMED : TOLD;
  const found: string[] = [];
  let read = 0;
  for (const row of rows) {
    if (row.people.split(" ").some((one) => hashes.has(one)) && !found.includes(row.job_id)) {
      // Continues after the last complete one.
      if (found.length === most) break;
      found.push(row.job_id);
    }
    read += 1;
  }
  const ended = read === rows.length && rows.length < SCANNED;
  const reached = rows[read - 1];
  return {
    ...(await seenTo(context, query, found)),
    cursor: ended || reached === undefined ? null : `${reached.job_id} ${reached.seq}`,
  };
}

/** What a page of jobs is read for: to erase them, to name them, or to return them in full. */
async function seenTo(
  context: TenantContext,
  { erase: isErasure, brief }: PersonQuery,
  found: readonly string[],
): Promise<Pick<PersonPage, "jobs" | "open">> {
  if (isErasure) return erase(context, found);
  return brief === true ? name(context, found) : tell(context, found);
}

async function tell(
  context: TenantContext,
  found: readonly string[],
): Promise<Pick<PersonPage, "jobs" | "open">> {
  const timelines = await Promise.all(found.map((jobId) => timelineOf(context, jobId)));
  return { jobs: timelines.filter((timeline) => timeline !== null), open: 0 };
}

function name({ sql }: TenantContext, found: readonly string[]): Pick<PersonPage, "jobs" | "open"> {
  const named = found.flatMap((jobId) => jobs.byId(sql, jobId) ?? []);
  return {
    jobs: named.map((job) => ({
      job: jobView(sql, job),
      operations: [],
      timeline: [],
      documents: [],
      missing: false,
    })),
    open: named.filter(jobs.isOpen).length,
  };
}

/** An unfinished job writes its timeline again: it is counted, and handled once it is over. */
async function erase(
  context: TenantContext,
  found: readonly string[],
): Promise<Pick<PersonPage, "jobs" | "open">> {
  const { sql } = context;
  let open = 0;
  for (const jobId of found) {
    const job = jobs.byId(sql, jobId);
    if (job !== null && jobs.isOpen(job)) open += 1;
    // Both in one transaction: the payloads are how a person is found, so a request that stayed
    // behind would never be found again.
    context.atomically(() => {
      run(sql)`DELETE FROM payloads WHERE job_id = ${jobId}`;
      // A write in doubt is looked up by its marker: its request isn't needed for that.
      run(
        sql,
        `UPDATE operations
         SET request = NULL, request_key = NULL,
           failure = CASE
             WHEN state IN ('sent', 'in-doubt') THEN failure
             ELSE ${RETAINED_FAILURE}
           END
         WHERE (key = (SELECT key FROM jobs WHERE id = ?1) OR beside = 1) AND job_id = ?1`,
        jobId,
      );
    });
  }
  return { jobs: [], open };
}

type LinkRow = { source: string; target: string; data: string } & Row;

function linksOf(
  { sql }: TenantContext,
  { identities }: PersonQuery,
  erased: boolean,
): PersonPage["links"] {
  return identities.flatMap(linkRows(sql)).map(({ source, target, data }) => {
    const { customer } = storedJson<{
      customer: { id: string; kind: string; termsOfPaymentId: string | null };
    }>(data);
    // The customer is read from the ledger at the next order.
    const bare = {
      customer: { ...customer, number: null, country: null, vatNumber: null },
      fingerprint: STALE_FINGERPRINT,
    };
    if (erased)
      run(sql)`
        UPDATE links SET data = ${JSON.stringify(bare)} WHERE kind = 'customer'
          AND source = ${source}`;
    return { source, target };
  });
}

/**
 * A guest's link is named by the code of the address, after any prefix that numbers had then. A
 * customer for another currency has the currency at the end.
 */
const linkRows =
  (sql: SqlStorage) =>
  (identity: string): readonly LinkRow[] => {
    const [kind, value] = splitOnce(identity);
    if (kind === "debtor")
      return all<LinkRow>(sql)`
        SELECT source, target, data
        FROM links
        WHERE kind = 'customer'
          AND (source = ${value} OR source >= ${value} || ':' AND source < ${value} || ';')`;
    const code = derivedNumber(null, value, "") ?? "";
    return all<LinkRow>(
      sql,
      `SELECT source, target, data
       FROM links
       WHERE kind = 'customer'
         AND source >= 'guest:'
         AND source < 'guest;'
         AND (
           substr(source, -length(?1)) = ?1
           OR source GLOB '*:???' AND substr(source, -length(?1) - 4, length(?1)) = ?1
         )`,
      code,
    );
  };

const splitOnce = (identity: string): readonly [string, string] => {
  const at = identity.indexOf(":");
  return [identity.slice(0, at), identity.slice(at + 1)];
};
