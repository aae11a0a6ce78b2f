/**
 * Consequences of saving settings, in numbers where possible: by dry runs of the flows concerned,
 * with the new settings.
 */
import type { PreviewedFlow, RunPreview } from "../../../domain/jobs/run-preview.ts";
import type { Consequence } from "../../../settings/versions/consequences.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { Asking } from "../../deps.ts";
import type { DeletionPreview } from "../../../sync/contract/index.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { previewAsTyped } from "../dry-runs/run-preview.ts";

/** The flow whose next run shows the consequence. */
const RUNS: Readonly<Partial<Record<Consequence, PreviewedFlow>>> = {
  orders: "orders",
  "earlier-orders": "orders",
  "write-back": "orders",
  "customer-sync": "customers",
  "article-sync": "products",
  "stock-sync": "stock",
};

/** Consequences that delete for good. */
export const DELETING: ReadonlySet<Consequence> = new Set<Consequence>([
  "kept-shorter",
  "evidence-shorter",
]);

export type DescribedConsequence = {
  readonly what: Consequence;
  /** `null`: it can't be worked out now. Left out: no run is about it. */
  readonly run?: RunPreview | null;
  /** What a shorter retention deletes; like `run`. */
  readonly deletes?: DeletionPreview | null;
};
export type ConsequenceReport = {
  readonly all: readonly DescribedConsequence[];
  /** From when on orders are booked. */
  readonly startLine: string | null;
};

export async function describeConsequences(
  asking: Asking,
  settings: Settings,
  what: readonly Consequence[],
): Promise<ConsequenceReport> {
  const deletes = what.some((one) => DELETING.has(one))
    ? await wouldDelete(asking, settings)
    : null;
  const all = await Promise.all(
    what.map(async (one, at): Promise<DescribedConsequence> => {
      if (DELETING.has(one)) return { what: one, deletes };
      const flow = RUNS[one];
      // Of several about one run, the first has the number.
      return flow === undefined || what.findIndex((other) => RUNS[other] === flow) < at
        ? { what: one }
        : { what: one, run: await previewAsTyped(asking, flow, settings) };
    }),
  );
  return { all, startLine: settings.orders.startLine };
}

async function wouldDelete(
  asking: Asking,
  { retentionDays, evidenceYears }: Settings,
): Promise<DeletionPreview | null> {
  const found = await requireTenant(asking);
  if (!found.ok) return null;
  const counted = await callTenant(asking, (tenant) =>
    tenant.privacy.wouldDelete(asking.tenantId, { retentionDays, evidenceYears }),
  );
  return counted.ok ? counted.value : null;
}
