/**
 * A story's entries in words. A write and its answer are two entries and one step. What an entry holds is read loosely:
 * an older or newer engine may have written it, and then its details are shown as they are.
 */
import { z } from "zod";
import type { Reason } from "../../../domain/reasons.ts";
import type { StoryEntry } from "../../../sync/rpc.ts";
import { spanText } from "../format.ts";
import { isKey, OPERATION_KIND_WORDS, VENDORS, waitText } from "../words.ts";
import { WAITS } from "../../../domain/job.ts";

export type Step = { readonly entry: StoryEntry; /** Of a write. */ readonly answer: StoryEntry | null };

export function steps(story: readonly StoryEntry[]): readonly Step[] {
  return story.flatMap((entry, index): readonly Step[] => {
    const before = story[index - 1];
    if (entry.what === "answer" && before?.what === "write") return [];
    const after = story[index + 1];
    return [{ entry, answer: entry.what === "write" && after?.what === "answer" ? after : null }];
  });
}

const exchange = z.looseObject({ vendor: z.enum(["asperion", "eaccounting"]), query: z.record(z.string(), z.string()).optional() });

/** By the first part of the path, as far as people know the thing. */
const READ_WORDS: readonly (readonly [string, string])[] = [
  ["/v1/SalesOrderWithLines", "Read the order"],
  ["/v1/debtors", "Read the debtor"],
  ["/orders", "Looked for the sales order"],
  ["/customerinvoicedrafts", "Looked for an invoice draft"],
  ["/customerinvoices", "Looked for an invoice"],
  ["/customers", "Looked for the customer"],
  ["/customerlabels", "Looked for the company's claim"],
  ["/articles", "Looked for the article"],
  ["/articleaccountcodings", "Read the codings"],
  ["/units", "Read the units"],
  ["/termsofpayments", "Read the terms of payment"],
  ["/deliverymethods", "Read the delivery methods"],
  ["/currencies/exchangerate", "Read the rate of the day"],
  ["/currencies", "Read the currencies"],
  ["/companysettings", "Read the company's settings"],
  ["/vouchers", "Looked for a voucher"],
];

const WRITE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/orders$/, OPERATION_KIND_WORDS["order.create"]],
  [/^PUT \/orders\/[^/]+$/, OPERATION_KIND_WORDS["order.update"]],
  [/^DELETE \/orders\//, OPERATION_KIND_WORDS["order.delete"]],
  [/^POST \/orders\/.+\/convert$/, OPERATION_KIND_WORDS["order.convert"]],
  [/^(POST|PUT) \/orders\/.+\//, OPERATION_KIND_WORDS["order.confirm"]],
  [/^POST \/customerinvoicedrafts$/, OPERATION_KIND_WORDS["draft.create"]],
  [/^PUT \/customerinvoicedrafts\/[^/]+$/, OPERATION_KIND_WORDS["draft.update"]],
  [/^DELETE \/customerinvoicedrafts\//, OPERATION_KIND_WORDS["draft.delete"]],
  [/^POST \/customerinvoicedrafts\/.+\/convert$/, OPERATION_KIND_WORDS["draft.convert"]],
  [/^POST \/customerinvoices\/.+\/payments$/, OPERATION_KIND_WORDS["payment.create"]],
  [/^POST \/vouchers$/, OPERATION_KIND_WORDS["voucher.create"]],
  [/^POST \/customerledgeritems\//, OPERATION_KIND_WORDS["ledger-item.create"]],
  [/^POST \/customers$/, OPERATION_KIND_WORDS["customer.create"]],
  [/^PUT \/customers\//, OPERATION_KIND_WORDS["customer.update"]],
  [/^POST \/articles$/, OPERATION_KIND_WORDS["article.create"]],
  [/^POST \/customerlabels$/, OPERATION_KIND_WORDS["label.create"]],
];

/** `Read the order, at Asperion` */
export function exchangeTitle({ what, title, detail }: StoryEntry): string {
  const parsed = exchange.safeParse(detail);
  const [, path = ""] = title.split(" ");
  const words =
    what === "write" || what === "rehearsal"
      ? WRITE_WORDS.find(([pattern]) => pattern.test(title))?.[1]
      : READ_WORDS.find(([start]) => path === start || path.startsWith(`${start}/`))?.[1];
  const name = words ?? (title === "doubt" ? "Looked up whether a write came through" : title);
  return parsed.success ? `${name}, at ${VENDORS[parsed.data.vendor]}` : name;
}

const failed = z.looseObject({ failure: z.looseObject({ kind: z.string(), message: z.string().optional(), cause: z.string().optional(), code: z.union([z.number(), z.string()]).nullish() }) });

/** Why there was no answer, or none that was good; `null` where there was one. */
export function refusalOf(detail: unknown): string | null {
  const parsed = failed.safeParse(detail);
  if (!parsed.success) return null;
  const { kind, message, cause, code } = parsed.data.failure;
  const words = message ?? cause ?? kind.replaceAll("-", " ");
  return code == null ? words : `${words} (code ${code})`;
}

const listed = z.looseObject({ body: z.union([z.looseObject({ _data: z.array(z.unknown()) }), z.looseObject({ Data: z.array(z.unknown()) })]), query: z.record(z.string(), z.string()).optional() });
const verdict = z.looseObject({ verdict: z.string() });

const VERDICTS: Readonly<Record<string, string>> = {
  found: "It had come through.",
  absent: "It was not there yet; it is looked up again.",
  "send-again": "It had certainly not come through and is sent once more.",
  superseded: "It is read and planned anew.",
};

/** How much was found. */
export function countOf(detail: unknown): string | null {
  const told = verdict.safeParse(detail);
  if (told.success) return VERDICTS[told.data.verdict] ?? told.data.verdict;
  const parsed = listed.safeParse(detail);
  if (!parsed.success) return null;
  const { body } = parsed.data;
  const items = "_data" in body && Array.isArray(body["_data"]) ? body["_data"].length : Array.isArray(body["Data"]) ? body["Data"].length : 0;
  const filter = parsed.data.query?.["$filter"];
  return `${items === 0 ? "Nothing found" : `${items} found`}${filter === undefined ? "" : ` for ${filter}`}.`;
}

const answered = z.looseObject({ status: z.number(), body: z.unknown() });
const numbered = z.looseObject({ Number: z.union([z.number(), z.string()]) });

export function answerOf(detail: unknown): string {
  const parsed = answered.safeParse(detail);
  if (!parsed.success) return "Answered.";
  const body = numbered.safeParse(parsed.data.body);
  return `Taken (${parsed.data.status})${body.success ? `, number ${body.data.Number}` : ""}.`;
}

const reason = z.looseObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}) });

/** Codes that this version has no words for are shown as codes. */
export const reasonsOf = (value: unknown): readonly Reason[] => (z.array(reason).safeParse(value).data ?? []) as unknown as readonly Reason[];

const waiting = z.looseObject({ dueMs: z.number().optional(), reasons: z.unknown() });

export function waitOf({ title, detail }: StoryEntry): { readonly text: string; readonly reasons: readonly Reason[] } {
  const parsed = waiting.safeParse(detail);
  const known = WAITS.find((wait) => wait === title);
  const words = known === undefined ? `Waits (${title})` : waitText(known);
  const span = parsed.data?.dueMs === undefined || parsed.data.dueMs < 1_000 ? "" : `, ${spanText(parsed.data.dueMs)}`;
  return { text: `${words}${span}`, reasons: reasonsOf(parsed.data?.reasons) };
}

const person = z.looseObject({ actor: z.string(), note: z.string().optional() });
const DEEDS: Readonly<Record<string, string>> = { retry: "asked to do it again", skip: "skipped it" };

export function personOf({ title, detail }: StoryEntry): { readonly text: string; readonly note: string | null } {
  const parsed = person.safeParse(detail);
  const deed = isKey(DEEDS, title) ? DEEDS[title] : title;
  return { text: `${parsed.data?.actor ?? "A person"} ${deed}`, note: parsed.data?.note ?? null };
}
