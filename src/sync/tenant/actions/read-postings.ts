/**
 * What an order's documents booked, read from the ledger on a person's request. Kept in the job's
 * sealed timeline, with the instant of the reading; the page says whether the documents were
 * written since.
 */
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { isUnbooked, type OperationView, type Role } from "../../../domain/jobs/job.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { type AskedPosting, MAX_POSTINGS } from "../../../flows/orders/posting/documents.ts";
import { message } from "../../../messages/message.ts";
import { sealJson } from "../../../store/seal.ts";
import type { CallResult, JobTimeline, PostingsNote, TimelineEntry } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import { findObstacle } from "../run-now/run-now.ts";
import { postings } from "../run-now/finder.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as payloads from "../journal/payloads.ts";
import { timeline } from "../views/timelines.ts";

const BOOKED: Readonly<Partial<Record<Role, AskedPosting["kind"]>>> = {
  invoice: "invoice",
  credit: "invoice",
  "delta-invoice": "invoice",
  "delta-credit": "invoice",
  voucher: "voucher",
  "voucher-credit": "voucher",
  "voucher-reversal": "voucher",
  "voucher-payment": "voucher",
};

/** Answers when it was read, or why it couldn't be. */
export async function readPostings(
  context: TenantContext,
  jobId: string,
): Promise<CallResult<{ readonly note: PostingsNote }>> {
  const described = await timeline(context, jobId);
  if (described === null || described.job.flow !== "orders")
    return refusal("not-found", message("refusals.noSuchJob"));
  const no = findObstacle(context);
  if (no !== null) return no;
  const asked = askedOf(described);
  const read =
    asked.length === 0
      ? ({ kind: "refused", reasons: [reason("posting-nothing-booked")] } as const)
      : await postings(context, asked);
  if (read.kind === "later") return refusal("later", message("refusals.postingLater"));
  const note: PostingsNote = read;
  const entry: TimelineEntry = {
    at: context.now(),
    what: "posting",
    title: read.kind,
    detail: note,
  };
  const sealed = await sealJson(
    await context.deps.keyring(),
    [entry],
    payloads.placeOf(context.tenantId(), jobId),
  );
  if (jobs.byId(context.sql, jobId) !== null)
    payloads.add(context.sql, jobId, { timeline: sealed, people: [] }, context.now());
  return { ok: true, note };
}

/** Every booked document of the order, those that a person linked among them. */
function askedOf({ operations, documents }: JobTimeline): readonly AskedPosting[] {
  const written = operations.flatMap((operation): readonly AskedPosting[] => {
    const kind = BOOKED[operation.role];
    return kind === undefined || operation.documentId === null || isUnbooked(operation)
      ? []
      : [
          {
            id: operation.documentId,
            kind,
            number: operation.documentNumber,
            date: dateOf(operation),
          },
        ];
  });
  const linked = documents.flatMap(({ role, id, number }): readonly AskedPosting[] => {
    const kind = BOOKED[role];
    return kind === undefined || isByDay(id) ? [] : [{ id, kind, number, date: null }];
  });
  // The last written one comes last, as it says the most.
  const all = new Map([...linked, ...written].map((one) => [one.id, one]));
  return [...all.values()].slice(-MAX_POSTINGS);
}

/** The day of a voucher, as it was sent; `null`: what was sent isn't kept any more. */
function dateOf({ request }: OperationView): string | null {
  const body = field(request, "body") ?? request;
  const date = field(body, "VoucherDate") ?? field(field(body, "Voucher"), "VoucherDate");
  return typeof date === "string" ? date.slice(0, 10) : null;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
