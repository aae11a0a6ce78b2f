/**
 * Groups what is on hold by what a person has to correct: the reason's code, and the thing (an
 * article code, a VAT code, a payment method). Jobs with the same two are corrected together.
 * Pure.
 */
import { type Decimal, dec, exact, type Figure } from "../money.ts";
import {
  isAlerted,
  type Reason,
  REASON_CODES,
  type ReasonCode,
  type ReasonParam,
  severityOf,
} from "../reasons/index.ts";

/** The reason of an order that is right and waits for approval. */
export const APPROVAL = "waits-for-approval" satisfies ReasonCode;

/** Needs a person for something else than an approval. A code of a newer release does. */
export const asksBesideApproval = ({ code }: Pick<Reason, "code">): boolean =>
  code !== APPROVAL && (isAlerted(code) || severityOf(code) === "error");

/** The codes that an order may have that waits for its approval alone. */
export const WITH_APPROVAL: readonly ReasonCode[] = REASON_CODES.filter(
  (code) => !asksBesideApproval({ code }),
);

/** Whether an order on hold waits for its approval alone, and has no money in question besides. */
export const isApprovalAlone = (reasons: readonly Reason[]): boolean =>
  reasons.some(({ code }) => code === APPROVAL) && !reasons.some(asksBesideApproval);

/** `thing`: "" where the reason names none, and all its jobs are one group. */
export type HeldCause = { readonly cause: string; readonly thing: string };

/**
 * The parameters of a reason that name the thing. Of several only the last is free text, so that
 * joining them by blanks is unambiguous.
 */
const THINGS: Readonly<Partial<Record<ReasonCode, readonly string[]>>> = {
  "waits-for-approval": ["rule"],
  "day-voucher-gone": ["day", "number"],
  "credit-original-on-hold": ["order"],
  "credit-original-not-here": ["order"],
  "credit-of-sales-order": ["order"],
  "article-not-found": ["sku"],
  "article-not-found-abroad": ["sku"],
  "article-ambiguous": ["sku"],
  "article-inactive": ["sku"],
  "article-tax-reduced": ["sku"],
  "article-not-looked-up": ["sku"],
  "article-number-taken": ["sku"],
  "article-number-too-long": ["sku"],
  "coding-not-found": ["sku"],
  "vat-rate-differs": ["sku"],
  "coding-ended": ["coding"],
  "gift-card-coding-unfit": ["coding"],
  "gift-card-account-missing": ["card"],
  "goods-coding-missing": ["vatCode"],
  "vat-code-unknown": ["vatCode"],
  "own-article-missing": ["article", "rate"],
  "own-article-taken": ["number"],
  "new-article-coding-missing": ["rate"],
  "terms-not-mapped": ["from"],
  "delivery-method-not-mapped": ["from"],
  "sales-type-not-mapped": ["salesType"],
  "payment-method-not-mapped": ["method"],
  "account-missing": ["lookup", "from"],
  "account-missing-abroad": ["lookup", "country", "from"],
  "foreign-sale": ["country"],
  "sale-country-unknown": ["country"],
  "sale-place-differs": ["goods", "ledger", "defaultCustomer"],
  "sale-company-without-vat-number": ["country"],
  "sale-private-with-vat-number": ["country"],
  "sale-vat-number-of-home": ["country"],
  "sale-vat-number-not-eu": ["country", "number"],
  "sale-vat-differs": ["why", "country", "source", "ledger", "sku"],
  "credit-sold-otherwise": ["was", "now", "country"],
  "coding-without-account": ["kind", "sku"],
  "currency-differs": ["order", "customer", "defaultCustomer"],
  "rate-missing": ["currency"],
  "rate-unlikely": ["currency"],
  "rate-unproven": ["currency"],
  "currency-unknown": ["currency"],
  "customer-inactive": ["of"],
  "customer-kind-differs": ["customer"],
  "customer-other-company": ["customer"],
  "debtor-of-several": ["debtor"],
  "default-debtor-missing": ["customer"],
  "rule-failed": ["field"],
  "rule-fails-often": ["field"],
  "rejected-by-vendor": ["vendor", "code"],
  "no-access": ["vendor", "capability"],
  "order-changed-after-booking": ["what"],
  "period-closed": ["date"],
  "period-closed-ask": ["date"],
  "product-tax-not-mapped": ["coding"],
};

/** Areas of things, by which a list of groups is filtered. */
export const HELD_AREAS = [
  "source",
  "article",
  "vat",
  "payment",
  "account",
  "customer",
  "document",
  "change",
  "delivery",
  "payout",
  "reconciliation",
  "rule",
  "approval",
  "connection",
  "other",
] as const;
export type HeldArea = (typeof HELD_AREAS)[number];

/** By the code's prefix; the first match counts. */
const BEGINS: readonly (readonly [HeldArea, readonly string[]])[] = [
  ["account", ["account-", "rate-", "gift-card-account", "coding-without-account", "voucher-"]],
  [
    "vat",
    [
      "vat-",
      "goods-coding",
      "coding-",
      "sale-",
      "foreign-sale",
      "triangular-",
      "new-article-coding",
      "gift-card-coding",
    ],
  ],
  ["article", ["article-", "sku-", "own-article-", "sales-type", "product-", "stock-", "line-"]],
  [
    "change",
    [
      "order-cancelled-",
      "order-changed-",
      "order-month-",
      "order-gone",
      "delta-",
      "lowered-",
      "undo-",
    ],
  ],
  [
    "payment",
    [
      "payment-",
      "refund",
      "gift-card-",
      "rounding-",
      "rounded-",
      "paid-",
      "terms-",
      "invoice-overpaid",
    ],
  ],
  ["delivery", ["attachment-", "sending-", "sent-by-", "write-back-", "delivery-method"]],
  ["payout", ["payout-", "payouts-", "settlement-"]],
  ["reconciliation", ["reconciliation-"]],
  [
    "source",
    [
      "faulty-source-",
      "discount-exceeds",
      "quantity-",
      "currency-",
      "too-many-rows",
      "total-not-",
      "price-basis-",
      "country-not-",
      "start-zone-",
      "no-orders",
    ],
  ],
  ["customer", ["customer-", "debtor-", "default-debtor", "post-code"]],
  [
    "document",
    [
      "document-",
      "perhaps-",
      "marker-",
      "link-",
      "credit",
      "booked-",
      "totals-",
      "period-",
      "in-doubt-",
      "day-",
      "row-",
    ],
  ],
  ["rule", ["rule-", "field-"]],
  ["approval", ["waits-for-approval"]],
  [
    "connection",
    [
      "needs-login",
      "client-refused",
      "no-access",
      "rejected-by-vendor",
      "company-",
      "wrong-",
      "contract-",
      "vendor-",
    ],
  ],
];

export const areaOf = (cause: string): HeldArea =>
  BEGINS.find(([, begins]) => begins.some((begin) => cause.startsWith(begin)))?.[0] ?? "other";

/** A thing only separates groups, so it may be cut. */
const MAX = 120;

const textOf = (value: ReasonParam | undefined): string =>
  value === undefined || value === null ? "" : String(value);

export const heldCauseOf = ({ code, params }: Reason): HeldCause => ({
  cause: code,
  thing: (THINGS[code] ?? [])
    .map((name) => textOf(params[name]))
    .join(" ")
    .trim()
    .slice(0, MAX),
});

/**
 * What is open for one cause, thing and currency. `gross`: the sum, in millionths, as text, as it
 * may exceed the range of exact numbers. `since`: when the oldest began.
 */
export type HeldSum = HeldCause & {
  readonly currency: string | null;
  readonly count: number;
  readonly gross: string | null;
  /** The part of `gross` that is below zero; `null`: none is. */
  readonly credits?: string | null;
  readonly since: number;
};

/** Jobs without an amount add nothing. */
export type Amounts = readonly { readonly currency: string; readonly gross: Decimal }[];

export type HeldGroup = HeldCause & {
  readonly count: number;
  readonly since: number;
  readonly amounts: Amounts;
};

/** Returns the groups, longest open first. */
export function groupsOf(sums: readonly HeldSum[]): readonly HeldGroup[] {
  const groups = new Map<string, HeldGroup>();
  for (const { cause, thing, currency, count, gross, since } of sums) {
    const name = JSON.stringify([cause, thing]);
    const before = groups.get(name);
    groups.set(name, {
      cause,
      thing,
      count: (before?.count ?? 0) + count,
      since: Math.min(before?.since ?? since, since),
      amounts: [
        ...(before?.amounts ?? []),
        ...(currency === null || gross === null
          ? []
          : [{ currency, gross: exact(dec(gross).div(1_000_000)) }]),
      ],
    });
  }
  return [...groups.values()].toSorted(
    (a, b) => a.since - b.since || b.count - a.count || a.thing.localeCompare(b.thing),
  );
}

/** Returns the sums by currency. */
export function amountsOf(sums: readonly Pick<HeldSum, "currency" | "gross">[]): Amounts {
  const totals = new Map<string, Figure>();
  for (const { currency, gross } of sums)
    if (currency !== null && gross !== null)
      totals.set(currency, (totals.get(currency) ?? dec("0")).plus(dec(gross)));
  return [...totals]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, gross]) => ({ currency, gross: exact(gross.div(1_000_000)) }));
}
