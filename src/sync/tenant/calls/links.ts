/** Links between the shop's debtors or articles and the ledger's customers or articles. */
import { STALE_FINGERPRINT } from "../../../flows/journal.ts";
import { message } from "../../../messages/message.ts";
import type { CallResult, LinkView } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { page, remove as removeLink, save } from "../links/links.ts";
import * as products from "../links/products.ts";
import { linkedCustomers } from "../views/linked-customers.ts";

type Source = { readonly kind: LinkView["kind"]; readonly source: string };

const list = ({ sql }: TenantContext, query: Parameters<typeof page>[1]) => page(sql, query);

function put(context: TenantContext, link: Source & { readonly target: string }): CallResult {
  if (link.kind === "article")
    return products.linkArticle(context, link.source, link.target.toLowerCase());
  const customer = {
    id: link.target,
    number: null,
    kind: "company" as const,
    country: null,
    vatNumber: null,
    termsOfPaymentId: null,
  };
  // The customer is read from the ledger at the next order.
  const data = { customer, fingerprint: STALE_FINGERPRINT };
  save(context.sql, { ...link, by: "person", data }, context.now());
  context.wake();
  return { ok: true };
}

function remove(context: TenantContext, link: Source): CallResult {
  if (link.kind === "article") return products.unlinkArticle(context, link.source);
  if (!removeLink(context.sql, link.kind, link.source, context.now()))
    return refusal("not-found", message("refusals.noSuchLink"));
  context.wake();
  return { ok: true };
}

export const links = { list, customers: linkedCustomers, put: atomic(put), remove: atomic(remove) };
