/**
 * Books an order or a credit as a voucher: looked up, planned, sent once, and compared with the
 * plan.
 */
import { dec } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type {
  BookedRate,
  VoucherFacts,
  VoucherLevel,
  VoucherShare,
} from "../../../../domain/ledger/voucher.ts";
import { localDay, zoneOfCountry } from "../../../../domain/platform/zoned-time.ts";
import { loadLists } from "../../../ledger-lists.ts";
import type { DocumentRecord, FlowEnd } from "../../../port.ts";
import { type DocumentEnd, moneyDueOn, end, type OrderCase } from "../../shared/case.ts";
import { resolveCustomer, linkSourceOf } from "../../preparation/customer.ts";
import { provisionalCustomer, pendingApprovalReason } from "../../preparation/eligibility.ts";
import { codesOfShop } from "../../money/lines.ts";
import { withLists } from "../../preparation/prepare.ts";
import { readArticles } from "../../money/make-articles.ts";
import type { VoucherIdentity } from "../../shared/identity.ts";
import { booksClosed, companyOf } from "../../../booking-day.ts";
import { PLAN_VERSION } from "../../shared/plan-input.ts";
import { recordIdentity } from "../steps.ts";
import { rateFor } from "./rates.ts";
import { needsLedgerItem } from "./prior-voucher.ts";
import { mergeRefundsIntoReversal, retainedMoney } from "./retained-money.ts";
import { planVoucher } from "./plan-voucher.ts";
import { unusableAccountsForDay } from "./unusable-accounts.ts";
import { factsOf, sendVoucher, voucherHash, type Booked } from "./send-voucher.ts";
import {
  type VoucherInput,
  type VoucherKind,
  type VoucherPlan,
  voucherSkus,
} from "./voucher-input.ts";
import { defined } from "../../../../domain/platform/defined.ts";

export const voucherKind = ({ credits }: Pick<OrderCase, "credits">): VoucherKind =>
  credits === undefined ? "voucher" : "voucher-credit";

/** Books the voucher. `recorded`: why the order became one. */
export async function bookVoucher(
  before: OrderCase,
  identity: VoucherIdentity,
  wanted: VoucherRequest,
  recorded: readonly Reason[],
): Promise<Result<DocumentEnd, Failure>> {
  const first = await once(before, identity, wanted, recorded);
  if (first.ok || !booksClosed(first.error)) return first;
  // Our copy of the years is old: it is read again, which holds the order or moves it to an open
  // day, as the tenant chose.
  const lists = await loadLists(before.ports);
  if (!lists.ok) return lists;
  const second = await once(
    { ...before, ports: { ...before.ports, lists: lists.value } },
    identity,
    wanted,
    recorded,
  );
  return second.ok || !booksClosed(second.error)
    ? second
    : ok(end(before, "held", [reason("period-closed", { date: null, why: "refused" })]));
}

async function once(
  before: OrderCase,
  identity: VoucherIdentity,
  wanted: VoucherRequest,
  recorded: readonly Reason[],
): Promise<Result<DocumentEnd, Failure>> {
  const ready = await readyVoucher(before, identity, wanted);
  if (!ready.ok) return ready;
  const { order, plan } = ready.value;
  if (plan.kind === "hold")
    return ok(
      end(order, plan.reasons.every(({ code }) => code === "voucher-empty") ? "skipped" : "held", [
        ...plan.reasons,
        ...ready.value.reasons,
      ]),
    );
  const { voucher } = plan;
  const unfit = await unusableAccountsForDay(order.ports, voucher);
  if (!unfit.ok) return unfit;
  if (unfit.value.length > 0)
    return ok(end(order, "held", [...unfit.value, ...ready.value.reasons]));
  // Money that was left by a reversal is the new voucher's from now on.
  if (wanted.form === "voucher")
    for (const one of mergeRefundsIntoReversal(order.ports.documents))
      order.ports.saveDocument(one);
  const hash = await voucherHash(voucher);
  const reasons = [...plan.reasons, ...recorded, ...ready.value.reasons];
  const remember = ({ id, number, equal }: Booked): DocumentRecord => ({
    // A voucher that differs isn't done: each event compares it again, until a person has handled
    // it.
    ...recordIdentity(order, identity),
    id,
    number,
    state: "live",
    sourceHash: equal ? order.sourceHash : null,
    ownedHash: hash,
    voucher: factsOf(voucher, order.credits?.key),
  });
  const sent = await sendVoucher(order, identity, voucher, { reasons, remember });
  if (!sent.ok) return sent;
  if (sent.value.kind === "end") return ok(sent.value.end);
  const { differs, id, number, item } = sent.value;
  const ended = bookedEnd(
    order,
    { number: item === null ? number : null, item, date: voucher.date },
    differs,
    reasons,
    voucher.level === "daily",
  );
  return ok({
    ...ended,
    due: moneyDueOn(order, remember({ id, number, equal: differs.length === 0 })),
  });
}

/** Returns the run's end. A person is told where the booking differs, as it can't be undone. */
export function bookedEnd(
  order: OrderCase,
  booked: { readonly number: string | null; readonly item: number | null; readonly date: string },
  differs: readonly Reason[],
  reasons: readonly Reason[],
  byDay = false,
): FlowEnd {
  if (byDay)
    return end(order, "booked", [reason("added-to-day", { day: booked.date }), ...reasons]);
  const done =
    order.credits === undefined
      ? reason("voucher-booked", booked)
      : reason("voucher-credit-booked", {
          number: booked.number ?? booked.item,
          date: booked.date,
          original: order.credits.invoice,
        });
  return differs.length === 0
    ? end(order, "booked", [done, ...reasons])
    : end(order, "needs-attention", [...differs, done, ...reasons]);
}

export type VoucherRequest = Pick<
  VoucherInput,
  "bookedOn" | "anew" | "settled" | "level" | "asBooked" | "disputed" | "moneyAt"
> & {
  readonly form: VoucherKind;
  /** Its exchange rate, where that is settled. */
  readonly rate?: BookedRate | null;
  /** It may need approval first. */
  readonly asks?: true;
  /** Of a booked one: what other credits had taken back; `null`: it was converted by itself. */
  readonly credited?: readonly VoucherShare[] | null;
  /** Of a booked one: which VAT it uses. */
  readonly vatBy?: "order" | "lines";
};

/** Returns which VAT a booked voucher uses; older ones use that of the lines. */
export const vatByOf = (voucher: VoucherFacts | undefined): "order" | "lines" =>
  voucher?.vatBy ?? "lines";

type ReadyVoucher = {
  readonly order: OrderCase;
  readonly plan: VoucherPlan;
  readonly reasons: readonly Reason[];
};

/**
 * Looks up what a voucher's plan needs beside the order, and plans. Most vouchers need no customer.
 * An item of the customer ledger does, and the customer is found or created only after everything
 * else is right.
 */
export async function readyVoucher(
  before: OrderCase,
  identity: VoucherIdentity,
  wanted: VoucherRequest,
): Promise<Result<ReadyVoucher, Failure>> {
  const listed = await withLists(before);
  if (!listed.ok) return listed;
  const order = listed.value;
  const { ports } = order;
  const sold = order.credits?.sold;
  const linkSource = needsLedgerItem(ports.settings, wanted.asBooked ?? sold)
    ? linkSourceOf(order)
    : null;
  const skus = voucherSkus(
    { order: order.order, settings: ports.settings },
    companyOf(ports),
    settledLevel(order, wanted),
  );
  // Links of articles are needed where articles are.
  const codes = skus.length === 0 ? [] : codesOfShop(order.order, ports.settings);
  const resolved = await ports.resolve({ linkSource, skus, codes });
  if (!resolved.ok) return resolved;
  const articles = await readArticles(ports, skus, resolved.value);
  if (!articles.ok) return articles;

  const seeming = provisionalCustomer(order);
  const known = {
    ...inputOf(order, identity, wanted, articles.value),
    ...keptOf(order, identity, wanted),
    customer: {
      id: linkSource === null ? null : (sold?.customerId ?? seeming.id),
      kind: seeming.kind,
      termsOfPaymentId: null,
    },
  };
  const rate = await settledRate(order, wanted, known, identity);
  if (!rate.ok) return rate;
  const input: VoucherInput = { ...known, rate: rate.value };
  const plan = planVoucher(input);
  const waits =
    wanted.asks === true && plan.kind !== "hold" ? pendingApprovalReason(order, "mutation") : null;
  // With the plan noted, so that the approver sees what it books.
  if (waits !== null) {
    const { ports: recorder } = order;
    recorder.note("plan", plan.kind, { input, plan });
    return ok({
      order,
      plan: { version: PLAN_VERSION, kind: "hold", reasons: [waits] },
      reasons: [],
    });
  }
  // An item is taken back on the customer on which it stands, whoever the credit names.
  const stands = (sold?.customerId ?? null) !== null;
  if (linkSource === null || stands || plan.kind === "hold" || plan.voucher.ledgerItem === null)
    return ok(reported(order, input, plan, []));
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
  return ok(reported(order, whole, planVoucher(whole), reasons));
}

/**
 * Notes the inputs beside the plan in the job's timeline: planned again, they give the same plan
 * byte for byte.
 */
function reported(
  order: OrderCase,
  input: VoucherInput,
  plan: VoucherPlan,
  reasons: readonly Reason[],
): ReadyVoucher {
  order.ports.note("plan", plan.kind, { input, plan });
  return { order, plan, reasons };
}

/** Returns what reversals before this voucher left of the order's money. */
function keptOf(
  { ports }: OrderCase,
  { n }: VoucherIdentity,
  { form }: VoucherRequest,
): Pick<VoucherInput, "kept"> {
  const known = form === "voucher" ? retainedMoney(ports.documents, n) : null;
  return known === null || dec(known.left).eq(0) ? {} : { kept: known.left };
}

/**
 * A credit is booked at the rate of what it takes back, so that both add up to zero; a sale whose
 * money is there of an earlier voucher at the rate of that one.
 */
async function settledRate(
  { ports, credits, order }: OrderCase,
  wanted: VoucherRequest,
  input: Omit<VoucherInput, "rate">,
  { n }: VoucherIdentity,
): Promise<Result<BookedRate | null, Failure>> {
  if (wanted.rate !== undefined) return ok(wanted.rate);
  const known = wanted.form === "voucher" ? retainedMoney(ports.documents, n) : null;
  const kept = known === null || dec(known.left).eq(0) ? null : known.facts;
  if (kept?.rate != null && kept.currency === order.currency) return ok(kept.rate);
  const original = credits?.voucher?.rate;
  if (original !== undefined) return ok(original === null ? null : { ...original, by: "original" });
  return rateFor(ports, input);
}

/** A credit has the level of what it takes back, so that it uses the same accounts. */
const settledLevel = (
  { credits }: { readonly credits?: OrderCase["credits"] | undefined },
  { level }: VoucherRequest,
): VoucherLevel | undefined => level ?? credits?.voucher?.level;

/** A credit uses the same VAT as what it takes back, so that a full credit adds up to zero. */
const settledVat = (
  { credits }: { readonly credits?: OrderCase["credits"] | undefined },
  { vatBy }: VoucherRequest,
): "order" | "lines" =>
  vatBy ?? (credits?.voucher === undefined ? "order" : vatByOf(credits.voucher));

/** Returns what keeps the cents of a credit in step with the other credits of its order. */
function beforeOf(credits: NonNullable<OrderCase["credits"]>, { credited }: VoucherRequest) {
  const original = credits.voucher?.shares;
  const taken = credited === undefined ? credits.shares : (credited ?? undefined);
  return original === undefined || taken === undefined
    ? {}
    : { before: { original, credits: taken } };
}

function inputOf(
  { ports, order, credits }: OrderCase,
  { marker }: VoucherIdentity,
  wanted: VoucherRequest,
  articles: VoucherInput["articles"],
): Omit<VoucherInput, "customer" | "rate"> {
  const { codings, currencies, countries, terms, fiscalYears } = ports.lists;
  const company = companyOf(ports);
  const { form, bookedOn, anew, settled, asBooked, disputed, moneyAt } = wanted;
  const level = settledLevel({ credits }, wanted);
  const vatBy = settledVat({ credits }, wanted);
  return {
    form,
    order,
    settings: ports.settings,
    company,
    articles,
    codings,
    currencies,
    ...defined({ countries }),
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
            ...beforeOf(credits, wanted),
            ...defined({ sold: credits.sold }),
          },
        }),
    ...defined({ bookedOn, anew, level }),
    ...(vatBy === "lines" ? { vatBy } : {}),
    ...defined({ settled, asBooked, disputed, moneyAt }),
  };
}
