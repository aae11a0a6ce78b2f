/** The voucher of a key that has one of its own, and the newest job that books it. */
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { BookedVoucher } from "../../contract/payouts.ts";
import { first } from "../storage/sql.ts";
import * as jobs from "./jobs.ts";

/** Returns the live voucher of a payout or a day, and its newest job. */
export function ledgerVoucher(
  sql: SqlStorage,
  key: string,
  role: "day-voucher" | "payout",
): BookedVoucher {
  const job = jobs.latestFor(sql, key);
  const voucher = first<{ id: string; number: string | null; compared: number }>(sql)`
    SELECT id, number, source_hash IS NOT NULL AS compared
    FROM documents
    WHERE key = ${key} AND role = ${role} AND state = 'live'
    LIMIT 1`;
  return {
    voucher: voucher === null ? null : { ...voucher, compared: voucher.compared === 1 },
    job: job && {
      id: job.id,
      flow: job.flow,
      status: job.status,
      outcome: job.outcome,
      reasons: storedJson(job.reasons),
    },
  };
}
