/**
 * An act of a person in the audit log. The request is a row of its own, written before the act, so
 * that no act lacks one if anything fails in between; the outcome is a second row, as rows are
 * never changed. A request without an outcome row is one whose outcome isn't known, and what was
 * refused never reads as done.
 */
import { refusedValue } from "../../store/audit-values.ts";
import { type AuditEntry, writeAudit } from "../../store/audit.ts";
import type { Refusal } from "../../sync/contract/index.ts";
import type { TenantStub } from "../../sync/tenant/stub.ts";
import type { TenantRequest } from "../deps.ts";
import { type Answer, toResult } from "./refusal.ts";
import { callTenant, requireTenant } from "./tenant-access.ts";

type Row = Pick<AuditEntry, "action" | "before" | "after">;

/**
 * `done`: `null` where only the request is recorded, as of what is only queued. `whyNot`: a code
 * for an answer that is a refusal.
 */
type Request<T> = {
  readonly asked: Row;
  readonly done: Row | null;
  readonly whyNot?: (answer: T) => string | null;
};

/** One row of what the actor does now. */
export const writeAct = ({ deps, actor, tenantId }: TenantRequest, row: Row): Promise<void> =>
  writeAudit(deps.db, tenantId, { ...row, at: deps.clock.now(), actor: actor.name });

/** If the object doesn't answer, no outcome is recorded, as the action may have succeeded. */
export async function audited<T>(
  asking: TenantRequest,
  { asked, done, whyNot = () => null }: Request<T>,
  act: () => Answer<T>,
): Answer<T> {
  await writeAct(asking, asked);
  const answer = await act();
  if (!answer.ok && answer.error.status === 503) return answer;
  const why = answer.ok ? whyNot(answer.value) : answer.error.kind;
  if (why !== null)
    await writeAct(asking, {
      action: "job.refused",
      after: refusedValue(asked.after ?? asked.before ?? null, why),
    });
  else if (done !== null) await writeAct(asking, done);
  return answer;
}

type Recorded = Omit<Request<never>, "whyNot">;

/**
 * An act that is one call of the tenant's object, which refuses by its answer. `request`: a
 * function where the object is asked what the act is about, once it may be.
 */
export async function recorded<T extends object>(
  asking: TenantRequest,
  request: Recorded | (() => Promise<Recorded>),
  call: (tenant: TenantStub) => Promise<({ readonly ok: true } & T) | Refusal>,
): Answer<T> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const rows = typeof request === "function" ? await request() : request;
  return audited(asking, rows, async () => {
    return toResult(await callTenant(asking, call));
  });
}
