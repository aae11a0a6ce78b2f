/** What a job is about, where a person can link it. */
import type { JobView } from "../../../../domain/jobs/job.ts";

/** Under what a debtor's customer is remembered; `null`: this job is no debtor's. */
export const debtorOf = (job: JobView): string | null =>
  job.flow === "customers" ? (/^debtor:(\d+)$/.exec(job.key)?.[1] ?? null) : null;

/**
 * Returns the ledger's article of a product's job; `null`: the job is of something else, such as a
 * group of variants.
 */
export const articleOf = (job: JobView): string | null =>
  job.flow === "products" ? (/^product:([0-9a-f-]{36})$/.exec(job.key)?.[1] ?? null) : null;
