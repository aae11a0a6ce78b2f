/**
 * Returns the name of the customer that a debtor is linked to: as a run of the debtor read or wrote
 * it, or from a list of names. Calls no vendor. `null`: nothing is kept.
 */
import { z } from "zod";
import type { JobView } from "../../../domain/jobs/job.ts";
import type { NameEntry, NameLists } from "../../../domain/ledger/names.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { jobTimeline } from "../jobs/jobs.ts";

/** Earlier runs to open, where this one read no customer. */
const MOST_EARLIER = 3;

const customer = z.looseObject({
  Id: z.string(),
  Name: z.string().min(1),
  CustomerNumber: z.string().nullish().catch(null),
});
const exchange = z.looseObject({ body: z.unknown() });
const listed = z.looseObject({ Data: z.array(z.unknown()) });

/** From the newest answer of the ledger. */
function customerIn(timeline: readonly TimelineEntry[], id: string): NameEntry | null {
  for (const { detail } of timeline.toReversed()) {
    const answer = exchange.safeParse(detail);
    if (!answer.success) continue;
    const list = listed.safeParse(answer.data.body);
    for (const one of list.success ? list.data.Data : [answer.data.body]) {
      const read = customer.safeParse(one);
      if (read.success && read.data.Id.toLowerCase() === id.toLowerCase())
        return { id, name: read.data.Name, note: read.data.CustomerNumber ?? null };
    }
  }
  return null;
}

/** `runs`: all jobs of the debtor, newest first. */
export async function linkedCustomer(
  asking: TenantRequest,
  id: string,
  known: {
    readonly timeline: readonly TimelineEntry[];
    readonly job: JobView;
    readonly runs: readonly JobView[];
    readonly names: NameLists;
  },
): Promise<NameEntry | null> {
  const own =
    customerIn(known.timeline, id) ??
    known.names["eaccounting.customers"]?.entries.find((one) => one.id === id.toLowerCase());
  if (own !== undefined) return own;
  for (const run of known.runs.filter((one) => one.id !== known.job.id).slice(0, MOST_EARLIER)) {
    const described = await jobTimeline(asking, run.id);
    const customer = described.ok ? customerIn(described.value.timeline, id) : null;
    if (customer !== null) return customer;
  }
  return null;
}
