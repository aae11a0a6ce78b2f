/** Looks for the article that a doubtful write may have made: by its code, compared exactly. */
import { findProduct } from "../../asperion/products.ts";
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { JournalEntry, RunFacts, VendorPort } from "../port.ts";

type Hit = {
  readonly documentId: string;
  readonly documentNumber: string | null;
  readonly document: null;
};

export async function findDoubtfulProduct(
  ports: RunFacts & VendorPort,
  entry: JournalEntry,
): Promise<Result<Hit | null, Failure>> {
  const found = await findProduct(ports.lookUp, entry.marker ?? "", ports.administrationId);
  if (!found.ok) return found;
  return ok(
    found.value === null
      ? null
      : {
          documentId: String(found.value.id),
          documentNumber: found.value.product.sku,
          document: null,
        },
  );
}
