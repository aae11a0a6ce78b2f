/** The company's name, which pages show from D1. */
import type { LedgerCompany } from "../../../domain/ledger/ledger.ts";
import * as cache from "../storage/cache.ts";
import * as outbox from "../storage/outbox.ts";

/** Saves the company as a run has read it. A company that was renamed has its new name on pages. */
export function saveCompany(sql: SqlStorage, company: LedgerCompany, now: number): void {
  const before = cache.lists(sql).company;
  const { companyId: id, name } = company;
  if (before !== null && before.companyId === id && before.name !== name)
    outbox.project(sql, { table: "companies", row: { id, name } }, now);
  cache.save(sql, { company }, now);
}
