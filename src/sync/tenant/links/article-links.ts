/**
 * Which article of the shop a person says that an article of the ledger is, in one step: no other
 * product keeps the article, no product has two. What was known of the ones concerned is forgotten,
 * so the flow begins anew with them.
 */
import { message } from "../../../messages/message.ts";
import type { Done } from "../../rpc.ts";
import * as links from "./links.ts";
import * as products from "./products.ts";
import type { TenantContext } from "../context/tenant-context.ts";

const BUSY = {
  ok: false,
  kind: "running",
  message: message("refusals.articleBusy"),
} as const;

/** `source`: the shop's code. `target`: the article's id in the ledger. */
export function link(context: TenantContext, source: string, target: string): Done {
  const { sql } = context;
  const concerned = [target, ...holdersOf(context, source).filter((id) => id !== target)];
  if (products.linkable(sql, target) === "unknown")
    return {
      ok: false,
      kind: "not-found",
      message: message("refusals.articleUnknown"),
    };
  if (concerned.some((id) => products.linkable(sql, id) === "busy")) return BUSY;
  const before = links.articleOf(sql, target);
  if (before !== null) links.remove(sql, "article", before, context.now());
  links.save(sql, { kind: "article", source, target, by: "person", data: {} }, context.now());
  for (const id of concerned) products.forgetShop(sql, id, context.now());
  context.wake();
  return { ok: true };
}

export function unlink(context: TenantContext, source: string): Done {
  const { sql } = context;
  const concerned = holdersOf(context, source);
  if (concerned.length === 0)
    return { ok: false, kind: "not-found", message: message("refusals.noSuchLink") };
  if (concerned.some((id) => products.linkable(sql, id) === "busy")) return BUSY;
  links.remove(sql, "article", source, context.now());
  for (const id of concerned) products.forgetShop(sql, id, context.now());
  context.wake();
  return { ok: true };
}

const holdersOf = ({ sql }: TenantContext, source: string): readonly string[] =>
  links.page(sql, { kind: "article", source }).links.map(({ target }) => target);
