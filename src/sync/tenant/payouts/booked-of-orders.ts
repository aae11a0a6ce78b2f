/** What was booked of orders, by the records of their documents and the writes that made them. */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { type BookedDocument, mostBooked } from "../../../flows/payouts/max-booked.ts";
import { all, type Row } from "../storage/sql.ts";

/** Returns the most that was booked of each order at once. `keys`: a list, as JSON. */
export function bookedOf(sql: SqlStorage, keys: string): ReadonlyMap<string, Decimal> {
  const documents = all<BookedRow>(sql)`
    SELECT key, role, n, coalesce(
      iif(role = 'voucher', voucher ->> '$.charged', NULL), content ->> '$.gross'
    ) AS gross, (
      SELECT min(o.id) FROM operations o
      WHERE o.key = sold.key AND o.n = sold.n AND o.kind LIKE '%.create' AND o.role IN (
        SELECT value FROM json_each(CASE sold.role
          WHEN 'invoice' THEN '["invoice-draft","sales-order"]'
          WHEN 'delta-invoice' THEN '["delta-draft"]'
          WHEN 'delta-credit' THEN '["delta-credit-draft"]'
          ELSE '["voucher"]' END))
    ) AS made FROM documents AS sold
    WHERE key IN (SELECT value FROM json_each(${keys}))
      AND role IN ('invoice', 'delta-invoice', 'delta-credit', 'voucher')`;
  const sums = new Map<string, Decimal>();
  if (documents.length === 0) return sums;
  const cards = new Map(
    all<{ key: string; amount: string | null }>(sql)`
      SELECT key, amount FROM operations
      WHERE key IN (SELECT value FROM json_each(${keys})) AND kind = 'payment.create'
        AND role = 'gift-card' AND state IN ('done', 'compared')`.reduce(
      (all, { key, amount: paid }) =>
        all.set(key, amount(dec(all.get(key) ?? "0").plus(dec(paid ?? "0").abs()))),
      new Map<string, Decimal>(),
    ),
  );
  for (const [key, of] of Map.groupBy(documents, ({ key: one }) => one)) {
    const known = of.flatMap(({ role, n, gross, made }) =>
      gross === null ? [] : [{ role, n, gross: amount(dec(gross).abs()), made }],
    );
    const most = mostBooked(known, cards.get(key) ?? "0.00");
    if (most !== null) sums.set(key, most);
  }
  return sums;
}

type BookedRow = Row &
  Omit<BookedDocument, "gross"> & {
    readonly key: string;
    readonly gross: string | null;
  };
