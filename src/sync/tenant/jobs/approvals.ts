/** Approvals of orders: the last one counts while the order is unchanged. */
import type { ApprovalMemory } from "../../../flows/port.ts";
import { APPROVED } from "../../../domain/jobs/requested-actions.ts";
import { asksApproval } from "../../../settings/orders/order-types.ts";
import type { Settings } from "../../../settings/schema.ts";
import * as meta from "../storage/meta.ts";
import { first, run } from "../storage/sql.ts";

/**
 * Returns the approval facts for a run; reads nothing where no rule asks and nobody approved it. An
 * approved order is compared with what was approved, though the rules were switched off since.
 */
export function forRun(
  sql: SqlStorage,
  key: string,
  settings: Settings | null,
  types: readonly string[],
): { readonly approval?: ApprovalMemory } {
  if (settings === null || !key.startsWith("order:")) return {};
  if (!asksApproval(settings.orders.approval) && !types.includes(APPROVED)) return {};
  return { approval: memoryOf(sql, key) };
}

export function memoryOf(sql: SqlStorage, key: string): ApprovalMemory {
  const row = first<{ of: string }>(sql)`SELECT of FROM approvals WHERE key = ${key}`;
  return { liveSince: meta.liveSince(sql), approved: row?.of ?? null };
}

export function save(sql: SqlStorage, key: string, of: string, actor: string, now: number): void {
  run(sql)`
    INSERT OR REPLACE INTO approvals (key, of, actor, at) VALUES (${key}, ${of}, ${actor}, ${now})`;
}
