/** The tenant's object as callers see it: one group of calls for each concern. */
import { packClaim, type PackedClaim } from "../plan-basis.ts";
import type { ClaimAnswer, Claim } from "../contract/runs.ts";
import type { AcceptAnswer, AcceptInput } from "../contract/index.ts";
import { admin } from "./calls/admin.ts";
import { backfills } from "./calls/backfills.ts";
import { connections } from "./calls/connections.ts";
import { days } from "./calls/days.ts";
import { flows } from "./calls/flows.ts";
import { inbox } from "./calls/inbox.ts";
import { jobs } from "./calls/jobs.ts";
import { links } from "./calls/links.ts";
import { monitoring } from "./calls/monitoring.ts";
import { payouts } from "./calls/payouts.ts";
import { privacy } from "./calls/privacy.ts";
import { reads } from "./calls/reads.ts";
import { reconciliation } from "./calls/reconciliation.ts";
import { runner } from "./calls/runner.ts";
import { runs } from "./calls/runs.ts";
import { transfer } from "./calls/transfer.ts";
import { type Enter, servedToRun, servedToTenant } from "./context/served.ts";
import type { TenantContext } from "./context/tenant-context.ts";

/** A run's calls under its claim. */
export type RunCalls = ReturnType<typeof servedToRun<typeof runs>>;

/**
 * With a claim come the run's next calls, where the caller wants that: through the session of this
 * call, which the platform bills as one request.
 */
type WithSession = { readonly session?: RunCalls };

/** `packed`: the claim, with settings and lists as text (sync/plan-basis.ts). */
export type Accepted = Omit<AcceptAnswer, "claim"> &
  WithSession & { readonly packed?: PackedClaim };

type Claimed = WithSession &
  (ClaimAnswer | { readonly kind: "packed"; readonly packed: PackedClaim });

/** The calls that answer claims, for a caller that asks in a session. */
const withSession = (session: RunCalls) => ({
  accept: async (context: TenantContext, input: AcceptInput): Promise<Accepted> => {
    const { claim, ...answer } = await inbox.accept(context, input);
    return claim === undefined ? answer : { ...answer, packed: packClaim(claim), session };
  },
  claim: async (
    context: TenantContext,
    jobId: string,
    { takes = false }: { readonly takes?: boolean } = {},
  ): Promise<Claimed> => {
    const answer = await runner.claim(context, jobId);
    if (answer.kind !== "run" || !takes) return answer;
    return { kind: "packed", packed: packClaim(answer.claim), session };
  },
});

export function serveAll(enter: Enter) {
  const session = servedToRun(runs, enter);
  const { accept, claim } = withSession(session);
  return {
    admin: servedToTenant(admin, enter),
    backfills: servedToTenant(backfills, enter),
    connections: servedToTenant(connections, enter),
    days: servedToTenant(days, enter),
    flows: servedToTenant(flows, enter),
    inbox: servedToTenant({ ...inbox, accept }, enter),
    jobs: servedToTenant(jobs, enter),
    links: servedToTenant(links, enter),
    reads: servedToTenant(reads, enter),
    monitoring: servedToTenant(monitoring, enter),
    payouts: servedToTenant(payouts, enter),
    privacy: servedToTenant(privacy, enter),
    reconciliation: servedToTenant(reconciliation, enter),
    runner: servedToTenant({ ...runner, claim }, enter),
    runs: session,
    transfer: servedToTenant(transfer, enter),
  };
}

/**
 * Values come back, never exceptions of ours: errors lose their class on the way. The platform's
 * own type of a stub turns `unknown` into `never`, so this one is used instead.
 */
export type TenantStub = Readonly<ReturnType<typeof serveAll>>;

/** A runner's calls of the object. */
export type RunnerStub = Pick<TenantStub, "runner" | "runs">;

/** A claim that came with the answer to another call. `began`: before that call was made. */
export type ClaimGrant = {
  readonly claim: Claim;
  readonly began: number;
  /** The session of that call, for the run's further calls. Absent: through the stub. */
  readonly session?: RunCalls;
};
