/**
 * Whether the company keeps stock: only with its module. Without it an article's balance is a
 * figure that somebody typed, and no document moves it. Vendor facts: that the ledger marks stock
 * articles only with the module is documented; how the module is called is an assumption. So the
 * name alone stops nothing.
 */
import { hasStockModule } from "../../domain/allowances.ts";
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { LedgerStock } from "../../domain/stock.ts";
import { companySettings, readCompany } from "../../eaccounting/company.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../port.ts";

/** The company is asked anew where its module is missing: it may have been bought since. */
export async function isStockKept(
  ports: RunFacts & VendorPort & MemoryPort,
  articles: readonly LedgerStock[],
): Promise<Result<boolean, Failure>> {
  const { company } = ports.lookups;
  if (company === null || hasStockModule(company) || !lacksMark(articles)) return ok(true);
  const answer = await ports.lookUp(companySettings());
  if (!answer.ok) return answer;
  const read = readCompany(answer.value, company.companyId);
  if (!read.ok) return read;
  const now = read.value.company;
  if (hasStockModule(now)) ports.saveLookups({ company: now });
  return ok(hasStockModule(now));
}

/** There are active articles, and none is marked as a stock article. */
const lacksMark = (articles: readonly LedgerStock[]): boolean => {
  const active = articles.filter((article) => article.active);
  return active.length > 0 && active.every(({ marked }) => marked === undefined);
};
