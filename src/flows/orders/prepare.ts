/**
 * Looks up what a plan needs beside the order: the ledger's lists, the articles of its lines, its
 * customer.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Learnt, LedgerArticle, LedgerCustomer } from "../../domain/ledger.ts";
import type { Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { localDay, zoneOfCountry } from "../../domain/zoned-time.ts";
import { articleByNumber, readArticlesByNumber } from "../../eaccounting/articles.ts";
import type { FlowPorts } from "../port.ts";
import { freshCustomer } from "./abroad/fresh-customer.ts";
import { ownCurrency } from "./abroad/party-of-currency.ts";
import { type DocumentIdentity, liveDocument, type OrderCase, type Prepared } from "./case.ts";
import { resolveCustomer } from "./customer.ts";
import { FORMS } from "./forms.ts";
import { isGuest, partyOf } from "../parties/party.ts";
import { makeArticles } from "./make-articles.ts";
import { orderType } from "./order-type.ts";
import { planOrder } from "./plan.ts";
import { fixedDebtor } from "./lookups/debtor.ts";
import { numbersToLookUp } from "./lookups/to-look-up.ts";
import { forgive, strike } from "./strikes.ts";
import { type ArticleAnswer, type Plan, type PlanInput } from "./plan-input.ts";

export type Preparation =
  | { readonly kind: "ready"; readonly prepared: Prepared }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

/**
 * Everything else before the customer, and the customer before articles are made: an order that
 * would be held anyway must leave neither behind.
 */
export async function prepare(order: OrderCase): Promise<Result<Preparation, Failure>> {
  const { ports } = order;
  const linkSource = linkSourceOf(order);
  const { company, countries = [] } = ports.lookups;
  if (company === null) throw new Error("prepared without the company's settings");
  const skus = numbersToLookUp(order.order, ports.settings, { company, countries });
  const resolved = await ports.resolve({ linkSource, skus });
  if (!resolved.ok) return resolved;
  const articles = await lookUpArticles(ports, skus, resolved.value.articles);
  if (!articles.ok) return articles;
  const seeming = { customer: provisional(order), articles: articles.value, reasons: [] };
  // A document that is there already is looked at whatever the books' days say.
  const wanted =
    liveDocument(ports.documents) === null || order.credits !== undefined
      ? orderType(order, seeming).form
      : "sales-order";
  // Only the ledger's word on the customer makes a voucher of it after all: then it is looked at as one.
  const role = wanted === "voucher" ? "invoice-draft" : wanted;
  const input = planInput(order, seeming, { ...NO_IDENTITY, role }, ports.lookups.learnt);
  const dry = planOrder(input, order.rules);
  if (dry.kind === "hold") return heldPlan(order, input, dry);
  forgive(ports);
  const customer = await resolveCustomer(order, resolved.value.link, linkSource);
  if (!customer.ok) return customer;
  if (customer.value.kind === "held") return ok(customer.value);
  const fresh = await freshCustomer(
    order,
    customer.value.customer,
    resolved.value.link,
    linkSource,
  );
  if (!fresh.ok) return fresh;
  const made = await makeArticles(order, articles.value);
  if (!made.ok) return made;
  if (made.value.kind === "held") return ok(made.value);
  return ok({
    kind: "ready",
    prepared: {
      customer: fresh.value,
      articles: made.value.articles,
      reasons: [...customer.value.reasons, ...made.value.reasons],
    },
  });
}

/**
 * Held before anything was written: told with its inputs, so that other settings can be tried on
 * it.
 */
function heldPlan(
  { ports }: OrderCase,
  input: PlanInput,
  plan: Extract<Plan, { kind: "hold" }>,
): Result<Preparation, Failure> {
  ports.note("plan", plan.kind, { input, plan });
  return ok({ kind: "held", reasons: [...plan.reasons, ...strike(ports, plan)] });
}

/**
 * Under what the order's customer is remembered: the fixed one, the debtor, or a guest by the
 * number that we derive; each with the currency that it has a customer of its own for.
 */
export function linkSourceOf({ ports, order }: Pick<OrderCase, "order" | "ports">): string {
  const fixed = fixedDebtor({ ports, order });
  if (fixed !== null) return `default:${fixed.id}`;
  const currency = ownCurrency(order, ports.settings, ports.lookups.company);
  const source = isGuest(order, ports.settings)
    ? `guest:${partyOf(order, null, ports.settings).number}`
    : String(order.debtorId);
  return currency === null ? source : `${source}:${currency}`;
}

/**
 * Whom the order seems to be for, before anybody was looked up: good enough to see that it would be
 * held anyway.
 */
export function provisional({ ports, order }: OrderCase): LedgerCustomer {
  const { kind } = partyOf(order, null, ports.settings);
  return {
    id: "00000000-0000-0000-0000-000000000000",
    number: null,
    kind,
    country: order.invoiceAddress.country,
    vatNumber: order.vatNumber,
    termsOfPaymentId: null,
  };
}

const NO_IDENTITY: DocumentIdentity = {
  role: "sales-order",
  n: 0,
  marker: { code: "00000000", text: "#00000000" },
  field: "OurReference",
};

export async function lookUpArticles(
  ports: FlowPorts,
  skus: readonly string[],
  cached: Readonly<Record<string, LedgerArticle>>,
): Promise<Result<Record<string, ArticleAnswer>, Failure>> {
  const answers: Record<string, ArticleAnswer> = {};
  for (const sku of skus) {
    const known = Object.hasOwn(cached, sku) ? cached[sku] : undefined;
    if (known !== undefined) {
      answers[sku] = { kind: "found", article: known };
      continue;
    }
    const answer = await ports.lookUp(articleByNumber(sku));
    if (!answer.ok) return answer;
    const found = readArticlesByNumber(answer.value, sku);
    if (!found.ok) return found;
    const [article, ...others] = found.value;
    if (article === undefined) answers[sku] = { kind: "missing" };
    else if (others.length > 0) answers[sku] = { kind: "ambiguous", count: others.length + 1 };
    else {
      answers[sku] = { kind: "found", article };
      ports.saveLookups({ articles: { [sku]: article } });
    }
  }
  return ok(answers);
}

/**
 * Plans, and puts the inputs beside the plan into the job's story: planned again, they give the
 * same plan byte for byte. A document's marker stays in the field that it was sent in, whatever the
 * settings say today.
 */
export function makePlan(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  learnt: Learnt,
  more: Pick<PlanInput, "bookedOn"> = {},
): Plan {
  const input = { ...planInput(order, prepared, identity, learnt), ...more };
  const plan = planOrder(input, order.rules);
  order.ports.note("plan", plan.kind, { input, plan });
  return plan;
}

function planInput(
  { ports, order, credits, part }: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  learnt: Learnt,
): PlanInput {
  const {
    company,
    codings,
    ownArticles,
    terms,
    deliveryMethods,
    currencies,
    countries = [],
  } = ports.lookups;
  if (company === null) throw new Error("planned without the company's settings");
  const settings = {
    ...ports.settings,
    orders: { ...ports.settings.orders, markerField: identity.field },
  };
  return {
    order,
    settings,
    company,
    ...(part === undefined ? {} : { part }),
    ...(credits === undefined ? {} : { credits: { invoice: credits.invoice } }),
    customer: prepared.customer,
    articles: prepared.articles,
    codings,
    ownArticles,
    terms,
    deliveryMethods,
    currencies,
    countries,
    learnt,
    marker: identity.marker,
    form: FORMS[identity.role].plan,
    today: localDay(ports.now(), zoneOfCountry(company.country)),
    years: ports.lookups.fiscalYears ?? [],
    mayMove: ports.eventTypes.includes("retry-by-person"),
  };
}
