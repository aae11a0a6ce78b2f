/** What a job is about, where a person can link it. */
import type { JobView } from "../../../../domain/job.ts";

/** Under what a debtor's customer is remembered; `null`: this job is no debtor's. */
export const debtorOf = (job: JobView): string | null =>
  job.flow === "customers" ? (/^debtor:(\d+)$/.exec(job.key)?.[1] ?? null) : null;

/**
 * The article of the ledger that a product's job is of; `null`: this job is no article's. A group
 * of variants is none.
 */
export const articleOf = (job: JobView): string | null =>
  job.flow === "products" ? (/^product:([0-9a-f-]{36})$/.exec(job.key)?.[1] ?? null) : null;
