/** Vouchers of days, and the orders that each is made of. */
import { message } from "../../../messages/message.ts";
import type { DayPage, DaysView } from "../../../sync/contract/days.ts";
import type { TenantRequest } from "../../deps.ts";
import { onTenant } from "../tenant-access.ts";
import { type Answer, requireExisting, reject } from "../refusal.ts";

/** `page`: from 0. */
export const listDays = (asking: TenantRequest, page: number): Answer<DaysView> =>
  onTenant(asking, (tenant) => tenant.days.list(asking.tenantId, page));

/** `cursor`: as the page before it said; `null`: the first page of its orders. */
export const readDay = (
  asking: TenantRequest,
  id: string,
  cursor: string | null,
): Answer<DayPage> =>
  requireExisting(
    onTenant(asking, (tenant) => tenant.days.one(asking.tenantId, id, cursor)),
    reject(404, "day-unknown", message("days.unknown")),
  );
