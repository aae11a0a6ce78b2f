/**
 * Which document of the order is made next, and its marker. The journal's markers don't change: a
 * planned write is searched for by the marker that it was sent with, whatever number or settings
 * the order has today.
 */
import type { Role } from "../../../domain/jobs/job.ts";
import { markerCode, markerText } from "../../../domain/orders/marker.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { MARKER_FIELDS, type MarkerField } from "../../../settings/schema.ts";
import {
  type DocumentRecord,
  type JournalEntry,
  type RunFacts,
  type WriteIntent,
} from "../../port.ts";
import { type DocumentIdentity, type OrderCase } from "./case.ts";
import { handlerOf, type DocumentRole, DOCUMENT_HANDLERS } from "./document-kinds.ts";

/** Vouchers have no draft: one write books them, and they are never changed. */
export type VoucherRole = "voucher" | "voucher-credit" | "voucher-reversal" | "voucher-payment";
/** Roles of documents with a marker of their own. */
export type MarkedRole = DocumentRole | VoucherRole;

/** A draft and the invoice that it becomes count as one. */
export const markerRole = (role: Role): Role =>
  role in DOCUMENT_HANDLERS ? DOCUMENT_HANDLERS[role as DocumentRole].markedAs : role;

const creations = (journal: readonly JournalEntry[], role: MarkedRole): readonly JournalEntry[] =>
  journal.filter((entry) => entry.role === role && entry.kind.endsWith(".create"));

const isOpen = (entry: JournalEntry): boolean => entry.state === "planned" || entry.refused;

/** Tells whether a document belongs to this kind's numbers: a draft or its invoice. */
const sameSeries =
  (role: DocumentRole) =>
  (document: DocumentRecord): boolean =>
    document.role === role || document.role === DOCUMENT_HANDLERS[role].markedAs;

export async function nextIdentity(
  ports: RunFacts,
  order: Order,
  role: DocumentRole,
): Promise<DocumentIdentity> {
  const made = creations(ports.journal, role);
  const open = made.findLast(isOpen);
  if (open !== undefined) return frozen(open, role) ?? fresh(ports, order, role, open.n);
  const taken = [
    ...made.map((entry) => entry.n),
    ...ports.documents.filter(sameSeries(role)).map((document) => document.n),
  ];
  return fresh(ports, order, role, Math.max(0, ...taken) + 1);
}

/** Something was written for this order, so the journal alone doesn't tell what the ledger has. */
export const wroteBefore = ({
  journal,
  documents,
}: Pick<RunFacts, "journal" | "documents">): boolean =>
  documents.length > 0 ||
  [...SOLD, ...CREDITED].some((role) => creations(journal, role).some((entry) => !isOpen(entry)));

/** What a sale may become, and what a credit order may. */
const SOLD: readonly MarkedRole[] = [
  "sales-order",
  "invoice-draft",
  "voucher",
  "voucher-reversal",
  "voucher-payment",
];
const CREDITED: readonly MarkedRole[] = [
  "credit-draft",
  "voucher-credit",
  "voucher-reversal",
  "voucher-payment",
];

/** Returns the identity under which an existing document was made. */
export async function identityOf(
  ports: RunFacts,
  order: Order,
  document: DocumentRecord,
): Promise<DocumentIdentity> {
  const { role } = handlerOf(document.role);
  const entry = creations(ports.journal, role).find((candidate) => candidate.n === document.n);
  return (
    (entry === undefined ? null : frozen(entry, role)) ?? fresh(ports, order, role, document.n)
  );
}

/**
 * Returns the document by which an invoice was planned: its own, or the sales order that it was
 * made of, whose marker it bears.
 */
export function originatingDocument(
  { journal, documents }: Pick<RunFacts, "journal" | "documents">,
  document: DocumentRecord,
): DocumentRecord {
  const { role, n } = document;
  const isDrafted = journal.some(
    (entry) => entry.role === "invoice-draft" && entry.n === n && entry.kind.endsWith(".create"),
  );
  const sales = documents.findLast((one) => one.role === "sales-order" && one.n === n);
  return role !== "invoice" || isDrafted ? document : (sales ?? document);
}

function frozen(entry: JournalEntry, role: DocumentRole): DocumentIdentity | null {
  const field = MARKER_FIELDS.find((name) => name === entry.markerField);
  if (entry.marker === null || entry.markerCode === null || field === undefined) return null;
  return { role, n: entry.n, marker: { code: entry.markerCode, text: entry.marker }, field };
}

async function fresh(
  ports: RunFacts,
  order: Order,
  role: DocumentRole,
  n: number,
): Promise<DocumentIdentity> {
  const code = await codeOf(ports, order, DOCUMENT_HANDLERS[role].markedAs, n);
  const field: MarkerField = ports.settings.orders.markerField;
  return { role, n, marker: { code, text: markerText(order.number, order.id, code) }, field };
}

/** A voucher has one text, which carries the marker. */
export const VOUCHER_FIELD = "VoucherText";

export type VoucherIdentity = {
  readonly role: VoucherRole;
  readonly n: number;
  readonly marker: DocumentIdentity["marker"];
};

/** Returns the identity of the order's next voucher. A reversal's n is given: its voucher's. */
export async function nextVoucher(
  ports: RunFacts,
  order: Order,
  role: VoucherRole,
  given?: number,
): Promise<VoucherIdentity> {
  const made = creations(ports.journal, role);
  const open = made.findLast(isOpen);
  const taken = [
    ...made.map((entry) => entry.n),
    ...ports.documents.filter((document) => document.role === role).map((document) => document.n),
  ];
  const n = given ?? open?.n ?? Math.max(0, ...taken) + 1;
  const entry = made.find((candidate) => candidate.n === n);
  if (entry !== undefined && entry.marker !== null && entry.markerCode !== null)
    return { role, n, marker: { code: entry.markerCode, text: entry.marker } };
  const code = await codeOf(ports, order, role, n);
  return { role, n, marker: { code, text: markerText(order.number, order.id, code) } };
}

const codeOf = (
  ports: Pick<RunFacts, "administrationId">,
  order: Order,
  role: Role,
  n: number,
): Promise<string> =>
  markerCode({ administrationId: ports.administrationId, orderId: order.id, role, n });

/** A code that marks a document of this order, and which one. */
export type OwnCode = { readonly code: string; readonly role: MarkedRole; readonly n: number };

/** Returns the codes of everything that this order may have made, up to `n` of each kind. */
export async function codesUpTo(
  ports: Pick<RunFacts, "administrationId">,
  order: Order,
  n: number,
): Promise<readonly OwnCode[]> {
  const numbers = Array.from({ length: n }, (_, index) => index + 1);
  const all = (order.creditsOrderId === null ? SOLD : CREDITED).flatMap((role) =>
    numbers.map(async (number) => ({
      code: await codeOf(ports, order, markerRole(role), number),
      role,
      n: number,
    })),
  );
  return Promise.all(all);
}

/**
 * Returns the number of the next write of a kind that has no document of its own: a payment, a
 * refund, a rounding, a sending. `again`: a write that certainly failed and is repeated under its
 * own number. `made`: how many this run has made or skipped already, which the journal as read
 * doesn't show. The number is one above the highest and not a count, as numbers may have gaps: two
 * writes under one number would be one entry of the journal, and the first would be lost. Pure.
 */
export const nextNumber = (
  taken: readonly Pick<JournalEntry, "n">[],
  again: Pick<JournalEntry, "n"> | undefined,
  made = 0,
): number => again?.n ?? Math.max(0, ...taken.map(({ n }) => n)) + 1 + made;

/** Returns the place in the journal of a write of money, which has no document of its own. */
export async function moneyIntent(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  of: Pick<WriteIntent, "role" | "n" | "kind" | "documentId" | "payment">,
): Promise<WriteIntent> {
  const { role, n, kind } = of;
  const { administrationId, key } = ports;
  const code = await markerCode({ administrationId, orderId: order.id, role, n });
  return {
    key,
    ...of,
    marker: markerText(order.number, order.id, code),
    markerCode: code,
    markerField: kind === "voucher.create" ? VOUCHER_FIELD : "Reference",
  };
}
