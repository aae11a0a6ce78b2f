/** A payout that was sent in files, and what became of it for whoever handles it. */
import type { FileLine, FilePayout } from "../sandbox/settlement-files.ts";

/** In the currency of the books, each with a payout's own id. */
export const FORMATS = ["stripe", "stripe", "klarna", "adyen", "paypal", "stl"] as const;
/** In euros, which the company doesn't keep. */
export const FOREIGN = "mollie";
export type Sends = (typeof FORMATS)[number] | typeof FOREIGN;
export const PROVIDERS: Readonly<Record<Sends, string>> = {
  stripe: "stripe",
  mollie: "mollie",
  klarna: "klarna",
  adyen: "adyen",
  paypal: "paypal",
  stl: "paypal",
};

/** What of a payout a file said. */
export type Version = {
  readonly payout: FilePayout;
  /** A line of another payout, which the file has as well. */
  readonly borrowed: FileLine | null;
};

export type Row = { readonly account: number; readonly debit: string; readonly credit: string };

export type Sent = {
  readonly id: string;
  readonly format: Sends;
  readonly isForeign: boolean;
  readonly versions: Version[];
  readonly borrowedFrom: string | null;
  /** Its files, in the order in which they are uploaded. */
  readonly files: string[];
  /** As the product names it; `null`: no file of it was taken yet. */
  known: string | null;
  /** Postings that were shown, by the mark with which each was approved. */
  readonly approved: Map<string, readonly Row[]>;
  /** An approval was answered with yes, and nobody dropped the payout since. */
  taken: boolean;
  /** Somebody asked to drop it. */
  dropped: boolean;
  /** It is booked, and nothing is left to do of it. */
  voucher: boolean;
  /** When it was seen that its booking is left to a person. */
  leftAt: number | null;
  /** Why it can't be approved, as its page said last. */
  held: readonly string[];
};

/** Those of another payout too, which its file has as well. */
export const linesOf = (version: Version | undefined): readonly FileLine[] => [
  ...(version?.payout.lines ?? []),
  ...(version?.borrowed == null ? [] : [version.borrowed]),
];

export const sentOf = (
  { id }: FilePayout,
  format: Sends,
  versions: readonly Version[],
  files: readonly string[],
  borrowedFrom: string | null = null,
): Sent => ({
  id,
  format,
  isForeign: format === FOREIGN,
  versions: [...versions],
  borrowedFrom,
  files: [...files],
  known: null,
  approved: new Map(),
  leftAt: null,
  taken: false,
  dropped: false,
  voucher: false,
  held: [],
});
