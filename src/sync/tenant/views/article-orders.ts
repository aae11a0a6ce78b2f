/**
 * The last orders with a line of an article. No index leads from an article to its orders, as it
 * would cost rows of each order: the jobs that changed last are looked through, each of which knows
 * its order's article numbers.
 */
import type {
  ArticleOrder,
  ArticleOrdersAsked,
  ArticleOrdersView,
} from "../../contract/article-orders.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { all, first, raw } from "../storage/sql.ts";
import { peopleIn } from "./job-rows.ts";

/** Jobs that are looked at: their index entries and rows, some 20 ms. */
const MAX_JOBS = 5000;

export async function articleOrders(
  context: TenantContext,
  { codes, limit, withPeople }: ArticleOrdersAsked,
): Promise<ArticleOrdersView> {
  const { sql } = context;
  const found = all<{ key: string; id: string }>(sql)`
    SELECT j.key, max(j.id) AS id
    FROM (
      SELECT id, key, flow, articles, updated_at
      FROM jobs
      WHERE over = 1
      ORDER BY updated_at DESC, id DESC
      LIMIT ${raw(MAX_JOBS)}
    ) j
    WHERE j.flow = 'orders' AND EXISTS (
      SELECT 1
      FROM json_each(${JSON.stringify(codes)}) a
      WHERE instr(char(10) || j.articles || char(10), char(10) || a.value || char(10)) > 0
    )
    GROUP BY j.key
    ORDER BY max(j.updated_at) DESC, j.key DESC`;
  const orders: Omit<ArticleOrder, "person">[] = [];
  for (const { key, id } of found) {
    if (orders.length === limit) break;
    // As the order was planned last, it may no longer have the article.
    const newest = jobs.latestFor(sql, key);
    const isLeft = newest?.articles?.split("\n").some((one) => codes.includes(one)) === true;
    if (newest !== null && isLeft) orders.push({ job: jobView(sql, newest), plannedBy: id });
  }
  const rows = orders.map(({ job }) => ({ id: job.id, key: job.key }));
  const people = withPeople ? await peopleIn(context, rows) : {};
  const beyond = first<{ at: number }>(sql)`
    SELECT updated_at AS at
    FROM jobs
    WHERE over = 1
    ORDER BY updated_at DESC, id DESC
    LIMIT 1 OFFSET ${raw(MAX_JOBS)}`;
  return {
    orders: orders.map((one) => ({ ...one, person: people[one.job.id] ?? null })),
    lookedFrom: beyond?.at ?? null,
  };
}
