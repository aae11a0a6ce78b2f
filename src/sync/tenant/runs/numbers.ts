/**
 * Numbers that we give to records of the ledger. Each is durable before it is used, its owner gets
 * the same one at every request, and it is never given twice, so that the ledger refuses a second
 * record with it.
 */
import type { ClaimRef, Fenced } from "../../contract/runs.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { first, run } from "../storage/sql.ts";
import { extend } from "./run-calls.ts";

/** `from`: where the series begins. Raising it later leaves a gap; lowering it changes nothing. */
export function reserveNumber(
  context: TenantContext,
  ref: ClaimRef,
  { series, owner, from }: { series: string; owner: string; from: number },
): { kind: "number"; number: number } | Fenced {
  const { sql } = context;
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(context, job, context.now());
  const given = first<{ number: number }>(sql)`
    SELECT number FROM numbers WHERE series = ${series} AND owner = ${owner}`;
  if (given !== null) return { kind: "number", number: given.number };
  const last =
    first<{ last: number | null }>(sql)`
      SELECT max(number) AS last FROM numbers WHERE series = ${series}`?.last ?? null;
  const number = Math.max(from, (last ?? 0) + 1);
  run(sql)`INSERT INTO numbers (series, owner, number) VALUES (${series}, ${owner}, ${number})`;
  return { kind: "number", number };
}
