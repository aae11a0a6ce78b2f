/**
 * A payout as one journal voucher. Every sum of its lines is a row, on an account that the tenant
 * chose; together they are what was paid out, to the cent, or nothing is planned: a reason says
 * what is missing. Pure.
 */
import { amount, dec, type Decimal, round, sum, vatInGross, negated } from "../../domain/money.ts";
import type { FeeKind, PayoutHead } from "../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import type { PAYOUT_ACCOUNTS } from "../../domain/reasons/words.ts";
import type { Settings } from "../../settings/schema.ts";
import { bookingDay } from "../booking-day.ts";
import { accountFor } from "./accounts.ts";
import { UNSETTLED } from "./match.ts";
import { feeVatOf, type FeeVat, type PayoutPart } from "../../settings/payouts.ts";
import type { BankAccount } from "./settling.ts";
import type { PayoutSums, SettleSum } from "./sums.ts";
import { defined } from "../../domain/platform/defined.ts";

export type PayoutRole = (typeof PAYOUT_ACCOUNTS)[number];

export type PayoutRow = {
  readonly role: PayoutRole;
  readonly account: number;
  /** Either debit or credit is "0.00"; neither is negative. */
  readonly debit: Decimal;
  readonly credit: Decimal;
  /** A means of payment, or a kind of fee; "": of the whole payout. */
  readonly of: string;
};

export type PayoutPlan =
  | {
      readonly kind: "voucher";
      readonly date: string;
      readonly rows: readonly PayoutRow[];
      /** Why it isn't dated on the payout's own day; absent: it is. */
      readonly moved?: Reason;
      /** Registered on invoices and credits, once the voucher stands. Absent: none. */
      readonly payments?: readonly PlannedPayments[];
    }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

/** Payments that the payout registers on one account: what its voucher takes off again. */
export type PlannedPayments = SettleSum & {
  readonly account: number;
  /** The ledger's id of the bank account. */
  readonly bank: string;
};

type PlanInput = {
  readonly head: PayoutHead;
  /** What was paid out. */
  readonly amount: Decimal;
  readonly sums: PayoutSums;
  readonly settings: PayoutPart;
  /** The company's currency; vouchers are in it. */
  readonly currency: string;
  /** Where payments can be registered; absent: nowhere. */
  readonly banks?: readonly BankAccount[];
  /** The company's books; absent: they aren't known, and the ledger refuses a closed day itself. */
  readonly books?: PayoutBooks;
};

export type PayoutBooks = Omit<Parameters<typeof bookingDay>[1], "settings" | "mayMove"> & {
  readonly closedPeriod: Settings["orders"]["closedPeriod"];
  readonly today: string;
};

type PayoutDay = { readonly day: string; readonly moved?: Reason };

/**
 * The payout's day, or the next open one, if the tenant's settings say so or a person is asked: the
 * approval shows the day. A future day stays.
 */
function dayOf({ head, books }: PlanInput): PayoutDay | Reason {
  if (books === undefined || head.day > books.today) return { day: head.day };
  const found = bookingDay(head.day, {
    ...books,
    settings: { orders: { closedPeriod: books.closedPeriod } },
    mayMove: true,
  });
  if ("day" in found) {
    const moved = found.recorded.find(({ code }) => code === "booking-date-moved");
    return { day: found.day, ...defined({ moved }) };
  }
  const { closed } = found;
  return closed.code === "period-closed" ? { ...closed, code: "payout-period-closed" } : closed;
}

export function planPayout(input: PlanInput): PayoutPlan {
  const { head, sums, settings } = input;
  const day = dayOf(input);
  const book = new Book(input, "code" in day ? { day: head.day } : day);
  if ("code" in day) book.hold(day);
  if (head.currency !== input.currency)
    book.hold(
      reason("payout-currency-foreign", { currency: head.currency, company: input.currency }),
    );
  if (sums.unknown !== null)
    book.hold(
      reason("payout-line-unknown", {
        count: sums.unknown.count,
        line: sums.unknown.line,
        kind: sums.unknown.type,
      }),
    );
  book.debit("bank", input.amount);
  for (const [kind, { fee, vat }] of Object.entries(sums.fees)) bookFee(book, kind, fee, vat);
  book.credit("reserve", amount(dec(sums.reserve).plus(sums.debt)));
  for (const [method, figure] of Object.entries(sums.clearing))
    book.credit("clearing", figure, method);
  for (const [method, figure] of Object.entries(sums.chargebacks))
    book.credit(
      settings.payouts.chargebacks === "account" ? "chargeback" : "clearing",
      figure,
      method,
    );
  for (const [account, figure] of Object.entries(sums.registered ?? {}))
    book.creditOn("clearing", Number(account), figure);
  for (const [account, figure] of Object.entries(sums.disputes ?? {}))
    book.creditOn("chargeback", Number(account), figure);
  for (const [method, payments] of Object.entries(sums.settles ?? {})) book.pay(method, payments);
  holdUnsettled(book, input);
  bookUnmatched(book, input);
  book.credit("currency-gain", sums.currency.gain);
  book.debit("currency-loss", sums.currency.loss);
  const off = dec(input.amount).minus(sums.net);
  if (off.abs().gt(settings.payouts.roundingLimit))
    book.hold(
      reason("settlement-sum-differs", {
        line: null,
        payout: head.payout,
        stated: input.amount,
        summed: sums.net,
        word: null,
        paypal: null,
      }),
    );
  book.credit("rounding", amount(off.plus(sums.rounding)));
  if (book.isEmpty()) turnover(book, input);
  return book.close();
}

function holdUnsettled(book: Book, { head, sums }: PlanInput): void {
  for (const why of UNSETTLED) {
    const found = sums.unsettled?.[why];
    if (found === undefined) continue;
    const { order = null, lacks = null, ...lines } = found;
    const said = { ...lines, currency: head.currency };
    book.hold(
      why === "missing"
        ? reason("payout-invoice-missing", { ...said, order, lacks })
        : reason(HOLDS[why], said),
    );
  }
}

function bookUnmatched(book: Book, { head, sums: { unmatched }, settings }: PlanInput): void {
  if (unmatched === null) return;
  if (settings.payouts.unmatched === "account") {
    book.credit("unmatched", unmatched.amount);
    return;
  }
  const { above: more = 0, ...lines } = unmatched;
  const some = more > 0 ? "some" : null;
  const above = more === lines.count ? "all" : some;
  book.hold(reason("payout-lines-unmatched", { ...lines, currency: head.currency, above }));
}

/**
 * A payout whose lines take off as much as they add still pays its orders, and pays them back: a
 * debit and a credit on one account stand for that (E244 of docs/vendor-assumptions.md).
 */
function turnover(book: Book, { sums: { added = {} }, settings }: PlanInput): void {
  const disputes = settings.payouts.chargebacks === "account" ? "chargeback" : "clearing";
  for (const [method, figure] of Object.entries(added.clearing ?? {}))
    book.both("clearing", method, figure);
  for (const [method, figure] of Object.entries(added.chargebacks ?? {}))
    book.both(disputes, method, figure);
  for (const [account, figure] of Object.entries(added.registered ?? {}))
    book.both("clearing", "", figure, Number(account));
  for (const [account, figure] of Object.entries(added.disputes ?? {}))
    book.both("chargeback", "", figure, Number(account));
}

const HOLDS = {
  "not-chosen": "payout-invoices-not-chosen",
  voucher: "payout-order-on-voucher",
  currency: "payout-invoice-currency",
  account: "payout-invoice-account",
} as const satisfies Record<Exclude<(typeof UNSETTLED)[number], "missing">, string>;

function bookFee(book: Book, kind: string, fee: Decimal, vat: Decimal): void {
  const treatment = book.feeVat(kind);
  if (treatment === null) return;
  const whole = amount(dec(fee).plus(vat));
  const named = !dec(vat).eq(0);
  switch (treatment.kind) {
    case "file":
      book.debit("fee", fee, kind);
      book.debit("input-vat", vat, kind);
      return;
    case "invoice":
      book.debit("accrued-fee", whole, kind);
      return;
    case "exempt":
      if (named) return book.vatDiffers(kind, vat);
      book.debit("fee", whole, kind);
      return;
    case "included": {
      if (named) return book.vatDiffers(kind, vat);
      const within = amount(round(vatInGross(whole, treatment.rate)));
      book.debit("fee", amount(dec(whole).minus(within)), kind);
      book.debit("input-vat", within, kind);
      return;
    }
    case "reverse": {
      if (named) return book.vatDiffers(kind, vat);
      const due = amount(round(dec(whole).times(treatment.rate)));
      book.debit("fee", whole, kind);
      book.debit("reverse-input-vat", due, kind);
      book.credit("reverse-output-vat", due, kind);
    }
  }
}

/**
 * Collects rows and finds their accounts. A row without an account becomes a reason, and no voucher
 * is planned.
 */
class Book {
  readonly #rows: PayoutRow[] = [];
  readonly #reasons: Reason[] = [];
  readonly #input: PlanInput;
  readonly #day: PayoutDay;

  constructor(input: PlanInput, day: PayoutDay) {
    this.#input = input;
    this.#day = day;
  }

  readonly #payments = new Map<number, PlannedPayments>();

  hold(why: Reason): void {
    const said = JSON.stringify(why);
    if (!this.#reasons.some((one) => JSON.stringify(one) === said)) this.#reasons.push(why);
  }

  debit(role: PayoutRole, figure: Decimal, of = ""): void {
    if (dec(figure).eq(0)) return;
    const account = this.#account(role, of);
    if (account === null) {
      const { provider } = this.#input.head;
      this.hold(
        reason("payout-account-missing", {
          part: role,
          of: of === "" ? provider : `${provider}/${of}`,
        }),
      );
      return;
    }
    this.#move(role, account, figure, of);
  }

  /** Credits this account, whatever the settings choose. */
  creditOn(role: PayoutRole, account: number, figure: Decimal): void {
    if (!dec(figure).eq(0)) this.#move(role, account, negated(figure), "");
  }

  /** Nothing holds it, and no row moves anything. */
  isEmpty(): boolean {
    return this.#reasons.length === 0 && this.#moving().length === 0;
  }

  /** Debits and credits one account, as rows of their own. */
  both(role: PayoutRole, of: string, figure: Decimal, account = this.#account(role, of)): void {
    if (account === null) return;
    const row = { role, account, debit: figure, credit: figure, of };
    this.#turned.push({ ...row, credit: "0.00" }, { ...row, debit: "0.00" });
  }

  readonly #turned: PayoutRow[] = [];

  #moving(): readonly PayoutRow[] {
    return this.#rows.filter(({ debit, credit }) => debit !== "0.00" || credit !== "0.00");
  }

  /** Adds payments on the account that the voucher takes the money off. */
  pay(method: string, { lines, received, paidBack }: SettleSum): void {
    if (dec(received).eq(0) && dec(paidBack).eq(0)) return;
    const account = this.#account("clearing", method);
    // Without an account, the row on clearing reports it.
    if (account === null) return;
    const bank = this.#input.banks?.find((one) => one.account === account);
    if (bank === undefined) {
      this.hold(reason("payout-clearing-bank-missing", { account: String(account) }));
      return;
    }
    const before = this.#payments.get(account);
    this.#payments.set(account, {
      account,
      bank: bank.id,
      lines: lines + (before?.lines ?? 0),
      received: amount(dec(received).plus(before?.received ?? "0")),
      paidBack: amount(dec(paidBack).plus(before?.paidBack ?? "0")),
    });
  }

  #move(role: PayoutRole, account: number, figure: Decimal, of: string): void {
    const known = this.#rows.findIndex((row) => row.role === role && row.account === account);
    const before = this.#rows[known];
    const moved = dec(figure)
      .plus(before?.debit ?? "0")
      .minus(before?.credit ?? "0");
    const row: PayoutRow = {
      role,
      account,
      debit: moved.gt(0) ? amount(moved) : "0.00",
      credit: moved.lt(0) ? negated(moved) : "0.00",
      of: before === undefined || before.of === of ? of : "",
    };
    if (before === undefined) this.#rows.push(row);
    else this.#rows[known] = row;
  }

  credit(role: PayoutRole, figure: Decimal, of = ""): void {
    this.debit(role, negated(figure), of);
  }

  /** Returns the VAT that the tenant chose for this provider and kind of fee; never guessed. */
  feeVat(kind: string): FeeVat | null {
    const chosen = this.#chosen("payoutFeeVat", kind);
    if (chosen === null)
      this.hold(
        reason("payout-fee-vat-missing", { of: this.#input.head.provider, fee: feeKind(kind) }),
      );
    return chosen === null ? null : feeVatOf(chosen);
  }

  vatDiffers(kind: string, vat: Decimal): void {
    this.hold(
      reason("payout-fee-vat-differs", {
        of: this.#input.head.provider,
        fee: feeKind(kind),
        vat,
      }),
    );
  }

  close(): PayoutPlan {
    if (this.#reasons.length > 0) return { kind: "held", reasons: this.#reasons };
    const rows = [...this.#moving(), ...this.#turned];
    if (rows.length === 0) return { kind: "held", reasons: [reason("payout-empty", {})] };
    const [debit, credit] = [sum(rows.map((row) => row.debit)), sum(rows.map((row) => row.credit))];
    if (!debit.eq(credit))
      throw new Error(`a payout's voucher doesn't balance: ${debit.toFixed()} ${credit.toFixed()}`);
    const payments = [...this.#payments.values()];
    return {
      kind: "voucher",
      date: this.#day.day,
      ...(this.#day.moved === undefined ? {} : { moved: this.#day.moved }),
      rows,
      ...(payments.length === 0 ? {} : { payments }),
    };
  }

  #account(role: PayoutRole, of: string): number | null {
    const { accounts } = this.#input.settings.payouts;
    const chosen = ((): string | null => {
      switch (role) {
        case "bank":
          return this.#chosen("payoutBank", of);
        case "clearing":
          return this.#chosen("payoutClearing", of);
        case "fee":
          return this.#chosen("payoutFee", of);
        default:
          return accounts[FIELD[role]];
      }
    })();
    return chosen === null ? null : Number(chosen);
  }

  /** A row for the provider and kind comes first, then the provider's row, then the default. */
  #chosen(
    lookup: "payoutBank" | "payoutClearing" | "payoutFee" | "payoutFeeVat",
    of: string,
  ): string | null {
    return accountFor(this.#input, lookup, of);
  }
}

const FIELD = {
  unmatched: "unmatched",
  chargeback: "chargeback",
  "accrued-fee": "accruedFee",
  "input-vat": "inputVat",
  "reverse-input-vat": "reverseInputVat",
  "reverse-output-vat": "reverseOutputVat",
  reserve: "reserve",
  "currency-gain": "currencyGain",
  "currency-loss": "currencyLoss",
  rounding: "rounding",
} as const satisfies Record<
  Exclude<PayoutRole, "bank" | "clearing" | "fee">,
  keyof PayoutPart["payouts"]["accounts"]
>;

const feeKind = (kind: string): FeeKind =>
  kind === "payment" || kind === "dispute" ? kind : "service";
