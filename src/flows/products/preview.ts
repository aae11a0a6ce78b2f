/**
 * Previews a manual run of articles: reads the ledger's articles as a pass does, compares them with
 * what is remembered, and examines each difference as its own job would. Stages, writes and
 * remembers nothing. A large range isn't read to its end: the unread part is counted. Only the run
 * finds articles that are gone from the ledger.
 */
import { withoutStockField } from "../../settings/stock/stock-settings.ts";
import { type Cursor, readProductPage } from "../../eaccounting/products.ts";
import { type LedgerProduct, NO_MEMORY, type ProductFields } from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  asides,
  type PreviewRow,
  type RunPreview,
  runPreview,
  stoppedRun,
} from "../../domain/jobs/run-preview.ts";
import type { FlowPorts } from "../port.ts";
import { previewPorts } from "../read-only-ports.ts";
import { loadContext } from "./context.ts";
import { desiredProduct, knowsTax } from "./desired-product.ts";
import { ensureParent, type Parent } from "./ensure-parent.ts";
import {
  type Examined,
  examine,
  groupAfter,
  isBareOfOrder,
  isGoneForGood,
  readPresence,
} from "./examine.ts";
import { leftOut, type ProductContext } from "./filter.ts";
import { canonical } from "./canonical.ts";
import { attentionOf, fieldsOf, type Presence, type ProductPlan } from "./plan.ts";
import {
  BY_PERSON,
  type Compared,
  GROUP_PREFIX,
  type ProductKnown,
  productKey,
  PRODUCTS_KEY,
} from "./port.ts";
import { stageItem } from "./pull.ts";

const PAGES_READ = 2;
/** Each is a call of the shop, or two. */
const LOOKED_UP = 40;

type Aside = { readonly code: string; readonly reason: Reason };

/** With the settings as a run follows them. */
export const asRun = (ports: FlowPorts): FlowPorts => ({
  ...ports,
  settings: withoutStockField(ports.settings),
});

export async function previewProducts(from: FlowPorts): Promise<Result<RunPreview, Failure>> {
  const ports = asRun(previewPorts(from, PRODUCTS_KEY));
  const context = await loadContext(ports);
  if (!context.ok) return context;
  const { products } = ports.settings;
  if (!knowsTax(products))
    return ok(
      stoppedRun("products", [reason("product-tax-not-mapped", { rate: null, coding: null })]),
    );
  const listed = await readFirst(ports);
  if (!listed.ok) return listed;
  const { articles, total } = listed.value;
  const items = articles.map((one) => stageItem(one, context.value, products, false));
  const compared = await ports.products.compare(items);
  if (!compared.ok) return compared;
  const known = new Map(compared.value.map((one) => [one.id, one]));
  const work = new Work(asStaged(ports, articles), context.value, articles);
  for (const product of articles) {
    const stands = known.get(product.id);
    if (stands === undefined) continue;
    const done = await work.take(product, stands);
    if (!done.ok) return done;
  }
  const { rows, left, held, same, unlooked, ends } = work;
  return ok(
    runPreview({
      flow: "products",
      currency: ports.lists.company?.currency ?? null,
      read: articles.length,
      total,
      unlooked,
      later: 0,
      same,
      left: asides(left),
      ...(ends === 0 ? {} : { ends }),
      held: asides(held),
      // The ledger's order is that of their changes.
      rows: rows.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    }),
  );
}

/**
 * What another run of one article, or of the parent of a group, would write now, as its own job
 * works: on the article as it is in the ledger where a person retries or resyncs it, otherwise as
 * the last pass met it. `key`: of that job. A person asks for it.
 */
export async function previewProduct(
  from: FlowPorts,
  key: string,
): Promise<Result<RunPreview, Failure>> {
  const ports = { ...asRun(previewPorts(from, key)), eventTypes: [BY_PERSON] };
  const context = await loadContext(ports);
  if (!context.ok) return context;
  const id = key.slice(productKey("").length);
  const group = id.startsWith(GROUP_PREFIX) ? id.slice(GROUP_PREFIX.length) : null;
  const known = await ports.products.known(id, group);
  if (!known.ok) return known;
  const listed = known.value.row?.product ?? null;
  const seen =
    listed === null
      ? ok(null)
      : await readPresence({ ...ports, eventTypes: from.eventTypes }, id, listed);
  if (!seen.ok) return seen;
  const work = new Work(ports, context.value, seen.value === null ? [] : [seen.value.product]);
  const one = async () =>
    seen.value === null ? ok(null) : work.one(seen.value.product, known.value, seen.value.presence);
  const done = await (group === null ? one() : work.group(group, known.value));
  if (!done.ok) return done;
  const { rows, left, held } = work;
  return ok(
    runPreview({
      flow: "products",
      currency: ports.lists.company?.currency ?? null,
      read: 1,
      total: 1,
      unlooked: 0,
      later: 0,
      same: rows.length + left.length + held.length === 0 ? 1 : 0,
      left: asides(left),
      held: asides(held),
      rows,
    }),
  );
}

/** A run would have staged each article with the number that it has by now. */
const asStaged = (ports: FlowPorts, articles: readonly LedgerProduct[]): FlowPorts => ({
  ...ports,
  products: {
    ...ports.products,
    owner: async (asperionId, except) => {
      const owner = await ports.products.owner(asperionId, except);
      if (!owner.ok || owner.value === null) return owner;
      const { id, number } = owner.value;
      const read = articles.find((one) => one.id === id);
      return ok({ ...owner.value, number: read?.number ?? number });
    },
  },
});

type FirstArticles = { readonly articles: readonly LedgerProduct[]; readonly total: number };

/** As a pass of everything reads them. An article that changes meanwhile counts as read last. */
async function readFirst(ports: FlowPorts): Promise<Result<FirstArticles, Failure>> {
  const articles = new Map<string, LedgerProduct>();
  let total = 0;
  let at: Cursor | null = { from: 0, page: 1 };
  for (let pages = 0; at !== null && pages < PAGES_READ; pages += 1) {
    const page: Awaited<ReturnType<typeof readProductPage>> = await readProductPage(
      ports.readPage,
      at,
    );
    if (!page.ok) return page;
    if (pages === 0) ({ total } = page.value);
    for (const product of page.value.products) articles.set(product.id, product);
    at = page.value.next;
  }
  return ok({ articles: [...articles.values()], total: at === null ? articles.size : total });
}

/** What articles would become, one after the other, as by their own jobs. */
export class Work {
  readonly rows: PreviewRow[] = [];
  readonly left: Aside[] = [];
  readonly held: Aside[] = [];
  same = 0;
  unlooked = 0;
  /** Left out while they stay active in the shop as we wrote them. */
  ends = 0;
  /**
   * What the last one was found to be in the shop, and the product that would lose it; `null`:
   * nobody can say what it is.
   */
  matched: Pick<Extract<Examined, { kind: "planned" }>, "target" | "from"> | null = null;
  #looked = 0;
  readonly #parents = new Map<string, { readonly reason: Reason | null }>();

  constructor(
    readonly ports: FlowPorts,
    readonly context: ProductContext,
    readonly articles: readonly LedgerProduct[],
  ) {}

  async take(product: LedgerProduct, known: Compared): Promise<Result<null, Failure>> {
    const { number: code } = product;
    const { stands } = known;
    if (stands === "left") return this.#leave(code, this.#whyLeft(product));
    if (stands === "settled") {
      this.same += 1;
      return ok(null);
    }
    return this.one(product, known);
  }

  /** As its own job works it out. */
  async one(
    product: LedgerProduct,
    { row, made, linked }: Pick<Compared, "row" | "made" | "linked">,
    presence: Presence = "there",
  ): Promise<Result<null, Failure>> {
    const { ports, context } = this;
    const { id, number: code } = product;
    const memory = row?.memory ?? NO_MEMORY;
    if (isGoneForGood({ product, presence }, memory))
      return this.#leave(code, reason("product-not-in-ledger", { code }));
    if (isBareOfOrder(product, made, memory))
      return this.#leave(code, reason("product-made-of-order"));
    if (this.#looked >= LOOKED_UP) {
      this.unlooked += 1;
      return ok(null);
    }
    this.#looked += 1;
    this.matched = null;
    const article = { id, product, presence, memory, linked: linked ?? null };
    const examined = await examine(ports, context, article);
    if (!examined.ok) return examined;
    if (examined.value.kind === "hold") return this.#hold(code, examined.value.reason);
    const { plan, target, from } = examined.value;
    this.matched = { target, from: null };
    const [why] = plan.reasons;
    if (plan.do === "hold") return this.#hold(code, why ?? reason("product-unchanged"));
    const isOurs = memory.asperionId !== null && target?.product.active === true;
    if (plan.do === "leave-out" && isOurs) this.ends += 1;
    if (plan.do === "leave-out") return this.#leave(code, why ?? this.#whyLeft(product));
    const group = groupAfter(plan, article, context, ports.settings);
    const parent = group === null ? ok(null) : await this.#parent(group, product);
    if (!parent.ok) return parent;
    if (parent.value !== null) return this.#hold(code, parent.value);
    this.matched = { target, from };
    // Written or not, its own job ends with what somebody has to see to.
    const asks = attentionOf(plan);
    if (asks !== undefined) this.held.push({ code, reason: asks });
    const gone = plan.reasons.find((one) => one.code === "product-not-in-ledger");
    if (gone !== undefined) this.left.push({ code, reason: gone });
    else if (plan.do === "nothing") this.same += 1;
    if (plan.do !== "nothing") this.rows.push(rowOf(product, plan, target?.product ?? {}));
    return ok(null);
  }

  #leave(code: string, why: Reason): Result<null, never> {
    this.left.push({ code, reason: why });
    return ok(null);
  }

  #hold(code: string, why: Reason): Result<null, never> {
    this.held.push({ code, reason: why });
    return ok(null);
  }

  #whyLeft(product: LedgerProduct): Reason {
    const { number: code } = product;
    return (
      leftOut(product, this.context, this.ports.settings.products) ??
      reason("product-inactive", { code })
    );
  }

  /** The first member of a group asks for its parent. Answers why it can't be had. */
  async #parent(group: string, product: LedgerProduct): Promise<Result<Reason | null, Failure>> {
    const asked = this.#parents.get(group);
    if (asked !== undefined) return ok(asked.reason);
    const { context } = this;
    const ports = this.#withMembers(group);
    const known = await ports.products.known(product.id, group);
    if (!known.ok) return known;
    const { fields } = desiredProduct(product, context, ports.settings.products);
    const parent = await ensureParent(ports, group, fields, known.value);
    if (!parent.ok) return parent;
    const why = this.#parentRow(group, parent.value);
    this.#parents.set(group, { reason: why });
    return ok(why);
  }

  /** The parent by itself, whose member has left. */
  async group(code: string, known: ProductKnown): Promise<Result<null, Failure>> {
    const parent = await ensureParent(this.ports, code, null, known);
    if (!parent.ok) return parent;
    const why = this.#parentRow(code, parent.value);
    return why === null ? ok(null) : this.#hold(code, why);
  }

  /** Why it can't be had. */
  #parentRow(code: string, { kind, reasons }: Parent): Reason | null {
    if (kind === "hold") return reasons[0] ?? reason("product-code-taken", { code });
    if (reasons.length > 0)
      this.rows.push({
        code,
        name: null,
        does: reasons.some((one) => one.code === "product-parent-created") ? "create" : "update",
        changes: [],
      });
    return null;
  }

  /** A run would have staged the members that were read. */
  #withMembers(group: string): FlowPorts {
    const { ports, context, articles } = this;
    const items = articles.map((one) => stageItem(one, context, ports.settings.products, false));
    const members = items.filter(
      (one) => one.group === group && one.goes && one.product.active,
    ).length;
    return {
      ...ports,
      products: {
        ...ports.products,
        known: async (id, of) => {
          const known = await ports.products.known(id, of);
          return known.ok
            ? ok({ ...known.value, members: Math.max(known.value.members, members) })
            : known;
        },
      },
    };
  }
}

/** One that a link leads to an article of another code is named as that one, which changes. */
function rowOf(
  { number, name }: LedgerProduct,
  plan: Extract<ProductPlan, { readonly fields: ProductFields }>,
  there: ProductFields,
): PreviewRow {
  const isOther = plan.do === "update" && there.sku !== undefined && there.sku !== number;
  const shown = (field: keyof ProductFields, of: ProductFields): string | null => {
    const text = canonical(field, of[field]);
    return text === "" ? null : text;
  };
  return {
    code: isOther ? (there.sku ?? number) : number,
    name: isOther ? (there.name ?? null) : name,
    does: plan.do,
    changes: fieldsOf(plan.fields).map((field) => ({
      field,
      from: shown(field, there),
      to: shown(field, plan.fields),
    })),
  };
}
