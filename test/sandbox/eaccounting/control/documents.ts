// Invoices, drafts and vouchers typed by hand. Invoices and drafts are made by the vendor's rules from whatever the call
// names, and then take the figures that it gives (a credit's sign, what remains to pay).
import type { Entity, JsonObject } from "../json.ts";
import { buildDraft, invoiceDrafts } from "../resources/invoices/drafts.ts";
import { bookDirectly } from "../resources/invoices/invoices.ts";
import { newId } from "../resources/new-id.ts";
import type { Fields } from "../schema/fields.ts";
import { invoiceDraftFields } from "../schema/invoice-draft.ts";
import { invoiceFields } from "../schema/invoice.ts";
import { voucherFields } from "../schema/voucher.ts";
import { type Act, today } from "../vendor/act.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { invalid } from "../vendor/fault.ts";
import { show } from "../vendor/resource.ts";
import { guestOf, rowDefaults } from "./defaults.ts";

const ROW_OF_DRAFT = [
  "LineNumber",
  "IsTextRow",
  "ReversedConstructionServicesVatFree",
  "ArticleId",
  "Text",
  "Quantity",
  "UnitPrice",
  "DiscountPercentage",
  "ProjectId",
  "CostCenterItemId1",
  "CostCenterItemId2",
  "CostCenterItemId3",
];
const ROW_OF_INVOICE = [
  ...ROW_OF_DRAFT.filter(
    (name) => name !== "IsTextRow" && name !== "ReversedConstructionServicesVatFree",
  ),
  "IsVatFree",
];

export function invoiceByHand(act: Act, body: JsonObject): Entity {
  const booked = bookDirectly(act, asTyped(act, body, invoiceFields, ROW_OF_INVOICE));
  return { ...booked, ...readOnlyOf(body, invoiceFields), Id: booked.Id };
}

export function draftByHand(act: Act, body: JsonObject): Entity {
  const draft = buildDraft(act, asTyped(act, body, invoiceDraftFields, ROW_OF_DRAFT), null);
  return { ...draft, ...readOnlyOf(body, invoiceDraftFields), Id: draft.Id };
}

/** Rows and all are worked out anew, as the screen does when a person edits. */
export function draftChanged(act: Act, before: Entity, body: JsonObject): Entity {
  const shown = shownFields(act, invoiceDraftFields, show(act, invoiceDrafts, before));
  const writable = Object.fromEntries(
    Object.entries(shown).filter(
      ([name]) =>
        invoiceDraftFields[name as keyof typeof invoiceDraftFields]?.access === "writable",
    ),
  );
  const draft = buildDraft(
    act,
    asTyped(act, { ...writable, ...body }, invoiceDraftFields, ROW_OF_DRAFT),
    before,
  );
  return { ...draft, ...readOnlyOf(body, invoiceDraftFields), Id: before.Id };
}

/** Stored as given, balanced or not: what a look-up meets, not what the books hold. */
export function voucherByHand(act: Act, body: JsonObject): Entity {
  refuseUnknown(body, voucherFields);
  const day = typeof body["VoucherDate"] === "string" ? body["VoucherDate"] : today(act);
  const stamp = act.world.stamp();
  return {
    NumberAndNumberSeries: `A${act.company.takeVoucherNumber(day, "A")}`,
    NumberSeries: "A",
    ImportedVoucherNumber: null,
    VoucherDate: day,
    VoucherText: "Typed by hand",
    VoucherType: 2,
    SourceId: null,
    Rows: [],
    CreatedUtc: stamp,
    ModifiedUtc: stamp,
    ...body,
    Id: newId(),
  };
}

/** What the form would have in it, with the rows' articles by number or id. */
function asTyped(act: Act, body: JsonObject, fields: Fields, ofRow: readonly string[]): JsonObject {
  refuseUnknown(body, fields);
  const rows = rowDefaults(act, body["Rows"] ?? [{ ArticleNumber: "TSHIRT" }]);
  const typed = Object.fromEntries(
    Object.entries(body).filter(([name]) => fields[name]?.access === "writable"),
  );
  const kept = Array.isArray(rows)
    ? rows.map((row: JsonObject) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => ofRow.includes(name))),
      )
    : rows;
  return {
    CustomerId: guestOf(act),
    EuThirdParty: false,
    RotReducedInvoicingType: 0,
    ...typed,
    Rows: kept,
  };
}

/** Rows are worked out; what else the vendor would work out and the call says, stands. */
function readOnlyOf(body: JsonObject, fields: Fields): JsonObject {
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => fields[name]?.access !== "writable" && name !== "Rows"),
  );
}

function refuseUnknown(body: JsonObject, fields: Fields): void {
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(fields, name)) throw invalid(name, `There is no field "${name}".`);
  }
}
