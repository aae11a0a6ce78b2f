/** What is kept of a person, and evidence of VAT. Shapes only grow. */
import type { VatEvidence } from "../../domain/orders/vat-evidence.ts";
import type { JobTimeline } from "./jobs.ts";

/**
 * What is known of a person. `number`: of a debtor, as the shop shows it, or its id where nobody
 * has that number.
 */
export type PersonNamed = { readonly identities: readonly string[]; readonly number?: string };

/**
 * `shared`: numbers of debtors that have the person's address, and orders without it. These may be
 * of other people, so what is kept of such a debtor is only found by its number.
 */
export type PersonFound = {
  readonly identities: readonly string[];
  readonly shared: readonly string[];
};

/** One person, by the texts of src/domain/parties/party.ts. */
export type PersonQuery = {
  readonly identities: readonly string[];
  readonly erase: boolean;
  /** Only the list of jobs; no payload is opened. */
  readonly brief?: true;
  readonly cursor?: string;
};

/**
 * `jobs`: what is kept, opened; empty after an erasure. `open`: that person's unfinished jobs,
 * which will write again.
 */
export type PersonPage = {
  readonly jobs: readonly JobTimeline[];
  readonly open: number;
  readonly links: readonly { readonly source: string; readonly target: string }[];
  /**
   * VAT evidence, which an erasure keeps: the count with the first page, and all of it before the
   * first job.
   */
  readonly evidence: { readonly count: number; readonly records: readonly EvidenceView[] };
  readonly cursor: string | null;
};

/** Evidence of an order's VAT, with when it was kept and the order's current documents. */
export type EvidenceView = VatEvidence & {
  readonly at: number;
  readonly version: string;
  readonly documents: readonly string[];
};

export type RetentionPeriods = {
  readonly retentionDays: number;
  readonly evidenceYears: number | null;
};

/** What such a retention would delete. Counts that reach `most` may be higher. */
export type DeletionPreview = {
  /** Timelines of this many runs. */
  readonly timelines: number;
  /** Records of VAT evidence. */
  readonly records: number;
  readonly most: number;
  /** The company's country; `null`: not known yet. */
  readonly country: string | null;
  /** Years for which evidence would be kept, and years that the country requires. */
  readonly years: number;
  readonly asked: number;
};

/** `unreadable`: how many of this page are sealed under a key that is gone. */
export type EvidencePage = {
  readonly evidence: readonly EvidenceView[];
  readonly unreadable: number;
  readonly cursor: string | null;
};
