/** What stands beside the jobs of a list: whom each is about, its document, since when it waits. */
import type { ListedPerson } from "../../../domain/listed.ts";
import type { Role } from "../../../domain/job.ts";
import { liveDocument } from "../../../flows/orders/case.ts";
import { openHead } from "../../heads.ts";
import type { ListedRow } from "../../job-rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import { findingsIn } from "../reconciliation/order-findings.ts";
import { all, first, type Row } from "../storage/sql.ts";

type DocumentRow = {
  key: string;
  role: Role;
  id: string;
  number: string | null;
  state: "live";
} & Row;

/** By job. */
export async function rowsOf(
  context: TenantContext,
  listed: readonly jobs.JobRow[],
  withPeople: boolean,
): Promise<Readonly<Record<string, ListedRow>>> {
  const { sql } = context;
  const keys = [...new Set(listed.map(({ key }) => key))];
  const documents = Map.groupBy(
    all<DocumentRow>(
      sql,
      `SELECT d.key, d.role, d.id, d.number, d.state
       FROM json_each(?) k
       JOIN documents d ON d.key = k.value
       WHERE d.state = 'live'
       ORDER BY d.key, d.role, d.n`,
      JSON.stringify(keys),
    ),
    ({ key }) => key,
  );
  const found = findingsIn(sql, keys);
  const people = withPeople ? await peopleOf(context, keys) : new Map<string, never>();
  return Object.fromEntries(
    listed.map((job): readonly [string, ListedRow] => {
      const document = liveDocument(documents.get(job.key) ?? []);
      return [
        job.id,
        {
          person: people.get(job.key) ?? null,
          document:
            document === null
              ? null
              : { role: document.role, id: document.id, number: document.number },
          waitsSince: waitsSince(sql, job),
          ...(found.has(job.key) ? { found: found.get(job.key) ?? [] } : {}),
        },
      ];
    }),
  );
}

/** By key. Each head is opened by itself, so the keys are few: a page of a list. */
export const peopleOf = async (
  context: TenantContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ListedPerson | null>> =>
  new Map(await Promise.all(keys.map(async (key) => [key, await personOf(context, key)] as const)));

/** By job, whom it is about, as far as that is kept. */
export async function peopleIn(
  context: TenantContext,
  listed: readonly Pick<jobs.JobRow, "id" | "key">[],
): Promise<Readonly<Record<string, ListedPerson>>> {
  const people = await peopleOf(context, [...new Set(listed.map(({ key }) => key))]);
  return Object.fromEntries(
    listed.flatMap(({ id, key }) => {
      const person = people.get(key) ?? null;
      return person === null ? [] : [[id, person]];
    }),
  );
}

async function personOf(context: TenantContext, key: string): Promise<ListedPerson | null> {
  const row = payloads.headOf(context.sql, key);
  if (row === null) return null;
  return openHead(
    await context.deps.keyring(),
    { tenantId: context.tenantId(), jobId: row.job_id },
    { keyId: row.key_id, bytes: row.head },
  );
}

/** For a person since its alert was raised, else since it came. */
function waitsSince(sql: SqlStorage, job: jobs.JobRow): number | null {
  const alert = first<{ since: number }>(
    sql,
    `SELECT min(since) AS since
     FROM alerts
     WHERE id IN (?, ?) AND resolved_at IS NULL
     HAVING count(*) > 0`,
    `job ${job.key}`,
    `doubt ${job.key}`,
  );
  return alert?.since ?? (jobs.isOpen(job) ? job.created_at : null);
}
