/**
 * Which kind of document an order becomes: by the first rule whose conditions all match, otherwise
 * the tenant's type. Also which documents wait for approval: rules of which one match is enough.
 * Pure; both return the rule.
 */
import { z } from "zod";
import { dec, type Decimal, isDecimal } from "../../domain/money.ts";
import { VOUCHER_LEVELS, type VoucherLevel } from "../../domain/ledger/voucher.ts";
import { ORDER_TYPES, type OrderType } from "../../domain/orders/order-type.ts";
import { faultId } from "../setting-faults.ts";
import { DAY_MS } from "../../domain/platform/durations.ts";

const amount = z.string().regex(/^\d{1,9}\.\d{2}$/);

/** An unset condition matches all orders; an empty rule is refused, as it hides later ones. */
export const typeRule = z
  .strictObject({
    /** Asperion ids of payment methods. */
    paymentMethods: z.array(z.string().min(1)).min(1).optional(),
    /** ISO 3166 alpha-2, of the delivery address, otherwise of the invoice address. */
    deliveryCountries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .optional(),
    /** Gross, both ends counted in. */
    grossFrom: amount.optional(),
    grossTo: amount.optional(),
    customerKind: z.enum(["company", "private"]).optional(),
    type: z.enum(ORDER_TYPES),
    /** Journal voucher: how much of such an order stands apart. Default: the tenant's own. */
    level: z.enum(VOUCHER_LEVELS).optional(),
  })
  .refine(({ type, level }) => level === undefined || type === "mutation", {
    error: faultId("settings.faults.levelOfVoucher"),
    path: ["level"],
  })
  .refine(
    ({ type: _type, level: _level, ...conditions }) =>
      Object.values(conditions).some((condition) => condition !== undefined),
    faultId("settings.faults.noCondition"),
  )
  .refine(
    ({ grossFrom, grossTo }) =>
      grossFrom === undefined ||
      grossTo === undefined ||
      // What is no amount is refused at its field, and can't be compared.
      ![grossFrom, grossTo].every(isDecimal) ||
      dec(grossFrom).lte(dec(grossTo)),
    faultId("settings.faults.grossSpan"),
  );

export type TypeRule = z.infer<typeof typeRule>;

type Kinds = {
  readonly type: string;
  readonly typeRules?: readonly { readonly type: string }[];
  readonly wholeUnits?: string;
};

/**
 * Returns the kinds of document that an order may become: by the tenant's type, by a rule, or as a
 * voucher instead of a rounded invoice. Later conversions don't count.
 */
export function kindsOf({ type, typeRules = [], wholeUnits }: Kinds): ReadonlySet<OrderType> {
  const kinds = new Set(
    ORDER_TYPES.filter((one) => one === type || typeRules.some((rule) => rule.type === one)),
  );
  if (wholeUnits === "mutation" && (kinds.has("invoice") || kinds.has("draft-invoice")))
    kinds.add("mutation");
  return kinds;
}

/** Whether an order may be booked as an invoice here: at once, or once it is delivered. */
export function areInvoiced(orders: Kinds & { readonly invoiceOrders: string }): boolean {
  const kinds = kindsOf(orders);
  return kinds.has("invoice") || (kinds.has("sales-order") && orders.invoiceOrders === "delivered");
}

export type TypeFacts = {
  readonly paymentMethod: string | null;
  readonly deliveryCountry: string;
  readonly gross: Decimal;
  /** The ledger's own word on the customer. */
  readonly customerKind: "company" | "private";
};

/** `rule` counts from 1; `null` where no rule fits and the tenant's type is taken. */
type ChosenType = { readonly type: OrderType; readonly rule: number | null };

export function chooseType(
  settings: { readonly type: OrderType; readonly typeRules: readonly TypeRule[] },
  facts: TypeFacts,
): ChosenType {
  const index = settings.typeRules.findIndex((rule) => fits(rule, facts));
  const rule = settings.typeRules[index];
  return rule === undefined
    ? { type: settings.type, rule: null }
    : { type: rule.type, rule: index + 1 };
}

/** Returns the level of an order's voucher: of the rule that chose it, or the tenant's. */
export function chooseLevel(
  settings: {
    readonly type: OrderType;
    readonly typeRules: readonly TypeRule[];
    readonly voucher: { readonly level: VoucherLevel };
  },
  facts: TypeFacts,
): VoucherLevel {
  const { rule } = chooseType(settings, facts);
  const level = rule === null ? undefined : settings.typeRules[rule - 1]?.level;
  return level ?? settings.voucher.level;
}

function fits(rule: TypeRule, facts: TypeFacts): boolean {
  const gross = dec(facts.gross);
  return (
    (rule.paymentMethods === undefined ||
      (facts.paymentMethod !== null && rule.paymentMethods.includes(facts.paymentMethod))) &&
    (rule.deliveryCountries === undefined ||
      rule.deliveryCountries.includes(facts.deliveryCountry)) &&
    (rule.grossFrom === undefined || gross.gte(dec(rule.grossFrom))) &&
    (rule.grossTo === undefined || gross.lte(dec(rule.grossTo))) &&
    (rule.customerKind === undefined || rule.customerKind === facts.customerKind)
  );
}

export const APPROVAL_RULES = [
  "amount",
  "currency",
  "kind",
  "credit",
  "first-days",
  "country",
  /** No rule holds it any more, but it isn't what was approved. */
  "changed",
] as const;
export type ApprovalRule = (typeof APPROVAL_RULES)[number];

export const approvalSettings = z
  .strictObject({
    /** Gross, in the company's currency. An order in another currency always waits. */
    grossFrom: z
      .string()
      .regex(/^\d{1,9}\.\d{2}$/)
      .nullable()
      .default(null),
    kinds: z.array(z.enum(ORDER_TYPES)).default([]),
    /** Credit orders, and credits of what was cancelled. */
    credits: z.boolean().default(false),
    /** Orders within this many days after the order flow was first on. */
    firstDays: z.int().min(1).max(90).nullable().default(null),
    /** Destination of the goods, ISO 3166 alpha-2. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .max(50)
      .default([]),
  })
  .prefault({});

export type ApprovalSettings = z.infer<typeof approvalSettings>;

export type ApprovalFacts = {
  readonly gross: Decimal;
  readonly currency: string;
  /** The company's; `null`: not known. */
  readonly home: string | null;
  readonly type: OrderType;
  readonly isCredit: boolean;
  /** What an edit credits of what is booked; `null`: nothing. */
  readonly credited: Decimal | null;
  readonly country: string;
  /** The order's day, and the day on which the flow was first on; `null`: it wasn't yet. */
  readonly day: string;
  readonly liveDay: string | null;
};

export const asksApproval = (rules: ApprovalSettings): boolean =>
  rules.grossFrom !== null ||
  rules.kinds.length > 0 ||
  rules.credits ||
  rules.firstDays !== null ||
  rules.countries.length > 0;

/** The first rule that holds it; `null`: none does. */
export function holdingRule(rules: ApprovalSettings, facts: ApprovalFacts): ApprovalRule | null {
  if (rules.grossFrom !== null) {
    if (facts.currency !== facts.home) return "currency";
    const amounts = [facts.gross, facts.credited ?? "0.00"];
    const from = dec(rules.grossFrom);
    if (amounts.some((one) => dec(one).abs().gte(from))) return "amount";
  }
  if (rules.credits && (facts.isCredit || facts.credited !== null)) return "credit";
  if (rules.kinds.includes(facts.type)) return "kind";
  if (rules.countries.includes(facts.country)) return "country";
  const { firstDays } = rules;
  return firstDays !== null && isEarly(facts, firstDays) ? "first-days" : null;
}

const isEarly = ({ day, liveDay }: ApprovalFacts, days: number): boolean =>
  liveDay === null || Date.parse(day) < Date.parse(liveDay) + days * DAY_MS;

type Approved = readonly [
  gross: string,
  currency: string,
  country: string,
  isCredit: boolean,
  type: string | null,
];

/** Without the credit that it was for. */
const approvedIn = (of: string): Approved =>
  (JSON.parse(of) as unknown[]).slice(0, 5) as unknown as Approved;

/** Amount and currency of what an approval covered (`approvedOf`); `null`: nothing was approved. */
export function approvedAmount(
  of: string | null,
): { readonly gross: string; readonly currency: string } | null {
  if (of === null) return null;
  const [gross, currency] = approvedIn(of);
  return { gross, currency };
}

/**
 * Whether the order is another one than was approved, although no rule holds it any more. A credit
 * of it is no change of it, nor is a rule that names kinds since.
 */
export function isChangedSince(approved: string | null, of: string): boolean {
  if (approved === null) return false;
  const [before, now] = [approvedIn(approved), approvedIn(of)];
  return (
    before[3] === now[3] &&
    before.some((value, at) => value !== now[at] && value !== null && now[at] !== null)
  );
}

/**
 * Whether an approval is of this (`approvedOf`). Another kind than was approved asks again only
 * where a rule names it.
 */
export function isApproved(approved: string | null, of: string): boolean {
  if (approved === null) return false;
  const [before = [], now = []] = [approved, of].map((one) => JSON.parse(one) as unknown[]);
  const isSame = (value: unknown, at: number): boolean =>
    value === before[at] || (at === 4 && value === null);
  return before.length === now.length && now.every(isSame);
}

/**
 * What an approval covers: another value asks again. The kind counts where a rule names it.
 * `credit`: the one that is asked for, as the order may come to the same again by another one.
 */
export const approvedOf = (
  rules: ApprovalSettings,
  facts: ApprovalFacts,
  credit: string | null = null,
): string =>
  JSON.stringify([
    facts.gross,
    facts.currency,
    facts.country,
    facts.isCredit,
    rules.kinds.includes(facts.type) ? facts.type : null,
    ...(credit === null ? [] : [credit]),
  ]);
