/**
 * How many orders stock sync has to take off that aren't in the ledger yet, before its runs are
 * held by too many of them: counted as a run counts them.
 */
import { reason } from "../../../../domain/reasons/index.ts";
import { MAX_OPEN_ORDERS } from "../../../../flows/stock/pull.ts";
import type { TenantRequest } from "../../../deps.ts";
import { readSettings } from "../../../usecases/settings/settings.ts";
import { onTenant } from "../../../usecases/tenant-access.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { NextStep, Notice } from "../../parts/ui.tsx";

export type OpenOrders = { readonly open: number; readonly leftOut: number };

/** `null`: stock sync is off, or the shop doesn't answer. */
export async function openOrdersOf(asking: TenantRequest): Promise<OpenOrders | null> {
  const settings = await readSettings(asking);
  if (!settings.ok || !settings.value.settings.stock.enabled) return null;
  const asked = await onTenant(asking, (tenant) => tenant.reads.openOrders(asking.tenantId));
  return asked.ok ? asked.value : null;
}

export const StockLimit = ({ orders: { open, leftOut } }: { orders: OpenOrders }) => {
  const { t, describe } = useMessages();
  if (open === 0) return null;
  const most = MAX_OPEN_ORDERS;
  if (open <= most)
    return <p class="hint">{t("lists.stockLimit.some", { open, leftOut, most })}</p>;
  const held = reason("stock-too-many-open", { count: open, most });
  return (
    <Notice tone="warn">
      <p>{t("lists.stockLimit.tooMany", { open, leftOut, most })}</p>
      <p>
        <NextStep text={describe(held).next} />
      </p>
    </Notice>
  );
};
