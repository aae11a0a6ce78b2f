/**
 * An act of a person in the audit log. The request is a row of its own, written before the act, so
 * that no act lacks one if anything fails in between; the outcome is a second row, as rows are
 * never changed. A request without an outcome row is one whose outcome isn't known, and what was
 * refused never reads as done.
 */
import { refusedValue } from "../../store/audit-values.ts";
import { type AuditEntry, writeAudit } from "../../store/audit.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import type { Answer } from "./refusal.ts";

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

/** If the object doesn't answer, no outcome is recorded, as the action may have succeeded. */
export async function audited<T>(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  { asked, done, whyNot = () => null }: Request<T>,
  act: () => Answer<T>,
): Answer<T> {
  const write = (row: Row) =>
    writeAudit(deps.db, tenantId, { ...row, at: deps.clock.now(), actor: actor.name });
  await write(asked);
  const answer = await act();
  if (!answer.ok && answer.error.status === 503) return answer;
  const why = answer.ok ? whyNot(answer.value) : answer.error.kind;
  if (why !== null)
    await write({
      action: "job.refused",
      after: refusedValue(asked.after ?? asked.before ?? "", why),
    });
  else if (done !== null) await write(done);
  return answer;
}
