/** The tenant's object as callers see it: one group of calls for each concern. */
import { admin } from "./calls/admin.ts";
import { backfills } from "./calls/backfills.ts";
import { connections } from "./calls/connections.ts";
import { days } from "./calls/days.ts";
import { flows } from "./calls/flows.ts";
import { inbox } from "./calls/inbox.ts";
import { jobs } from "./calls/jobs.ts";
import { links } from "./calls/links.ts";
import { lookups } from "./calls/lookups.ts";
import { monitoring } from "./calls/monitoring.ts";
import { payouts } from "./calls/payouts.ts";
import { privacy } from "./calls/privacy.ts";
import { reconciliation } from "./calls/reconciliation.ts";
import { runner } from "./calls/runner.ts";
import { runs } from "./calls/runs.ts";
import { transfer } from "./calls/transfer.ts";
import { type Enter, servedToRun, servedToTenant } from "./context/served.ts";

export const serveAll = (enter: Enter) => ({
  admin: servedToTenant(admin, enter),
  backfills: servedToTenant(backfills, enter),
  connections: servedToTenant(connections, enter),
  days: servedToTenant(days, enter),
  flows: servedToTenant(flows, enter),
  inbox: servedToTenant(inbox, enter),
  jobs: servedToTenant(jobs, enter),
  links: servedToTenant(links, enter),
  lookups: servedToTenant(lookups, enter),
  monitoring: servedToTenant(monitoring, enter),
  payouts: servedToTenant(payouts, enter),
  privacy: servedToTenant(privacy, enter),
  reconciliation: servedToTenant(reconciliation, enter),
  runner: servedToTenant(runner, enter),
  runs: servedToRun(runs, enter),
  transfer: servedToTenant(transfer, enter),
});

/**
 * Values come back, never exceptions of ours: errors lose their class on the way. The platform's
 * own type of a stub turns `unknown` into `never`, so this one is used instead.
 */
export type TenantStub = Readonly<ReturnType<typeof serveAll>>;

/** What runs a job asks of the object. */
export type RunnerStub = Pick<TenantStub, "runner" | "runs">;
