/**
 * Previews a person's link of an article of the ledger to one of the shop, or its removal: the
 * article's own run, and those of articles that lose the shop's article, as if the link were made.
 * Links, writes and remembers nothing.
 */
import { NO_MEMORY } from "../../domain/goods/product.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { reason } from "../../domain/reasons/index.ts";
import {
  asides,
  type LinkTried,
  type RunPreview,
  runPreview,
} from "../../domain/jobs/run-preview.ts";
import type { FlowPorts } from "../port.ts";
import { previewPorts } from "../read-only-ports.ts";
import { loadContext } from "./context.ts";
import { readPresence } from "./examine.ts";
import { BY_PERSON, type ProductKnown, productKey } from "./port.ts";
import { asRun, Work } from "./preview.ts";

type LinkPreview = {
  readonly products: RunPreview;
  /** Ports on which the link exists, for other flows. */
  readonly ports: FlowPorts;
  /** The shop's codes of the articles that it concerns. */
  readonly codes: ReadonlySet<string>;
};

/** `key`: of the article's job. `code`: the shop's; `null`: the link is removed. */
export async function previewLink(
  from: FlowPorts,
  key: string,
  code: string | null,
): Promise<Result<LinkPreview, Failure>> {
  const id = key.slice(productKey("").length);
  const asItIs = asRun(previewPorts(from, key));
  const context = await loadContext(asItIs);
  if (!context.ok) return context;
  const before = await asItIs.products.known(id, null);
  if (!before.ok) return before;
  const holder = await holderOf(asItIs, id, code);
  if (!holder.ok) return holder;
  const ports = supposing(asItIs, { id, code, holder: holder.value });
  const listed = before.value.row?.product ?? null;
  const asked = { ...ports, eventTypes: [BY_PERSON] };
  const seen = listed === null ? ok(null) : await readPresence(asked, id, listed);
  if (!seen.ok) return seen;
  const product = seen.value?.product ?? null;
  const work = new Work(asked, context.value, []);
  if (seen.value !== null) {
    const known = await ports.products.known(id, null);
    if (!known.ok) return known;
    const done = await work.one(seen.value.product, known.value, seen.value.presence);
    if (!done.ok) return done;
  }
  const target = work.matched?.target ?? null;
  const codes = new Set([code, target?.product.sku ?? null, product?.number ?? null]);
  const losing = code === null ? [] : [holder.value, work.matched?.from ?? null];
  for (const other of new Set(losing)) {
    if (other === null) continue;
    const known = await ports.products.known(other, null);
    if (!known.ok) return known;
    const article = known.value.row?.product ?? null;
    if (article === null) continue;
    codes.add(article.number);
    // Once linked, the shop's article belongs to this one, and the other forgets it.
    const alone = ownedBy(ports, target?.id ?? null, { id, number: product?.number ?? null });
    const next = new Work({ ...alone, eventTypes: [] }, context.value, []);
    const done = await next.one(article, forgotten(known.value, known.value.linked ?? null));
    if (!done.ok) return done;
    work.rows.push(...next.rows);
    work.left.push(...next.left);
    work.held.push(...next.held);
  }
  const was = before.value.linked ?? before.value.row?.memory.sku ?? null;
  const link: LinkTried = {
    number: product?.number ?? id,
    name: product?.name ?? "",
    code,
    there: target === null ? null : { code: target.product.sku, name: target.product.name ?? "" },
    was,
  };
  // The link is kept, and nothing is written until articles are synced.
  const off = !from.settings.products.enabled;
  const { rows, left, held, same } = off
    ? {
        rows: [],
        left: [{ code: link.number, reason: reason("flow-off", { key }) }],
        held: [],
        same: 0,
      }
    : work;
  return ok({
    products: runPreview({
      flow: "products",
      currency: from.lists.company?.currency ?? null,
      read: 1,
      total: 1,
      unlooked: 0,
      later: 0,
      same,
      left: asides(left),
      held: asides(held),
      rows,
      link,
    }),
    ports,
    codes: new Set([...codes].filter((one) => one !== null)),
  });
}

/** Returns another article that a person linked to this code; that link is removed. */
async function holderOf(
  ports: FlowPorts,
  id: string,
  code: string | null,
): Promise<Result<string | null, Failure>> {
  if (code === null) return ok(null);
  const resolved = await ports.resolve({ linkSource: null, skus: [], codes: [code] });
  if (!resolved.ok) return resolved;
  const target = resolved.value.linked?.[code] ?? id;
  if (target === id) return ok(null);
  const known = await ports.products.known(target, null);
  return known.ok ? ok(known.value.linked === code ? target : null) : known;
}

/** Its data in the shop may have been another article's. */
const forgotten = (known: ProductKnown, linked: string | null): ProductKnown => ({
  ...known,
  linked,
  row: known.row === null ? null : { ...known.row, memory: NO_MEMORY, pushedGroup: null },
});

type Supposed = {
  readonly id: string;
  readonly code: string | null;
  readonly holder: string | null;
};

/** Ports that answer as the object will once the link is made, or removed. */
function supposing(ports: FlowPorts, { id, code, holder }: Supposed): FlowPorts {
  return {
    ...ports,
    resolve: async (input) => {
      const resolved = await ports.resolve(input);
      if (!resolved.ok || input.codes === undefined) return resolved;
      const linked = Object.fromEntries(
        Object.entries(resolved.value.linked ?? {}).filter(
          ([, target]) => target !== id && target !== holder,
        ),
      );
      if (code !== null && (input.codes === "all" || input.codes.includes(code))) linked[code] = id;
      return ok({ ...resolved.value, linked });
    },
    products: {
      ...ports.products,
      known: async (of, group) => {
        const known = await ports.products.known(of, group);
        if (!known.ok || (of !== id && of !== holder)) return known;
        return ok(forgotten(known.value, of === id ? code : null));
      },
      owner: async (asperionId, except) => {
        const owner = await ports.products.owner(asperionId, except);
        const gone = owner.ok && (owner.value?.id === id || owner.value?.id === holder);
        return gone ? ok(null) : owner;
      },
    },
  };
}

/** The shop's article is known as this product's. */
const ownedBy = (
  ports: FlowPorts,
  asperionId: number | null,
  owner: { readonly id: string; readonly number: string | null },
): FlowPorts => ({
  ...ports,
  products: {
    ...ports.products,
    owner: async (asked, except) =>
      asperionId !== null && asked === asperionId
        ? ok({ ...owner, gone: false })
        : ports.products.owner(asked, except),
  },
});
