/**
 * What orders add to a day's voucher, and its rows. An order that is booked by the day has a
 * voucher only in our records: a member of its day. The day's voucher, which is in the ledger, is
 * the sum of its members.
 */
import type { Role } from "../jobs/job.ts";
import type { MappedValues } from "./mapped.ts";
import { amount, type Decimal, sum } from "../money.ts";

/** In the company's currency. Either debit or credit is "0.00", and neither is negative. */
export type DayRow = {
  readonly account: number;
  readonly debit: Decimal;
  readonly credit: Decimal;
  /** A VAT rate ("25%"), or the id of a payment method; "": neither. */
  readonly of: string;
  /** Cost centres and project, by the ledger's names. */
  readonly mapped?: MappedValues;
};

/** One voucher of one order, by the identity that it would have in the journal. */
export type MemberId = { readonly key: string; readonly role: Role; readonly n: number };

/** A member's rows balance. */
export type DayMember = MemberId & {
  /** The order's number. */
  readonly label: string;
  /** `YYYY-MM-DD` in the company's zone: the day on which it is booked. */
  readonly day: string;
  readonly rows: readonly DayRow[];
};

/** The event that hands in an order whose day's voucher is booked. */
export const DAY_BOOKED = "day-booked";

/** The event that hands in an order whose day a person booked. */
export const DAY_BOOKED_MANUALLY = "day-booked-by-hand";

const OF_DAY = "day:";

/** Returns the id under which a member is recorded as its order's document. */
export const memberDocument = ({ key, role, n }: MemberId): string =>
  `${OF_DAY}${key}:${role}:${n}`;

/** Whether a document is a member of a day, and so not in the ledger itself. */
export const isByDay = (documentId: string): boolean => documentId.startsWith(OF_DAY);

/** Returns the sum of the rows' debits, which equals that of their credits. */
export const debitOf = (rows: readonly Pick<DayRow, "debit">[]): Decimal =>
  amount(sum(rows.map(({ debit }) => debit)));
