/**
 * Days of a tenant that was taken in. Its pages were read one after the other, while days went on
 * closing: what they say of a day's voucher may not fit together. It is settled once, when the
 * tenant is connected or resumed, before anything closes or is sent.
 *
 * - A voucher whose members aren't all there, or that was still being filled, is forgotten: its
 *   members wait again and are closed under the same name. Its marker is looked for before it is
 *   sent, so that one which the predecessor booked holds the day (`day-booked-before`).
 * - One that is whole, has no document and no job gets its job, which looks likewise.
 */
import { dayKey } from "../../../domain/ids.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import { all, type Row, run } from "../storage/sql.ts";

/** A small fact: pages of days were imported since days were last settled. */
const UNSETTLED = "handed-days";

/** The mark of what began by the import, and the actor of what another deployment's people did. */
export const IMPORTED = "imported";

/** Days have to be settled, once all pages are there. */
export const noteDays = (sql: SqlStorage): void => meta.set(sql, UNSETTLED, "1");

/** Settles imported days, in the transaction that connects or resumes the tenant. */
export function settleDays(context: TenantContext): void {
  const { sql } = context;
  if (meta.get(sql, UNSETTLED) === null) return;
  forgetTorn(sql);
  for (const { id } of unbooked(sql)) {
    const { job } = intake.enqueue(context, {
      key: dayKey(id),
      flow: "days",
      type: IMPORTED,
      lane: "sweep",
    });
    jobs.update(sql, job.id, { label: id }, context.now());
  }
  meta.clear(sql, UNSETTLED);
}

type IdRow = { readonly id: string } & Row;

/**
 * Vouchers that hold others than the members which are there, and the later ones of their days: a
 * day's vouchers are counted.
 */
function forgetTorn(sql: SqlStorage): void {
  const torn = all<IdRow>(sql)`
    WITH torn AS (
      SELECT day, min(n) AS n FROM day_vouchers v
      WHERE v.closed_at IS NULL OR v.members <> (
        SELECT count(*) FROM day_members m WHERE m.voucher = v.id AND m.day = v.day
      )
      GROUP BY day
    )
    SELECT v.id FROM day_vouchers v JOIN torn t ON t.day = v.day AND v.n >= t.n`;
  for (const { id } of torn) {
    run(sql)`DELETE FROM day_vouchers WHERE id = ${id}`;
    run(sql)`DELETE FROM operations WHERE key = ${dayKey(id)}`;
    run(sql)`DELETE FROM documents WHERE key = ${dayKey(id)}`;
  }
  run(sql)`
    UPDATE day_members SET voucher = ''
    WHERE voucher <> '' AND voucher NOT IN (SELECT id FROM day_vouchers)`;
}

/** Closed, and neither in the ledger as far as is known nor any job's. */
const unbooked = (sql: SqlStorage): readonly IdRow[] =>
  all<IdRow>(sql)`
    SELECT v.id FROM day_vouchers v
    WHERE NOT EXISTS (
      SELECT 1 FROM documents d
      WHERE d.key = 'day:' || v.id AND d.role = 'day-voucher' AND d.state IN ('live', 'unlinked')
    )
    ORDER BY v.day, v.n`.filter(({ id }) => jobs.latestFor(sql, dayKey(id)) === null);
