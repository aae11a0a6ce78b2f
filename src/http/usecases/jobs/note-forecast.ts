/** Notes what a group's sheet said, for the group's line in the inbox. */
import type { HeldCause } from "../../../domain/jobs/held.ts";
import type { GroupForecast } from "../../../sync/contract/jobs.ts";
import type { TenantRequest } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";
import type { FixPreview } from "./fix-and-retry.ts";

/** Where it can't be noted, the line says nothing. */
export async function noteForecast(
  asking: TenantRequest,
  of: HeldCause,
  deed: GroupForecast["deed"],
  { releases, saved }: FixPreview,
): Promise<void> {
  const would = releases.flatMap((one) => (one.would === null ? [] : [one.would.become]));
  if (would.length === 0) return;
  const count = (wanted: (typeof would)[number]) => would.filter((one) => one === wanted).length;
  await callTenant(asking, (tenant) =>
    tenant.jobs.noteForecast(asking.tenantId, of, saved, {
      deed,
      tried: would.length,
      book: count("book"),
      open: count("open"),
    }),
  );
}
