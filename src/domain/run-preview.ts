/**
 * What a run would do now, as its own plan says: kept with the job that worked it out, and shown
 * before the run. No personal data but in the rows of customers, which are sealed with their job.
 */
import { fingerprint } from "./fingerprint.ts";
import type { FlowName } from "./job.ts";
import type { Reason } from "./reasons.ts";

/**
 * Flows whose runs can be previewed. Of the orders it is how many a first look takes up: what
 * becomes of each is a dry run of its own.
 */
export const PREVIEWED_FLOWS = ["orders", "customers", "products", "stock"] as const;
export type PreviewedFlow = (typeof PREVIEWED_FLOWS)[number];

export const isPreviewed = (flow: string): flow is PreviewedFlow =>
  PREVIEWED_FLOWS.some((one) => one === flow);

const PREFIX = "dry-run:run:";

/** The key of the job that works a preview out. */
export const previewKey = (flow: PreviewedFlow): string => `${PREFIX}${flow}`;

/** The flow whose run a job of this key previews; `null`: it is no preview of a run. */
export const previewedBy = (key: string): PreviewedFlow | null => flowAfter(PREFIX, key);

const TYPED = "dry-run:typed:";

/** The key of the job that works a preview out with settings that aren't saved. */
export const typedPreviewKey = (flow: PreviewedFlow): string => `${TYPED}${flow}`;

/** The flow whose run is previewed with settings that come with the job; `null`: none is. */
export const previewedAsTyped = (key: string): PreviewedFlow | null => flowAfter(TYPED, key);

function flowAfter(prefix: string, key: string): PreviewedFlow | null {
  const flow = key.startsWith(prefix) ? key.slice(prefix.length) : "";
  return isPreviewed(flow) ? flow : null;
}

const AGAIN = "dry-run:again:";

/**
 * The key of the job that works out what a person's deed would do. `of`: the key of the job that it
 * is done to; `deed`: a word without a colon.
 */
export const againKey = (of: string, deed: string): string => `${AGAIN}${deed}:${of}`;

/** The key of the job that a job of this key tries; `null`: it tries none. */
export const againOf = (key: string): string | null =>
  key.startsWith(AGAIN) ? key.slice(key.indexOf(":", AGAIN.length) + 1) : null;

/** Flows whose jobs book one voucher of their own. */
export const isOwnVoucher = (flow: string): flow is "days" | "payouts" =>
  flow === "days" || flow === "payouts";

/**
 * Whether a job of this flow can be tried: an order, a customer, an article, a run of them, or the
 * voucher of a day or a payout.
 */
export const isTriedAgain = (flow: FlowName): boolean => isPreviewed(flow) || isOwnVoucher(flow);

/** The event type that asks what a thing would become once nothing is linked to it. */
export const AS_UNLINKED = "as-unlinked";

const AS_LINKED = "as-linked:";

/** The event type that asks what an article would become, linked to the shop's one of this code. */
export const asLinked = (code: string): string => `${AS_LINKED}${code}`;

/**
 * What is supposed of an article's link: the shop's code, or `null` for none. `undefined`: nothing
 * is.
 */
export function supposedLink(types: readonly string[]): string | null | undefined {
  const linked = types.find((type) => type.startsWith(AS_LINKED));
  if (linked !== undefined) return linked.slice(AS_LINKED.length);
  return types.includes(AS_UNLINKED) ? null : undefined;
}

export type PreviewRow = {
  readonly code: string;
  readonly name: string | null;
  readonly does: "create" | "update";
  /** Fields as the shop has them and as the run would write them. `null`: empty, or not known. */
  readonly changes: readonly {
    readonly field: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
};

/** The two articles of a link that is tried. */
export type LinkTried = {
  /** Of the ledger. */
  readonly number: string;
  readonly name: string;
  /** The shop's code that it would be linked to; `null`: it would be found by its number. */
  readonly code: string | null;
  /** The shop's article that it would stand for; `null`: none, or nobody can say which. */
  readonly there: { readonly code: string; readonly name: string } | null;
  /** The code of the one that it stands for so far; `null`: for none. */
  readonly was: string | null;
};

/** Articles that a reason holds of: how many, and the first of them. */
export type Aside = {
  readonly reason: Reason;
  readonly count: number;
  readonly first: readonly string[];
};

export type RunPreview = {
  readonly flow: PreviewedFlow;
  /** Why the whole run would write nothing. */
  readonly stopped: readonly Reason[];
  /** Articles of the ledger that were read for it, and all that it has. */
  readonly read: number;
  readonly total: number;
  /**
   * Articles that were read, differ, and weren't looked up in the shop; customers that changed and
   * weren't worked out. Of orders: whether the list is longer than it was read, 1 or 0.
   */
  readonly unlooked: number;
  /**
   * What would be handed on: articles to the runs that follow, orders to their own jobs. Of
   * customers: whether the list is longer than it was read, 1 or 0.
   */
  readonly later: number;
  readonly create: number;
  readonly update: number;
  readonly same: number;
  readonly left: readonly Aside[];
  readonly held: readonly Aside[];
  /** The first of those that would be written. */
  readonly rows: readonly PreviewRow[];
  /** The same for the same plan, of all that would be written and not only of the rows. */
  readonly mark: string;
  /** The run would only note from when on changes are followed. */
  readonly first?: boolean | undefined;
  /** Where a link of an article is tried. */
  readonly link?: LinkTried | undefined;
  /** In which articles' prices are; `null`: not known. */
  readonly currency?: string | null | undefined;
};

const ROWS_KEPT = 50;
const FIRST_KEPT = 5;

type Planned = Omit<RunPreview, "mark" | "create" | "update" | "rows" | "stopped"> & {
  /** All of them. */
  readonly rows: readonly PreviewRow[];
  readonly stopped?: readonly Reason[];
};

/** Counts the rows, keeps the first of them, and marks the whole. */
export function runPreview({ rows, stopped = [], ...planned }: Planned): RunPreview {
  const count = (does: PreviewRow["does"]) => rows.filter((row) => row.does === does).length;
  const { flow, held, later, unlooked } = planned;
  return {
    ...planned,
    stopped: [...stopped],
    create: count("create"),
    update: count("update"),
    rows: rows.slice(0, ROWS_KEPT),
    mark: fingerprint(JSON.stringify([flow, rows, stopped, held, later, unlooked])),
  };
}

/** Whether the run would write nothing, of all that there is: there is nothing to begin. */
export const wouldWriteNothing = (preview: RunPreview): boolean => {
  const { stopped, read, total, create, update, later, unlooked, first } = preview;
  if (stopped.length > 0) return true;
  return first !== true && read >= total && create + update + later + unlooked === 0;
};

/** A run that would write nothing at all. */
export const stoppedRun = (flow: PreviewedFlow, stopped: readonly Reason[]): RunPreview =>
  runPreview({
    flow,
    stopped,
    read: 0,
    total: 0,
    unlooked: 0,
    later: 0,
    same: 0,
    left: [],
    held: [],
    rows: [],
  });

/** Articles by why they are set aside: of each reason's code the first one, with how many. */
export function asides(
  all: readonly { readonly code: string; readonly reason: Reason }[],
): RunPreview["left"] {
  const found = new Map<string, { reason: Reason; codes: string[] }>();
  for (const { code, reason } of all) {
    const known = found.get(reason.code);
    if (known === undefined) found.set(reason.code, { reason, codes: [code] });
    else known.codes.push(code);
  }
  return [...found.values()].map(({ reason, codes }) => ({
    reason,
    count: codes.length,
    first: codes.slice(0, FIRST_KEPT),
  }));
}
