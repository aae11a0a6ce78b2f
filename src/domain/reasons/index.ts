/**
 * Why something was decided, as a code with parameters. Parameters hold ids, codes and figures,
 * never names or e-mail addresses: those are resolved when shown. This is the only table of codes;
 * src/messages/reasons.ts has the reader's texts.
 */
import { TAKEN, HELD_ORDERS } from "./orders.ts";
import { HELD_LOOKUPS, HELD_CUSTOMERS } from "./lookups.ts";
import { HELD_DOCUMENTS, LINKS, RULES } from "./documents.ts";
import { RECORDED } from "./recorded.ts";
import { INVOICES, CREDITS, PAYMENTS } from "./invoices.ts";
import { AFTER_BOOKING, SENDING, PERIODS } from "./after-booking.ts";
import { CROSS_BORDER, VOUCHERS } from "./vouchers.ts";
import { PAID_CANCELLED, PAYOUT_MAILS, PAYOUTS, SETTLEMENT_FILES } from "./payouts.ts";
import { POSTINGS } from "./postings.ts";
import { PRODUCTS, STOCK } from "./goods.ts";
import { FAILED_CALLS, ENGINE } from "./engine.ts";
import { SWEEPS, COMPARISON, WATCHED, BACK_FILLS } from "./tenant.ts";
import type {
  ParamInput,
  MayLack,
  ReasonEntry,
  ReasonParam,
  ReasonTable,
  Severity,
} from "./table.ts";

export type { ReasonParam, Severity } from "./table.ts";

export const REASONS = {
  ...TAKEN,
  ...HELD_ORDERS,
  ...HELD_LOOKUPS,
  ...HELD_CUSTOMERS,
  ...HELD_DOCUMENTS,
  ...LINKS,
  ...RULES,
  ...RECORDED,
  ...INVOICES,
  ...CREDITS,
  ...PAYMENTS,
  ...AFTER_BOOKING,
  ...SENDING,
  ...PERIODS,
  ...CROSS_BORDER,
  ...VOUCHERS,
  ...SETTLEMENT_FILES,
  ...PAYOUT_MAILS,
  ...PAID_CANCELLED,
  ...PAYOUTS,
  ...POSTINGS,
  ...PRODUCTS,
  ...STOCK,
  ...FAILED_CALLS,
  ...ENGINE,
  ...SWEEPS,
  ...COMPARISON,
  ...WATCHED,
  ...BACK_FILLS,
} as const satisfies ReasonTable;

export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

export type Reason = {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, ReasonParam>>;
};

type Table = typeof REASONS;

type KindsOf<Code extends ReasonCode> = Table[Code]["params"];

/** Parameters of a reason of this code. Only those that its message can do without are optional. */
export type ParamsOf<Code extends ReasonCode> = {
  readonly [Name in keyof KindsOf<Code> as MayLack<KindsOf<Code>[Name], never, Name>]: ParamInput<
    KindsOf<Code>[Name]
  >;
} & {
  readonly [Name in keyof KindsOf<Code> as MayLack<KindsOf<Code>[Name], Name, never>]?: ParamInput<
    KindsOf<Code>[Name]
  >;
};

type GivenOf<Code extends ReasonCode> =
  Record<string, never> extends ParamsOf<Code>
    ? [params?: ParamsOf<Code>]
    : [params: ParamsOf<Code>];

export function reason<Code extends ReasonCode>(code: Code, ...[params]: GivenOf<Code>): Reason {
  return { code, params: { ...params } };
}

/** False for a code that a newer release stored before a roll-back. */
export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);

/** Returns the reason; for an unknown code, a reason that a newer release stored it. */
export const knownReason = (stored: Reason): Reason =>
  isReasonCode(stored.code) ? stored : reason("told-by-newer-release", { code: stored.code });

const entryOf = (code: string): ReasonEntry | null => (isReasonCode(code) ? REASONS[code] : null);

/** An unknown code needs a person. */
export const severityOf = (code: ReasonCode): Severity => entryOf(code)?.severity ?? "error";

/** Whether an alert names it: all that needs a person, and a few other events. */
export const isAlerted = (code: ReasonCode): boolean => entryOf(code)?.alerts ?? false;

/** Whether nobody has to do anything about it: no next step is shown then. */
export const asksNothing = (code: ReasonCode): boolean =>
  entryOf(code)?.asks !== undefined || !isReasonCode(code);
