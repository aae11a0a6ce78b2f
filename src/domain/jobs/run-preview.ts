/**
 * What a run would do now, by its own plan: kept with the job that computed it, and shown before
 * the run. No personal data except in the rows of customers, which are sealed with their job.
 */
import { fingerprint } from "../platform/fingerprint.ts";
import { type FlowName, SWITCHED_FLOWS } from "./job.ts";
import type { Reason } from "../reasons/index.ts";

/**
 * Flows whose runs can be previewed. For orders it is the number that a sweep would take: each
 * order's outcome needs a dry run of its own.
 */
export const PREVIEWED_FLOWS = SWITCHED_FLOWS;
export type PreviewedFlow = (typeof PREVIEWED_FLOWS)[number];

export const isPreviewed = (flow: string): flow is PreviewedFlow =>
  PREVIEWED_FLOWS.some((one) => one === flow);

const PREFIX = "dry-run:run:";

/** Returns the key of the job that computes a preview. */
export const previewKey = (flow: PreviewedFlow): string => `${PREFIX}${flow}`;

/** Returns the flow whose run a job with this key previews; `null`: none. */
export const previewedBy = (key: string): PreviewedFlow | null => flowAfter(PREFIX, key);

const TYPED = "dry-run:typed:";

/** Returns the key of the job that previews with unsaved settings. */
export const typedPreviewKey = (flow: PreviewedFlow): string => `${TYPED}${flow}`;

/** Returns the flow that is previewed with unsaved settings; `null`: none. */
export const previewedAsTyped = (key: string): PreviewedFlow | null => flowAfter(TYPED, key);

function flowAfter(prefix: string, key: string): PreviewedFlow | null {
  const flow = key.startsWith(prefix) ? key.slice(prefix.length) : "";
  return isPreviewed(flow) ? flow : null;
}

const AGAIN = "dry-run:again:";

/**
 * Returns the key of the job that tries a person's action. `of`: the key of the job that it
 * concerns; `deed`: a word without a colon.
 */
export const actionPreviewKey = (of: string, deed: string): string => `${AGAIN}${deed}:${of}`;

/** Returns the key of the job that a job with this key tries; `null`: none. */
export const previewedAction = (key: string): string | null =>
  key.startsWith(AGAIN) ? key.slice(key.indexOf(":", AGAIN.length) + 1) : null;

/** Flows with jobs that book one voucher of their own. */
export const isOwnVoucher = (flow: string): flow is "days" | "payouts" =>
  flow === "days" || flow === "payouts";

/**
 * Whether a job of this flow can be tried: an order, a customer, an article, a run of them, or the
 * voucher of a day or payout.
 */
export const canBePreviewed = (flow: FlowName): boolean => isPreviewed(flow) || isOwnVoucher(flow);

/** The event type that asks what happens once nothing is linked. */
export const AS_UNLINKED = "as-unlinked";

const AS_LINKED = "as-linked:";

/**
 * Returns the event type that asks what happens to an article once it is linked to the shop's
 * article with this code.
 */
export const asLinked = (code: string): string => `${AS_LINKED}${code}`;

/** Returns an article's assumed link: its code, or `null` for none. `undefined`: no assumption. */
export function supposedLink(types: readonly string[]): string | null | undefined {
  const linked = types.find((type) => type.startsWith(AS_LINKED));
  if (linked !== undefined) return linked.slice(AS_LINKED.length);
  return types.includes(AS_UNLINKED) ? null : undefined;
}

export type PreviewRow = {
  readonly code: string;
  readonly name: string | null;
  readonly does: "create" | "update";
  /** Fields as in the shop, and as the run would write them. `null`: empty, or not known. */
  readonly changes: readonly {
    readonly field: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
};

/** The two articles of a link that is tried. */
export type LinkTried = {
  /** The ledger's number. */
  readonly number: string;
  readonly name: string;
  /** The shop's code to link; `null`: found by its number. */
  readonly code: string | null;
  /** The shop's article; `null`: none, or ambiguous. */
  readonly there: { readonly code: string; readonly name: string } | null;
  /** The code of its current article in the shop; `null`: none. */
  readonly was: string | null;
};

/** Articles with one reason: how many, and the first ones. */
export type Aside = {
  readonly reason: Reason;
  readonly count: number;
  readonly first: readonly string[];
};

export type RunPreview = {
  readonly flow: PreviewedFlow;
  /** Why the whole run would write nothing. */
  readonly stopped: readonly Reason[];
  /** Articles of the ledger that were read, and all that it has. */
  readonly read: number;
  readonly total: number;
  /**
   * Articles that differ and weren't looked up in the shop; changed customers that weren't planned.
   * For orders: 1 if the list is longer than what was read, otherwise 0.
   */
  readonly unlooked: number;
  /**
   * What would be handed on: articles to later runs, orders to their own jobs. For customers: 1 if
   * the list is longer than what was read, otherwise 0.
   */
  readonly later: number;
  readonly create: number;
  readonly update: number;
  /** Of `update`: articles that would be deactivated; absent: none. */
  readonly deactivate?: number | undefined;
  /** Of `left`: articles that we keep in the shop and would update no more; absent: none. */
  readonly ends?: number | undefined;
  readonly same: number;
  readonly left: readonly Aside[];
  readonly held: readonly Aside[];
  /** The first of those that would be written. */
  readonly rows: readonly PreviewRow[];
  /** Equal for equal plans, over everything that would be written and not only the rows. */
  readonly mark: string;
  /** The run would only note the instant from which changes are followed. */
  readonly first?: boolean | undefined;
  /** Where a link of an article is tried. */
  readonly link?: LinkTried | undefined;
  /** In which articles' prices are; `null`: not known. */
  readonly currency?: string | null | undefined;
};

const ROWS_KEPT = 50;
const FIRST_KEPT = 5;

type Planned = Omit<
  RunPreview,
  "mark" | "create" | "update" | "deactivate" | "rows" | "stopped"
> & {
  /** All of them. */
  readonly rows: readonly PreviewRow[];
  readonly stopped?: readonly Reason[];
};

const isDeactivated = ({ does, changes }: PreviewRow): boolean =>
  does === "update" && changes.some(({ field, to }) => field === "active" && to === "false");

/** Counts the rows, keeps the first ones, and marks the whole. */
export function runPreview({ rows, stopped = [], ...planned }: Planned): RunPreview {
  const count = (does: PreviewRow["does"]) => rows.filter((row) => row.does === does).length;
  const { flow, held, later, unlooked } = planned;
  const deactivate = rows.filter(isDeactivated).length;
  return {
    ...planned,
    ...(deactivate === 0 ? {} : { deactivate }),
    stopped: [...stopped],
    create: count("create"),
    update: count("update"),
    rows: rows.slice(0, ROWS_KEPT),
    mark: fingerprint(JSON.stringify([flow, rows, stopped, held, later, unlooked])),
  };
}

/** Whether the complete run would write nothing, so that there is nothing to start. */
export const wouldWriteNothing = (preview: RunPreview): boolean => {
  const { stopped, read, total, create, update, later, unlooked, first } = preview;
  if (stopped.length > 0) return true;
  return first !== true && read >= total && create + update + later + unlooked === 0;
};

/** Returns the preview of a run that would write nothing. */
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

/** Groups set-aside articles by reason code: the first of each, with the count. */
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
