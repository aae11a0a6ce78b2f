/**
 * A timeline's entries in words. A write and its answer are two entries and one step. What an entry
 * holds is read loosely: an older or newer engine may have written it, and then its details are
 * shown as they are.
 */
import { VENDOR_NAMES } from "../../../../domain/ids.ts";
import { z } from "zod";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { TimelineEntry } from "../../../../sync/contract/index.ts";
import type { OperationKind } from "../../../../domain/jobs/job.ts";
import type { Names } from "../../../usecases/jobs/known-names.ts";
import { actorText } from "../../../words/change-words.ts";
import type { Format } from "../../../words/format.ts";
import type { States } from "../../../words/state-text.ts";
import { type Messages, type PlainId } from "../../../../messages/index.ts";

export type Step = {
  readonly entry: TimelineEntry;
  /** Of a write. */
  readonly answer: TimelineEntry | null;
};

export function steps(timeline: readonly TimelineEntry[]): readonly Step[] {
  return timeline.flatMap((entry, index): readonly Step[] => {
    const before = timeline[index - 1];
    if (entry.what === "answer" && before?.what === "write") return [];
    const after = timeline[index + 1];
    return [{ entry, answer: entry.what === "write" && after?.what === "answer" ? after : null }];
  });
}

/** As many in a row are one step of the page. */
const MANY_READS = 3;

/** Joins what was only read, one after the other. `isApart`: it is a step of its own. */
export function withReadsJoined<S extends Step>(
  all: readonly S[],
  isApart: (step: S) => boolean,
): readonly (readonly S[])[] {
  const runs: S[][] = [];
  for (const step of all) {
    const last = runs.at(-1);
    if (last !== undefined && !isApart(step) && !last.some(isApart)) last.push(step);
    else runs.push([step]);
  }
  return runs.flatMap((run) => (run.length < MANY_READS ? run.map((step) => [step]) : [run]));
}

const exchange = z.looseObject({
  vendor: z.enum(["asperion", "eaccounting"]),
  marker: z.string().nullish().catch(null),
});

/** What is read, as `timeline.reads.…` names it. */
type Read = PlainId extends infer Id
  ? Id extends `timeline.reads.${infer Name}`
    ? Name
    : never
  : never;

/** By the first part of the path, as far as people know the thing. */
const READS: readonly (readonly [string, Read])[] = [
  ["/v1/SalesOrderWithLines", "order"],
  ["/v1/debtors", "debtor"],
  ["/v1/articles", "article"],
  ["/v1/administrations", "administrations"],
  ["/v1/deliverymethods", "methods"],
  ["/v1/paymentconditions", "conditions"],
  ["/v1/paymentmethods", "payments"],
  ["/v1/salestypes", "salesTypes"],
  ["/v1/vatcodes", "vatCodes"],
  ["/vatcodes", "vatCodes"],
  ["/accounts", "accounts"],
  ["/bankaccounts", "banks"],
  ["/costcenters", "costCenters"],
  ["/projects", "projects"],
  ["/deliveryterms", "deliveryTerms"],
  ["/backgrounds", "backgrounds"],
  ["/suppliers", "suppliers"],
  ["/countries", "countries"],
  ["/customerledgeritems", "ledgerItems"],
  ["/fiscalyears", "years"],
  ["/orders", "salesOrder"],
  ["/customerinvoicedrafts", "draft"],
  ["/customerinvoices", "invoice"],
  ["/customers", "customer"],
  ["/customerlabels", "claim"],
  ["/articles", "article"],
  ["/articleaccountcodings", "codings"],
  ["/units", "units"],
  ["/termsofpayments", "terms"],
  ["/deliverymethods", "methods"],
  ["/currencies/exchangerate", "rate"],
  ["/currencies", "currencies"],
  ["/companysettings", "company"],
  ["/accountbalances", "accounts"],
  ["/vouchers", "voucher"],
  ["/salesdocumentattachments", "attachments"],
  ["/attachments", "attachments"],
  ["/attachmentlinks", "attachments"],
];

const WRITES: readonly (readonly [RegExp, OperationKind])[] = [
  [/^POST \/orders$/, "order.create"],
  [/^PUT \/orders\/[^/]+$/, "order.update"],
  [/^DELETE \/orders\//, "order.delete"],
  [/^POST \/orders\/.+\/convert$/, "order.convert"],
  [/^POST \/orders\/.+\/voided$/, "order.void"],
  [/^(POST|PUT) \/orders\/.+\//, "order.confirm"],
  [/^POST \/customerinvoicedrafts$/, "draft.create"],
  [/^PUT \/customerinvoicedrafts\/[^/]+$/, "draft.update"],
  [/^DELETE \/customerinvoicedrafts\//, "draft.delete"],
  [/^POST \/customerinvoicedrafts\/.+\/convert$/, "draft.convert"],
  [/^POST \/customerinvoices\/.+\/payments$/, "payment.create"],
  [/^POST \/customerinvoices\/.+\/(email|einvoice)$/, "sending.create"],
  [/^POST \/(salesdocumentattachments\/.+|attachments)$/, "attachment.create"],
  [/^POST \/attachmentlinks$/, "attachment-link.create"],
  [/^DELETE \/(salesdocument)?attachments\//, "attachment.delete"],
  [/^POST \/vouchers$/, "voucher.create"],
  [/^POST \/customerledgeritems\//, "ledger-item.create"],
  [/^POST \/customers$/, "customer.create"],
  [/^PUT \/customers\//, "customer.update"],
  [/^POST \/articles$/, "article.create"],
  [/^POST \/customerlabels$/, "label.create"],
  [/^POST \/v1\/articles$/, "product.create"],
  [/^POST \/v1\/SalesOrderWithLines$/, "stock-order.create"],
  [/^PUT \/v1\/SalesOrderWithLines\/[^/]+$/, "shop-order.update"],
  [/^PUT \/v1\/articles\/[^/]+$/, "product.update"],
];

/** A vendor's request, which has no language. */
const REQUEST = /^(GET|POST|PUT|DELETE) \//;

/** The context of a step's texts. `credits`: markers of credit invoices. */
export type TimelineTexts = {
  readonly credits: ReadonlySet<string>;
  readonly messages: Messages;
  readonly states: States;
  readonly format: Format;
};

/** `Read the order, at Asperion` */
export function exchangeTitle(texts: TimelineTexts, entry: TimelineEntry): string {
  const parsed = exchange.safeParse(entry.detail);
  if (!parsed.success) return stepName(texts, entry, false);
  const { marker, vendor } = parsed.data;
  const ofCredit = marker != null && texts.credits.has(marker);
  return texts.messages.t("timeline.at", {
    title: stepName(texts, entry, ofCredit),
    vendor: VENDOR_NAMES[vendor],
  });
}

function stepName(
  { messages: { t, find }, states }: TimelineTexts,
  { what, title }: TimelineEntry,
  ofCredit: boolean,
): string {
  if (what === "write" || what === "rehearsal") {
    const written = WRITES.find(([pattern]) => pattern.test(title))?.[1];
    if (written !== undefined) return states.kind(written, ofCredit);
  } else {
    const [, path = ""] = title.split(" ");
    const read = READS.find(([start]) => path === start || path.startsWith(`${start}/`))?.[1];
    if (read !== undefined) return t(`timeline.reads.${read}`);
  }
  if (title === "doubt") return t("timeline.lookedUp");
  const note = find(`timeline.notes.${title}`);
  if (note !== null) return note;
  return REQUEST.test(title) ? title : t("timeline.otherStep");
}

const failed = z.looseObject({
  failure: z.looseObject({
    kind: z.string(),
    message: z.string().optional(),
    cause: z.string().optional(),
    code: z.union([z.number(), z.string()]).nullish(),
  }),
});

/** Why there was no answer, or none that was good; `null` where there was one. */
export function refusalOf(
  { messages: { t, find } }: TimelineTexts,
  detail: unknown,
): string | null {
  const parsed = failed.safeParse(detail);
  if (!parsed.success) return null;
  const { kind, message, cause, code } = parsed.data.failure;
  const failure = find(`timeline.failures.${kind}`) ?? kind;
  const own = message ?? cause ?? "";
  const words = own === "" ? failure : t("timeline.ownWords", { failure, words: own });
  return code == null ? words : t("timeline.code", { text: words, code: String(code) });
}

const listed = z.looseObject({
  body: z.union([
    z.looseObject({ _data: z.array(z.unknown()) }),
    z.looseObject({ Data: z.array(z.unknown()) }),
  ]),
});
const verdict = z.looseObject({ verdict: z.string() });
/** A read of one order by its id: also an earlier one of a run that read it again. */
const ofOneOrder = z.looseObject({ query: z.looseObject({ Id: z.string() }) });
const ORDER_READ = "GET /v1/SalesOrderWithLines";

/** How much was found. */
export function countOf(
  { messages: { t, find } }: TimelineTexts,
  { title, detail }: Pick<TimelineEntry, "title" | "detail">,
): string | null {
  const described = verdict.safeParse(detail);
  if (described.success)
    return find(`timeline.verdicts.${described.data.verdict}`) ?? described.data.verdict;
  const parsed = listed.safeParse(detail);
  if (!parsed.success) return null;
  const { body } = parsed.data;
  const items = [body["_data"], body["Data"]].find(Array.isArray) ?? [];
  if (items.length === 1 && title.startsWith(ORDER_READ) && ofOneOrder.safeParse(detail).success)
    return t("timeline.orderFetched");
  return items.length === 0
    ? t("timeline.nothingFound")
    : t("timeline.found", { count: items.length });
}

const answered = z.looseObject({ status: z.number(), body: z.unknown() });
const numbered = z.looseObject({ Number: z.union([z.number(), z.string()]) });

export function answerOf({ messages: { t } }: TimelineTexts, detail: unknown): string {
  const parsed = answered.safeParse(detail);
  if (!parsed.success) return t("timeline.answered");
  const body = numbered.safeParse(parsed.data.body);
  return body.success
    ? t("timeline.takenAs", { number: String(body.data.Number) })
    : t("timeline.taken");
}

const reason = z.looseObject({
  code: z.string(),
  params: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .default({}),
});

/** Codes that this version has no words for are shown as codes. */
export const reasonsOf = (value: unknown): readonly Reason[] =>
  (z.array(reason).safeParse(value).data ?? []) as unknown as readonly Reason[];

const waiting = z.looseObject({ dueMs: z.number().optional(), reasons: z.unknown() });

export function waitOf(
  { states, format }: TimelineTexts,
  { title, detail }: TimelineEntry,
): { readonly text: string; readonly reasons: readonly Reason[] } {
  const parsed = waiting.safeParse(detail);
  const words = states.wait(title);
  const span =
    parsed.data?.dueMs === undefined || parsed.data.dueMs < 1_000
      ? ""
      : `, ${format.span(parsed.data.dueMs)}`;
  return { text: `${words}${span}`, reasons: reasonsOf(parsed.data?.reasons) };
}

const person = z.looseObject({
  actor: z.string(),
  note: z.string().optional(),
  settings: z.enum(["newest", "planned"]).optional().catch(undefined),
  version: z.string().default("?"),
});

export function personOf(
  { messages }: TimelineTexts,
  { title, detail }: TimelineEntry,
  names: Names,
): { readonly text: string; readonly note: string | null } {
  const parsed = person.safeParse(detail);
  const actor =
    parsed.data === undefined
      ? messages.t("timeline.person")
      : actorText({ messages, tokens: names }, parsed.data.actor);
  return { text: deedOf(messages, title, actor, parsed.data), note: parsed.data?.note ?? null };
}

/** A retry says with which settings the job goes again. */
function deedOf(
  { t, find }: Messages,
  title: string,
  actor: string,
  described: z.infer<typeof person> | undefined,
): string {
  if (title === "retry" && described?.settings !== undefined)
    return described.settings === "newest"
      ? t("timeline.retries.newest", { actor })
      : t("timeline.retries.planned", { actor, version: described.version });
  return find(`timeline.deeds.${title}`, { actor }) ?? `${actor}: ${t("timeline.otherStep")}`;
}
