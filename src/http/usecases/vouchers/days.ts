/** Vouchers of days, and the orders that each is made of. */
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import type { DayPage, DaysView } from "../../../sync/contract/days.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { type Answer, reject } from "../refusal.ts";

/** `page`: from 0. */
export async function listDays(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  page = 0,
): Answer<DaysView> {
  const found = await requireTenant(deps, actor, tenantId);
  return found.ok
    ? callTenant(deps, tenantId, (tenant) => tenant.days.list(tenantId, page))
    : found;
}

/** `cursor`: as the page before it said; `null`: the first page of its orders. */
export async function readDay(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
  cursor: string | null,
): Answer<DayPage> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const answer = await callTenant(deps, tenantId, (tenant) =>
    tenant.days.one(tenantId, id, cursor),
  );
  if (!answer.ok) return answer;
  return answer.value === null
    ? reject(404, "day-unknown", message("days.unknown"))
    : ok(answer.value);
}
