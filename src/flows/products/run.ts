/**
 * The product flow: a pass over the ledger's articles, or one product, or the parent of a group
 * whose member has left. An article that a doubtful write may have made is searched for by its
 * code, compared exactly.
 */
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { DoubtHit, FlowEnd, FlowPorts, JournalEntry, RunFacts, VendorPort } from "../port.ts";
import { ensureParent } from "./ensure-parent.ts";
import { GROUP_PREFIX, groupId, productKey, PRODUCTS_KEY } from "./port.ts";
import { pullProducts } from "./pull.ts";
import { end, pushProduct } from "./push.ts";
import { findProduct } from "../../asperion/products.ts";
import { withoutStockField } from "../../settings/stock/stock-settings.ts";

export async function runProducts(given: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  if (!given.settings.products.enabled)
    return ok(end("skipped", [reason("flow-off", { key: given.key })], null));
  const ports = { ...given, settings: withoutStockField(given.settings) };
  if (ports.key === PRODUCTS_KEY) return pullProducts(ports);
  const id = ports.key.slice(productKey("").length);
  return id.startsWith(GROUP_PREFIX)
    ? endGroup(ports, id.slice(GROUP_PREFIX.length))
    : pushProduct(ports, id);
}

async function endGroup(ports: FlowPorts, code: string): Promise<Result<FlowEnd, Failure>> {
  const known = await ports.products.known(groupId(code), code);
  if (!known.ok) return known;
  const parent = await ensureParent(ports, code, null, known.value);
  if (!parent.ok) return parent;
  if (parent.value.kind === "hold") return ok(end("held", parent.value.reasons, code));
  return ok(
    parent.value.reasons.length === 0
      ? end("skipped", [reason("product-unchanged")], code)
      : end("updated", parent.value.reasons, code),
  );
}

export async function findDoubtfulProduct(
  ports: RunFacts & VendorPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
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
