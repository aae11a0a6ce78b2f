/**
 * Numbers that we give to records of the ledger. Each is durable before it is used, its owner gets
 * the same one at every request, and it is never given twice, so that the ledger refuses a second
 * record with it.
 */
import { first, run } from "../storage/sql.ts";
import { underClaim } from "./under-claim.ts";

/** `from`: where the series begins. Raising it later leaves a gap; lowering it changes nothing. */
export const reserveNumber = underClaim(
  ({ sql }, _, asked: { series: string; owner: string; from: number }) => ({
    kind: "number" as const,
    number: numberOf(sql, asked),
  }),
);

function numberOf(
  sql: SqlStorage,
  { series, owner, from }: { series: string; owner: string; from: number },
): number {
  const given = first<{ number: number }>(sql)`
    SELECT number FROM numbers WHERE series = ${series} AND owner = ${owner}`;
  if (given !== null) return given.number;
  const last =
    first<{ last: number | null }>(sql)`
      SELECT max(number) AS last FROM numbers WHERE series = ${series}`?.last ?? null;
  const number = Math.max(from, (last ?? 0) + 1);
  run(sql)`INSERT INTO numbers (series, owner, number) VALUES (${series}, ${owner}, ${number})`;
  return number;
}
