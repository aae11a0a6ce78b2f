/** The company's name on pages is that of its last reading. */
import { expect, test } from "vitest";
import type { LedgerCompany } from "../../src/domain/ledger/ledger.ts";
import { saveCompany } from "../../src/sync/tenant/claims/company-name.ts";
import { pending } from "../../src/sync/tenant/storage/outbox.ts";
import { objectSql } from "../support/object-sql.ts";

const company = (companyId: string, name: string) => ({ companyId, name }) as LedgerCompany;

test("D1 is told the name of a company that was renamed, and nothing where it is the same", () => {
  const sql = objectSql();
  const told = () => pending(sql, 10).map(({ table, ...one }) => [table, "row" in one && one.row]);
  saveCompany(sql, company("c-1", "Demo AB"), 1);
  saveCompany(sql, company("c-1", "Demo AB"), 2);
  expect(told()).toEqual([]);
  saveCompany(sql, company("c-1", "Fjäll & Skog AB"), 3);
  saveCompany(sql, company("c-1", "Fjäll AB"), 4);
  expect(told()).toEqual([["companies", { id: "c-1", name: "Fjäll AB" }]]);
  // Another company is connected, which tells its own name.
  saveCompany(sql, company("c-2", "Other AB"), 5);
  expect(told()).toHaveLength(1);
});
