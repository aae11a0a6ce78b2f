/**
 * Totals in the ledger of orders of today, this week and this month, by the orders' own days: the
 * sums of the reconciliation.
 */
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { ok } from "../../../domain/result.ts";
import { isAnyCompared, notCompared } from "../../../monitor/reconciliation/compared-days.ts";
import type { DaySums } from "../../../monitor/reconciliation/day-sums.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import { type CurrencyStatement, statementOf } from "../../../monitor/reconciliation/statement.ts";
import type { ReconciliationView } from "../../../sync/contract/index.ts";
import { listDays } from "../../../store/reconciliations.ts";
import type { TenantRequest } from "../../deps.ts";
import { periodsOf, type Period, today } from "../tenants/figures.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

export type LedgerPeriod = {
  readonly name: Period["name"];
  /** A day of it was compared. */
  readonly isCompared: boolean;
  readonly currencies: readonly CurrencyStatement[];
};

export type InLedger = {
  readonly periods: readonly LedgerPeriod[];
  /** Days of the longest period whose orders stand in no sum. */
  readonly notCompared: readonly Range[];
  readonly from: string;
  readonly to: string;
  /** When the days in these sums were read, the first and the last; `null`: there are none. */
  readonly reconciled: { readonly first: number; readonly last: number } | null;
  /** The last reconciliation, whichever days it read. */
  readonly run: ReconciliationView["run"];
};

export async function inLedger(asking: TenantRequest): Answer<InLedger> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const to = today(deps.clock.now());
  const periods = periodsOf(to);
  const from = periods.map((one) => one.from).toSorted()[0] ?? to;
  const [days, asked] = await Promise.all([
    listDays(deps.db, tenantId, from, to),
    callTenant(asking, (tenant) =>
      tenant.reconciliation.view(tenantId, { from, to, limit: 1, brief: true }),
    ),
  ]);
  if (!asked.ok) return asked;
  const { compared, run } = asked.value;
  const instants = days.map(({ at }) => at);
  return ok({
    periods: periods.map((one) => ({
      name: one.name,
      isCompared: isAnyCompared(compared, { from: one.from, to }),
      currencies: statementOf(
        days
          .filter(({ day }) => day >= one.from)
          .map(({ totals }) => ({ totals: storedJson<DaySums["totals"]>(totals) })),
      ).currencies,
    })),
    notCompared: notCompared(compared, { from, to }, to),
    from,
    to,
    reconciled:
      instants.length === 0 ? null : { first: Math.min(...instants), last: Math.max(...instants) },
    run,
  });
}
