/**
 * All documents that an order has or had in the ledger, each once: what it is, its number, date and
 * amount, and whether it still stands. Those that were written first come first. Pure.
 */
import {
  type OperationView,
  type Role,
  bookedAs,
  isBookedInvoice,
  isCreditInvoice,
  isUnbooked,
  hasSucceeded,
} from "../../../../domain/jobs/job.ts";
import { amount, dec, type Decimal, sum } from "../../../../domain/money.ts";
import type {
  ChargedAmount,
  DocumentReading,
  JobTimeline,
} from "../../../../sync/contract/index.ts";
import {
  type DocumentPosting,
  chargedAmountOf,
  type Postings,
} from "../../../usecases/ledger/posting.ts";
import { dayOf } from "../../../words/format.ts";

const SHOWN: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit",
  "order-credit",
  "delta-draft",
  "delta-invoice",
  "delta-credit-draft",
  "delta-credit",
  "voucher",
  "voucher-credit",
  "voucher-reversal",
  "voucher-payment",
]);

/** The roles that a reversal takes back. */
const REVERSED: ReadonlySet<Role> = new Set<Role>(["voucher", "voucher-credit"]);

/** By its own figures, a document of these charges, or pays back. Others show what was posted. */
const SIGNS: Readonly<Partial<Record<Role, 1 | -1>>> = {
  invoice: 1,
  "delta-invoice": 1,
  voucher: 1,
  credit: -1,
  "delta-credit": -1,
  "voucher-credit": -1,
};

/**
 * `creditedSome`: by amounts that aren't known any more. `creditedTogether`: one of several
 * invoices, and nothing tells of which of them a credit is.
 */
export type State =
  | "stands"
  | "draft"
  | "credited"
  | "partlyCredited"
  | "creditedSome"
  | "creditedTogether"
  | "reversed"
  | "deleted"
  | "unlinked"
  | "unconfirmed"
  | "differs"
  | "oneDiffers"
  | "invoiced"
  | "gone";

export type OrderDocument = {
  readonly role: Role;
  readonly id: string | null;
  readonly number: string | null;
  /** `2026-11-28`; `null`: not known. */
  readonly day: string | null;
  readonly amount: ChargedAmount | null;
  readonly state: State;
  /** The number of its reversal, where known. */
  readonly by?: string | null;
};

type Documents = Pick<
  JobTimeline,
  "operations" | "documents" | "past" | "creditedByOthers" | "missing" | "readings"
>;

/** With what tells documents of one role apart. */
type Row = OrderDocument & { readonly n: number; readonly charged: ChargedAmount | undefined };

/** The last write of each role and turn, and what was found or linked without one. */
export function orderDocuments(given: Documents, postings: Postings): readonly OrderDocument[] {
  const all = rowsOf(given, postings);
  const rows = all.filter((row) => !isBookedDraft(row, all));
  const credited = creditedIn(rows, given.creditedByOthers ?? "0.00");
  return rows.map((row): OrderDocument => {
    const { n: _n, charged: _charged, ...shown } = row;
    const reversal = reversalOf(row, rows);
    if (reversal !== null) return { ...shown, state: "reversed", by: reversal.number };
    return { ...shown, state: credited.get(row) ?? row.state };
  });
}

const READ_AS: Readonly<Record<DocumentReading["kind"], State>> = {
  gone: "gone",
  differs: "differs",
  "one-differs": "oneDiffers",
  invoiced: "invoiced",
};

function rowsOf(
  { operations, documents, past = [], missing, readings = [] }: Documents,
  postings: Postings,
) {
  const written = lastOf(operations);
  const ids = new Set(written.map(({ documentId }) => documentId));
  const known = [
    ...documents.map((one) => ({ ...one, state: "live" as const })),
    ...past.map((one) => ({ ...one, day: undefined })),
  ];
  const stateOf = (role: Role, id: string | null): State => {
    const ended = known.find((one) => one.id === id)?.state;
    if (ended === "unlinked") return "unlinked";
    if (ended === "gone" || missing) return "gone";
    const read = readings.find((one) => one.id === id);
    if (read !== undefined) return READ_AS[read.kind];
    return bookedAs(role) === null ? "stands" : "draft";
  };
  const postingOf = (id: string | null): DocumentPosting | undefined =>
    postings.documents.find(({ documentId }) => documentId === id);
  const amountOf = (role: Role, id: string | null, charged: ChargedAmount | undefined) => {
    const ledger = readings.find((one) => one.id === id)?.ledger;
    if (ledger === undefined) return chargedAmountOf(postingOf(id)) ?? signed(role, charged);
    return ledger === null ? null : (signed(role, ledger) ?? ledger);
  };
  return [
    ...written.map((one): Row => {
      const { role, n, documentId: id } = one;
      const record = id === null ? undefined : known.find((other) => other.id === id);
      const posting = postingOf(id);
      const isOpen = one.state === "in-doubt" || id === null || isUnbooked(one);
      const state = isOpen ? "unconfirmed" : stateOf(role, id);
      return {
        role,
        n,
        id,
        number: one.documentNumber ?? record?.number ?? null,
        day: dayIn(posting) ?? (one.settledAt === null ? null : dayOf(one.settledAt)),
        amount: amountOf(role, id, record?.charged),
        charged: record?.charged,
        state: isDelete(one) ? "deleted" : state,
      };
    }),
    ...known.flatMap(({ role, n, id, number, day, charged }): readonly Row[] => {
      if (day !== undefined || ids.has(id)) return [];
      const posting = postingOf(id);
      return [
        {
          role,
          n,
          id,
          number,
          day: dayIn(posting),
          amount: amountOf(role, id, charged),
          charged,
          state: stateOf(role, id),
        },
      ];
    }),
  ];
}

const isDelete = (operation: OperationView): boolean =>
  (operation.kind === "order.delete" || operation.kind === "draft.delete") &&
  hasSucceeded(operation);

/** A refused write left nothing; one without an answer may have. */
function lastOf(operations: readonly OperationView[]): readonly OperationView[] {
  const last = new Map<string, OperationView>();
  for (const operation of operations) {
    const { role, n, state, documentId } = operation;
    if (state === "rejected" && isUnbooked(operation)) continue;
    if (!SHOWN.has(role) || (documentId === null && state !== "in-doubt")) continue;
    const key = `${role} ${n}`;
    const before = last.get(key);
    last.set(key, {
      ...operation,
      documentId: documentId ?? before?.documentId ?? null,
      documentNumber: operation.documentNumber ?? before?.documentNumber ?? null,
    });
  }
  return [...last.values()];
}

const dayIn = (posting: DocumentPosting | undefined): string | null =>
  posting?.booked != null && typeof posting.booked.voucher !== "string"
    ? posting.booked.voucher.date
    : (posting?.predicted?.date ?? null);

function signed(role: Role, charged: ChargedAmount | undefined): ChargedAmount | null {
  const sign = SIGNS[role];
  if (charged === undefined || sign === undefined) return null;
  return { ...charged, figure: amount(dec(charged.figure).abs().times(sign)) };
}

/** A draft is gone once it was booked, by us or by a person: the invoice is listed in its place. */
const isBookedDraft = (row: Row, rows: readonly Row[]): boolean =>
  rows.some((other) => other.role === bookedAs(row.role) && row.n === other.n);

/**
 * A voucher and its reversal share their n. What was paid on a voucher since is taken back with it:
 * by the next reversal that was written.
 */
function reversalOf(row: Row, rows: readonly Row[]): Row | null {
  const reversals = rows.filter(
    ({ role, state }) => role === "voucher-reversal" && state === "stands",
  );
  if (REVERSED.has(row.role)) return reversals.find((one) => one.n === row.n) ?? null;
  if (row.role !== "voucher-payment" || row.state !== "gone") return null;
  if (reversals.length === 1) return reversals[0] ?? null;
  return reversals.find((one) => rows.indexOf(one) > rows.indexOf(row)) ?? null;
}

/**
 * Returns what was credited of the order's invoices, or otherwise of its voucher: by the order's
 * own credits, and by credits of other orders (`byOthers`).
 */
function creditedIn(rows: readonly Row[], byOthers: Decimal): ReadonlyMap<Row, State> {
  const standing = rows.filter(({ state }) => state === "stands");
  // What a credit order was edited by is booked as these as well, and charges nothing by itself.
  const charges = standing.some(({ role }) => role === "invoice")
    ? standing.filter(({ role }) => isBookedInvoice(role) && !isCreditInvoice(role))
    : standing.filter((row) => row.role === "voucher" && reversalOf(row, rows) === null);
  const credits = standing.filter(({ role }) => role === "delta-credit");
  if (credits.length === 0 && dec(byOthers).eq(0)) return new Map();
  const charged = totalOf(charges);
  const back = totalOf(credits);
  const isKnown = charged !== null && back !== null;
  const whole = isKnown && sum([back, byOthers]).gte(charged);
  const partly = isKnown ? "partlyCredited" : "creditedSome";
  const some = charges.length > 1 ? "creditedTogether" : partly;
  const state = whole ? "credited" : some;
  return new Map(charges.map((row) => [row, state]));
}

/** `null`: of one of them it isn't known. */
function totalOf(rows: readonly Row[]): Decimal | null {
  const figures = rows.flatMap(({ charged, amount: shown }) => {
    const figure = charged?.figure ?? shown?.figure;
    return figure === undefined ? [] : [dec(figure).abs().toFixed()];
  });
  return figures.length < rows.length ? null : amount(sum(figures));
}
