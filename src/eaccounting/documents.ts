/**
 * Searches every kind of document that may belong to an order, by our marker or by the order's
 * number that a person may have typed. Absence needs a complete list; a failed search is a failure,
 * never "not found".
 *
 * Where the vendor refuses to filter on the field (6000), everything created since an instant is
 * read and compared here.
 */
import { z } from "zod";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { isFilterRefused } from "./errors.ts";
import { listQuery, type Page, readAll, readPage, type WholeList } from "./paging.ts";
import {
  type Capability,
  contains,
  guid,
  optionalGuid,
  optionalText,
  or,
  request,
  since,
} from "./request.ts";
import { defined } from "../domain/platform/defined.ts";

export const DOCUMENT_KINDS = ["order", "invoice-draft", "invoice", "voucher"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Reference fields of orders, drafts and invoices; a voucher has only its text. */
export type ReferenceField = "OurReference" | "YourReference" | "BuyersOrderReference";

export type LedgerDocument = {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly number: string | null;
  /** The texts of the searched fields, by field. */
  readonly texts: Readonly<Record<string, string>>;
  /** `null` on vouchers. */
  readonly customerId: string | null;
  /** The vendor's date of the document, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly createdUtc: string | null;
  /** A voucher that the ledger made itself, for an invoice, a payment or a purchase. */
  readonly isDerived: boolean;
};

/**
 * `VoucherType` of vouchers that the ledger makes of something else: deposits and withdrawals,
 * purchases, suppliers' and customers' invoices, direct debits. Their texts name an invoice's
 * number ("Kundfaktura till 6 Sparlivs, 1011"), which may equal another order's number.
 */
const DERIVED: ReadonlySet<unknown> = new Set([5, 6, 7, 10, 11, 12, 13, 14, 15, 25, 26, 32, 33]);

export const isDerivedVoucher = (type: unknown): boolean => DERIVED.has(type);

type Source = {
  readonly path: string;
  readonly capability: Capability;
  readonly number: string;
  readonly date: string;
};

const SOURCES: Readonly<Record<DocumentKind, Source>> = {
  order: { path: "/orders", capability: "orders", number: "Number", date: "OrderDate" },
  "invoice-draft": {
    path: "/customerinvoicedrafts",
    capability: "customer-invoice-drafts",
    number: "-",
    date: "InvoiceDate",
  },
  invoice: {
    path: "/customerinvoices",
    capability: "customer-invoices",
    number: "InvoiceNumber",
    date: "InvoiceDate",
  },
  voucher: {
    path: "/vouchers",
    capability: "vouchers",
    number: "NumberAndNumberSeries",
    date: "VoucherDate",
  },
};

const searched = (kind: DocumentKind, fields: readonly ReferenceField[]): readonly string[] =>
  kind === "voucher" ? ["VoucherText"] : fields;

export type Search = {
  readonly kind: DocumentKind;
  readonly fields: readonly ReferenceField[];
  /** The part of the text that the vendor searches. */
  readonly part: string;
  /** Whether a text really matches; the vendor's `contains` also finds it within longer words. */
  readonly matches: (text: string) => boolean;
  /** Where a scan begins, in ms, if one is needed. For a write in doubt: an hour before it. */
  readonly since: number;
  /** An earlier search was refused: scan at once. */
  readonly scanOnly?: boolean;
};

type FoundDocuments = {
  readonly documents: readonly LedgerDocument[];
  readonly how: "filter" | "scan";
};

/** Returns every document of a kind with the text in a field. One read where the filter works. */
export async function findDocuments(
  send: SendRead,
  search: Search,
): Promise<Result<FoundDocuments, Failure>> {
  const found = await findWith(send, search, reader(search));
  return found.ok
    ? ok({ documents: found.value.items.filter(isHit(search)), how: found.value.how })
    : found;
}

/** Reads the vendor's matches with the caller's reader; the caller applies `matches` to each. */
export async function findWith<T>(
  send: SendRead,
  search: Search,
  read: WholeList<T>["read"],
): Promise<Result<{ readonly items: readonly T[]; readonly how: FoundDocuments["how"] }, Failure>> {
  if (search.scanOnly !== true) {
    const filtered = await readAll(send, {
      pageAt: (page) => documentsByText(search.kind, search.fields, search.part, page),
      read,
    });
    if (filtered.ok) return ok({ items: filtered.value, how: "filter" });
    if (!isFilterRefused(filtered.error)) return filtered;
  }
  const scanned = await readAll(send, {
    pageAt: (page) => documentsCreatedSince(search.kind, search.since, page),
    read,
  });
  return scanned.ok ? ok({ items: scanned.value, how: "scan" }) : scanned;
}

const isHit =
  (search: Search) =>
  (document: LedgerDocument): boolean =>
    Object.values(document.texts).some(search.matches);
const reader =
  (search: Search): WholeList<LedgerDocument>["read"] =>
  (answer) =>
    readDocuments(answer, search.kind, search.fields);

const PAGE = 100;

function documentsByText(
  kind: DocumentKind,
  fields: readonly ReferenceField[],
  part: string,
  page: number,
): VendorRequest {
  const filter = or(...searched(kind, fields).map((field) => contains(field, part)));
  return list(kind, filter, page, BY_ID);
}

const BY_CREATION = "CreatedUtc asc,Id asc";
/** What is made meanwhile moves others towards the end, where they are met again. */
const BY_ID = "Id asc";

/** Oldest first: what is created meanwhile is added at the end of the list and moves nothing. */
export const documentsCreatedSince = (
  kind: DocumentKind,
  instant: number,
  page = 1,
): VendorRequest => list(kind, since("CreatedUtc", instant), page, BY_CREATION);

/**
 * Where what was made since can't be asked for: what is dated since the day of that instant. Drafts
 * are all listed, as one may have no day yet.
 */
export const documentsDatedSince = (kind: DocumentKind, instant: number, page = 1): VendorRequest =>
  list(
    kind,
    kind === "invoice-draft"
      ? undefined
      : `${SOURCES[kind].date} ge ${new Date(instant).toISOString().slice(0, 10)}`,
    page,
    BY_ID,
  );

/** One page of those that a filter names, by id: a list may refuse to be sorted by its creation. */
export const documentsWhere = (kind: DocumentKind, filter: string, page = 1): VendorRequest =>
  list(kind, filter, page, BY_ID);

export const oneDocument = (kind: DocumentKind, id: string): VendorRequest =>
  request("GET", `${SOURCES[kind].path}/{id}`, SOURCES[kind].capability, { ids: { id } });

function list(
  kind: DocumentKind,
  filter: string | undefined,
  page: number,
  orderBy: string,
): VendorRequest {
  const { path, capability } = SOURCES[kind];
  return request("GET", path, capability, {
    query: listQuery({
      ...defined({ filter }),
      orderBy,
      page,
      pageSize: PAGE,
    }),
  });
}

/**
 * Reads one page, each document with the texts of these fields. Rows aren't read, so that a figure
 * can't make a search fail.
 */
export function readDocuments(
  answer: VendorAnswer,
  kind: DocumentKind,
  fields: readonly ReferenceField[],
): Result<Page<LedgerDocument>, Failure> {
  const name = [kind, ...fields].join(" ");
  const item = items.get(name) ?? documentItem(kind, fields);
  items.set(name, item);
  return readPage(item, answer);
}

type DocumentItem = ReturnType<typeof documentItem>;

/** Cached by kind and fields: making a schema costs more than reading with it. */
const items = new Map<string, DocumentItem>();

const anyDocument = z.looseObject({
  Id: guid,
  CustomerId: optionalGuid,
  CreatedUtc: optionalText,
});

function documentItem(kind: DocumentKind, fields: readonly ReferenceField[]) {
  const source = SOURCES[kind];
  return anyDocument.transform((document): LedgerDocument => {
    const texts = searched(kind, fields).flatMap((field) =>
      typeof document[field] === "string" ? [[field, document[field]] as const] : [],
    );
    const number = document[source.number];
    const date = document[source.date];
    return {
      kind,
      id: document.Id,
      number: typeof number === "string" || typeof number === "number" ? String(number) : null,
      texts: Object.fromEntries(texts),
      customerId: document.CustomerId,
      date: typeof date === "string" ? date.slice(0, 10) : null,
      createdUtc: document.CreatedUtc,
      isDerived: kind === "voucher" && isDerivedVoucher(document["VoucherType"]),
    };
  });
}

/**
 * True when `text` names exactly this order number: "1001", "order 1001" or "1001 #K7Q2M9XA", but
 * neither "11001" nor "1001-2", as a number may have letters and hyphens of its own.
 */
export function carriesNumber(text: string, number: string): boolean {
  const escaped = number.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return (
    escaped !== "" &&
    new RegExp(`(^|[^\\p{L}\\p{N}_-])${escaped}($|[^\\p{L}\\p{N}_-])`, "iu").test(text)
  );
}
