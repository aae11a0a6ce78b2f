/** Looks up what a plan needs beside the order, and plans. */
import { articlesToMake } from "../../../domain/jobs/requested-actions.ts";
import type { LedgerBehaviour, LedgerCustomer } from "../../../domain/ledger/ledger.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { OrderType } from "../../../domain/orders/order-type.ts";
import { localDay, zoneOfCountry } from "../../../domain/platform/zoned-time.ts";
import { loadLists } from "../../ledger-lists.ts";
import type { CustomerLink } from "../../port.ts";
import type { DocumentIdentity, OrderCase, PlannedOrder, Prepared } from "../shared/case.ts";
import { DOCUMENT_HANDLERS } from "../shared/document-kinds.ts";
import type { ArticleAnswer, Plan, PlanInput } from "../shared/plan-input.ts";
import { planOrder } from "./plan.ts";
import { touchesCrossBorder } from "../money/cross-border-sale.ts";
import { codesOfShop, numbersToLookUp } from "../money/lines.ts";
import { articlesSold } from "../money/articles-sold.ts";
import { makeArticles, unmakeable, readArticles } from "../money/make-articles.ts";
import {
  type BuyerSearch,
  buyerOf,
  currentCustomer,
  knownCustomer,
  canBeReverseCharged,
  linkSourceOf,
} from "./customer.ts";
import type { CustomerAnswer } from "../../parties/guard.ts";
import { customerOfInvoice, ofInvoice, buyerChangedReasons } from "./sold-to.ts";
import { countRuleFailure, resetRuleFailures } from "../shared/filled-fields.ts";
import { provisionalCustomer, pendingApprovalReason } from "./eligibility.ts";

/** `order`: with the ledger's lists loaded. */
export type Preparation =
  | { readonly kind: "ready"; readonly order: OrderCase; readonly prepared: Prepared }
  | { readonly kind: "held"; readonly order: OrderCase; readonly reasons: readonly Reason[] };

/**
 * Looks up what an order's document needs: the ledger's lists, its articles, its customer.
 * `identity`: of the document that is planned. `asks`: the type as which it may need approval
 * first.
 *
 * The order is planned before a customer or an article is created, so that a held order leaves
 * neither behind. That plan is written (`planOf`) unless the customer or article that was found or
 * created changes it: a customer of another kind, a foreign one whose record in the ledger decides
 * the VAT, or an article whose id is known only now.
 */
export async function prepare(
  received: OrderCase,
  identity: DocumentIdentity,
  asks: OrderType | null = null,
): Promise<Result<Preparation, Failure>> {
  const loaded = await withLists(received);
  if (!loaded.ok) return loaded;
  const linkSource = linkSourceOf(loaded.value);
  const linked = await readLinked(loaded.value, linkSource);
  if (!linked.ok) return linked;
  const { link, articles, articlesChanged } = linked.value;
  const order: OrderCase = articlesChanged ? { ...loaded.value, articlesAnew: true } : loaded.value;
  const held = (reasons: readonly Reason[]): Result<Preparation, Failure> =>
    ok({ kind: "held", order, reasons });
  const other = isCreditOrder(order)
    ? await buyerChangedReasons(order, link, linkSource, (invoice, credit) =>
        reason("credit-customer-differs", { invoice, credit }),
      )
    : ok(null);
  if (!other.ok) return other;
  if (other.value !== null) return held(other.value);
  const sold = await customerOfInvoice(order, link);
  if (!sold.ok) return sold;
  if (sold.value?.kind === "held") return held(sold.value.reasons);
  const known = sold.value ?? (await knownCustomer(order, link));
  const checked =
    known?.kind === "customer"
      ? await currentCustomer(order, known.customer, link, linkSource)
      : null;
  if (checked !== null && !checked.ok) return checked;
  if (checked?.value.kind === "held")
    return held(sold.value === null ? checked.value.reasons : checked.value.reasons.map(ofInvoice));
  const current = checked?.value.kind === "customer" ? checked.value.customer : null;
  const { learnt } = order.ports.lists;
  const planned = planFor(
    order,
    { customer: (sold.value && current) ?? likelyCustomer(order, current), articles },
    identity,
    learnt,
  );
  const obstacles = beforeCreating(order, planned, { asks, articles });
  if (obstacles.length > 0) return held(obstacles);
  const isGone = checked?.value.kind === "gone";
  const search = { link, linkSource, known, isGone };
  const buyer = await finalBuyer(order, search, current);
  if (!buyer.ok) return buyer;
  if (buyer.value.kind === "held") return held(buyer.value.reasons);
  const created = await makeArticles(order, articles);
  if (!created.ok) return created;
  if (created.value.kind === "held") return held(created.value.reasons);
  const { customer } = buyer.value;
  const isAsPlanned = created.value.articles === articles;
  const prepared: Prepared = {
    customer,
    articles: created.value.articles,
    planned: isAsPlanned ? plannedFor(order, planned, customer) : null,
    reasons: [...buyer.value.reasons.filter(concerns(identity)), ...created.value.reasons],
  };
  return ok({ kind: "ready", order, prepared });
}

/** A sales order bears the buyer's own name; what is invoiced bears the customer's. */
const concerns =
  ({ role }: Pick<DocumentIdentity, "role">) =>
  ({ code }: Reason): boolean =>
    code !== "customer-name-differs" || role !== "sales-order";

const isCreditOrder = ({ order, part }: OrderCase): boolean =>
  part !== true && order.creditsOrderId !== null;

/** A customer of another kind may lead to another form of document, so it isn't planned with. */
function likelyCustomer(order: OrderCase, current: LedgerCustomer | null): LedgerCustomer {
  const assumed = provisionalCustomer(order);
  return current?.kind === assumed.kind ? current : assumed;
}

/** Returns why neither a customer nor an article may be created for this plan; empty: they may. */
function beforeCreating(
  order: OrderCase,
  planned: PlannedOrder,
  { asks, articles }: Pick<Prepared, "articles"> & { readonly asks: OrderType | null },
): readonly Reason[] {
  const { ports } = order;
  if (planned.plan.kind === "hold") {
    // Noted with its inputs, so that other settings can be tried on it.
    notePlan(order, planned);
    return [...planned.plan.reasons, ...countRuleFailure(ports, planned.plan)];
  }
  resetRuleFailures(ports);
  const approval = asks === null ? null : pendingApprovalReason(order, asks);
  if (approval === null) return unmakeable(order, articles);
  // Whoever approves it sees what it books.
  notePlan(order, planned);
  return [approval];
}

/** Finds or creates the customer, and reads it again where that decides the sale. */
async function finalBuyer(
  order: OrderCase,
  search: BuyerSearch,
  current: LedgerCustomer | null,
): Promise<Result<CustomerAnswer, Failure>> {
  // A customer that was deleted: the invoice's own is read, and nobody takes its place.
  const sold = search.isGone ? await customerOfInvoice(order, null) : ok(null);
  if (!sold.ok) return sold;
  if (sold.value?.kind === "held") return ok(sold.value);
  const buyer = sold.value === null ? await buyerOf(order, search) : ok(sold.value);
  if (!buyer.ok || buyer.value.kind === "held") return buyer;
  if (current !== null) return ok({ ...buyer.value, customer: current });
  const { link, linkSource } = search;
  const checked = await currentCustomer(order, buyer.value.customer, link, linkSource, true);
  if (!checked.ok) return checked;
  if (checked.value.kind === "held") return ok(checked.value);
  return checked.value.kind === "customer"
    ? ok({ ...buyer.value, customer: checked.value.customer })
    : buyer;
}

/**
 * Returns what is remembered or found of its customer and articles. After a refusal that may
 * concern one of them, articles are read again. `articlesChanged`: one isn't there any more, is
 * another, or was made inactive.
 */
async function readLinked(
  { ports, order, refusedFor }: OrderCase,
  linkSource: string,
): Promise<
  Result<
    {
      readonly link: CustomerLink | null;
      readonly articles: Readonly<Record<string, ArticleAnswer>>;
      readonly articlesChanged: boolean;
    },
    Failure
  >
> {
  const { company, countries = [] } = ports.lists;
  if (company === null) throw new Error("prepared without the company's settings");
  const skus = numbersToLookUp(order, ports.settings, { company, countries });
  const resolved = await ports.resolve({
    linkSource,
    skus,
    codes: codesOfShop(order, ports.settings),
  });
  if (!resolved.ok) return resolved;
  const { link, articles: remembered } = resolved.value;
  const fresh = refusedFor === undefined ? resolved.value : { ...resolved.value, articles: {} };
  const articles = await readArticles(ports, skus, fresh);
  if (!articles.ok) return articles;
  const changed = Object.entries(remembered).flatMap(([sku, { id, active }]) => {
    const now = articles.value[sku];
    const isSame = now?.kind === "found" && now.article.id === id && now.article.active === active;
    return isSame ? [] : [sku];
  });
  const missing = changed.filter((sku) => articles.value[sku]?.kind !== "found");
  if (missing.length > 0) ports.saveLists({ articlesGone: missing });
  const sold = await articlesSold(ports, order, articles.value);
  if (!sold.ok) return sold;
  return ok({ link, articles: sold.value, articlesChanged: changed.length > 0 });
}

/** Loads the ledger's lists if they were never loaded. */
export async function withLists(order: OrderCase): Promise<Result<OrderCase, Failure>> {
  const { ports } = order;
  const { company, codings, terms, countries = [] } = ports.lists;
  const lacksCountries =
    company !== null &&
    countries.length === 0 &&
    touchesCrossBorder(order.order, company.country, null);
  // Codings without terms were read with the names of lists.
  const isLoaded = company !== null && codings.length > 0 && terms.length > 0;
  if (isLoaded && !lacksCountries) return ok(order);
  const loaded = await loadLists(ports);
  return loaded.ok ? ok({ ...order, ports: { ...ports, lists: loaded.value } }) : loaded;
}

/** Returns the plan for this customer; `null`: the order has to be planned again. */
function plannedFor(
  order: Pick<OrderCase, "order" | "ports">,
  planned: PlannedOrder,
  customer: LedgerCustomer,
): PlannedOrder | null {
  const { input, plan } = planned;
  if (input.customer === customer) return planned;
  if (plan.kind === "hold" || !isPlannedAlike(order, customer, input.customer)) return null;
  return {
    input: { ...input, customer },
    plan: { ...plan, document: { ...plan.document, customerId: customer.id } },
  };
}

/**
 * Whether both customers get the same plan except for the name: domestic, in the company's
 * currency, of one kind, without marks of their own in the ledger.
 */
function isPlannedAlike(
  { ports, order }: Pick<OrderCase, "order" | "ports">,
  { kind, country, tax }: LedgerCustomer,
  seeming: LedgerCustomer,
): boolean {
  const { company } = ports.lists;
  return (
    company !== null &&
    kind === seeming.kind &&
    order.currency === company.currency &&
    !touchesCrossBorder(order, company.country, country) &&
    !touchesCrossBorder(order, company.country, seeming.country) &&
    (tax === undefined ||
      ((tax.currency === null || tax.currency === order.currency) &&
        !tax.byDelivery &&
        !canBeReverseCharged(order, company)))
  );
}

/** For a document that is planned only to be shown. */
export const NO_IDENTITY: DocumentIdentity = {
  role: "sales-order",
  n: 0,
  marker: { code: "00000000", text: "#00000000" },
  field: "OurReference",
};

/**
 * Plans, and notes plan and inputs in the job's timeline: planning the same inputs again gives the
 * same plan byte for byte. A document's marker stays in the field that it was sent in, whatever the
 * settings say now.
 */
export function makePlan(
  order: OrderCase,
  prepared: Pick<Prepared, "customer" | "articles">,
  identity: DocumentIdentity,
  learnt: LedgerBehaviour,
  more: Pick<PlanInput, "bookedOn"> = {},
): Plan {
  return notePlan(order, planFor(order, prepared, identity, learnt, more));
}

/**
 * Returns the document's plan: the one made while preparing, if it is for this document and uses
 * what is known now.
 */
export function planOf(order: OrderCase, prepared: Prepared, identity: DocumentIdentity): Plan {
  const { learnt } = order.ports.lists;
  const { planned } = prepared;
  return planned !== null &&
    planned.input.form === DOCUMENT_HANDLERS[identity.role].plan &&
    planned.input.marker.text === identity.marker.text &&
    planned.input.settings.orders.markerField === identity.field &&
    planned.input.learnt === learnt
    ? notePlan(order, planned)
    : makePlan(order, prepared, identity, learnt);
}

function notePlan({ ports }: OrderCase, { input, plan }: PlannedOrder): Plan {
  ports.note("plan", plan.kind, { input, plan });
  return plan;
}

function planFor(
  order: OrderCase,
  prepared: Pick<Prepared, "customer" | "articles">,
  identity: DocumentIdentity,
  learnt: LedgerBehaviour,
  more: Pick<PlanInput, "bookedOn"> = {},
): PlannedOrder {
  const input = { ...planInput(order, prepared, identity, learnt), ...more };
  return { input, plan: planOrder(input, order.rules) };
}

function planInput(
  { ports, order, credits, part }: OrderCase,
  prepared: Pick<Prepared, "customer" | "articles">,
  identity: DocumentIdentity,
  learnt: LedgerBehaviour,
): PlanInput {
  const {
    company,
    codings,
    systemArticles,
    terms,
    deliveryMethods,
    currencies,
    countries = [],
  } = ports.lists;
  if (company === null) throw new Error("planned without the company's settings");
  const making = articlesToMake(ports.eventTypes);
  const { field } = identity;
  const { orders } = ports.settings;
  // The very ones, so that the timeline needs no copy of them.
  const settings =
    orders.markerField === field
      ? ports.settings
      : { ...ports.settings, orders: { ...orders, markerField: field } };
  return {
    order,
    settings,
    company,
    ...(part === undefined ? {} : { part }),
    ...(credits === undefined ? {} : { credits: { invoice: credits.invoice } }),
    customer: prepared.customer,
    articles: prepared.articles,
    codings,
    systemArticles,
    terms,
    deliveryMethods,
    currencies,
    countries,
    learnt,
    marker: identity.marker,
    form: DOCUMENT_HANDLERS[identity.role].plan,
    today: localDay(ports.now(), zoneOfCountry(company.country)),
    years: ports.lists.fiscalYears ?? [],
    mayMove: ports.eventTypes.includes("retry-by-person"),
    ...(making.length === 0 ? {} : { making }),
  };
}
