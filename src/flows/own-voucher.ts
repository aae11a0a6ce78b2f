/**
 * A voucher that a job of its own books, once: a payout's, or a day's. Looked for by its marker
 * before anything is sent again; one that is found is held against the planned rows.
 */
import { isUnanswered } from "../domain/jobs/job.ts";
import { HOUR_MS } from "../domain/platform/durations.ts";
import { markerCode } from "../domain/orders/marker.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";
import { CHECK_VOUCHER, RETRY } from "../domain/jobs/requested-actions.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type {
  AnsweredVoucher,
  AnsweredVoucherRow,
  BookableVoucher,
} from "../domain/ledger/voucher.ts";
import { findDocuments } from "../eaccounting/documents.ts";
import {
  createVoucher,
  findVouchers,
  readVoucher,
  readWrittenVoucher,
} from "../eaccounting/vouchers.ts";
import { compareVoucher } from "./voucher-vs-plan.ts";
import type {
  ClockPort,
  DocumentRecord,
  DoubtHit,
  FlowPorts,
  JournalEntry,
  RunFacts,
  VendorPort,
  WriteIntent,
} from "./port.ts";
import { noteVoucher } from "./vendor-observations.ts";
import { keyed, settlement, readWritten, byMarker } from "./settlement.ts";
import { vatCodesOf, vatFaults, vatFaultsOf } from "./vat-codes.ts";

/** Whose voucher it is. */
export type OwnVoucher = {
  readonly role: "payout" | "day-voucher";
  readonly kind: WriteIntent["kind"];
  /** The title of its plan in the job's notes. */
  readonly note: string;
};

/** The document that is there, or the number of the next to send. `fresh`: none was ever sent. */
type VoucherState =
  | { readonly document: DocumentRecord }
  | { readonly document: null; readonly n: number; readonly fresh: boolean };

/**
 * What the journal says of the voucher. An attempt that a person closed without an answer is looked
 * for in the ledger once more, as is one that was answered and isn't known by its id.
 */
export async function voucherState(
  ports: FlowPorts,
  own: OwnVoucher,
): Promise<Result<VoucherState, Failure>> {
  const known = ports.documents.find(({ role, state }) => role === own.role && state === "live");
  if (known !== undefined) return ok({ document: known });
  const attempts = ports.journal.filter(({ role, kind }) => role === own.role && kind === own.kind);
  for (const entry of attempts.filter((one) => closedWithoutAnswer(one) || one.state === "done")) {
    const found = await findDoubtful(own)(ports, entry);
    if (!found.ok) return found;
    if (found.value?.document == null) continue;
    const { key: _, ...document } = found.value.document;
    ports.saveDocument(document);
    return ok({ document });
  }
  const open = attempts.findLast((entry) => entry.state === "planned" || entry.refused);
  const n = open?.n ?? Math.max(0, ...attempts.map((entry) => entry.n)) + 1;
  return ok({ document: null, n, fresh: attempts.length === 0 });
}

/**
 * Records that a person deleted the voucher in the ledger, and returns whether they did. Asks the
 * ledger only after a person's retry, or after a comparison that didn't find the voucher. A deleted
 * voucher isn't the job's any more: the next retry books another. `day`: that it was planned for.
 */
export async function noteIfDeleted(
  ports: FlowPorts,
  document: DocumentRecord,
  day: string,
): Promise<Result<boolean, Failure>> {
  if (!ports.eventTypes.some((type) => type === RETRY || type === CHECK_VOUCHER)) return ok(false);
  const date = bookedOn(document) ?? day;
  const there = await readVoucher(ports.read, { id: document.id, date });
  if (!there.ok) return there;
  if (there.value === null) ports.saveDocument({ ...document, state: "gone" });
  return ok(there.value === null);
}

/**
 * The voucher that was found to be deleted, for a run that only looks: it books no other one.
 * `null`: the run may book.
 */
export const foundDeletedVoucher = (
  { eventTypes, documents }: Pick<RunFacts, "eventTypes" | "documents">,
  { role }: OwnVoucher,
): DocumentRecord | null =>
  eventTypes.length > 0 && eventTypes.every((type) => type === CHECK_VOUCHER)
    ? (documents.findLast((one) => one.role === role && one.state === "gone") ?? null)
    : null;

const closedWithoutAnswer = (entry: JournalEntry): boolean =>
  isUnanswered(entry) && entry.attempt > 0;

/** The code in the marker of the voucher's n-th attempt. */
export const codeOf = (
  { administrationId, key }: Pick<RunFacts, "administrationId" | "key">,
  { role }: OwnVoucher,
  n: number,
): Promise<string> => markerCode({ administrationId, orderId: key, role, n });

/** The result: rehearsed in a trial, or answered, with the differences from the plan. */
type SentVoucher =
  | { readonly rehearsed: true }
  | {
      readonly rehearsed: false;
      readonly document: DocumentRecord;
      readonly date: string;
      readonly differs: readonly Reason[];
    };

/** Sends the voucher, journaled; an answer that can't be read leaves it in doubt. */
export async function sendVoucher(
  ports: FlowPorts,
  own: OwnVoucher,
  written: {
    readonly n: number;
    readonly code: string;
    readonly marker: string;
    readonly voucher: BookableVoucher;
  },
): Promise<Result<SentVoucher, Failure>> {
  const { n, code, marker, voucher } = written;
  const intent: WriteIntent = {
    key: ports.key,
    role: own.role,
    n,
    kind: own.kind,
    marker,
    markerCode: code,
    markerField: "VoucherText",
    documentId: null,
  };
  ports.note("plan", own.note, voucher);
  if (ports.settings.trial) {
    ports.rehearse(intent, createVoucher(voucher));
    return ok({ rehearsed: true });
  }
  const codes = await vatCodesOf(ports, voucher);
  if (!codes.ok) return codes;
  const answered = await ports.write(intent, createVoucher(voucher));
  if (!answered.ok) return answered;
  const read = readWritten(ports, answered.value, readWrittenVoucher);
  if (!read.ok) return read;
  noteVoucher(ports, read.value);
  const { id, number, date } = read.value;
  const settle = (state: "done" | "compared", document: DocumentRecord): void =>
    ports.settle(
      settlement(answered.value, state, {
        documentId: id,
        documentNumber: number,
        document: keyed(ports.key, document),
      }),
    );
  const keep = (): void => settle("done", recordOf(own, n, { id, number }, null));
  const differs = [
    ...compareVoucher(voucher, read.value),
    ...(await vatFaults(ports, read.value, codes.value, keep)),
  ];
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", { voucher, differs });
  const document = recordOf(own, n, { id, number }, differs.length === 0 ? seenOn(date) : null);
  settle("compared", document);
  return ok({ rehearsed: false, document, date, differs });
}

/**
 * Reads a voucher whose answer was lost, or which was another one than planned, and holds it
 * against the rows. `dates`: the days that it may have; the first is the one that was planned.
 */
export async function verifyVoucher(
  ports: FlowPorts,
  own: OwnVoucher,
  document: DocumentRecord,
  planned: {
    readonly dates: readonly [string, ...(readonly string[])];
    readonly rows: readonly AnsweredVoucherRow[];
    /** Since when it may have been made, where that may be before the journal began. */
    readonly since?: number;
  },
): Promise<Result<{ readonly date: string; readonly differs: readonly Reason[] }, Failure>> {
  const [first] = planned.dates;
  const seen = bookedOn(document);
  // Where a person retries, it is compared again: somebody may have changed it since.
  if (document.sourceHash !== null && !ports.eventTypes.includes(RETRY))
    return ok({ date: seen ?? first, differs: [] });
  const found =
    seen === undefined
      ? await findOwn(ports, own, document, planned.since)
      : await readVoucher(ports.read, { id: document.id, date: seen });
  if (!found.ok) return found;
  const voucher = found.value;
  if (voucher === null)
    return ok({
      date: first,
      differs: [reason("voucher-differs", { field: "total", planned: null, booked: null })],
    });
  const date = [...planned.dates, seen].find((one) => one === voucher.date) ?? seen ?? first;
  const vat = await vatFaultsOf(ports, voucher);
  if (!vat.ok) return vat;
  const differs = [...compareVoucher({ date, rows: planned.rows }, voucher), ...vat.value];
  if (differs.length === 0) ports.saveDocument({ ...document, sourceHash: seenOn(voucher.date) });
  return ok({ date: voucher.date, differs });
}

/** Finds it by its marker. */
async function findOwn(
  ports: FlowPorts,
  own: OwnVoucher,
  document: DocumentRecord,
  from: number = ports.journalBornAt,
): Promise<Result<AnsweredVoucher | null, Failure>> {
  const code = await codeOf(ports, own, document.n);
  const since = Math.min(ports.journalBornAt, from);
  const found = await findVouchers(ports.lookUp, search(ports, code, since));
  return found.ok ? ok(found.value.find(({ id }) => id === document.id) ?? null) : found;
}

/**
 * A voucher with the same marker that this journal has no record of, where it never sent one: a
 * journal that began anew must not book it twice. `since`: since when it may have been made.
 */
export async function findUnrecordedVoucher(
  ports: FlowPorts,
  {
    fresh,
    code,
    since,
  }: { readonly fresh: boolean; readonly code: string; readonly since: number },
): Promise<Result<AnsweredVoucher | null, Failure>> {
  if (!fresh) return ok(null);
  const found = await findVouchers(ports.lookUp, search(ports, code, since));
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/** Takes a voucher that was found by its marker as the one of this job, as a person says it is. */
export function adoptFoundVoucher(
  ports: FlowPorts,
  own: OwnVoucher,
  n: number,
  { id, number }: Pick<AnsweredVoucher, "id" | "number">,
): DocumentRecord {
  const document = recordOf(own, n, { id, number }, null);
  ports.saveDocument(document);
  return document;
}

/** Looks for an attempt in doubt by its marker; the oldest counts where there are several. */
export const findDoubtful =
  (own: OwnVoucher) =>
  async (
    ports: RunFacts & VendorPort & ClockPort,
    entry: JournalEntry,
  ): Promise<Result<DoubtHit | null, Failure>> => {
    const code = entry.markerCode;
    if (code === null) throw new Error(`a ${own.role} was sent without a marker`);
    const found = await findDocuments(ports.lookUp, {
      kind: "voucher",
      fields: [],
      ...search(ports, code, entry.sentAt),
    });
    if (!found.ok) return found;
    const [oldest] = found.value.documents.toSorted((a, b) =>
      (a.createdUtc ?? "").localeCompare(b.createdUtc ?? ""),
    );
    if (oldest === undefined) return ok(null);
    const { id, number } = oldest;
    return ok({
      documentId: id,
      documentNumber: number,
      document: keyed(entry.key, recordOf(own, entry.n, { id, number }, null)),
    });
  };

/** Where a voucher with the code would be found; `sentAt` null: since the journal began. */
const search = (
  ports: RunFacts & ClockPort,
  code: string,
  sentAt: number | null,
): Parameters<typeof findVouchers>[1] =>
  byMarker(ports, code, (sentAt ?? ports.journalBornAt) - HOUR_MS);

/** Notes the comparison and the day, which may have moved to one on which the books are open. */
const seenOn = (date: string): string => `compared ${date}`;
const seenDate = (seen: string): string | undefined => seen.split(" ")[1];

/** The day of a voucher that was compared; `undefined`: not known. */
export const bookedOn = ({ sourceHash }: Pick<DocumentRecord, "sourceHash">): string | undefined =>
  sourceHash === null ? undefined : seenDate(sourceHash);

const recordOf = (
  { role }: OwnVoucher,
  n: number,
  { id, number }: { readonly id: string; readonly number: string | null },
  seen: string | null,
): DocumentRecord => ({
  role,
  n,
  id,
  number,
  state: "live",
  sourceHash: seen,
  ownedHash: null,
});
