/** Days by which orders are booked, and how their vouchers are searched for. Shapes only grow. */
import type { DayRow } from "../../domain/ledger/day-book.ts";
import type { Decimal } from "../../domain/money.ts";
import type { Outcome, Role } from "../../domain/jobs/job.ts";
import type { RateFigures } from "../../monitor/reconciliation/balance.ts";
import type { Language } from "../../domain/language.ts";
import type { ListedShare } from "../../flows/orders/supporting/day-list.ts";
import type { ClosedDay } from "../../flows/days/book.ts";
import type { Fenced } from "./runs.ts";
import type { Provider } from "../../domain/payouts/lines.ts";
import type { BookedVoucher, PayoutRow } from "./payouts.ts";

export type DayAnswer =
  | { readonly kind: "day"; readonly closed: ClosedDay; readonly language: Language }
  | { readonly kind: "none" }
  | Fenced;

/** `key`: of the order. */
type SharePage = ListedShare & { readonly key: string };

/** A page of the shares of the day that a run books. */
export type DaySharesAnswer =
  | {
      readonly kind: "shares";
      readonly shares: readonly SharePage[];
      /** Where the next page starts; `null` on the last. */
      readonly cursor: string | null;
    }
  | Fenced;

export type DayVoucherView = BookedVoucher & {
  /** `2026-11-28-1`. */
  readonly id: string;
  readonly day: string;
  readonly n: number;
  readonly members: number;
  readonly rows: readonly DayRow[];
  /** `null`: it is still being filled. */
  readonly closedAt: number | null;
  /** A person skipped it: the day counts as booked manually. */
  readonly isManual?: boolean;
  /** The company's; `null`: it was never read. */
  readonly currency: string | null;
  /** In lists of days and on a day's page, once they are known. */
  readonly amounts?: DayAmounts;
};

/**
 * A day's voucher that stands in the ledger, as posting lists have it. `compared`: it held what was
 * planned when it was read last. `changed`: somebody changed it in the ledger, as a comparison
 * found, so its rows are those that were sent. `unread`: it wasn't read since it was sent.
 */
export type BookedDayVoucher = Pick<DayVoucherView, "id" | "day" | "n" | "members" | "rows"> & {
  readonly number: string | null;
  readonly currency: string | null;
  readonly state: "compared" | "changed" | "unread";
};

/** Why what a day's voucher holds isn't what its orders charge. */
export type DayCause =
  /** `deleted`: in the ledger. `unbooked`: it isn't there yet. */
  | { readonly kind: "deleted" | "unbooked"; readonly off: Decimal }
  /** Somebody changed it in the ledger, as a comparison found at that instant, in ms. */
  | {
      readonly kind: "changed";
      readonly off: Decimal;
      readonly at: number;
      readonly vat: readonly RateFigures[];
    }
  /** The shop says something else of an order than is booked. `off`: `null`: it isn't known. */
  | {
      readonly kind: "order";
      readonly off: Decimal | null;
      readonly order: {
        readonly key: string;
        readonly label: string;
        readonly jobId: string | null;
        readonly outcome: Outcome | null;
        /** In the order's currency. */
        readonly charged: Decimal | null;
        readonly booked: Decimal;
        readonly currency: string | null;
      };
    };

/** In the company's currency; `null`: it can't be told. */
export type DayAmounts = {
  /** By the shop, as its orders were read last. */
  readonly charged: Decimal | null;
  /** By the ledger, as it was compared last. Of a day that waits, what its voucher will hold. */
  readonly held: Decimal | null;
  /** `held` less `charged`. */
  readonly difference: Decimal | null;
  /** Of the voucher, by rate; none of one that isn't in the ledger. */
  readonly vat: readonly RateFigures[];
  readonly causes: readonly DayCause[];
};

/** Orders that wait for a day that isn't closed, or for a further voucher of a closed day. */
export type WaitingDay = {
  readonly day: string;
  readonly members: number;
  /** What its voucher will come to, of one side. */
  readonly debit: Decimal;
  readonly amounts?: DayAmounts;
};

/** Days per answer. */
export const DAYS_PER_PAGE = 100;

export type DaysView = {
  /** On all pages. */
  readonly total: number;
  /** Newest first. */
  readonly vouchers: readonly DayVoucherView[];
  readonly waiting: readonly WaitingDay[];
  /** The company's; `null`: it was never read. */
  readonly currency: string | null;
  /** When the next day closes, in ms; `null`: nothing waits or closes. */
  readonly next: number | null;
};

/** One voucher of one order. */
export type DayMemberView = {
  readonly key: string;
  readonly role: Role;
  readonly n: number;
  readonly label: string;
  readonly rows: readonly DayRow[];
  /**
   * What was sold, with what gift cards paid; a credit's is below zero. Absent: a payment, or what
   * is taken back.
   */
  readonly charged?: { readonly amount: Decimal; readonly currency: string };
  /** By rate, in the company's currency. Absent: a payment, or it isn't known. */
  readonly vat?: readonly RateFigures[];
  /** The order's newest job. */
  readonly jobId: string | null;
};

export type DayPage = {
  readonly voucher: DayVoucherView;
  readonly members: readonly DayMemberView[];
  /** Where the next page starts; `null` on the last. */
  readonly cursor: string | null;
};

/** An order's share of its days, in the order in which it was added. */
export type DayShare = {
  readonly role: Role;
  readonly n: number;
  readonly day: string;
  readonly rows: readonly DayRow[];
  /** `null`: it waits. */
  readonly voucher:
    | (Pick<
        DayVoucherView,
        "id" | "day" | "n" | "members" | "rows" | "voucher" | "isManual" | "currency"
      > & {
        /** Number of its voucher that was deleted in the ledger. Absent: none, or booked since. */
        readonly deleted?: string;
      })
    | null;
};

/** The parts of a search text that may name one. Absent: the text names none of that kind. */
export type VoucherQuery = {
  /** A calendar day, "2026-11-24"; `n`: which voucher of that day. */
  readonly day?: { readonly day: string; readonly n?: number };
  /** Whole numbers of vouchers in the ledger. */
  readonly numbers?: readonly string[];
  /** Prefixes of a provider's reference of a payout. */
  readonly references?: readonly string[];
  readonly provider?: Provider;
  readonly code?: string;
};

/** Results of each kind, at most. */
export const MAX_FOUND_VOUCHERS = 20;

export type FoundVouchers = {
  readonly days: readonly DayVoucherView[];
  /** Newest first. */
  readonly payouts: readonly PayoutRow[];
  /** There are more of either than answered. */
  readonly more: boolean;
};
