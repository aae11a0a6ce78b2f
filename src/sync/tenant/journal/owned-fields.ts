/**
 * Fields of a ledger's customer that we own: by field, the hashes of the values that we wrote. Kept
 * while we may write that customer.
 */
import type { OwnedHashes } from "../../../flows/port.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { first, run } from "../storage/sql.ts";

export function of(sql: SqlStorage, customerId: string): OwnedHashes | null {
  const row = first<{ owned: string }>(sql)`
    SELECT owned FROM customers WHERE id = ${customerId.toLowerCase()}`;
  return row === null ? null : storedJson<OwnedHashes>(row.owned);
}

export function save(sql: SqlStorage, customerId: string, owned: OwnedHashes): void {
  run(sql)`
    INSERT OR REPLACE INTO customers (id, owned)
    VALUES (${customerId.toLowerCase()}, ${JSON.stringify(owned)})`;
}
