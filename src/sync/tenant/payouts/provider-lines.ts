/**
 * What is the same at its provider although the account had another name when it was read: a person
 * enters the account with a file, or none is given (docs/adr/0113).
 */
import {
  ACCOUNT_IN_FILE,
  type PayoutIdentity,
  type Provider,
  UNIQUE_AT_PROVIDER,
} from "../../../domain/payouts/lines.ts";
import type { OtherAccount } from "../../contract/payouts.ts";
import { among, first } from "../storage/sql.ts";

/** What identifies a payout. */
type IdentifiedPayout = PayoutIdentity & { readonly id: string };

/** Lines that a payout reserves: its provider's, within the shop's account there. */
export const lineNamespace = ({ provider, account }: PayoutIdentity): string =>
  [provider, account].map(encodeURIComponent).join("/");

type ReservedLines = { readonly count: number; readonly payout: string | null };

/** Lines of these that another payout has. */
export const reservedLines = (
  sql: SqlStorage,
  row: IdentifiedPayout,
  ids: readonly string[],
): ReservedLines =>
  UNIQUE_AT_PROVIDER.has(row.provider)
    ? takenAtProvider(sql, row, ids)
    : takenIn(sql, row, ids, accountOf(row));

/**
 * Lines of these that another payout has under any account, where ids may be unique per account
 * only: reported, as the file doesn't name the account.
 */
export const similarLines = (
  sql: SqlStorage,
  row: IdentifiedPayout,
  ids: readonly string[],
): ReservedLines =>
  UNIQUE_AT_PROVIDER.has(row.provider) || ACCOUNT_IN_FILE.has(row.provider)
    ? { count: 0, payout: null }
    : takenAtProvider(sql, row, ids);

const takenAtProvider = (
  sql: SqlStorage,
  row: IdentifiedPayout,
  ids: readonly string[],
): ReservedLines => takenIn(sql, row, ids, accountsOf(row.provider));

/** A source never contains a space, so nothing else lies between the two. */
const accountOf = (row: IdentifiedPayout) => ({
  from: lineNamespace(row),
  to: `${lineNamespace(row)} `,
});

/** All sources of a provider begin with its name and "/", which "0" follows. */
const accountsOf = (provider: Provider) => ({ from: `${provider}/`, to: `${provider}0` });

/** Source by source, as there are few: by the key of the table, however many lines it has. */
function takenIn(
  sql: SqlStorage,
  { id }: IdentifiedPayout,
  ids: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): ReservedLines {
  const found = first<{ n: number; payout: string | null }>(sql)`
    WITH RECURSIVE sources (source) AS (
      SELECT min(source) FROM payout_line_ids WHERE source >= ${from} AND source < ${to}
      UNION ALL
      SELECT (SELECT min(l.source) FROM payout_line_ids l
              WHERE l.source > s.source AND l.source < ${to})
      FROM sources s WHERE s.source IS NOT NULL
    )
    SELECT count(DISTINCT l.line) AS n, min(l.payout) AS payout
    FROM sources s CROSS JOIN payout_line_ids l
    ON l.source = s.source AND l.line IN ${among(ids)}
    WHERE l.payout <> ${id}`;
  return { count: found?.n ?? 0, payout: found?.payout ?? null };
}

/**
 * A payout of the same provider, id and currency under another account, where the account isn't in
 * the file: the same money read twice, or two accounts. A person says which.
 */
export const underOtherAccount = (sql: SqlStorage, row: IdentifiedPayout): OtherAccount | null =>
  ACCOUNT_IN_FILE.has(row.provider)
    ? null
    : first<OtherAccount>(sql)`
      SELECT id, payout, account FROM payouts
      WHERE provider = ${row.provider} AND payout = ${row.payout} AND currency = ${row.currency}
        AND account <> ${row.account}
      ORDER BY created_at, id LIMIT 1`;
