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

/**
 * Books the voucher and returns the run's end. `recorded`: the reasons for booking the order as a
 * voucher.
 */
export async function bookVoucher(
  initial: OrderCase,
  identity: VoucherIdentity,
  request: VoucherRequest,
  recorded: readonly Reason[],
): Promise<Result<DocumentEnd, Failure>> {
  const first = await bookOnce(initial, identity, request, recorded);
  if (first.ok || !booksClosed(first.error)) return first;
  // Our cached fiscal years are outdated. With fresh ones the plan holds the order or moves it to
  // an open day, as the tenant chose.
  const lists = await loadLists(initial.ports);
  if (!lists.ok) return lists;
  const second = await bookOnce(
    { ...initial, ports: { ...initial.ports, lists: lists.value } },
    identity,
    request,
    recorded,
  );
  return second.ok || !booksClosed(second.error)
    ? second
    : ok(end(initial, "held", [reason("period-closed", { date: null, why: "refused" })]));
}

async function bookOnce(
  initial: OrderCase,
  identity: VoucherIdentity,
  request: VoucherRequest,
  recorded: readonly Reason[],
): Promise<Result<DocumentEnd, Failure>> {
  const ready = await readyVoucher(initial, identity, request);
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
  const unusable = await unusableAccountsForDay(order.ports, voucher);
  if (!unusable.ok) return unusable;
  if (unusable.value.length > 0)
    return ok(end(order, "held", [...unusable.value, ...ready.value.reasons]));
  // From now on, the money that a reversal retained belongs to the new voucher.
  if (request.form === "voucher")
    for (const one of mergeRefundsIntoReversal(order.ports.documents))
      order.ports.saveDocument(one);
  const hash = await voucherHash(voucher);
  const reasons = [...plan.reasons, ...recorded, ...ready.value.reasons];
  const remember = ({ id, number, equal }: Booked): DocumentRecord => ({
    // Without a source hash each event compares the voucher again, until a person has handled the
    // difference.
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

/**
 * Returns the run's end. A booking that differs from the plan needs a person, as it can't be
 * undone. `byDay`: the voucher was added to its day's voucher.
 */
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
  /** The exchange rate, where it is decided already; `null`: none is needed. */
  readonly rate?: BookedRate | null;
  /** The booking has to be approved first, if the tenant requires that. */
  readonly mayNeedApproval?: true;
  /**
   * For a booked credit: what other credits had taken back when it was converted; `null`: it was
   * converted independently of them.
   */
  readonly credited?: readonly VoucherShare[] | null;
  /** For a booked voucher: whether it uses the VAT of the order or of its lines. */
  readonly vatBy?: "order" | "lines";
};

/** Returns which VAT a booked voucher uses. Vouchers of earlier releases use that of the lines. */
export const vatByOf = (voucher: VoucherFacts | undefined): "order" | "lines" =>
  voucher?.vatBy ?? "lines";

type ReadyVoucher = {
  readonly order: OrderCase;
  readonly plan: VoucherPlan;
  readonly reasons: readonly Reason[];
};

/**
 * Looks up what a voucher's plan needs besides the order, and plans the voucher. Only an item of
 * the customer ledger needs a customer, who is found or created after everything else is right.
 */
export async function readyVoucher(
  initial: OrderCase,
  identity: VoucherIdentity,
  request: VoucherRequest,
): Promise<Result<ReadyVoucher, Failure>> {
  const listed = await withLists(initial);
  if (!listed.ok) return listed;
  const order = listed.value;
  const { ports } = order;
  const sold = order.credits?.sold;
  const linkSource = needsLedgerItem(ports.settings, request.asBooked ?? sold)
    ? linkSourceOf(order)
    : null;
  const skus = voucherSkus(
    { order: order.order, settings: ports.settings },
    companyOf(ports),
    resolveLevel(order, request),
  );
  // Links from the shop's codes are needed only together with articles.
  const codes = skus.length === 0 ? [] : codesOfShop(order.order, ports.settings);
  const resolved = await ports.resolve({ linkSource, skus, codes });
  if (!resolved.ok) return resolved;
  const articles = await readArticles(ports, skus, resolved.value);
  if (!articles.ok) return articles;

  const provisional = provisionalCustomer(order);
  const inputWithoutRate = {
    ...inputOf(order, identity, request, articles.value),
    ...retainedBefore(order, identity, request),
    customer: {
      id: linkSource === null ? null : (sold?.customerId ?? provisional.id),
      kind: provisional.kind,
      termsOfPaymentId: null,
    },
  };
  const rate = await resolveRate(order, request, inputWithoutRate, identity);
  if (!rate.ok) return rate;
  const input: VoucherInput = { ...inputWithoutRate, rate: rate.value };
  const plan = planVoucher(input);
  const pendingApproval =
    request.mayNeedApproval === true && plan.kind !== "hold"
      ? pendingApprovalReason(order, "mutation")
      : null;
  // Note the plan first, so that the approver sees what will be booked.
  if (pendingApproval !== null) {
    const { ports: recorder } = order;
    recorder.note("plan", plan.kind, { input, plan });
    return ok({
      order,
      plan: { version: PLAN_VERSION, kind: "hold", reasons: [pendingApproval] },
      reasons: [],
    });
  }
  // A ledger item is credited on the customer it was booked on, whomever the credit order names.
  const hasPriorCustomer = (sold?.customerId ?? null) !== null;
  if (
    linkSource === null ||
    hasPriorCustomer ||
    plan.kind === "hold" ||
    plan.voucher.ledgerItem === null
  )
    return ok(notePlan(order, input, plan, []));
  const found = await resolveCustomer(order, resolved.value.link, linkSource);
  if (!found.ok) return found;
  if (found.value.kind === "held")
    return ok({
      order,
      plan: { version: PLAN_VERSION, kind: "hold", reasons: found.value.reasons },
      reasons: [],
    });
  const { customer, reasons } = found.value;
  const completeInput: VoucherInput = {
    ...input,
    customer: { id: customer.id, kind: customer.kind, termsOfPaymentId: customer.termsOfPaymentId },
  };
  return ok(notePlan(order, completeInput, planVoucher(completeInput), reasons));
}

/**
 * Notes the inputs and the plan in the job's timeline: planning these inputs again gives the same
 * plan byte for byte.
 */
function notePlan(
  order: OrderCase,
  input: VoucherInput,
  plan: VoucherPlan,
  reasons: readonly Reason[],
): ReadyVoucher {
  order.ports.note("plan", plan.kind, { input, plan });
  return { order, plan, reasons };
}

/** Returns the order's money that reversals before this voucher retained. */
function retainedBefore(
  { ports }: OrderCase,
  { n }: VoucherIdentity,
  { form }: VoucherRequest,
): Pick<VoucherInput, "kept"> {
  const retained = form === "voucher" ? retainedMoney(ports.documents, n) : null;
  return retained === null || dec(retained.left).eq(0) ? {} : { kept: retained.left };
}

/**
 * A credit is booked at the rate of the original voucher, so that both add up to zero. A sale with
 * money retained from an earlier voucher is booked at the rate of that voucher.
 */
async function resolveRate(
  { ports, credits, order }: OrderCase,
  request: VoucherRequest,
  input: Omit<VoucherInput, "rate">,
  { n }: VoucherIdentity,
): Promise<Result<BookedRate | null, Failure>> {
  if (request.rate !== undefined) return ok(request.rate);
  const retained = request.form === "voucher" ? retainedMoney(ports.documents, n) : null;
  const retainedFacts = retained === null || dec(retained.left).eq(0) ? null : retained.facts;
  if (retainedFacts?.rate != null && retainedFacts.currency === order.currency)
    return ok(retainedFacts.rate);
  const original = credits?.voucher?.rate;
  if (original !== undefined) return ok(original === null ? null : { ...original, by: "original" });
  return rateFor(ports, input);
}

/** A credit has the level of the original voucher, so that it uses the same accounts. */
const resolveLevel = (
  { credits }: { readonly credits?: OrderCase["credits"] | undefined },
  { level }: VoucherRequest,
): VoucherLevel | undefined => level ?? credits?.voucher?.level;

/** A credit uses the same VAT as the original voucher, so that a full credit adds up to zero. */
const resolveVatSource = (
  { credits }: { readonly credits?: OrderCase["credits"] | undefined },
  { vatBy }: VoucherRequest,
): "order" | "lines" =>
  vatBy ?? (credits?.voucher === undefined ? "order" : vatByOf(credits.voucher));

/** Returns the original's shares and those of its other credits, from which cents are aligned. */
function creditsBefore(credits: NonNullable<OrderCase["credits"]>, { credited }: VoucherRequest) {
  const original = credits.voucher?.shares;
  const taken = credited === undefined ? credits.shares : (credited ?? undefined);
  return original === undefined || taken === undefined
    ? {}
    : { before: { original, credits: taken } };
}

function inputOf(
  { ports, order, credits }: OrderCase,
  { marker }: VoucherIdentity,
  request: VoucherRequest,
  articles: VoucherInput["articles"],
): Omit<VoucherInput, "customer" | "rate"> {
  const { codings, currencies, countries, terms, fiscalYears } = ports.lists;
  const company = companyOf(ports);
  const { form, bookedOn, anew, settled, asBooked, disputed, moneyAt } = request;
  const level = resolveLevel({ credits }, request);
  const vatBy = resolveVatSource({ credits }, request);
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
            ...creditsBefore(credits, request),
            ...defined({ sold: credits.sold }),
          },
        }),
    ...defined({ bookedOn, anew, level }),
    ...(vatBy === "lines" ? { vatBy } : {}),
    ...defined({ settled, asBooked, disputed, moneyAt }),
  };
}
