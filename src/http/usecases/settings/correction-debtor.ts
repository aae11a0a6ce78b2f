/**
 * Checks the debtor for stock corrections: nothing may have been sold to it. Checked when it is
 * chosen or stock is switched on; where that isn't possible, the stock flow checks before it
 * writes.
 */
import type { FaultAt } from "../../../settings/setting-faults.ts";
import type { Settings } from "../../../settings/schema.ts";
import { message } from "../../../messages/message.ts";
import type { EdgeDeps } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";

export async function correctionFaults(
  deps: EdgeDeps,
  tenantId: string,
  before: Settings | null,
  next: Settings,
): Promise<readonly FaultAt[]> {
  const { correctionDebtor, enabled, strategy } = next.stock;
  const known =
    before?.stock.correctionDebtor === correctionDebtor &&
    (before?.stock.enabled === true || !enabled);
  if (correctionDebtor === null || strategy !== "correction-order" || known) return [];
  const sales = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.reads.debtorSales(tenantId, correctionDebtor),
  );
  if (!sales.ok || sales.value.kind !== "sold") return [];
  const { order } = sales.value;
  return [
    {
      path: "stock.correctionDebtor",
      message: message("settings.faults.debtorSold", { order }),
    },
  ];
}
