/**
 * Stock is switched on only where the ledger keeps it: asked of what is known of the company when
 * it is switched on. Where nothing is known, the stock flow asks before it reads.
 */
import { keepsStock } from "../../domain/allowances.ts";
import { message } from "../../messages/message.ts";
import type { FaultAt } from "../../settings/setting-faults.ts";
import type { Settings } from "../../settings/schema.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { tenantHealth } from "./control.ts";

export async function stockModuleFaults(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  before: Settings | null,
  next: Settings,
): Promise<readonly FaultAt[]> {
  if (!next.stock.enabled || before?.stock.enabled === true) return [];
  const health = await tenantHealth(deps, actor, tenantId);
  const company = health.ok ? health.value.company : null;
  return company === null || keepsStock(company)
    ? []
    : [{ path: "stock.enabled", message: message("settings.faults.stockModule") }];
}
