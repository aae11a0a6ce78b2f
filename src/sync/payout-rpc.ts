/** Payouts, as the tenant's object takes and answers them. Shapes only grow. */
import type { FlowName, JobStatus, Outcome } from "../domain/job.ts";
import type { Decimal } from "../domain/money.ts";
import type { LineKind, PayoutHead, Provider } from "../domain/payouts/lines.ts";
import type { Reason } from "../domain/reasons.ts";
import type { Unmatched } from "../flows/payouts/match.ts";
import type { Due } from "../flows/payouts/shares.ts";
import type { PayoutPlan } from "../flows/payouts/plan.ts";
import type { PayoutSettings } from "../settings/payouts.ts";
import type { PayoutSums } from "../flows/payouts/sums.ts";

/** Every part of a payout's lines has as many, but for its last. */
export const LINES_A_PART = 200;
/** Payouts in one answer. */
export const PAYOUTS_A_PAGE = 200;

/** Lines of one slot of an upload: gzipped JSON. */
export type LinesPart = {
  readonly upload: string;
  readonly slot: string;
  readonly part: number;
  readonly bytes: Uint8Array;
};

/** A payout of a file that was read to its end. */
export type StagedPayout = {
  /** A hash of its identity. */
  readonly id: string;
  readonly slot: string;
  readonly head: PayoutHead;
  readonly amount: Decimal;
  readonly lines: number;
  readonly digest: string;
  /** A digest of what the file itself says. */
  readonly said: string;
};

/**
 * What became of each: new; as it was; its lines in place of those of an earlier file; or approved
 * already with other lines, and left.
 */
export type Staged = {
  readonly id: string;
  readonly payout: string;
  readonly as: "new" | "same" | "corrected" | "differs";
};

export type ReadOptionsView = {
  /** The company's. */
  readonly currency: string;
  readonly settings: {
    readonly payouts: PayoutSettings;
    /** By provider: the column of the order's number; "" where it is found by itself. */
    readonly reference: Readonly<Record<string, string>>;
    /** What a word of a file means. */
    readonly kinds: Readonly<Record<string, LineKind>>;
  };
};

/** What became of a mail that was sent to the shop's address. */
const MAIL_OUTCOMES = [
  "taken",
  "file-refused",
  "unknown-sender",
  "not-signed",
  "no-file",
  "several-files",
  "too-large",
] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

export type NotedMail = {
  readonly at: number;
  readonly outcome: MailOutcome;
  /** As the list has the sender; of others their domain alone. */
  readonly from: string;
};

export type MailIntakeView = {
  /** Providers by address, or by "@domain". */
  readonly senders: Readonly<Record<string, Provider>>;
  /** The last ones, the newest first; `times`: in a row. */
  readonly mails: readonly (NotedMail & { readonly times: number })[];
};

export type PayoutRow = {
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
  /** A later file says otherwise of it than what was approved. */
  readonly differsAt: number | null;
  /** Its voucher; `null`: it isn't booked. `compared`: it holds what was planned. */
  readonly voucher: { readonly number: string | null; readonly compared: boolean } | null;
  readonly job: {
    readonly id: string;
    readonly flow: FlowName;
    readonly status: JobStatus;
    readonly outcome: Outcome | null;
    readonly reasons: readonly Reason[];
  } | null;
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
  readonly suggestions: readonly {
    readonly key: string;
    readonly label: string;
    readonly day: string;
  }[];
};

/** Lines of a payout that were gone through, of how many. */
export type PayoutProgress = { readonly done: number; readonly of: number };

export const LINES_A_PAGE = 100;

/** A page of a payout's lines, from 0, with what each was matched with when it was planned last. */
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
    /** With the VAT beside it. */
    readonly fee: Decimal;
    readonly net: Decimal;
    /** Its number; `null`: none, or not matched yet. */
    readonly order: string | null;
    readonly by: "reference" | "text" | "payment" | "person" | null;
    readonly why: Unmatched | null;
  }[];
};

/** A line that is settled by payments on its order's invoices, or credits. */
export type SettledLine = {
  readonly at: number;
  readonly order: string;
  readonly on: "invoice" | "credit";
  readonly numbers: readonly string[];
  readonly gross: Decimal;
};

/** A payout that may be the same money, read under another account at its provider. */
export type OtherAccount = {
  readonly id: string;
  readonly payout: string;
  /** "": none was said. */
  readonly account: string;
};

export type PayoutView = ListedPayout & {
  /** A plan is being made: the first one, or one in place of that which is shown. */
  readonly progress: PayoutProgress | null;
  readonly sums: PayoutSums;
  readonly plan: PayoutPlan;
  /** Of exactly this plan: what an approval names. */
  readonly mark: string;
  /** At most a hundred of them. */
  readonly unmatched: readonly UnmatchedLine[];
  readonly matched: number;
  /** Lines that another payout has booked. */
  readonly overlaps: { readonly count: number; readonly payout: string } | null;
  /** The first hundred of the lines that are settled by payments. Absent: none is. */
  readonly settled?: readonly SettledLine[];
  /** Lines whose order a person chose. Absent: none. */
  readonly chosen?: number;
  /** Absent: there is none. Else an approval says that it is another account's. */
  readonly otherAccount?: OtherAccount;
};

export type PayoutRefusal =
  | "other-account"
  | "unknown"
  | "held"
  | "changed"
  | "booked"
  | "overlaps"
  | "no-order"
  | "planning";

export type PayoutActed =
  | { readonly ok: true; readonly jobId: string | null }
  | { readonly ok: false; readonly why: PayoutRefusal };

/** What a run asks of its own payout. */
export type PayoutAsk = (
  | { readonly ask: "plan" }
  /** `from`: the part with which a claim goes on. */
  | { readonly ask: "claim"; readonly from?: number }
  /** What it pays on invoices, from this part on. */
  | { readonly ask: "dues"; readonly from: number }
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
  /** `next`: from which part it goes on; `null` with the last. */
  | { readonly kind: "dues"; readonly dues: readonly Due[]; readonly next: number | null }
  | { readonly kind: "planning"; readonly done: number; readonly of: number }
  /** From which part it goes on. */
  | { readonly kind: "claiming"; readonly from: number }
  | { readonly kind: "overlaps"; readonly count: number; readonly payout: string }
  | { readonly kind: "none" };

/** A settlement file that was read to its end. */
export type ReadFile = {
  /** As its upload is named. */
  readonly file: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha: string;
  readonly bytes: number;
  readonly chunks: number;
  /** Sealed. */
  readonly name: Uint8Array;
  /** Payouts that it holds. */
  readonly payouts: readonly string[];
};

export type KeptFile = {
  readonly id: string;
  /** `null`: it had none, or no key opens it. */
  readonly name: string | null;
  readonly bytes: number;
  readonly at: number;
  /** From then on it may be deleted. */
  readonly until: number;
};

export type KeptFileContent = {
  readonly key: Uint8Array;
  readonly bytes: number;
  readonly chunks: number;
  readonly name: string | null;
};

/** Open by age: `upTo` days, `null` for all that is older. */
export const AGES = [7, 30, 60, 90, null] as const;

/** A payment method on its account. Amounts in the company's currency, since it is counted. */
export type ClearingSum = {
  readonly account: number;
  /** The shop's id of it; "": none was said. */
  readonly method: string;
  readonly sold: Decimal;
  readonly paid: Decimal;
  readonly open: Decimal;
  readonly orders: number;
  readonly ages: readonly {
    readonly upTo: (typeof AGES)[number];
    readonly orders: number;
    readonly open: Decimal;
  }[];
};

/** An order of which something stands open. Below zero: more was paid out than it came to. */
export type ClearingOrder = {
  readonly key: string;
  /** As people know it; `null`: nothing says it any more. */
  readonly number: string | null;
  readonly day: string;
  readonly method: string;
  readonly open: Decimal;
};

export type ClearingView = {
  /** What was booked before anybody asked is still being gone through. */
  readonly counting: boolean;
  readonly today: string;
  readonly currency: string | null;
  readonly sums: readonly ClearingSum[];
  /** Sold less paid out is what the open orders come to, on each account. */
  readonly agrees: boolean;
  /** Of the account that was asked for, else of the first; the oldest first. */
  readonly account: number | null;
  readonly orders: readonly ClearingOrder[];
  /** From where the next page goes on; `null` with the last. */
  readonly cursor: string | null;
  /** Absent: it wasn't asked for. */
  readonly ledger?: LedgerCompared;
};

/**
 * An account as the ledger has it beside what is counted here. `other`: what neither orders nor
 * payouts of ours explain.
 */
export type ComparedAccount = {
  readonly account: number;
  /** Sold less paid out, of orders that are vouchers. */
  readonly open: Decimal;
  /** Payments that were registered on invoices, here. */
  readonly payments: Decimal;
  /** What payouts took off for those. */
  readonly taken: Decimal;
  /** Of what is open, what waits for its day's voucher: it isn't in the ledger yet. */
  readonly waiting: Decimal;
  readonly ledger: Decimal;
  readonly other: Decimal;
};

export type LedgerCompared =
  | {
      readonly kind: "read";
      readonly day: string;
      readonly accounts: readonly ComparedAccount[];
      /** Further accounts, which weren't asked for. Absent: none. */
      readonly more?: number;
      /** Bookings left to a person, which the ledger may have or not. Absent: none. */
      readonly unconfirmed?: number;
    }
  /** Something was booked while it was read, or it couldn't be asked now. */
  | { readonly kind: "later" }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] };

export type ClearingQuery = {
  /** With the ledger's own balances, read now. */
  readonly compare?: boolean;
  readonly account?: number;
  readonly cursor?: string;
  readonly limit?: number;
};
