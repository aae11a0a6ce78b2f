/** Approvals of orders. The last one is valid while the order is unchanged. */
import type { ApprovalMemory } from "../../../flows/port.ts";
import { APPROVED } from "../../../domain/jobs/requested-actions.ts";
import { asksApproval } from "../../../settings/orders/order-types.ts";
import type { Settings } from "../../../settings/schema.ts";
import * as meta from "../storage/meta.ts";
import { first, run } from "../storage/sql.ts";

/**
 * Returns the approval facts for a run; empty if no rule requires an approval and nobody approved
 * the order. An approved order is compared with its approval even if the rules were switched off
 * since.
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

/** Returns the key's approval. `approved`: the mark of what was approved; `null`: nothing was. */
export function memoryOf(sql: SqlStorage, key: string): ApprovalMemory {
  const row = first<{ of: string }>(sql)`SELECT of FROM approvals WHERE key = ${key}`;
  return { liveSince: meta.liveSince(sql), approved: row?.of ?? null };
}

/** Stores the key's approval, in place of an earlier one. `of`: the mark of what was approved. */
export function save(sql: SqlStorage, key: string, of: string, actor: string, now: number): void {
  run(sql)`
    INSERT OR REPLACE INTO approvals (key, of, actor, at) VALUES (${key}, ${of}, ${actor}, ${now})`;
}
