/**
 * Money that the shop still has of a cancelled order whose voucher was reversed. It stays on the
 * account of its payment method, from which its payout is cleared, and is owed to the buyer on the
 * receivables until it is refunded. Pure.
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

export type RetainedMoney = {
  /** The reversal that retained the money, and its facts. */
  readonly document: DocumentRecord;
  readonly facts: VoucherFacts;
  /** Still owed to the buyer, in the order's currency. */
  readonly left: Decimal;
  /** The same in the company's currency, as booked. */
  readonly booked: Decimal;
};

/**
 * Returns the money that the last reversal retained, less refunds since. `before`: only reversals
 * with a smaller `n` count. `null`: no reversal retained money.
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
  const refunds = refundsSinceReversal(documents).flatMap(({ voucher }) => voucher ?? []);
  const moved = sum(refunds.map(({ clearing }) => clearing?.moved ?? "0"));
  const { cleared = "0" } = facts.refundedElsewhere ?? {};
  return {
    document,
    facts,
    left: amount(owedToBuyer(facts).minus(sum(refunds.map(({ charged }) => charged)))),
    booked: amount(bookedOwed(facts).plus(moved).minus(cleared)),
  };
}

/** Returns the retained money of a reversal, less what a person says was refunded elsewhere. */
export const owedToBuyer = ({ charged, refundedElsewhere }: VoucherFacts) =>
  dec(charged).minus(refundedElsewhere?.amount ?? "0");

const bookedOwed = ({ shares = [] }: VoucherFacts) => sum(shares.map(({ booked }) => booked)).abs();

/**
 * Returns the refunds since the reversal: its payments, unless the order was booked again, as they
 * then belong to the new voucher.
 */
const refundsSinceReversal = (documents: readonly DocumentRecord[]): readonly DocumentRecord[] =>
  liveWithRole(documents, "voucher").length > 0 ? [] : liveWithRole(documents, "voucher-payment");

/**
 * Returns the records to save before a cancelled order is booked again: the reversal's retained
 * money less its refunds, whose vouchers are counted as gone. Later payments then belong to the new
 * voucher alone.
 */
export function mergeRefundsIntoReversal(
  documents: readonly DocumentRecord[],
): readonly DocumentRecord[] {
  const retained = retainedMoney(documents);
  const refunds = refundsSinceReversal(documents);
  if (retained === null || refunds.length === 0) return [];
  const { document, facts, left, booked } = retained;
  const { clearing: _first, clearingToo: _too, refundedElsewhere: _counted, ...others } = facts;
  const refundClearings = refunds.flatMap(({ voucher }) => voucher?.clearing ?? []);
  return [
    {
      ...document,
      voucher: {
        ...others,
        charged: left,
        shares: owedShares(facts.money?.owedOn ?? null, left, booked),
        ...clearedTogether([...clearedBy(facts), ...refundClearings]),
      },
    },
    ...refunds.map((one): DocumentRecord => ({ ...one, state: "gone" })),
  ];
}

const owedShares = (owedOn: number | null, owed: Decimal, booked: Decimal) =>
  owedOn === null
    ? []
    : [
        {
          account: owedOn,
          of: "money" as const,
          rate: null,
          amount: negated(owed),
          booked: negated(booked),
        },
      ];

/** Money that a reversal retains on the account of the payment method. */
export type RetainedByReversal = {
  /** All that is owed to the buyer, in the order's currency. */
  readonly owed: Decimal;
  /** How much more that is than earlier reversals retained. */
  readonly increase: Decimal;
  /** Rows that the reversal needs for the increase. */
  readonly rows: readonly VoucherRow[];
  /** Returns the facts to store with the reversal. */
  readonly facts: (voucher: Voucher) => VoucherFacts;
};

/**
 * Returns what the reversal of `document` retains; `null`: no money was on the account of a payment
 * method, or none is owed. A reason: why it can't be told. `payments`: the vouchers of its later
 * payments.
 */
export function retainedByReversal(
  order: OrderCase,
  document: DocumentRecord,
  payments: readonly DocumentRecord[],
): RetainedByReversal | Reason | null {
  const facts = document.voucher;
  // A share that waits for its day isn't booked.
  if (document.role !== "voucher" || document.member?.waits === true) return null;
  if (facts?.money === undefined) return null;
  const before = retainedMoney(order.ports.documents, document.n);
  const { settled, owed, manual } = computeRetained(order, facts.currency, facts.money, payments);
  const clearings = [document, ...payments].flatMap(({ voucher }) => voucher?.clearing ?? []);
  const [clearing, ...otherAccounts] = distinctAccounts([
    ...clearings,
    ...(before === null ? [] : clearedBy(before.facts)),
  ]);
  if (clearing === undefined || (owed.eq(0) && before === null)) return null;
  const owedOn = facts.money.owedOn ?? before?.facts.money?.owedOn ?? receivableAccount(order);
  if (typeof owedOn !== "number") return owedOn;
  // The money can't be assigned to one of several accounts.
  if (otherAccounts.length > 0)
    return reason("account-missing", {
      lookup: "clearingAccount",
      from: order.order.paymentMethodId,
      country: order.ports.lists.company?.country ?? "",
      line: null,
    });
  const bookedBefore = dec(before?.booked ?? "0");
  const booked = owed.eq(settled)
    ? bookedBefore.plus(sum(clearings.map(({ moved }) => moved)))
    : round(owed.times(facts.rate?.rate ?? "1"));
  const adjust = booked.minus(bookedBefore);
  return {
    owed: amount(owed),
    increase: amount(owed.minus(dec(before?.left ?? "0"))),
    rows: adjust.eq(0) ? [] : clearingRows(order, { clearing, owedOn, moved: amount(adjust) }),
    facts: ({ date }) => ({
      charged: amount(owed),
      currency: facts.currency,
      rate: facts.rate,
      ledgerItem: null,
      money: { settled: "0.00", owedOn },
      ...(manual.gt(0) ? { refundedElsewhere: { amount: amount(manual), cleared: "0.00" } } : {}),
      shares: owedShares(owedOn, amount(owed), amount(booked)),
      ...(facts.level === undefined ? {} : { level: facts.level }),
      ...(adjust.eq(0)
        ? {}
        : {
            clearing: {
              account: clearing.account,
              moved: amount(adjust),
              day: date,
              method: clearing.method,
            },
          }),
    }),
  };
}

/**
 * Returns `settled`, all money of the voucher and its payments; `owed`, the part of it that the
 * shop still has, disputed money included, so that it stays on the account of the payment method;
 * and `manual`, disputed money that is no longer booked as a loss, as a person handled it.
 */
function computeRetained(
  { ports, order }: OrderCase,
  currency: string,
  { settled: first, disputed = "0" }: NonNullable<VoucherFacts["money"]>,
  payments: readonly DocumentRecord[],
) {
  const settled = dec(first)
    .plus(disputed)
    .plus(sum(payments.map(({ voucher }) => voucher?.charged ?? "0")));
  const retained = retainedAmount(order, currency);
  // Disputed money is booked as a loss, so the account of the payment method doesn't have it.
  const lost = dec(lostByDisputes(ports));
  const heldByShop =
    retained === null ? null : dec(retained).plus(lost.gt(disputed) ? lost : disputed);
  const owed = heldByShop === null || settled.lt(heldByShop) ? settled : heldByShop;
  return { settled, owed, manual: dec(disputed).minus(lost) };
}

const distinctAccounts = (all: readonly ClearingFacts[]): readonly ClearingFacts[] => [
  ...new Map(all.map((one) => [one.account, one])).values(),
];

/** Looks up the receivables' account, for a voucher of which nothing was owed. */
function receivableAccount({ ports, order, ...rest }: OrderCase): number | Reason {
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

function clearingRows(
  { order }: OrderCase,
  { clearing, owedOn, moved }: { clearing: ClearingFacts; owedOn: number; moved: Decimal },
): readonly VoucherRow[] {
  const size = amount(dec(moved).abs());
  const text = cut(order.number ?? `id ${order.id}`, MAX_ROW_TEXT);
  const row = (role: VoucherRow["role"], account: number, isDebit: boolean): VoucherRow => ({
    ...moneyRow({ role, account, text }, size, isDebit),
    of: clearing.method ?? "",
  });
  const isMore = dec(moved).gt(0);
  return [row("clearing", clearing.account, isMore), row("receivable", owedOn, !isMore)];
}

/**
 * Returns a reversal's record with the payments booked after it was sent: it didn't reverse them,
 * so their money is on the account of its payment method, and is owed to the buyer. `document`: the
 * reversed voucher.
 */
export function withLaterPayments(
  { journal, documents }: Pick<OrderCase["ports"], "journal" | "documents">,
  document: DocumentRecord,
  record: DocumentRecord,
): DocumentRecord {
  const sentAt = (role: DocumentRecord["role"], n: number): number | null =>
    journal.findLast((one) => one.role === role && one.n === n)?.sentAt ?? null;
  const sent = sentAt(record.role, record.n);
  const laterPayments = livePaymentVouchers(documents).filter(
    ({ role, n }) => sent !== null && (sentAt(role, n) ?? 0) > sent,
  );
  const facts = document.voucher;
  const laterClearings = laterPayments.flatMap(({ voucher }) => voucher?.clearing ?? []);
  if (facts?.money === undefined || laterClearings.length === 0) return record;
  const before = record.voucher ?? retainedMoney(documents, document.n)?.facts;
  const moved = sum(laterClearings.map((one) => one.moved));
  const { clearing: _first, clearingToo: _too, ...known } = record.voucher ?? {};
  const owed = amount(dec(before?.charged ?? "0").plus(settledByPayments(laterPayments)));
  const booked = amount((before === undefined ? dec("0") : bookedOwed(before)).plus(moved));
  const owedOn = facts.money.owedOn ?? before?.money?.owedOn ?? null;
  return {
    ...record,
    voucher: {
      currency: facts.currency,
      rate: facts.rate,
      ledgerItem: null,
      money: { settled: "0.00", owedOn },
      ...known,
      charged: owed,
      shares: owedShares(owedOn, owed, booked),
      ...clearedTogether([
        ...laterClearings,
        ...(record.voucher === undefined ? [] : clearedBy(record.voucher)),
      ]),
    },
  };
}

/** Returns the vouchers of payments that weren't reversed. */
export const livePaymentVouchers = (
  documents: readonly DocumentRecord[],
): readonly DocumentRecord[] => liveWithRole(documents, "voucher-payment");

/** Returns the sum that these vouchers of payments settled, in the order's currency. */
export const settledByPayments = (documents: readonly DocumentRecord[]): Decimal =>
  amount(sum(documents.map(({ voucher }) => voucher?.charged ?? "0")));

/**
 * Returns the money received for a sale's voucher and its later payments, less refunds of credits;
 * `null`: unknown, or the sale is an item of the customer ledger. Pure.
 */
export function settledOfSale(
  { documents, refunded }: Pick<Original, "documents" | "refunded">,
  { voucher }: DocumentRecord,
): Decimal | null {
  if (voucher?.money === undefined || voucher.ledgerItem !== null) return null;
  const paidIn = dec(voucher.money.settled).plus(settledByPayments(livePaymentVouchers(documents)));
  return amount(paidIn.minus(dec(refunded)));
}

/**
 * Checks that refunds since a credit was booked don't exceed what was paid for the sale. `null`:
 * they don't, or a person confirms the refund. Waits while the sale is being processed.
 */
export async function refundWithoutPayment({
  ports,
  order,
}: OrderCase): Promise<Result<StepReport | null, Failure>> {
  const id = order.creditsOrderId;
  const due = settledAmount({ order, form: "voucher-credit" });
  if (id === null || due === null || ports.eventTypes.includes("retry-by-person")) return ok(null);
  const key = orderKey(id);
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  const { documents, refunded, outcome } = locked.value;
  const sale = liveWithRole(documents, "voucher").at(-1);
  const paid = sale === undefined ? null : settledOfSale(locked.value, sale);
  if (sale === undefined || paid === null) return ok(null);
  // Money that was received but left on the receivable is matched in the ledger, and counts too.
  const available = dec(paid).plus(dec(sale.voucher?.money?.received ?? "0"));
  if (available.gte(dec(due))) return ok(null);
  // The sale is being processed, and its payment may be booked in the same run.
  if (outcome === null) {
    const waiting = await ports.waitFor(key, reason("credit-waits-for-original", { order: id }));
    return waiting.ok
      ? ok({ outcome: waiting.value.outcome, first: waiting.value.reasons, also: [] })
      : waiting;
  }
  return ok(
    reportToPerson([
      reason("refund-without-payment", {
        due,
        paid: amount(available.lt(0) ? 0 : available),
        number: sale.number ?? sale.id,
        refunded: dec(refunded).eq(0) ? null : refunded,
        currency: order.currency,
      }),
    ]),
  );
}
