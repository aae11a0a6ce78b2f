/**
 * Files attached to documents (reference 6.11, the OpenAPI document). On sales documents
 * (`/salesdocumentattachments`; scope ea:sales) one POST uploads and attaches, and a document lists
 * its files' ids. On vouchers a file is uploaded (`/attachments`; scope ea:accounting) and then
 * linked (`/attachmentlinks`): two writes, and the file is unmatched between them.
 *
 * The content is never in journal or timeline: a sent file is known by its name and size.
 */
import { z } from "zod";
import { differs, holds, type Observation } from "../domain/vendors/checks.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { encodeBase64 } from "../domain/platform/text.ts";
import { text } from "./body.ts";
import { type DocumentKind, oneDocument } from "./documents.ts";
import { listQuery, readAll, readPage } from "./paging.ts";
import type { AttachmentLinkApi, AttachmentUploadApi } from "./published.ts";
import { afterWrite, guid, optionalGuid, optionalText, readBody, request } from "./request.ts";

export type SalesDocument = Exclude<DocumentKind, "voucher">;

export type PdfFile = {
  /** Without an extension; letters, digits, `-` and `_` only, which `/attachments` accepts. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

export type Attachment = {
  readonly id: string;
  readonly name: string;
  /** The document that it is attached to; `null`: none. */
  readonly documentId: string | null;
  readonly createdUtc: string | null;
};

/** Our own limit: the vendor names none. */
export const MAX_FILE_BYTES = 100_000;

const SALES = "sales-document-attachments";
const PATH = {
  order: "/salesdocumentattachments/order",
  "invoice-draft": "/salesdocumentattachments/customerinvoicedraft",
  invoice: "/salesdocumentattachments/customerinvoice",
} as const satisfies Record<SalesDocument, string>;

const content = ({ bytes }: PdfFile) => ({
  ContentType: "application/pdf",
  Data: encodeBase64(bytes),
});
const recorded = ({ bytes }: PdfFile) => ({
  ContentType: "application/pdf",
  Data: `${bytes.length} bytes`,
});

/** `DockumentId` is the vendor's spelling. */
export function attachToSalesDocument(
  kind: SalesDocument,
  documentId: string,
  file: PdfFile,
): VendorRequest {
  const named = { FileName: text("FileName", `${file.name}.pdf`, 128), DockumentId: documentId };
  return request("POST", PATH[kind], SALES, {
    body: { ...named, ...content(file) },
    recorded: { ...named, ...recorded(file) },
  });
}

export const removeFromSalesDocument = (
  kind: SalesDocument,
  documentId: string,
  attachmentId: string,
): VendorRequest =>
  request("DELETE", `${PATH[kind]}/{documentId}/{attachmentId}`, SALES, {
    ids: { documentId, attachmentId },
  });

/** Uploads a file without attaching it. No extension: a full stop isn't allowed in names. */
export function uploadAttachment(file: PdfFile): VendorRequest {
  const named: AttachmentUploadApi = { FileName: text("FileName", file.name, 200) };
  return request("POST", "/attachments", "attachments", {
    body: { ...named, ...content(file) },
    recorded: { ...named, ...recorded(file) },
  });
}

/** Deletes an upload; only unlinked files can be deleted. */
export const removeUpload = (attachmentId: string): VendorRequest =>
  request("DELETE", "/attachments/{attachmentId}", "attachments", { ids: { attachmentId } });

const VOUCHER = 3;

export const linkToVoucher = (voucherId: string, attachmentId: string): VendorRequest =>
  request("POST", "/attachmentlinks", "attachments", {
    body: {
      DocumentId: voucherId,
      DocumentType: VOUCHER,
      AttachmentIds: [attachmentId],
    } satisfies AttachmentLinkApi,
  });

const idSchema = z.looseObject({ Id: guid }).transform(({ Id }) => Id);

/** Returns the file's id from the answer to an upload or attachment. */
export const readAttachedId = (answer: VendorAnswer): Result<string, Failure> =>
  afterWrite(readBody(idSchema, answer));

const salesSchema = z
  .looseObject({
    Id: guid,
    DocumentId: optionalGuid,
    OriginalFilename: optionalText,
    CreatedUtc: optionalText,
  })
  .transform((one): Attachment => ({
    id: one.Id,
    name: one.OriginalFilename ?? "",
    documentId: one.DocumentId,
    createdUtc: one.CreatedUtc,
  }));

const withList = z.looseObject({ SalesDocumentAttachments: z.array(guid) });

const listedSchema = z
  .looseObject({ SalesDocumentAttachments: z.array(guid).nullish() })
  .transform((document) => document.SalesDocumentAttachments ?? []);

/**
 * Whether the answer to a PUT names the files that the document had (E197). `null`: it had none, or
 * the answer has no list.
 */
export function observedKept(before: unknown, answer: VendorAnswer): Observation | null {
  const had = listedSchema.safeParse(before);
  const has = withList.safeParse(answer.body);
  if (!had.success || !has.success || had.data.length === 0) return null;
  const there = new Set(has.data.SalesDocumentAttachments);
  const lost = had.data.filter((id) => !there.has(id)).length;
  return lost === 0 ? holds() : differs({ lost });
}

/** Returns all files of a sales document: it lists them, and each is read for its name. */
export async function attachmentsOf(
  send: SendRead,
  kind: SalesDocument,
  documentId: string,
): Promise<Result<readonly Attachment[], Failure>> {
  const document = await send(oneDocument(kind, documentId));
  if (!document.ok) return document;
  const ids = readBody(listedSchema, document.value);
  if (!ids.ok) return ids;
  const found: Attachment[] = [];
  for (const attachmentId of ids.value) {
    const answer = await send(
      request("GET", "/salesdocumentattachments/{attachmentId}", SALES, { ids: { attachmentId } }),
    );
    // Removed since the document was read.
    if (!answer.ok && answer.error.kind === "not-found") continue;
    if (!answer.ok) return answer;
    const read = readBody(salesSchema, answer.value);
    if (!read.ok) return read;
    found.push(read.value);
  }
  return ok(found);
}

const uploadSchema = z
  .looseObject({ Id: guid, DocumentId: optionalGuid, FileName: optionalText })
  .transform((one): Attachment => ({
    id: one.Id,
    name: one.FileName ?? "",
    documentId: one.DocumentId,
    createdUtc: null,
  }));

const unmatched = (page: number): VendorRequest =>
  request("GET", "/attachments", "attachments", {
    query: {
      includeMatched: "false",
      includeTemporaryUrl: "false",
      ...listQuery({ orderBy: "Id asc", page, pageSize: 100 }),
    },
  });

/** Returns the files that belong to no document yet. */
export const unmatchedAttachments = (
  send: SendRead,
): Promise<Result<readonly Attachment[], Failure>> =>
  readAll(send, { pageAt: unmatched, read: (answer) => readPage(uploadSchema, answer) });

export async function uploadById(
  send: SendRead,
  attachmentId: string,
): Promise<Result<Attachment, Failure>> {
  const answer = await send(
    request("GET", "/attachments/{attachmentId}", "attachments", { ids: { attachmentId } }),
  );
  return answer.ok ? readBody(uploadSchema, answer.value) : answer;
}
