/**
 * The postings of an order as a page and the API show them: predicted from the very plan that its
 * run noted, and read from the ledger where a person asked for that. A reading counts only as long
 * as nothing was written since.
 */
import { z } from "zod";
import { type OperationView, type Role, bookedAs, isUnbooked } from "../../../domain/jobs/job.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Chart, Posting, ReadPosting } from "../../../domain/ledger/posting.ts";
import { chartFrom } from "../../../flows/orders/posting/documents.ts";
import {
  type ComparedPosting,
  comparePosting,
} from "../../../flows/orders/posting/posting-vs-voucher.ts";
import type { OrderForecast } from "../../../flows/orders/trial/preview.ts";
import type {
  DocumentReading,
  CurrentDocument,
  JobTimeline,
  PostingsNote,
  TimelineEntry,
} from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import type { DayShare } from "../../../sync/contract/days.ts";
import {
  homeCurrencyOf,
  plansIn,
  sentPayment,
  sentVoucher,
  plannedReversals,
} from "./posting-plans.ts";
import { onTenant } from "../tenant-access.ts";
import { toResult, type Answer } from "../refusal.ts";

export type DocumentPosting = {
  /** Its role; `null`: it is only planned, and not in the ledger. */
  readonly role: Role | null;
  readonly documentId: string | null;
  readonly number: string | null;
  /** `null`: its plan isn't kept any more. */
  readonly predicted: Posting | null;
  /** As read, with no write since; `null`: not read, or outdated. */
  readonly booked: (ReadPosting & { readonly readAt: number }) | null;
  /** `null` where one of the two is missing. */
  readonly compared: ComparedPosting | null;
  /** What was read of it last isn't what was written, so nothing is predicted. Absent: it is. */
  readonly reading?: Exclude<DocumentReading["kind"], "gone">;
  /** The day's voucher that it is a share of. Absent: it is a document of its own. */
  readonly day?: string;
};

export type Postings = {
  readonly documents: readonly DocumentPosting[];
  /** A booked document can be read. */
  readonly readable: boolean;
  /** The newest reading is from before the newest write. */
  readonly stale: boolean;
  readonly refused: PostingsNote | null;
  /** The ledger's currency, which its vouchers have; `null`: no plan shows it. */
  readonly home: string | null;
};

/** Reads the postings of an order's documents from the ledger, now. */
export async function readPostings(
  asking: TenantRequest,
  jobId: string,
): Answer<{ readonly note: PostingsNote }> {
  return toResult(
    await onTenant(asking, (tenant) => tenant.jobs.readPostings(asking.tenantId, jobId)),
  );
}

const DOCUMENTS: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit",
  "delta-draft",
  "delta-invoice",
  "delta-credit-draft",
  "delta-credit",
  "voucher",
  "voucher-credit",
]);
/** Documents that can be read although no timeline has a plan of them. */
const OTHERS: ReadonlySet<Role> = new Set<Role>(["voucher-reversal", "voucher-payment"]);
const BOOKED: ReadonlySet<Role> = new Set<Role>([
  "invoice",
  "credit",
  "delta-invoice",
  "delta-credit",
  "voucher",
  "voucher-credit",
  ...OTHERS,
]);

/** It is booked, and its lines weren't read, or not since it was written last. */
export const isUnreadDocument = ({ role, documentId, booked }: DocumentPosting): boolean =>
  booked === null && documentId !== null && role !== null && BOOKED.has(role);

export const chartOf = (names: NameLists): Chart =>
  chartFrom(names["eaccounting.accounts"]?.entries ?? []);

/** Of a job: all writes for its order, and what its own runs recorded; and what came of it. */
type Described = Pick<JobTimeline, "operations" | "timeline"> &
  Partial<
    Pick<JobTimeline, "job" | "earlier" | "missing" | "past" | "days" | "documents" | "readings">
  >;

/**
 * What was planned won't be booked: the shop doesn't have the order any more, or it is skipped and
 * no test mode shows what it would become.
 */
const isLeftOut = ({ job }: Described): boolean => {
  const says = (one: string): boolean => job?.reasons.some(({ code }) => code === one) === true;
  const isSkipped = job?.flow === "orders" && (job.stands ?? job.outcome) === "skipped";
  return says("order-gone") || (isSkipped && job.status === "done" && !says("trial-mode"));
};

/**
 * A later run that changed nothing has no plan: that of the writing run counts. A draft that was
 * read before a person booked it isn't a document beside its invoice.
 */
export function postingsOf(described: Described, names: NameLists): Postings {
  const { operations, timeline, earlier = [], readings = [] } = described;
  const readAs = (id: string | null) => readings.find((one) => one.id === id)?.kind;
  const known = described.documents ?? [];
  const missing =
    described.missing === true ||
    (known.length > 0 && known.every(({ id }) => readAs(id) === "gone"));
  const chart = chartOf(names);
  const planned = plansIn(timeline, chart);
  const plannedBefore = plansIn(earlier, chart);
  const began = timeline[0]?.at ?? 0;
  const home = homeCurrencyOf([...earlier, ...timeline]);
  const predictedOf = (operation: OperationView): Posting | null => {
    const { marker, role, sentAt } = operation;
    if (OTHERS.has(role)) return sentVoucher(operation, home);
    if (marker === null) return null;
    const before = (sentAt ?? began) < began ? plannedBefore.get(marker) : undefined;
    return before ?? planned.get(marker) ?? plannedBefore.get(marker) ?? null;
  };
  const lastReading = [...earlier, ...timeline]
    .filter(({ what }) => what === "posting")
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  const note = noteOf(lastReading);
  const lastWrite = lastOf(operations);
  const stale = lastReading !== undefined && lastReading.at < lastWrite;
  const standing = missing
    ? []
    : newest(operations, described).filter(({ documentId }) => readAs(documentId) !== "gone");
  const booked = (id: string | null): DocumentPosting["booked"] => {
    const found =
      stale || note?.kind !== "read" ? undefined : note.postings.find((one) => one.id === id);
    return found === undefined ? null : { ...found, readAt: lastReading?.at ?? 0 };
  };
  const documents = standing.map((operation): DocumentPosting => {
    const { role, documentId, documentNumber } = operation;
    const reading = readAs(documentId);
    const read = booked(documentId);
    const isRead = read !== null && typeof read.voucher !== "string";
    return withComparison({
      role,
      documentId,
      number: documentNumber,
      predicted: reading === undefined || isRead ? predictedOf(operation) : null,
      booked: read,
      ...(reading === undefined || reading === "gone" ? {} : { reading }),
    });
  });
  const shares = missing ? [] : (described.days ?? []);
  const isOver = missing || isLeftOut(described) || shares.some(isInDay);
  const inDays = shares.flatMap((share) => ofShare(share, chart));
  const linked = note?.kind === "read" && !stale && !missing ? note.postings : [];
  const told = new Set([...operations, ...standing].map(({ documentId }) => documentId));
  return {
    documents: [
      ...documents,
      ...inDays,
      ...linked
        .filter(({ id }) => !told.has(id) && readAs(id) !== "gone")
        .map(({ id, number }) =>
          withComparison({
            role: null,
            documentId: id,
            number,
            predicted: null,
            booked: booked(id),
          }),
        ),
      ...(documents.length > 0 || isOver
        ? []
        : onlyPlanned(planned, plannedReversals(timeline, home))),
      ...(missing ? [] : payments(operations, names, home)),
    ],
    readable: standing.some(({ role }) => BOOKED.has(role)),
    stale,
    refused: note?.kind === "refused" && !stale ? note : null,
    home,
  };
}

const lastOf = (operations: readonly OperationView[]): number =>
  Math.max(0, ...operations.map(({ settledAt, sentAt }) => settledAt ?? sentAt ?? 0));

/** It is in the ledger with its day's voucher, or a person booked the day there. */
const isInDay = ({ voucher }: DayShare): boolean =>
  voucher !== null && (voucher.voucher !== null || voucher.isManual === true);

/** An order's rows in its day's voucher, once that is booked: they are in its sums to the cent. */
function ofShare({ role, rows, voucher }: DayShare, chart: Chart): readonly DocumentPosting[] {
  if (voucher?.voucher == null) return [];
  const { id, number } = voucher.voucher;
  const predicted: Posting = {
    currency: voucher.currency ?? "",
    converted: false,
    date: voucher.day,
    lines: rows.map(({ account, debit, credit }) => ({
      role: "revenue",
      account,
      debit,
      credit,
      vatCode: chart.get(account)?.vat?.code ?? null,
      lines: [],
      reasons: [],
    })),
  };
  const day = voucher.id;
  return [{ role, documentId: id, number, predicted, booked: null, compared: null, day }];
}

/** What a tried run would book: by its own plan, and by its payments. */
export function previewedPostings(
  { plan, writes }: Pick<OrderForecast, "plan" | "writes">,
  names: NameLists,
): Postings {
  const timeline: readonly TimelineEntry[] =
    plan === null ? [] : [{ at: 0, what: "plan", title: "", detail: plan }];
  const tried = postingsOf({ operations: [], timeline }, names);
  const paid = writes.flatMap(({ kind, role, request }) =>
    kind === "payment.create" ? paymentOf(role, request, names, tried.home) : [],
  );
  return { ...tried, documents: [...tried.documents, ...paid] };
}

function noteOf(entry: TimelineEntry | undefined): PostingsNote | null {
  const kind = z.looseObject({ kind: z.enum(["read", "refused"]) }).safeParse(entry?.detail);
  return kind.success ? (entry?.detail as PostingsNote) : null;
}

/** The order isn't in the ledger yet: a dry run, an order on hold, test mode. */
const onlyPlanned = (
  predicted: ReadonlyMap<string, Posting>,
  takenBack: readonly Posting[],
): readonly DocumentPosting[] => {
  const last = [...predicted.values()].at(-1);
  const back = takenBack.map((one) => foreseen("voucher-reversal", one));
  return last === undefined ? back : [...back, foreseen(null, last)];
};

const foreseen = (role: Role | null, predicted: Posting): DocumentPosting => ({
  role,
  documentId: null,
  number: null,
  predicted,
  booked: null,
  compared: null,
});

function withComparison(one: Omit<DocumentPosting, "compared">): DocumentPosting {
  const { predicted, booked } = one;
  return {
    ...one,
    compared:
      predicted === null || booked === null || typeof booked.voucher === "string"
        ? null
        : comparePosting(predicted, booked.voucher, booked.rate),
  };
}

/**
 * Returns the last write of each existing document; an invoice replaces its draft. Deleted
 * documents are left out; a voucher stays in the ledger beside its reversal.
 */
function newest(
  operations: readonly OperationView[],
  { past = [], documents = [] }: Pick<Described, "past" | "documents">,
): readonly OperationView[] {
  const gone = new Set(
    past.flatMap(({ id, role, state }) =>
      state === "gone" && !role.startsWith("voucher") ? [id] : [],
    ),
  );
  const last = new Map<string, OperationView>();
  for (const operation of operations)
    if (
      operation.documentId !== null &&
      !isUnbooked(operation) &&
      (DOCUMENTS.has(operation.role) || OTHERS.has(operation.role))
    ) {
      const key = OTHERS.has(operation.role)
        ? `${operation.role} ${operation.n}`
        : (operation.marker ?? operation.documentId);
      last.set(key, operation);
    }
  const known = new Set([...last.values()].map(({ documentId }) => documentId));
  return [...last.values()]
    .map((operation): OperationView => {
      const invoice = documents.find((one) => isInvoiceOf(one, operation) && !known.has(one.id));
      return invoice === undefined
        ? operation
        : {
            ...operation,
            role: invoice.role,
            documentId: invoice.id,
            documentNumber: invoice.number,
          };
    })
    .filter(
      ({ kind, documentId }) =>
        kind !== "order.delete" && kind !== "draft.delete" && !gone.has(documentId ?? ""),
    );
}

/** A person made it of the document of this write: it books what that one was to book. */
const isInvoiceOf = (
  { role, n }: Pick<CurrentDocument, "role" | "n">,
  made: Pick<OperationView, "role" | "n">,
): boolean =>
  role === (made.role === "sales-order" ? "invoice" : bookedAs(made.role)) && n === made.n;

/** The ledger names no voucher of a payment, so its posting comes from what was sent. */
function payments(
  operations: readonly OperationView[],
  names: NameLists,
  home: string | null,
): readonly DocumentPosting[] {
  return operations.flatMap(({ kind, state, role, request }) =>
    kind !== "payment.create" || state === "rejected" ? [] : paymentOf(role, request, names, home),
  );
}

function paymentOf(
  role: Role,
  request: unknown,
  names: NameLists,
  home: string | null,
): readonly DocumentPosting[] {
  const sent = sentPayment({ role, request }, names, home);
  return sent === null
    ? []
    : [
        {
          role: sent.isRounding ? "rounding" : role,
          documentId: null,
          number: null,
          predicted: sent.posting,
          booked: null,
          compared: null,
        },
      ];
}

const MONEY_SIDE: ReadonlySet<string> = new Set(["receivable", "clearing", "gift-card-used"]);

/**
 * Returns the total of the booked documents as read: the sum of their money side. `null`: one
 * wasn't read, or is ambiguous.
 */
export function bookedTotal({ documents }: Postings): Decimal | null {
  const booked = documents.filter(
    ({ role }) => role !== null && BOOKED.has(role) && !OTHERS.has(role),
  );
  const sums = booked.map(moneyRead);
  return sums.length === 0 || sums.some((one) => one === null)
    ? null
    : amount(sum(sums.map((one) => (one ?? dec("0")).toFixed())));
}

/** The money side as read; `null`: not read, or ambiguous. */
function moneyRead({ compared }: DocumentPosting): ReturnType<typeof sum> | null {
  const money = compared?.lines.filter(({ predicted }) =>
    predicted.some(({ role }) => MONEY_SIDE.has(role)),
  );
  return money === undefined || money.some(({ found }) => found === null)
    ? null
    : sum(money.map(({ found }) => found ?? "0"));
}

/**
 * Returns what one document charges, or refunds below zero, in its own currency: as read where that
 * has this currency, otherwise as planned. `null`: neither.
 */
export function chargedAmountOf(
  one: DocumentPosting | undefined,
): { readonly figure: Decimal; readonly currency: string } | null {
  if (one?.predicted == null) return null;
  const { converted, currency, lines } = one.predicted;
  const money = lines.filter(({ role }) => MONEY_SIDE.has(role));
  if (money.length === 0) return null;
  const planned = sum(money.map(({ debit, credit }) => dec(debit).minus(credit).toFixed()));
  return { figure: amount((converted ? null : moneyRead(one)) ?? planned), currency };
}
