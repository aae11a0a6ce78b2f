/** Orders whose invoices were paid and whose payments weren't refunded in full. */
import { toCents } from "../../../domain/money.ts";
import { orderOfPlace } from "../../../flows/payouts/disputes.ts";
import { all } from "../storage/sql.ts";
import { disputeDeductions } from "./disputes.ts";

type Moved = {
  readonly key: string;
  readonly kind: "in" | "out" | "payout" | "others" | "elsewhere";
  readonly amount: string;
};

const PAID_BY_PAYOUTS = `CROSS JOIN operations o INDEXED BY operations_of_payouts
  ON o.document_id = d.id AND o.role = 'payout-payment' AND o.state IN ('done', 'compared')`;

/**
 * Returns the orders on whose invoices we registered more payments than were refunded: on credits,
 * by a dispute, or elsewhere as a person said.
 */
export function retainedOnInvoices(sql: SqlStorage, keys: readonly string[]): ReadonlySet<string> {
  if (keys.length === 0) return new Set();
  const moved = all<Moved>(
    sql,
    `WITH backs (original, key) AS (
       SELECT value, value FROM json_each(?1)
       UNION SELECT original, key FROM credits
       WHERE original IN (SELECT value FROM json_each(?1))
     )
     SELECT d.key AS key, 'in' AS kind, o.amount AS amount FROM documents d ${PAID_BY_PAYOUTS}
     WHERE d.key IN (SELECT value FROM json_each(?1)) AND d.role IN ('invoice', 'delta-invoice')
     UNION ALL
     SELECT b.original, iif(o.role = 'payment', 'in', 'out'), o.amount
     FROM backs b CROSS JOIN operations o ON o.key = b.key AND o.kind = 'payment.create'
       AND o.state IN ('done', 'compared')
     WHERE o.role = 'refund' OR o.role = 'payment' AND b.key = b.original
     UNION ALL
     SELECT b.original, 'payout', o.amount
     FROM backs b CROSS JOIN documents d ON d.key = b.key AND d.role IN ('credit', 'delta-credit')
     ${PAID_BY_PAYOUTS}
     UNION ALL
     SELECT b.original, iif(d.role LIKE '%credit', 'others', 'elsewhere'),
       coalesce(iif(d.role LIKE '%credit', d.content ->> '$.paidByOthers', NULL),
         d.content ->> '$.refundedElsewhere')
     FROM backs b CROSS JOIN documents d ON d.key = b.key AND d.state = 'live'
     WHERE d.role LIKE '%credit' AND d.content ->> '$.paidByOthers' IS NOT NULL
       OR d.content ->> '$.refundedElsewhere' IS NOT NULL`,
    JSON.stringify(keys),
  );
  const lost = disputeDeductions(sql, keys).filter(({ isBooked }) => isBooked === 1);
  return new Set(
    keys.filter((key) => {
      const sum = (kind: Moved["kind"]): number =>
        moved.reduce(
          (cents, one) =>
            one.key === key && one.kind === kind ? cents + Math.abs(toCents(one.amount)) : cents,
          0,
        );
      const disputed = lost.reduce(
        (cents, one) => (orderOfPlace(one.at) === key ? cents + one.cents : cents),
        0,
      );
      const manual = Math.max(sum("others") - sum("payout"), sum("elsewhere"), 0);
      return sum("in") - sum("out") - sum("payout") - manual - Math.max(disputed, 0) > 0;
    }),
  );
}
