/**
 * Money of an order whose voucher was reversed as the order was cancelled, and which the shop still
 * has. It stays on the account of its payment method, as its payout comes from there, and is owed
 * to the buyer on the receivables until it is paid back. Pure.
 */
import { amount, dec, type Decimal, round, sum, negated } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import {
  clearedBy,
  clearedTogether,
  type ClearingFacts,
  type Voucher,
  type VoucherFacts,
  type VoucherRow,
  moneyRow,
} from "../../../../domain/ledger/voucher.ts";
import { cut } from "../../../../domain/platform/text.ts";
import { MAX_ROW_TEXT } from "../../../../eaccounting/vouchers.ts";
import type { DocumentRecord, Original } from "../../../port.ts";
import { provisionalCustomer } from "../../preparation/eligibility.ts";
import { retainedAmount, lostByDisputes } from "../../payments/registered-money.ts";
import { type OrderCase, liveWithRole } from "../../shared/case.ts";
import { orderDate } from "../../shared/filled-fields.ts";
import { accountFor, accountPlaceOf } from "./accounts.ts";
import { companyOf } from "../../../booking-day.ts";
import { orderKey } from "../../../../domain/ids.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { reportToPerson, type StepReport } from "../../shared/run-report.ts";
import { settledAmount } from "./money-side.ts";

/** What is left of it, in the order's currency and in the company's. */
export type RetainedMoney = {
  readonly document: DocumentRecord;
  readonly facts: VoucherFacts;
  readonly left: Decimal;
  readonly booked: Decimal;
};

/**
 * Returns the money that the last reversal left, less what was paid back since. `before`: of the
 * reversals before this voucher. `null`: none left any.
 */
export function retainedMoney(
  documents: readonly DocumentRecord[],
  before = Infinity,
): RetainedMoney | null {
  const document = documents
    .filter(
      ({ role, n, state, voucher }) =>
        role === "voucher-reversal" &&
        state === "live" &&
        n < before &&
        voucher?.money !== undefined,
    )
    .toSorted((a, b) => a.n - b.n)
    .at(-1);
  const facts = document?.voucher;
  if (document === undefined || facts === undefined) return null;
  const back = paidBackSince(documents).flatMap(({ voucher }) => voucher ?? []);
  const moved = sum(back.map(({ clearing }) => clearing?.moved ?? "0"));
  const { cleared = "0" } = facts.refundedElsewhere ?? {};
  return {
    document,
    facts,
    left: amount(owedToBuyer(facts).minus(sum(back.map(({ charged }) => charged)))),
    booked: amount(owedIn(facts).plus(moved).minus(cleared)),
  };
}

/** What a reversal left, without what a person says was refunded elsewhere. */
export const owedToBuyer = ({ charged, refundedElsewhere }: VoucherFacts) =>
  dec(charged).minus(refundedElsewhere?.amount ?? "0");

const owedIn = ({ shares = [] }: VoucherFacts) => sum(shares.map(({ booked }) => booked)).abs();

/** Payments since a reversal. While a voucher is valid, its payments are its own: none counts. */
const paidBackSince = (documents: readonly DocumentRecord[]): readonly DocumentRecord[] =>
  liveWithRole(documents, "voucher").length > 0 ? [] : liveWithRole(documents, "voucher-payment");

/**
 * Returns the records by which what was paid back is counted with the reversal, before the order is
 * booked anew: then further payments are those of its new voucher.
 */
export function mergeRefundsIntoReversal(
  documents: readonly DocumentRecord[],
): readonly DocumentRecord[] {
  const known = retainedMoney(documents);
  const back = paidBackSince(documents);
  if (known === null || back.length === 0) return [];
  const { document, facts, left, booked } = known;
  const { clearing: _first, clearingToo: _too, refundedElsewhere: _counted, ...others } = facts;
  const paid = back.flatMap(({ voucher }) => voucher?.clearing ?? []);
  return [
    {
      ...document,
      voucher: {
        ...others,
        charged: left,
        shares: sharesOf(facts.money?.owedOn ?? null, left, booked),
        ...clearedTogether([...clearedBy(facts), ...paid]),
      },
    },
    ...back.map((one): DocumentRecord => ({ ...one, state: "gone" })),
  ];
}

const sharesOf = (owedOn: number | null, left: Decimal, booked: Decimal) =>
  owedOn === null
    ? []
    : [
        {
          account: owedOn,
          of: "money" as const,
          rate: null,
          amount: negated(left),
          booked: negated(booked),
        },
      ];

/** What a reversal leaves on the account of the payment method. */
export type RetainedByReversal = {
  /** All that is left for the buyer, in the order's currency, and how much more than before. */
  readonly left: Decimal;
  readonly more: Decimal;
  readonly rows: readonly VoucherRow[];
  readonly facts: (voucher: Voucher) => VoucherFacts;
};

/**
 * Returns what the reversal of `document` leaves there; `null`: nothing ever stood there, or
 * nothing is left. `payments`: the vouchers of its later payments.
 */
export function retainedByReversal(
  order: OrderCase,
  document: DocumentRecord,
  payments: readonly DocumentRecord[],
): RetainedByReversal | Reason | null {
  const facts = document.voucher;
  // What waits for its day isn't booked.
  if (document.role !== "voucher" || document.member?.waits === true) return null;
  if (facts?.money === undefined) return null;
  const before = retainedMoney(order.ports.documents, document.n);
  const { settled, left, done } = moneyLeft(order, facts.currency, facts.money, payments);
  const cleared = [document, ...payments].flatMap(({ voucher }) => voucher?.clearing ?? []);
  const [place, ...others] = placesOf([
    ...cleared,
    ...(before === null ? [] : clearedBy(before.facts)),
  ]);
  if (place === undefined || (left.eq(0) && before === null)) return null;
  const owedOn = facts.money.owedOn ?? before?.facts.money?.owedOn ?? receivable(order);
  if (typeof owedOn !== "number") return owedOn;
  // Nobody can tell on which of several accounts it is.
  if (others.length > 0)
    return reason("account-missing", {
      lookup: "clearingAccount",
      from: order.order.paymentMethodId,
      country: order.ports.lists.company?.country ?? "",
      line: null,
    });
  const stood = dec(before?.booked ?? "0");
  const booked = left.eq(settled)
    ? stood.plus(sum(cleared.map(({ moved }) => moved)))
    : round(left.times(facts.rate?.rate ?? "1"));
  const adjust = booked.minus(stood);
  return {
    left: amount(left),
    more: amount(left.minus(dec(before?.left ?? "0"))),
    rows: adjust.eq(0) ? [] : rowsOf(order, { place, owedOn, moved: amount(adjust) }),
    facts: ({ date }) => ({
      charged: amount(left),
      currency: facts.currency,
      rate: facts.rate,
      ledgerItem: null,
      money: { settled: "0.00", owedOn },
      ...(done.gt(0) ? { refundedElsewhere: { amount: amount(done), cleared: "0.00" } } : {}),
      shares: sharesOf(owedOn, amount(left), amount(booked)),
      ...(facts.level === undefined ? {} : { level: facts.level }),
      ...(adjust.eq(0)
        ? {}
        : {
            clearing: {
              account: place.account,
              moved: amount(adjust),
              day: date,
              method: place.method,
            },
          }),
    }),
  };
}

/**
 * `left`: what of the settled money isn't to leave the account of the payment method. `done`: what
 * of it a person took back as a loss beside what an edit left there.
 */
function moneyLeft(
  { ports, order }: OrderCase,
  currency: string,
  { settled: first, disputed = "0" }: NonNullable<VoucherFacts["money"]>,
  payments: readonly DocumentRecord[],
) {
  const settled = dec(first)
    .plus(disputed)
    .plus(sum(payments.map(({ voucher }) => voucher?.charged ?? "0")));
  const paid = retainedAmount(order, currency);
  // What a dispute took is booked as a loss, so it isn't on the account of the payment method.
  const lost = dec(lostByDisputes(ports));
  const has = paid === null ? null : dec(paid).plus(lost.gt(disputed) ? lost : disputed);
  const left = has === null || settled.lt(has) ? settled : has;
  return { settled, left, done: dec(disputed).minus(lost) };
}

const placesOf = (all: readonly ClearingFacts[]): readonly ClearingFacts[] => [
  ...new Map(all.map((one) => [one.account, one])).values(),
];

/** Where nothing was owed of the order, the receivables are looked up now. */
function receivable({ ports, order, ...rest }: OrderCase): number | Reason {
  const company = companyOf(ports);
  const { countries } = ports.lists;
  const { kind } = provisionalCustomer({ ports, order, ...rest });
  const place = accountPlaceOf(
    {
      order,
      company,
      customer: { id: null, kind, termsOfPaymentId: null },
      ...(countries === undefined ? {} : { countries }),
    },
    orderDate(order.date, company.country) ?? "",
  );
  const found = accountFor(
    [{ lookup: "receivableAccount", value: null, anywhere: true }],
    ports.settings.lookups,
    place,
    null,
  );
  return found.ok ? found.value.account : found.error;
}

function rowsOf(
  { order }: OrderCase,
  { place, owedOn, moved }: { place: ClearingFacts; owedOn: number; moved: Decimal },
): readonly VoucherRow[] {
  const size = amount(dec(moved).abs());
  const text = cut(order.number ?? `id ${order.id}`, MAX_ROW_TEXT);
  const row = (role: VoucherRow["role"], account: number, isDebit: boolean): VoucherRow => ({
    ...moneyRow({ role, account, text }, size, isDebit),
    of: place.method ?? "",
  });
  const isMore = dec(moved).gt(0);
  return [row("clearing", place.account, isMore), row("receivable", owedOn, !isMore)];
}

/**
 * Returns a reversal's record with what was paid after it was sent: it took none of that back, so
 * the money stands on the account of its payment method, and is owed to the buyer. `document`: what
 * it takes back.
 */
export function withLaterPayments(
  { journal, documents }: Pick<OrderCase["ports"], "journal" | "documents">,
  document: DocumentRecord,
  record: DocumentRecord,
): DocumentRecord {
  const sentAt = (role: DocumentRecord["role"], n: number): number | null =>
    journal.findLast((one) => one.role === role && one.n === n)?.sentAt ?? null;
  const sent = sentAt(record.role, record.n);
  const late = livePaymentVouchers(documents).filter(
    ({ role, n }) => sent !== null && (sentAt(role, n) ?? 0) > sent,
  );
  const facts = document.voucher;
  const since = late.flatMap(({ voucher }) => voucher?.clearing ?? []);
  if (facts?.money === undefined || since.length === 0) return record;
  const before = record.voucher ?? retainedMoney(documents, document.n)?.facts;
  const moved = sum(since.map((one) => one.moved));
  const { clearing: _first, clearingToo: _too, ...known } = record.voucher ?? {};
  const left = amount(dec(before?.charged ?? "0").plus(settledByPayments(late)));
  const booked = amount((before === undefined ? dec("0") : owedIn(before)).plus(moved));
  const owedOn = facts.money.owedOn ?? before?.money?.owedOn ?? null;
  return {
    ...record,
    voucher: {
      currency: facts.currency,
      rate: facts.rate,
      ledgerItem: null,
      money: { settled: "0.00", owedOn },
      ...known,
      charged: left,
      shares: sharesOf(owedOn, left, booked),
      ...clearedTogether([
        ...since,
        ...(record.voucher === undefined ? [] : clearedBy(record.voucher)),
      ]),
    },
  };
}

/** Returns the vouchers of payments that are valid. */
export const livePaymentVouchers = (
  documents: readonly DocumentRecord[],
): readonly DocumentRecord[] => liveWithRole(documents, "voucher-payment");

/** Returns what these vouchers of payments settled. */
export const settledByPayments = (documents: readonly DocumentRecord[]): Decimal =>
  amount(sum(documents.map(({ voucher }) => voucher?.charged ?? "0")));

/**
 * Returns what a sale's voucher and its later payments were settled with, less what went back on
 * credits; `null`: it isn't known, or it is an item of the customer ledger. Pure.
 */
export function settledOfSale(
  { documents, refunded }: Pick<Original, "documents" | "refunded">,
  { voucher }: DocumentRecord,
): Decimal | null {
  if (voucher?.money === undefined || voucher.ledgerItem !== null) return null;
  const came = dec(voucher.money.settled).plus(settledByPayments(livePaymentVouchers(documents)));
  return amount(came.minus(dec(refunded)));
}

/**
 * Checks that what was paid back of a credit since it was booked was paid in before. `null`: it
 * was, or a person says so.
 */
export async function refundWithoutPayment({
  ports,
  order,
}: OrderCase): Promise<Result<StepReport | null, Failure>> {
  const id = order.creditsOrderId;
  const back = settledAmount({ order, form: "voucher-credit" });
  if (id === null || back === null || ports.eventTypes.includes("retry-by-person")) return ok(null);
  const key = orderKey(id);
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  const { documents, refunded, outcome } = locked.value;
  const sale = liveWithRole(documents, "voucher").at(-1);
  const paid = sale === undefined ? null : settledOfSale(locked.value, sale);
  if (sale === undefined || paid === null) return ok(null);
  // What the voucher left on the receivable though it was paid is matched in the ledger.
  const there = dec(paid).plus(dec(sale.voucher?.money?.received ?? "0"));
  if (there.gte(dec(back))) return ok(null);
  // It is being worked on: its payment may be booked in the same run.
  if (outcome === null) {
    const waits = await ports.waitFor(key, reason("credit-waits-for-original", { order: id }));
    return waits.ok
      ? ok({ outcome: waits.value.outcome, first: waits.value.reasons, also: [] })
      : waits;
  }
  return ok(
    reportToPerson([
      reason("refund-without-payment", {
        due: back,
        paid: amount(there.lt(0) ? 0 : there),
        number: sale.number ?? sale.id,
        refunded: dec(refunded).eq(0) ? null : refunded,
        currency: order.currency,
      }),
    ]),
  );
}
