/**
 * What stands beside the jobs of a list: whom each is about, its document, since when it waits, and
 * why the list's search found it. What finds jobs is job-conditions.ts; a cause that can't be told
 * is left out.
 */
import type { ListedPerson } from "../../../domain/jobs/listed.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import { liveDocument } from "../../../flows/orders/shared/case.ts";
import { openListedPerson } from "../../sealed-people.ts";
import type { JobQuery, JobListDetails, SearchMatch } from "../../contract/jobs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import { type DateOf, documentDates } from "../reconciliation/document-dates.ts";
import { findingsIn } from "../reconciliation/order-findings.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, type Row } from "../storage/sql.ts";
import { dec, same } from "../../../domain/money.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import { PERSONAL_PARAMS } from "../../../domain/reasons/personal.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { figuresOf } from "../jobs/figures.ts";
import { asciiLowercase } from "./job-conditions.ts";

type DocumentRow = {
  key: string;
  role: Role;
  id: string;
  number: string | null;
  state: "live";
  waits: number;
} & Row;

/** The live documents of orders, by key. `waits`: it is a share of a day that isn't booked. */
const documentsOf = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, readonly DocumentRow[]> =>
  Map.groupBy(
    all<DocumentRow>(sql)`
      SELECT d.key, d.role, d.id, coalesce(
        (
          SELECT b.number
          FROM day_members m
          JOIN documents b ON b.key = 'day:' || m.voucher AND b.role = 'day-voucher'
          WHERE m.key = d.key AND m.role = d.role AND m.n = d.n AND m.voucher <> ''
            AND b.state = 'live'
        ),
        d.number
      ) AS number, d.state,
      EXISTS (
        SELECT 1
        FROM day_members m
        LEFT JOIN documents b ON b.key = 'day:' || m.voucher AND b.role = 'day-voucher'
          AND b.state = 'live'
        WHERE m.key = d.key AND m.role = d.role AND m.n = d.n AND b.key IS NULL
      ) AS waits
      FROM json_each(${JSON.stringify(keys)}) k
      JOIN documents d ON d.key = k.value
      WHERE d.state = 'live'
      ORDER BY d.key, d.role, d.n`,
    ({ key }) => key,
  );

/** By job. A share of a booked day has the number of the day's voucher. */
export async function rowsOf(
  context: TenantContext,
  listed: readonly jobs.JobRow[],
  query: JobQuery,
): Promise<Readonly<Record<string, JobListDetails>>> {
  const { sql } = context;
  const keys = [...new Set(listed.map(({ key }) => key))];
  const documents = documentsOf(sql, keys);
  const found = findingsIn(sql, keys);
  const dates = query.documentDates === true ? documentDates(sql, keys) : new Map<string, DateOf>();
  const articles = articleNames(sql, keys);
  const people =
    query.withoutPeople !== true ? await peopleOf(context, keys) : new Map<string, never>();
  return Object.fromEntries(
    listed.map((job): readonly [string, JobListDetails] => {
      const live = documents.get(job.key) ?? [];
      // A share of a day that isn't booked has no document yet: its state says what it waits for.
      const document = liveDocument(live.filter(({ waits }) => waits === 0));
      const article = articles.get(job.key) ?? null;
      const matched = matchedOf(query, job, {
        documents: live.map(({ number }) => number),
        article,
      });
      return [
        job.id,
        {
          person: people.get(job.key) ?? null,
          document:
            document === null
              ? null
              : {
                  role: document.role,
                  id: document.id,
                  number: document.number,
                  ...defined({ date: dates.get(job.key)?.(document.number) ?? undefined }),
                },
          waitsSince: waitsSince(sql, job),
          ...(article === null ? {} : { article }),
          ...(matched.length === 0 ? {} : { matched }),
          ...(found.has(job.key) ? { found: found.get(job.key) ?? [] } : {}),
        },
      ];
    }),
  );
}

const PRODUCT = "product:";

/** By key, of the jobs of articles: as the last pass met them. */
const articleNames = (sql: SqlStorage, keys: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    all<{ id: string; name: string | null }>(
      sql,
      `SELECT p.id, json_extract(p.product, '$.name') AS name
       FROM json_each(?) k
       JOIN products p ON p.id = k.value`,
      JSON.stringify(
        keys.flatMap((key) => (key.startsWith(PRODUCT) ? [key.slice(PRODUCT.length)] : [])),
      ),
    ).flatMap(({ id, name }) =>
      name === null || name === "" ? [] : [[`${PRODUCT}${id}`, name] as const],
    ),
  );

/** How many sealed heads are opened at once. */
const OPENED_AT_ONCE = 100;

/** Returns people by key, where any are kept. Each is unsealed alone, as there are few. */
export async function peopleOf(
  context: TenantContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ListedPerson | null>> {
  const heads = payloads.headsOf(context.sql, keys);
  const people = new Map<string, ListedPerson | null>();
  if (heads.length === 0) return people;
  const [keyring, tenantId] = [await context.deps.keyring(), context.tenantId()];
  const openedOf = async (row: payloads.HeadRow): Promise<void> => {
    const at = { tenantId, jobId: row.job_id };
    people.set(
      row.key,
      await openListedPerson(keyring, at, { keyId: row.key_id, bytes: row.head }),
    );
  };
  for (let from = 0; from < heads.length; from += OPENED_AT_ONCE)
    await Promise.all(heads.slice(from, from + OPENED_AT_ONCE).map(openedOf));
  return people;
}

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

type Beside = {
  /** Of its documents in the ledger. */
  readonly documents: readonly (string | null)[];
  readonly article: string | null;
};

/** The clearest first. */
function matchedOf(
  { text = "", number, amount, words, withoutPeople, document, code }: JobQuery,
  job: jobs.JobRow,
  { documents, article }: Beside,
): readonly SearchMatch[] {
  if (text === "") return [];
  const part = asciiLowercase(text);
  const has = (value: string | null): boolean =>
    value !== null && asciiLowercase(value).includes(part);
  const id = job.key.slice(job.key.indexOf(":") + 1);
  const figures = figuresOf(job);
  const totals = figures === null ? [] : [figures.gross, soldOf(figures).gross];
  const numbers = new Set(
    document === undefined
      ? [part, asciiLowercase(number ?? text)]
      : [asciiLowercase(document.number)],
  );
  const matched: readonly SearchMatch[] = [
    ...(has(job.label) || (number !== undefined && isSame(job.label, number))
      ? [{ by: "number" as const, of: null }]
      : []),
    ...documents
      .filter((one) => one !== null && numbers.has(asciiLowercase(one)))
      .slice(0, 1)
      .map((of) => ({ by: "document" as const, of })),
    ...(has(article) ? [{ by: "name" as const, of: null }] : []),
    ...(job.articles ?? "")
      .split("\n")
      .filter(has)
      .slice(0, 1)
      .map((of) => ({ by: "article" as const, of })),
    ...(amount !== undefined && totals.some((total) => same(dec(total).abs(), dec(amount).abs()))
      ? [{ by: "amount" as const, of: null }]
      : []),
    ...(has(id) ? [{ by: "id" as const, of: id }] : []),
    ...(namedIn(job, part, withoutPeople === true) ? [{ by: "reason" as const, of: null }] : []),
  ];
  if (matched.length > 0) return matched;
  if (code !== undefined) return [{ by: "code", of: null }];
  return words === undefined && !text.includes("@") ? [] : [{ by: "customer", of: null }];
}

const isSame = (label: string | null, number: string): boolean =>
  label !== null && asciiLowercase(label) === asciiLowercase(number);

const namedIn = ({ reasons }: jobs.JobRow, part: string, withoutPeople: boolean): boolean =>
  storedJson<readonly Reason[]>(reasons).some(({ code, params }) =>
    Object.entries(params).some(
      ([name, value]) =>
        (!withoutPeople || !PERSONAL_PARAMS.has(`${code}.${name}`)) &&
        asciiLowercase(String(value ?? "")).includes(part),
    ),
  );
