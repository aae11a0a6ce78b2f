/** The company's name, which pages show from D1. */
import type { LedgerCompany } from "../../../domain/ledger/ledger.ts";
import * as cache from "../storage/cache.ts";
import * as outbox from "../storage/outbox.ts";

/** Saves the company as a run read it. If it was renamed, its new name is sent to D1 as well. */
export function saveCompany(sql: SqlStorage, company: LedgerCompany, now: number): void {
  const known = cache.lists(sql).company;
  const { companyId: id, name } = company;
  if (known !== null && known.companyId === id && known.name !== name)
    outbox.project(sql, { table: "companies", row: { id, name } }, now);
  cache.save(sql, { company }, now);
}
