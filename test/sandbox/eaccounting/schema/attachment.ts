// SalesDocumentAttachmentUploadApi and its answer, AttachmentUploadApi and its answer, AttachmentLinkApi.
import { guid, integer, listOf, readonly, required, text, type Fields } from "./fields.ts";

export const salesUploadFields = {
  ContentType: required(text(15)),
  FileName: required(text(128)),
  // The vendor's spelling.
  DockumentId: required(guid()),
  Data: text(),
  Url: text(),
} satisfies Fields;

export const salesAttachmentFields = {
  Id: guid(),
  DocumentId: guid(),
  DocumentType: integer(),
  OriginalFilename: text(),
  DocumentSize: integer(),
  CreatedUtc: readonly(text()),
  CreatedBy: text(),
  Thumbnail: text(),
} satisfies Fields;

export const uploadFields = {
  Id: guid(),
  ContentType: required(text(15)),
  FileName: required(text(200)),
  Data: text(),
  Url: text(),
  Comment: text(),
} satisfies Fields;

export const attachmentFields = {
  Id: readonly(guid()),
  ContentType: text(),
  DocumentId: guid(),
  AttachedDocumentType: integer(),
  FileName: text(),
  TemporaryUrl: text(),
  Comment: text(),
  AttachmentStatus: integer(),
} satisfies Fields;

export const linkFields = {
  DocumentId: guid(),
  DocumentType: required(integer({ values: [0, 1, 2, 3, 4, 5, 6, 8] })),
  AttachmentIds: required(listOf("guid")),
} satisfies Fields;
