// Files beside documents: what is taken and refused, where they are listed, and what is noted of a careless client.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demo, invoiceBody, startFrozen, voucherBody, outcome } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const PDF = btoa("%PDF-1.3 a file");
const file = (more: JsonObject = {}): JsonObject => ({
  ContentType: "application/pdf",
  FileName: "1001-ABCDEFGH.pdf",
  Data: PDF,
  ...more,
});
const invoice = async () =>
  textOf((await ledger.api("POST", "/customerinvoices", invoiceBody(ledger))).body["Id"]);
const noted = async () => {
  const { body } = await ledger.control("GET", "/state?company=Demo%20AB");
  return (body["faultsOfClient"] as unknown as readonly { kind: string }[]).map(({ kind }) => kind);
};
const PATH = "/salesdocumentattachments/customerinvoice";

describe("of an invoice", () => {
  test("attached, listed by the invoice, read without its content, taken off", async () => {
    const DockumentId = await invoice();
    const made = await ledger.api("POST", PATH, file({ DockumentId }));
    expect([made.status, made.body["DocumentSize"]]).toEqual([201, 15]);
    const id = textOf(made.body["Id"]);
    const read = await ledger.api("GET", `/salesdocumentattachments/${id}`);
    expect(read.body).toMatchObject({
      DocumentId: DockumentId,
      OriginalFilename: file()["FileName"],
    });
    expect(read.body["Data"]).toBeUndefined();
    const shown = () => ledger.api("GET", `/customerinvoices/${DockumentId}`);
    expect((await shown()).body["SalesDocumentAttachments"]).toEqual([id]);
    expect(outcome(await ledger.api("DELETE", `${PATH}/${DockumentId}/${id}`))).toEqual([
      200,
      null,
    ]);
    expect((await shown()).body["SalesDocumentAttachments"]).toEqual([]);
    expect((await ledger.api("DELETE", `${PATH}/${DockumentId}/${id}`)).status).toBe(404);
  });

  test.each([
    ["another type", { ContentType: "text/html" }],
    ["a type that is too long", { ContentType: "application/x-pdf" }],
    ["no content", { Data: null }],
    ["content that isn't Base64", { Data: "%PDF" }],
    ["a name that is too long", { FileName: "a".repeat(129) }],
  ])("%s is refused", async (_, wrong) => {
    const DockumentId = await invoice();
    expect(outcome(await ledger.api("POST", PATH, file({ DockumentId, ...wrong })))).toEqual([
      400, 2000,
    ]);
  });

  test("too large a file is refused, and a document that isn't there isn't found", async () => {
    const DockumentId = await invoice();
    await ledger.control("PUT", "/switches", { attachmentMaxBytes: 10 });
    expect(outcome(await ledger.api("POST", PATH, file({ DockumentId })))).toEqual([400, 2000]);
    await ledger.control("PUT", "/switches", { attachmentMaxBytes: 1000 });
    const nowhere = "00000000-0000-4000-8000-000000000000";
    const lost = await ledger.api("POST", PATH, file({ DockumentId: nowhere }));
    expect(lost.status).toBeGreaterThanOrEqual(400);
  });

  test("the same file twice, and content of another type, are taken and noted", async () => {
    const DockumentId = await invoice();
    await ledger.api("POST", PATH, file({ DockumentId }));
    expect(await noted()).toEqual([]);
    await ledger.api("POST", PATH, file({ DockumentId }));
    await ledger.api("POST", PATH, file({ DockumentId, FileName: "b.pdf", Data: btoa("<html>") }));
    expect(await noted()).toEqual(["attached-twice", "content-of-another-type"]);
  });
});

describe("of a voucher", () => {
  const upload = async (more: JsonObject = {}) =>
    ledger.api("POST", "/attachments", file({ FileName: "1001-ABCDEFGH", ...more }));
  const unmatched = async () => {
    const { body } = await ledger.api("GET", "/attachments?includeMatched=false");
    return (body["Data"] as readonly JsonObject[]).map(({ Id }) => Id);
  };
  const voucher = async (more: JsonObject = {}) =>
    ledger.api("POST", "/vouchers", { ...voucherBody(), ...more });

  test("uploaded, unmatched until it is linked, and then not to be deleted", async () => {
    const id = textOf((await upload()).body["Id"]);
    expect(await unmatched()).toEqual([id]);
    const DocumentId = textOf((await voucher()).body["Id"]);
    const link = { DocumentId, DocumentType: 3, AttachmentIds: [id] };
    expect(outcome(await ledger.api("POST", "/attachmentlinks", link))).toEqual([200, null]);
    expect(await unmatched()).toEqual([]);
    expect(demo(ledger).vouchers.get(DocumentId)?.["Attachments"]).toMatchObject({
      AttachmentIds: [id],
    });
    expect(outcome(await ledger.api("DELETE", `/attachments/${id}`))).toEqual([400, 4001]);
  });

  test("linked by the voucher's own POST", async () => {
    const id = textOf((await upload()).body["Id"]);
    const made = await voucher({ Attachments: { DocumentType: 3, AttachmentIds: [id] } });
    expect(made.body["Attachments"]).toMatchObject({ AttachmentIds: [id] });
    expect(await unmatched()).toEqual([]);
  });

  test("a name with a full stop is refused, and one that is there already is noted", async () => {
    expect(outcome(await upload({ FileName: "a.pdf" }))).toEqual([400, 2000]);
    await upload();
    await upload();
    expect(await noted()).toEqual(["uploaded-twice"]);
  });
});
