/** The tenant as a whole: its settings, stop and go, set-up, the end. */
import { reason } from "../../../domain/reasons/index.ts";
import { earlierOrdersMemory } from "../../../flows/settlement.ts";
import { includesEarlierOrders } from "../../../settings/orders/earlier-orders.ts";
import type { CallResult, WriteCount } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import { message } from "../../../messages/message.ts";
import * as atOnce from "../run-now/run-now.ts";
import { recheckOnStartLine } from "../claims/start-zone.ts";
import { resumeTenant } from "../claims/stops.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as beforeWrites from "../runs/before-writes.ts";
import { unbookedByDay } from "../days/unbooked.ts";
import { writtenByKind } from "../journal/written.ts";
import * as meta from "../storage/meta.ts";
import { settleDays } from "../transfer/transferred-days.ts";
import * as transfer from "../transfer/tenant-transfer.ts";

function configure(context: TenantContext, input: meta.Configuration): CallResult {
  const before = meta.configuration(context.sql);
  meta.configure(context.sql, input);
  const after = meta.configuration(context.sql);
  if (before !== null && after !== null && includesEarlierOrders(before.settings, after.settings))
    meta.remember(context.sql, earlierOrdersMemory(context.now()));
  if (before !== null && after !== null)
    recheckOnStartLine(context, before.settings, after.settings);
  beforeWrites.firstDayConfigured(context.sql, context.now());
  context.wake();
  return { ok: true };
}

function pause(context: TenantContext, actor: string, note: string): CallResult {
  meta.pause(context.sql, "person", reason("tenant-paused", { actor, note }), context.now());
  return { ok: true };
}

function resume(context: TenantContext): CallResult {
  resumeTenant(context, context.now());
  transfer.startSuccessor(context.sql, context.now());
  settleDays(context);
  context.wake();
  return { ok: true };
}

/**
 * Stops everything for good: grants are forgotten, journal heads and links stay. Refused while
 * orders wait for the voucher of their day, as nobody would book them; `leaveUnbooked` overrides
 * that. `onlyUnwritten`: refused as well once anything was written to either side.
 */
function retire(
  context: TenantContext,
  actor: string,
  {
    leaveUnbooked = false,
    onlyUnwritten = false,
  }: { readonly leaveUnbooked?: boolean; readonly onlyUnwritten?: boolean } = {},
): CallResult {
  const count = onlyUnwritten
    ? writtenByKind(context.sql).reduce((sum, one) => sum + one.count, 0)
    : 0;
  if (count > 0) return refusal("shop-has-written", message("refusals.shopHasWritten", { count }));
  const unbooked = leaveUnbooked ? [] : unbookedByDay(context.sql);
  if (unbooked.length > 0)
    return refusal(
      "days-unbooked",
      message("refusals.daysUnbooked", {
        orders: unbooked.reduce((all, { orders }) => all + orders, 0),
        days: unbooked.map(({ day }) => day).join(", "),
      }),
    );
  pause(context, actor, "retired");
  meta.end(context.sql, context.now());
  context.vault.forget();
  return { ok: true };
}

export const admin = {
  configure: atomic(configure),
  pause,
  resume: atomic(resume),
  retire: atomic(retire),
  /** What was written to either side, by kind. */
  written: (context: TenantContext): readonly WriteCount[] => writtenByKind(context.sql),
  setUp: atOnce.setUp,
  /** Closes the sockets of pages whose sessions ended, or may no longer see this tenant. */
  endSockets: (context: TenantContext, sessions: readonly string[]): void =>
    context.endSockets(sessions),
  /** Runs what is due: for cron, the second witness beside the alarm, and for tests. */
  tick: (context: TenantContext) => context.tick(),
};
