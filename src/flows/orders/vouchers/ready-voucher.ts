/**
 * Looks up what a voucher's plan needs beside the order, and plans. Most vouchers need no customer,
 * so none is looked for or made; an item of the customer ledger has one, and it is found or made
 * only after all else was seen to be well.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { Decimal } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { BookedRate, VoucherShare } from "../../../domain/voucher.ts";
import { localDay, zoneOfCountry } from "../../../domain/zoned-time.ts";
import type { OrderCase } from "../case.ts";
import { resolveCustomer } from "../customer.ts";
import type { VoucherIdentity } from "../identity.ts";
import { PLAN_VERSION } from "../plan-input.ts";
import { linkSourceOf, lookUpArticles, provisional } from "../prepare.ts";
import { withLookups } from "../prepare.ts";
import { planVoucher } from "./plan-voucher.ts";
import { rateFor } from "./rate.ts";
import {
  type VoucherForm,
  type VoucherInput,
  type VoucherPlan,
  voucherSkus,
} from "./voucher-input.ts";

export type VoucherWish = {
  readonly form: VoucherForm;
  /** It is booked already, on this day. */
  readonly bookedOn?: string;
  /** Its rate, where that is settled. */
  readonly rate?: BookedRate | null;
  readonly anew?: true;
  /** Of one that is booked: how much of it was settled then. */
  readonly settled?: Decimal;
  /** And what other credits had taken back by then; `null`: it was converted by itself. */
  readonly credited?: readonly VoucherShare[] | null;
};

export type ReadyVoucher = {
  readonly order: OrderCase;
  readonly plan: VoucherPlan;
  readonly reasons: readonly Reason[];
};

export async function readyVoucher(
  before: OrderCase,
  identity: VoucherIdentity,
  wish: VoucherWish,
): Promise<Result<ReadyVoucher, Failure>> {
  const looked = await withLookups(before);
  if (!looked.ok) return looked;
  const order = looked.value;
  const { ports } = order;
  const linkSource =
    ports.settings.orders.voucher.receivable === "ledger-item" ? linkSourceOf(order) : null;
  const skus = voucherSkus(order.order, ports.settings);
  const resolved = await ports.resolve({ linkSource, skus });
  if (!resolved.ok) return resolved;
  const articles = await lookUpArticles(ports, skus, resolved.value.articles);
  if (!articles.ok) return articles;

  const seeming = provisional(order);
  const known = {
    ...inputOf(order, identity, wish, articles.value),
    customer: {
      id: linkSource === null ? null : seeming.id,
      kind: seeming.kind,
      termsOfPaymentId: null,
    },
  };
  const rate = await settledRate(order, wish, known);
  if (!rate.ok) return rate;
  const input: VoucherInput = { ...known, rate: rate.value };
  const plan = planVoucher(input);
  if (linkSource === null || plan.kind === "hold" || plan.voucher.ledgerItem === null)
    return ok(told(order, input, plan, []));
  const found = await resolveCustomer(order, resolved.value.link, linkSource);
  if (!found.ok) return found;
  if (found.value.kind === "held")
    return ok({
      order,
      plan: { version: PLAN_VERSION, kind: "hold", reasons: found.value.reasons },
      reasons: [],
    });
  const { customer, reasons } = found.value;
  const whole: VoucherInput = {
    ...input,
    customer: { id: customer.id, kind: customer.kind, termsOfPaymentId: customer.termsOfPaymentId },
  };
  return ok(told(order, whole, planVoucher(whole), reasons));
}

/**
 * The inputs beside the plan, in the job's story: planned again, they give the same plan byte for
 * byte.
 */
function told(
  order: OrderCase,
  input: VoucherInput,
  plan: VoucherPlan,
  reasons: readonly Reason[],
): ReadyVoucher {
  order.ports.note("plan", plan.kind, { input, plan });
  return { order, plan, reasons };
}

/** A credit is booked at the rate of what it takes back: then both come to nothing. */
async function settledRate(
  { ports, credits }: OrderCase,
  wish: VoucherWish,
  input: Omit<VoucherInput, "rate">,
): Promise<Result<BookedRate | null, Failure>> {
  if (wish.rate !== undefined) return ok(wish.rate);
  const original = credits?.voucher?.rate;
  if (original !== undefined) return ok(original === null ? null : { ...original, by: "original" });
  return rateFor(ports, input);
}

/** What keeps the cents of a credit in step with the other credits of its order. */
function beforeOf(credits: NonNullable<OrderCase["credits"]>, { credited }: VoucherWish) {
  const original = credits.voucher?.shares;
  const taken = credited === undefined ? credits.shares : (credited ?? undefined);
  return original === undefined || taken === undefined
    ? {}
    : { before: { original, credits: taken } };
}

function inputOf(
  { ports, order, credits }: OrderCase,
  { marker }: VoucherIdentity,
  wish: VoucherWish,
  articles: VoucherInput["articles"],
): Omit<VoucherInput, "customer" | "rate"> {
  const { company, codings, currencies, countries, terms, fiscalYears } = ports.lookups;
  if (company === null) throw new Error("planned without the company's settings");
  const { form, bookedOn, anew, settled } = wish;
  return {
    form,
    order,
    settings: ports.settings,
    company,
    articles,
    codings,
    currencies,
    ...(countries === undefined ? {} : { countries }),
    terms,
    marker,
    today: localDay(ports.now(), zoneOfCountry(company.country)),
    years: fiscalYears ?? [],
    mayMove: ports.eventTypes.includes("retry-by-person"),
    ...(credits === undefined
      ? {}
      : {
          credits: {
            voucher: credits.invoice,
            ...(credits.settled === undefined || ports.settings.orders.payments === "none"
              ? {}
              : { settled: credits.settled }),
            ...beforeOf(credits, wish),
          },
        }),
    ...(bookedOn === undefined ? {} : { bookedOn }),
    ...(anew === undefined ? {} : { anew }),
    ...(settled === undefined ? {} : { settled }),
  };
}
