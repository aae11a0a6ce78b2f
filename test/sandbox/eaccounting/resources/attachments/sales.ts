// Files of orders, drafts and invoices. One POST uploads and attaches; the document lists the ids. The same file attached
// twice is taken, as nothing says that it isn't, and noted as the client's fault.
import type { Entity, Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { salesAttachmentFields, salesUploadFields } from "../../schema/attachment.ts";
import { type Act, note } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { invalid, notFound } from "../../vendor/fault.ts";
import { mount, stored } from "../../vendor/mount.ts";
import { SALES, type Resource } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import type { Company } from "../../world/company.ts";
import type { Table } from "../../world/table.ts";
import { newId } from "../new-id.ts";
import { fileOf } from "./file.ts";

export const salesAttachments: Resource<Entity> = {
  path: "salesdocumentattachments",
  entity: "SalesDocumentAttachment",
  fields: salesAttachmentFields,
  scopes: { read: ["ea:sales"], write: ["ea:sales"] },
  table: (company) => company.salesAttachments,
  view: () => (row) => {
    const { Data: _, ...shown } = row;
    return shown;
  },
};

type Holder = {
  readonly path: string;
  readonly entity: string;
  readonly type: number;
  readonly table: (company: Company) => Table<Entity>;
};

const HOLDERS: readonly Holder[] = [
  {
    path: "order",
    entity: "Order",
    type: 2,
    table: (company) => company.orders as unknown as Table<Entity>,
  },
  {
    path: "customerinvoicedraft",
    entity: "CustomerInvoiceDraft",
    type: 1,
    table: (company) => company.invoiceDrafts,
  },
  {
    path: "customerinvoice",
    entity: "CustomerInvoice",
    type: 0,
    table: (company) => company.invoices,
  },
];

const idsOf = (row: Entity): readonly Json[] => {
  const ids = row["SalesDocumentAttachments"];
  return Array.isArray(ids) ? ids : [];
};

export function mountSalesAttachments(site: Site): void {
  for (const holder of HOLDERS) {
    const path = `/salesdocumentattachments/${holder.path}`;
    endpoint(
      site,
      { method: "POST", path, scopes: SALES.write, body: "required" },
      (act, { body }) => {
        const value = acceptBody(act, salesUploadFields, body, null);
        const bytes = fileOf(act, value);
        const id = textOf(value["DockumentId"]).toLowerCase();
        const document = holder.table(act.company).get(id);
        if (document === null) throw notFound(holder.entity, id);
        return ok(
          shownFields(
            act,
            salesAttachmentFields,
            attach(act, holder, document, {
              name: textOf(value["FileName"]),
              data: textOf(value["Data"]),
              size: bytes.length,
            }),
          ),
          201,
        );
      },
    );
    endpoint(
      site,
      { method: "DELETE", path: `${path}/:documentid/:id`, scopes: SALES.write },
      (act, { param }) => {
        const row = stored(act, salesAttachments, param("id"));
        const document = holder.table(act.company).get(param("documentid"));
        if (document === null || row["DocumentId"] !== document.Id)
          throw invalid("attachmentId", "The attachment is not one of the document.");
        const now = act.world.now();
        act.company.salesAttachments.remove(row.Id, now);
        holder.table(act.company).commit(
          {
            ...document,
            SalesDocumentAttachments: idsOf(document).filter((one) => one !== row.Id),
          },
          now,
        );
        return ok(null);
      },
    );
  }
  mount(site, salesAttachments);
}

function attach(
  act: Act,
  holder: Holder,
  document: Entity,
  file: { readonly name: string; readonly data: string; readonly size: number },
): Entity {
  const twice = act.company.salesAttachments.find(
    (one) =>
      one["DocumentId"] === document.Id &&
      (one["OriginalFilename"] === file.name || one["Data"] === file.data),
  );
  if (twice !== null) note(act, "attached-twice", holder.path);
  const now = act.world.now();
  const row: Entity = {
    Id: newId(),
    DocumentId: document.Id,
    DocumentType: holder.type,
    OriginalFilename: file.name,
    DocumentSize: file.size,
    CreatedUtc: act.world.stamp(),
    CreatedBy: "Sandbox User",
    Thumbnail: null,
    Data: file.data,
  };
  act.company.salesAttachments.commit(row, now);
  holder
    .table(act.company)
    .commit({ ...document, SalesDocumentAttachments: listed(act, document, row.Id) }, now);
  return row;
}

const listed = (act: Act, document: Entity, id: string): readonly Json[] =>
  act.switches.get("attachmentsListed") === "yes" ? [...idsOf(document), id] : idsOf(document);

/** What a document that is replaced keeps. */
export const keptFiles = (act: Act, before: object | null): readonly Json[] =>
  before === null || act.switches.get("putKeepsFiles") === "no" ? [] : idsOf(before as Entity);

/**
 * What a new document has of the one that it was made from, by a switch: its files move, or stay
 * behind.
 */
export function carriedOver(act: Act, from: Entity, made: Entity): Entity {
  if (act.switches.get("attachmentsFollowBooking") === "no")
    return { ...made, SalesDocumentAttachments: [] };
  const now = act.world.now();
  for (const id of idsOf(from)) {
    const row = act.company.salesAttachments.get(textOf(id));
    if (row !== null)
      act.company.salesAttachments.commit({ ...row, DocumentId: made.Id, DocumentType: 0 }, now);
  }
  return { ...made, SalesDocumentAttachments: [...idsOf(from)] };
}
