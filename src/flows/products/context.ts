/** What every product's plan needs of the ledger: cached, or read when nothing is cached. */
import type { Failure } from "../../domain/failure.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { loadLists } from "../ledger-lists.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../port.ts";
import type { ProductContext } from "./filter.ts";

export async function loadContext(
  ports: RunFacts & VendorPort & MemoryPort,
): Promise<Result<ProductContext, Failure>> {
  const cached = ports.lookups;
  const lookups =
    cached.company === null || cached.codings.length === 0 ? await loadLists(ports) : ok(cached);
  if (!lookups.ok) return lookups;
  const { company, codings, systemArticles } = lookups.value;
  if (company === null) return err({ kind: "needs-login", vendor: "eaccounting" });
  return ok({ currency: company.currency, codings, systemArticles });
}
