// Documents that this sandbox shows but doesn't let a client make yet: invoices, invoice drafts, vouchers. They come
// from an order's convert, and from a person (control). `modifiedSinceUtc` is the one parameter that isn't OData.
import type { Entity } from "../json.ts";
import { instantKey } from "../odata/instant.ts";
import { invoiceDraftFields, invoiceFields } from "../schema/invoice.ts";
import { voucherFields } from "../schema/voucher.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { VendorFault } from "../vendor/fault.ts";
import { answerList } from "../vendor/list-answer.ts";
import { mount, stored } from "../vendor/mount.ts";
import { ACCOUNTING, type Resource, SALES } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";

export const invoices: Resource<Entity> = { path: "customerinvoices", entity: "CustomerInvoice", fields: invoiceFields, scopes: SALES, table: (company) => company.invoices };

export const invoiceDrafts: Resource<Entity> = {
  path: "customerinvoicedrafts",
  entity: "CustomerInvoiceDraft",
  fields: invoiceDraftFields,
  scopes: SALES,
  table: (company) => company.invoiceDrafts,
};

export const vouchers: Resource<Entity> = { path: "vouchers", entity: "Voucher", fields: voucherFields, scopes: ACCOUNTING, table: (company) => company.vouchers, noSingle: true };

export function mountDocuments(site: Site): void {
  endpoint(site, { method: "GET", path: "/customerinvoices", scopes: SALES.read }, (act, { query }) => {
    const since = query["modifiedSinceUtc"];
    const key = since === undefined ? "" : instantKey(since);
    if (key === null) throw new VendorFault(6001, `InvalidInput - '${since}' is not a valid date.`);
    return ok(answerList(act, invoices, query, (row) => (instantKey(String(row["ModifiedUtc"])) ?? "") >= key));
  });
  endpoint(site, { method: "GET", path: "/customerinvoices/:id", scopes: SALES.read }, (act, { param }) => ok(shownFields(act, invoices.fields, stored(act, invoices, param("id")))));
  mount(site, invoiceDrafts);
  mount(site, vouchers);
  const inYear = { method: "GET", scopes: ACCOUNTING.read } as const;
  endpoint(site, { ...inYear, path: "/vouchers/:fiscalyearid" }, (act, { param, query }) =>
    ok(answerList(act, vouchers, query, (row) => act.company.fiscalYearOf(String(row["VoucherDate"]))?.Id === param("fiscalyearid"))),
  );
  endpoint(site, { ...inYear, path: "/vouchers/:fiscalyearid/:voucherid" }, (act, { param }) => {
    const voucher = stored(act, vouchers, param("voucherid"));
    if (act.company.fiscalYearOf(String(voucher["VoucherDate"]))?.Id !== param("fiscalyearid")) throw new VendorFault(3000, "ResourceNotFoundException - The voucher is not in that fiscal year.", { status: 404 });
    return ok(voucher);
  });
}
