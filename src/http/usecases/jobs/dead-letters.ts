/**
 * Wake-ups that the queue gave up: shown until a person has handled them. Their job is still in the
 * tenant's object: a retry wakes it now, a dismissal records why nothing is to be done.
 */
import { z } from "zod";
import { ok, type Result } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import { writeAudit } from "../../../store/audit.ts";
import { type DeadLetter, endDeadLetter, openDeadLetters } from "../../../store/dead-letters.ts";
import { may } from "../../auth/rights.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { type Answer, forbidden, reject, type Refused } from "../refusal.ts";

export type LetterView = {
  readonly id: string;
  readonly at: number;
  /** `null`: its text names none, such as one of a newer release. */
  readonly jobId: string | null;
  readonly body: string;
};

const wakeUp = z.looseObject({ jobId: z.string().regex(/^[\w-]{1,100}$/) });

function jobOf(body: string): string | null {
  try {
    return wakeUp.safeParse(JSON.parse(body)).data?.jobId ?? null;
  } catch {
    // Cut off, or of another release.
    return null;
  }
}

const view = ({ id, at, body }: DeadLetter): LetterView => ({ id, at, jobId: jobOf(body), body });

/** `null`: those of no tenant, which are for operators. */
async function reached(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string | null,
): Promise<Result<unknown, Refused>> {
  if (tenantId !== null) return requireTenant({ deps, actor, tenantId });
  return may(actor, "all-changes") ? ok(null) : forbidden("all-changes");
}

export async function listLetters(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string | null,
): Answer<readonly LetterView[]> {
  const found = await reached(deps, actor, tenantId);
  return found.ok ? ok((await openDeadLetters(deps.db, tenantId)).map(view)) : found;
}

const unknown = () => reject(404, "unknown-letter", message("refusals.noSuchLetter"));

/** Wakes the job that it was for. Answers the job, where there is one to be run at once. */
export async function retryLetter(
  asking: TenantRequest,
  id: string,
): Answer<{ readonly jobId: string | null }> {
  const { deps, actor, tenantId } = asking;
  const found = await reached(deps, actor, tenantId);
  if (!found.ok) return found;
  const now = deps.clock.now();
  const letter = (await openDeadLetters(deps.db, tenantId)).find((one) => one.id === id);
  if (letter === undefined) return unknown();
  await writeAudit(deps.db, tenantId, {
    at: now,
    actor: actor.name,
    action: "dead-letter.retry",
    after: id,
  });
  // The object first: a letter isn't dealt with while its object can't be reached.
  const woken = await callTenant(asking, (tenant) => tenant.admin.tick(tenantId));
  if (!woken.ok) return woken;
  await endDeadLetter(deps.db, tenantId, id, { at: now, by: actor.name, note: "" });
  return ok({ jobId: jobOf(letter.body) });
}

export async function dismissLetter(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string | null,
  id: string,
  note: string,
): Answer<object> {
  const found = await reached(deps, actor, tenantId);
  if (!found.ok) return found;
  const at = deps.clock.now();
  await writeAudit(deps.db, tenantId, {
    at,
    actor: actor.name,
    action: "dead-letter.dismiss",
    after: id,
  });
  const ended = await endDeadLetter(deps.db, tenantId, id, { at, by: actor.name, note });
  return ended === null ? unknown() : ok({});
}
