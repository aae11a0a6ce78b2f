/**
 * Files of the probe's own: PDFs that bear its marker in their name. On sales documents they are
 * attached by one write; for vouchers they are uploaded and then linked.
 */
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { encodeBase64, utf8 } from "../../../src/domain/platform/text.ts";
import { NothingToAsk } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { dataOf, id, list, NOBODY, str } from "./read.ts";

export type SalesKind = "order" | "customerinvoicedraft" | "customerinvoice";

const ENDPOINTS: Readonly<Record<SalesKind, string>> = {
  order: "/orders/{id}",
  customerinvoicedraft: "/customerinvoicedrafts/{id}",
  customerinvoice: "/customerinvoices/{id}",
};

const SMALL_BYTES = 600;

const OBJECTS = [
  "<</Type/Catalog/Pages 2 0 R>>",
  "<</Type/Pages/Kids[3 0 R]/Count 1>>",
  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>",
];

const offset = (at: number): string => String(at).padStart(10, "0");

/** An empty page, filled up with a comment to this size. */
function emptyPdf(about: string, bytes: number): Uint8Array {
  let text = `%PDF-1.4\n%${about}\n`;
  const offsets = OBJECTS.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${offset(at)} 00000 n \n`;
  });
  const table = `xref\n0 ${OBJECTS.length + 1}\n${offset(0)} 65535 f \n${offsets.join("")}`;
  const end = (at: number): string =>
    `${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${offset(at)}\n%%EOF\n`;
  const filling = bytes - text.length - end(0).length - 2;
  text += `%${"-".repeat(Math.max(filling, 0))}\n`;
  return utf8(text + end(text.length));
}

/** Without an ending. Each name has a content of its own. */
export const fileName = (session: Session, name: string): string => `${session.marker}-${name}`;

const content = (session: Session, name: string, bytes: number): Row => ({
  ContentType: "application/pdf",
  Data: encodeBase64(emptyPdf(fileName(session, name), bytes)),
});

export const attach = (
  session: Session,
  kind: SalesKind,
  document: Row,
  name: string,
  bytes = SMALL_BYTES,
): Promise<VendorAnswer> =>
  session.write("POST", `/salesdocumentattachments/${kind}`, {
    body: {
      ...content(session, name, bytes),
      FileName: `${fileName(session, name)}.pdf`,
      DockumentId: id(document),
    },
  });

export const takeOff = (
  session: Session,
  kind: SalesKind,
  documentId: string,
  attachmentId: string,
): Promise<VendorAnswer> =>
  session.write("DELETE", `/salesdocumentattachments/${kind}/{documentId}/{attachmentId}`, {
    ids: { documentId: documentId || NOBODY, attachmentId: attachmentId || NOBODY },
  });

export const readDocument = async (
  session: Session,
  kind: SalesKind,
  document: Row,
): Promise<Row> =>
  bodyOf(await session.get(ENDPOINTS[kind], { ids: { id: id(document) || NOBODY } }));

export const putDocument = (
  session: Session,
  kind: SalesKind,
  document: Row,
  body: Row,
): Promise<VendorAnswer> =>
  session.write("PUT", ENDPOINTS[kind], { ids: { id: id(document) }, body });

/** The ids of a sales document's files, in lower case. */
export function filesOf(document: Row): readonly string[] {
  const ids = document["SalesDocumentAttachments"];
  return (Array.isArray(ids) ? ids : []).map((one) => String(one).toLowerCase());
}

export const upload = (
  session: Session,
  name: string,
  bytes = SMALL_BYTES,
): Promise<VendorAnswer> =>
  session.write("POST", "/attachments", {
    body: { ...content(session, name, bytes), FileName: fileName(session, name) },
  });

/** The id of what must be there for the question to be asked. */
export function madeId(answer: VendorAnswer, what: string): string {
  if (!isOk(answer)) throw new NothingToAsk(`${what} was refused (${answer.status})`);
  return id(bodyOf(answer));
}

const VOUCHER = 3;

/** It stays with its voucher. */
export const link = (
  session: Session,
  voucherId: string,
  attachmentId: string,
): Promise<VendorAnswer> =>
  session.book("a file of a voucher", "POST", "/attachmentlinks", {
    body: { DocumentId: voucherId, DocumentType: VOUCHER, AttachmentIds: [attachmentId] },
  });

/** The upload's document; `null`: it names no voucher. */
export async function voucherOf(session: Session, attachmentId: string): Promise<string | null> {
  const ids = { attachmentId: attachmentId || NOBODY };
  const row = bodyOf(await session.get("/attachments/{attachmentId}", { ids }));
  return row["AttachedDocumentType"] === VOUCHER
    ? (str(row["DocumentId"])?.toLowerCase() ?? null)
    : null;
}

/** Asks for what is linked to nothing. */
export const UNMATCHED = { includeMatched: "false", includeTemporaryUrl: "false" };

export const unmatched = (session: Session, pageSize: number, page = 1): Promise<VendorAnswer> =>
  list(session, "/attachments", {
    ...UNMATCHED,
    $orderby: "Id",
    $pagesize: String(pageSize),
    $page: String(page),
  });

export const unmatchedNames = async (session: Session): Promise<readonly (string | null)[]> =>
  dataOf(await unmatched(session, 1000)).map(({ FileName }) => str(FileName));
