// Vouchers, which come from booked invoices and from a person: listed, by fiscal year, and one of a year.
import type { Entity } from "../json.ts";
import { voucherFields } from "../schema/voucher.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { VendorFault } from "../vendor/fault.ts";
import { answerList } from "../vendor/list-answer.ts";
import { mount, stored } from "../vendor/mount.ts";
import { ACCOUNTING, type Resource } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";

export const vouchers: Resource<Entity> = { path: "vouchers", entity: "Voucher", fields: voucherFields, scopes: ACCOUNTING, table: (company) => company.vouchers, noSingle: true };

export function mountVouchers(site: Site): void {
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
