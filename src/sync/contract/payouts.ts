/** Payouts, as the tenant's object takes and answers them. Shapes only grow. */
import type { MAILS_REFUSED } from "../../domain/reasons/words.ts";
import type { FlowName, JobStatus, Outcome } from "../../domain/jobs/job.ts";
import type { Decimal } from "../../domain/money.ts";
import type { LineKind, PayoutHead, Provider } from "../../domain/payouts/lines.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { Unmatched } from "../../flows/payouts/match.ts";
import type { Due } from "../../flows/payouts/payment-shares.ts";
import type { SettledOtherwiseOnAccount } from "../../flows/payouts/settled-otherwise.ts";
import type { PayoutPlan } from "../../flows/payouts/plan-voucher.ts";
import type { PayoutSettings } from "../../settings/payouts.ts";
import type { PayoutSums } from "../../flows/payouts/sums.ts";

/** Lines in each part of a payout; the last part may have fewer. */
export const LINES_PER_PART = 200;
/** Payouts per answer. */
export const PAYOUTS_PER_PAGE = 200;

/** Lines of one slot of an upload: gzipped JSON. */
export type LinesPart = {
  readonly upload: string;
  readonly slot: string;
  readonly part: number;
  readonly bytes: Uint8Array;
};

/** A payout of a file that was read completely. */
export type StagedPayout = {
  /** A hash of its identity. */
  readonly id: string;
  readonly slot: string;
  readonly head: PayoutHead;
  readonly amount: Decimal;
  readonly lines: number;
  readonly digest: string;
  /** A digest of the file's own data. */
  readonly said: string;
};

/**
 * The outcome of each: new; unchanged; its lines replace those of an earlier file; already approved
 * with other lines, and left; or it lacks lines of the earlier file, and nothing is changed.
 */
export type StagingResult = {
  readonly id: string;
  readonly payout: string;
  readonly as: "new" | "same" | "corrected" | "differs" | "incomplete";
  /** Of one that is incomplete: how many lines it lacks, and the first one's id. */
  readonly lacks?: { readonly count: number; readonly line: string };
};

/** A settlement file that was read lately. `as`: of how many payouts what became. */
export type UploadRow = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly provider: Provider;
  /** Payouts in it. */
  readonly count: number;
  readonly as: Partial<Readonly<Record<StagingResult["as"], number>>>;
};

/** A page of what became of its payouts, from 0; `total`: of those that are remembered. */
export type UploadResult = UploadRow & {
  readonly page: number;
  readonly total: number;
  /** `now`: where it stands; `null`: it was removed from the list since. */
  readonly rows: readonly { readonly staged: StagingResult; readonly now: ListedPayout | null }[];
};

export type ReadOptionsView = {
  /** The company's currency. */
  readonly currency: string;
  /** The company's time zone. */
  readonly zone: string;
  readonly settings: {
    readonly payouts: PayoutSettings;
    /** By provider: the column of the order number; "" where it is detected. */
    readonly reference: Readonly<Record<string, string>>;
    /** The meanings of words in a file. */
    readonly kinds: Readonly<Record<string, LineKind>>;
  };
};

/** Outcomes of a mail to the shop's address. */
export type MailOutcome = "taken" | (typeof MAILS_REFUSED)[number];

export type NotedMail = {
  readonly at: number;
  readonly outcome: MailOutcome;
  /** The sender as the list has it; of unlisted senders only their domain. */
  readonly from: string;
};

export type MailIntakeView = {
  /** Providers by address, or by "@domain". */
  readonly senders: Readonly<Record<string, Provider>>;
  /** The last mails, newest first; `times`: in a row. */
  readonly mails: readonly (NotedMail & { readonly times: number })[];
};

/** What has a voucher of its own in the ledger: a payout, or a day. */
export type BookedVoucher = {
  /** `null`: not booked. `compared`: it holds what was planned. */
  readonly voucher: {
    readonly id: string;
    readonly number: string | null;
    readonly compared: boolean;
  } | null;
  readonly job: {
    readonly id: string;
    readonly flow: FlowName;
    readonly status: JobStatus;
    readonly outcome: Outcome | null;
    readonly reasons: readonly Reason[];
  } | null;
};

export type PayoutRow = BookedVoucher & {
  readonly id: string;
  readonly provider: PayoutHead["provider"];
  readonly account: string;
  readonly payout: string;
  readonly currency: string;
  readonly day: string;
  readonly amount: Decimal;
  readonly lines: number;
  readonly actor: string;
  readonly createdAt: number;
  readonly approvedBy: string | null;
  /** A later file differs from what was approved, or `isDoubted`. */
  readonly differsAt: number | null;
  /** It isn't being booked, and a later file, which may be a part of it, lacks lines of it. */
  readonly isDoubted?: boolean;
  /** A person skipped it, as they booked it. */
  readonly isLeft?: boolean;
  /** The file states no total: `amount` is the sum of its lines. */
  readonly linesOnly?: boolean;
};

/** `held`: it can't be approved as it is; `null`: approved, or too many lines to tell in a list. */
export type ListedPayout = PayoutRow & { readonly held: boolean | null };

export type UnmatchedLine = {
  readonly id: string;
  readonly at: number;
  readonly day: string;
  readonly kind: string;
  readonly reference: string | null;
  readonly gross: Decimal;
  readonly why: Unmatched;
  /** The number of the order that a person chose for it, which doesn't fit. */
  readonly chosen?: string;
  /** It is more than its order: what that comes to, in the payout's currency. */
  readonly worth?: Decimal;
  /**
   * The newest job of the order that the line names, where one order alone has its number. `again`:
   * its processing is over, so it may be read again.
   */
  readonly job?: { readonly id: string; readonly again: boolean };
  readonly suggestions: readonly {
    readonly key: string;
    readonly label: string;
    readonly day: string;
  }[];
};

/** Lines of a payout that are processed, of how many. */
export type PayoutProgress = { readonly done: number; readonly of: number };

export const LINES_PER_PAGE = 100;

/** A page of a payout's lines, from 0, with the match of each in the last plan. */
export type PayoutLines = {
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly {
    readonly id: string;
    readonly at: number;
    readonly day: string;
    readonly kind: LineKind;
    readonly reference: string | null;
    readonly gross: Decimal;
    /** Including its VAT. */
    readonly fee: Decimal;
    readonly net: Decimal;
    /** The order's number; `null`: none, or not matched yet. */
    readonly order: string | null;
    readonly by: "reference" | "text" | "payment" | "person" | null;
    readonly why: Unmatched | null;
  }[];
};

/** A line that is settled by payments on its order's invoices or credits. */
export type SettledLine = {
  readonly at: number;
  readonly order: string;
  readonly on: "invoice" | "credit";
  readonly numbers: readonly string[];
  readonly gross: Decimal;
  /** The order's key. Absent: of an earlier release. */
  readonly key?: string;
  /** On an invoice: what all lines of the payout pay of the order. */
  readonly paid?: Decimal;
  /** That is less than the order comes to. */
  readonly isLess?: true;
};

/**
 * With the amount of the order's invoices and what stays open of them once the payout is booked, by
 * what is registered now. Absent: on a credit, or it isn't known.
 */
export type SettledView = SettledLine & { readonly invoiced?: Decimal; readonly open?: Decimal };

/**
 * What stands of an order's invoices by what is registered here, in the order's currency: a person
 * may have registered more in the ledger.
 */
export type OpenInvoices = {
  readonly invoiced: Decimal;
  /** Neither credited nor paid; never below zero. */
  readonly open: Decimal;
  /** `payout`: the provider's name of it; `null`: it isn't known any more. */
  readonly paidOut: readonly {
    readonly id: string;
    readonly payout: string | null;
    readonly amount: Decimal;
  }[];
};

/**
 * An order that was cancelled, or charges nothing any more, and that a payout pays for. `at`: the
 * first of its lines. `gross`: in the payout's currency, less what the payout pays back.
 */
export type PaidCancelledOrder = {
  readonly at: number;
  readonly key: string;
  readonly order: string;
  readonly gross: Decimal;
};

/**
 * An order of which a payout takes, or gives back, more than earlier payouts left. `above`: more
 * would be open of it than it came to, by how much; `below`: that much more is paid than is still
 * owed of it. In the company's currency. `named`: a person chose it, and another payout names it
 * too.
 */
export type ExcessOrder = {
  readonly at: number;
  readonly key: string;
  readonly order: string | null;
  readonly what: "above" | "below" | "named";
  readonly amount: Decimal;
  readonly payout?: string;
};

/** A payout that may be the same money, read under another account at its provider. */
export type OtherAccount = {
  readonly id: string;
  readonly payout: string;
  /** "": none was given. */
  readonly account: string;
};

export type PayoutView = ListedPayout & {
  /** A plan is being made: the first one, or one that replaces the shown one. */
  readonly progress: PayoutProgress | null;
  readonly sums: PayoutSums;
  readonly plan: PayoutPlan;
  /** The mark of exactly this plan, which an approval names. */
  readonly mark: string;
  /** It was approved as it is planned now: its job books it again, and no approval is needed. */
  readonly isAsApproved?: boolean;
  /** A hundred of them at most. */
  readonly unmatched: readonly UnmatchedLine[];
  readonly matched: number;
  /** Lines that another payout has booked. */
  readonly overlaps: { readonly count: number; readonly payout: string } | null;
  /**
   * A hundred lines that are settled by payments: of more, first those that pay less than their
   * order. Absent: none.
   */
  readonly settled?: readonly SettledView[];
  /** Cancelled orders that it pays for, a hundred at most. Absent: none. */
  readonly cancelled?: readonly PaidCancelledOrder[];
  /** Until it is booked, a hundred at most. Absent: none. */
  readonly beyond?: readonly ExcessOrder[];
  /** Lines whose order a person chose. Absent: none. */
  readonly chosen?: number;
  /** Absent: none. Otherwise an approval confirms that it belongs to another account. */
  readonly otherAccount?: OtherAccount;
};

export type PayoutRefusal =
  | "other-account"
  | "unknown"
  | "held"
  | "changed"
  | "differs"
  | "skipped"
  | "booked"
  | "overlaps"
  | "no-order"
  | "planning";

export type PayoutActionResult =
  | { readonly ok: true; readonly jobId: string | null }
  | { readonly ok: false; readonly why: PayoutRefusal };

/** A run's questions about its own payout. */
export type PayoutQuestion = (
  | { readonly ask: "plan" }
  /** `from`: the part at which a claim continues. */
  | { readonly ask: "claim"; readonly from?: number }
  /** What it pays on invoices, from this part on. */
  | { readonly ask: "dues"; readonly from: number }
  /** All of it is paid, as far as it can be. */
  | { readonly ask: "settled"; readonly unpaid: readonly SettledOtherwiseOnAccount[] }
) & {
  /** The caller asks again until there is an answer. */
  readonly inSteps?: boolean;
};

export type PayoutAnswer =
  | {
      readonly kind: "plan";
      readonly head: PayoutHead;
      readonly amount: Decimal;
      readonly plan: PayoutPlan;
      readonly mark: string;
      readonly approved: string | null;
    }
  | { readonly kind: "claimed" }
  | { readonly kind: "noted" }
  /** `next`: the part at which it continues; `null` with the last. */
  | { readonly kind: "dues"; readonly dues: readonly Due[]; readonly next: number | null }
  | { readonly kind: "planning"; readonly done: number; readonly of: number }
  /** The part at which it continues. */
  | { readonly kind: "claiming"; readonly from: number }
  | { readonly kind: "overlaps"; readonly count: number; readonly payout: string }
  | { readonly kind: "none" };

/** A settlement file that was read completely. */
export type ReadFile = {
  /** The name of its upload. */
  readonly file: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha: string;
  readonly bytes: number;
  readonly chunks: number;
  /** Sealed. */
  readonly name: Uint8Array;
  /** Payouts in it. */
  readonly payouts: readonly string[];
};

export type RetainedFile = {
  readonly id: string;
  /** `null`: it had none, or no key opens it. */
  readonly name: string | null;
  readonly bytes: number;
  readonly at: number;
  /** It is kept at least until then. */
  readonly until: number;
};

export type RetainedFileContent = {
  readonly key: Uint8Array;
  readonly bytes: number;
  readonly chunks: number;
  readonly name: string | null;
};
