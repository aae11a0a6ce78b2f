/** A person's actions on one job besides a retry, and on a connection. */
import { vendorValue } from "../../../store/audit-values.ts";
import type { RequestedAction } from "../../../domain/jobs/requested-actions.ts";
import type { Vendor } from "../../../domain/ids.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { jobNamed } from "./job-name.ts";
import type { TenantRequest } from "../../deps.ts";
import { recorded } from "../audited.ts";
import type { Answer } from "../refusal.ts";
import type { Retried } from "./retry.ts";

const ACTIONS = {
  resync: { action: "job.resync" },
  "book-again": { action: "job.book-again" },
  "undo-skip": { action: "job.undo-skip" },
} as const satisfies Readonly<Record<RequestedAction, object>>;

type ActRequest = {
  readonly jobId: string;
  readonly act: RequestedAction;
  readonly seen?: number | null;
  readonly shown?: string | null;
};

/**
 * `seen`: when the job had changed last, as it was shown; `null`: it wasn't. `shown`: the mark of
 * what its dry run showed.
 */
export const actOn = (
  asking: TenantRequest,
  { jobId, act, seen = null, shown = null }: ActRequest,
): Answer<Retried> =>
  recorded(
    asking,
    async () => ({
      asked: { ...ACTIONS[act], after: await jobNamed(asking, jobId) },
      done: null,
    }),
    (tenant) => tenant.jobs.act(asking.tenantId, jobId, act, asking.actor.name, seen, shown),
  );

type Checked = { readonly works: boolean; readonly reasons: readonly Reason[] };

/** Asks the vendor something small, now: does it take this login, and for the right books. */
export const checkConnection = (asking: TenantRequest, vendor: Vendor): Answer<Checked> =>
  recorded(
    asking,
    { asked: { action: "connection.check", after: vendorValue(vendor) }, done: null },
    (tenant) => tenant.connections.check(asking.tenantId, vendor),
  );
