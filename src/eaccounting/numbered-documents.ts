/**
 * Finds documents that a person names by the ledger's number, or by their id where they have none
 * (drafts) or numbers repeat (vouchers, each year). Compared exactly here. Where the vendor refuses
 * the filter, everything created since an instant is read instead.
 */
import type { SendRead, VendorAnswer } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import {
  type DocumentKind,
  documentsCreatedSince,
  documentsWhere,
  type LedgerDocument,
  oneDocument,
  readDocuments,
  type ReferenceField,
} from "./documents.ts";
import { isFilterRefused } from "./errors.ts";
import { creditedByOf, type DocumentSums, sumsOf } from "./marked-documents.ts";
import { type Page, rawRows, readAll } from "./paging.ts";
import { eq } from "./request.ts";
import { voucherInYear } from "./vouchers.ts";

export type NumberedDocument = {
  readonly document: LedgerDocument;
  readonly credit: boolean;
  /** Ids of the credits that the ledger made of this invoice; absent: none, or not an invoice. */
  readonly creditedBy?: readonly string[];
  /** `null`: a voucher, or figures that can't be read. */
  readonly sums: DocumentSums | null;
};

const FIELDS: readonly ReferenceField[] = ["OurReference", "YourReference", "BuyersOrderReference"];
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The vendor's numbers of orders and invoices are 32 bit integers. */
const WHOLE = /^[1-9]\d{0,8}$/;

/**
 * Returns every document of the kind with this number or id; none where no document can have such a
 * number. `since`, in ms: where a scan begins, if one is needed.
 */
export async function findNumbered(
  send: SendRead,
  kind: DocumentKind,
  asked: string,
  since: number,
): Promise<Result<readonly NumberedDocument[], Failure>> {
  const wanted = asked.trim();
  if (GUID.test(wanted)) {
    const id = wanted.toLowerCase();
    const answer =
      kind === "voucher"
        ? await voucherInYear(send, { id, date: "" })
        : await send(oneDocument(kind, id));
    if (!answer.ok) return answer.error.kind === "not-found" ? ok([]) : answer;
    const read = items(kind)({ ...answer.value, body: asList(answer.value.body) });
    return read.ok ? ok(read.value.items) : read;
  }
  const filter = filterFor(kind, wanted);
  if (filter === null) return ok([]);
  const read = items(kind);
  const filtered = await readAll(send, {
    pageAt: (page) => documentsWhere(kind, filter, page),
    read,
  });
  const found =
    !filtered.ok && isFilterRefused(filtered.error)
      ? await readAll(send, { pageAt: (page) => documentsCreatedSince(kind, since, page), read })
      : filtered;
  return found.ok
    ? ok(found.value.filter(({ document }) => fold(document.number) === fold(wanted)))
    : found;
}

const fold = (number: string | null): string => (number ?? "").replaceAll(/\s/g, "").toUpperCase();

function filterFor(kind: DocumentKind, wanted: string): string | null {
  switch (kind) {
    case "order":
      return WHOLE.test(wanted) ? `Number eq ${wanted}` : null;
    case "invoice":
      return WHOLE.test(wanted) ? `InvoiceNumber eq ${wanted}` : null;
    case "voucher":
      return fold(wanted) === "" ? null : eq("NumberAndNumberSeries", fold(wanted));
    case "invoice-draft":
      // The ledger gives drafts no number, so only the id names one.
      return null;
  }
}

const items =
  (kind: DocumentKind) =>
  (answer: VendorAnswer): Result<Page<NumberedDocument>, Failure> => {
    const page = readDocuments(answer, kind, FIELDS);
    if (!page.ok) return page;
    const raw = rawRows(answer);
    return ok({
      ...page.value,
      items: page.value.items.map((document, at) => {
        const item = raw[at] ?? {};
        const credit = item["IsCreditInvoice"] === true;
        return {
          document,
          credit,
          ...creditedByOf(kind, item),
          sums: sumsOf(kind, item, credit),
        };
      }),
    });
  };

const asList = (body: unknown) => ({
  Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 1 },
  Data: [body],
});
