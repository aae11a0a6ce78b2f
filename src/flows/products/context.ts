/** What every product's plan needs of the ledger: cached, or read when nothing is cached. */
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import { loadLists } from "../ledger-lists.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../port.ts";
import type { ProductContext } from "./filter.ts";

export async function loadContext(
  ports: RunFacts & VendorPort & MemoryPort,
): Promise<Result<ProductContext, Failure>> {
  const cached = ports.lists;
  const lists =
    cached.company === null || cached.codings.length === 0 ? await loadLists(ports) : ok(cached);
  if (!lists.ok) return lists;
  const { company, codings, systemArticles } = lists.value;
  if (company === null) return err({ kind: "needs-login", vendor: "eaccounting" });
  return ok({ currency: company.currency, codings, systemArticles });
}
