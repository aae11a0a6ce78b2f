/**
 * Which documents wait for approval: rules of which one match is enough. Without rules none waits.
 * Pure.
 */
import { DAY_MS } from "../../domain/platform/durations.ts";
import { z } from "zod";
import { dec, type Decimal } from "../../domain/money.ts";
import { ORDER_TYPES, type OrderType } from "./order-types.ts";

export const APPROVAL_RULES = [
  "amount",
  "currency",
  "kind",
  "credit",
  "first-days",
  "country",
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
    if (dec(facts.gross).abs().gte(dec(rules.grossFrom))) return "amount";
  }
  if (rules.credits && facts.isCredit) return "credit";
  if (rules.kinds.includes(facts.type)) return "kind";
  if (rules.countries.includes(facts.country)) return "country";
  const { firstDays } = rules;
  return firstDays !== null && isEarly(facts, firstDays) ? "first-days" : null;
}

const isEarly = ({ day, liveDay }: ApprovalFacts, days: number): boolean =>
  liveDay === null || Date.parse(day) < Date.parse(liveDay) + days * DAY_MS;

/** Amount and currency of what an approval covered (`approvedOf`); `null`: nothing was approved. */
export function approvedAmount(
  of: string | null,
): { readonly gross: string; readonly currency: string } | null {
  if (of === null) return null;
  const [gross, currency]: readonly unknown[] = JSON.parse(of);
  return { gross: String(gross), currency: String(currency) };
}

/** What an approval covers: another value asks again. The kind counts where a rule names kinds. */
export const approvedOf = (rules: ApprovalSettings, facts: ApprovalFacts): string =>
  JSON.stringify([
    facts.gross,
    facts.currency,
    facts.country,
    facts.isCredit,
    rules.kinds.length === 0 ? null : facts.type,
  ]);
