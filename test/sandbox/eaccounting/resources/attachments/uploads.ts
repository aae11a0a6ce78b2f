// Files of the books: uploaded first, unmatched until they are linked to a voucher. A file that is linked can't be deleted.
import type { Entity, Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { attachmentFields, linkFields, uploadFields } from "../../schema/attachment.ts";
import { type Act, note } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { mount } from "../../vendor/mount.ts";
import { commit, type Resource } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { newId } from "../new-id.ts";
import { fileOf } from "./file.ts";

const VOUCHER = 3;
const MATCHED = 0;
const UNMATCHED = 1;
const READ = ["ea:purchase", "ea:purchase_readonly", "ea:accounting", "ea:accounting_readonly"];

export const attachments: Resource<Entity> = {
  path: "attachments",
  entity: "Attachment",
  fields: attachmentFields,
  scopes: { read: READ, write: ["ea:purchase", "ea:accounting"] },
  table: (company) => company.attachments,
  view: () => (row) => {
    const { Data: _, ...shown } = row;
    return shown;
  },
  create: (act, body) => {
    const value = acceptBody(act, uploadFields, body, null);
    fileOf(act, value);
    const name = textOf(value["FileName"]);
    if (!/^[\p{L}\p{N}\-_ ()]+$/u.test(name))
      throw invalid("FileName", "The file name has characters that are not allowed.");
    const twice = act.company.attachments.find(
      (one) => one["FileName"] === name || one["Data"] === value["Data"],
    );
    if (twice !== null) note(act, "uploaded-twice", "FileName");
    return {
      Id: newId(),
      ContentType: value["ContentType"] ?? null,
      DocumentId: null,
      AttachedDocumentType: 0,
      FileName: name,
      TemporaryUrl: null,
      Comment: value["Comment"] ?? null,
      AttachmentStatus: UNMATCHED,
      Data: value["Data"] ?? null,
    };
  },
  remove: (_, row) => {
    if (row["AttachmentStatus"] === MATCHED)
      throw new VendorFault(4001, "The attachment is linked to a transaction.");
  },
};

export function mountAttachments(site: Site): void {
  endpoint(site, { method: "GET", path: "/attachments", scopes: READ }, (act, { query }) => {
    const { includeMatched = "true", includeTemporaryUrl: _, ...others } = query;
    return ok(
      answerList(
        act,
        attachments,
        others,
        (row) =>
          includeMatched !== "false" ||
          (row["AttachmentStatus"] === UNMATCHED && act.switches.get("unmatchedListed") === "yes"),
      ),
    );
  });
  mount(site, attachments);
  endpoint(
    site,
    {
      method: "POST",
      path: "/attachmentlinks",
      scopes: attachments.scopes.write,
      body: "required",
    },
    (act, { body }) => {
      const value = acceptBody(act, linkFields, body, null);
      if (value["DocumentType"] !== VOUCHER)
        throw invalid("DocumentType", "This sandbox links to vouchers alone.");
      const voucher = act.company.vouchers.get(textOf(value["DocumentId"]).toLowerCase());
      if (voucher === null) throw notFound("Voucher", textOf(value["DocumentId"]));
      link(act, voucher, value["AttachmentIds"] ?? []);
      return ok(shownFields(act, linkFields, value));
    },
  );
}

/** Also of a voucher's own POST. */
export function link(act: Act, voucher: Entity, given: Json): void {
  const ids = (Array.isArray(given) ? given : []).map((id) => textOf(id).toLowerCase());
  const files = ids.map((id) => act.company.attachments.get(id));
  for (const file of files)
    if (file === null)
      throw new VendorFault(5007, "ItemToAttachNotFoundException - The attachment was not found.");
  for (const file of files) {
    if (file === null) continue;
    if (file["AttachmentStatus"] === MATCHED) note(act, "linked-twice", "AttachmentIds");
    commit(act, attachments, file, {
      ...file,
      DocumentId: voucher.Id,
      AttachedDocumentType: VOUCHER,
      AttachmentStatus: MATCHED,
    });
  }
  const before = (voucher["Attachments"] as { AttachmentIds?: Json[] } | null)?.AttachmentIds ?? [];
  act.company.vouchers.commit(
    {
      ...voucher,
      Attachments: {
        DocumentId: voucher.Id,
        DocumentType: VOUCHER,
        AttachmentIds: [...new Set([...before, ...ids])],
      },
    },
    act.world.now(),
  );
}
