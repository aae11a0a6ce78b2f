/**
 * An act of a person in the trail. Its row is written before it, so that none is without one should
 * anything fail in between; its outcome is a row of its own, as rows are never changed. So a wish
 * without an outcome is one of which nobody knows, and what was refused never reads as done.
 */
import { refusedValue } from "../../store/audit-values.ts";
import { type AuditEntry, writeAudit } from "../../store/audit.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import type { Answer } from "./refused.ts";

type Row = Pick<AuditEntry, "action" | "before" | "after">;

/** `done`: `null` where the wish is all there is, as of what is only queued. */
export type Request = { readonly asked: Row; readonly done: Row | null };

/**
 * `whyNot`: of an answer that is a refusal all the same, why; a word for programs. An object out of
 * reach leaves the wish alone: it may have come through.
 */
export async function audited<T>(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  { asked, done }: Request,
  act: () => Answer<T>,
  whyNot: (answer: T) => string | null = () => null,
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
