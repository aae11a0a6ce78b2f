/** What a sheet shows of the voucher of a day or payout besides its dry run. */
import { dayKey } from "../../../../domain/ids.ts";
import type { HeldJob } from "../../../../sync/contract/index.ts";
import { tenantHealth } from "../../../usecases/tenants/control.ts";
import { readDay } from "../../../usecases/vouchers/days.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import { readPayout } from "../../../usecases/vouchers/payouts.ts";
import { chartOf } from "../../../usecases/ledger/posting.ts";
import type { VoucherFacts } from "./voucher-preview.tsx";
import type { TenantRequest } from "../../../deps.ts";

export async function readVoucherFacts(
  asking: TenantRequest,
  { flow, key }: HeldJob,
  lists: NameLists,
): Promise<VoucherFacts> {
  const accounts = new Map([...chartOf(lists)].map(([account, { name }]) => [account, name]));
  const health = await tenantHealth(asking);
  const currency = health.ok ? (health.value.company?.currency ?? null) : null;
  if (flow === "days") {
    const day = await readDay(asking, key.slice(dayKey("").length), null);
    return { orders: day.ok ? day.value.voucher.members : null, currency, accounts };
  }
  const payout = await readPayout(asking, key.slice("payout:".length));
  return { orders: payout.ok ? payout.value.matched : null, currency, accounts };
}
