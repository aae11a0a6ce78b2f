// Vouchers: booked by a client, by an invoice or a payment. Listed, by fiscal year, and one of a year; never changed.
import type { Entity, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { voucherFields } from "../../schema/voucher.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { mount, stored } from "../../vendor/mount.ts";
import { ACCOUNTING, BOOKKEEPING, type Resource, show } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { link } from "../attachments/uploads.ts";
import { postVoucher } from "../ledger/post.ts";
import { checkVoucher, MANUAL, voucherFlags } from "./check.ts";

export const vouchers: Resource<Entity> = {
  path: "vouchers",
  entity: "Voucher",
  fields: voucherFields,
  scopes: ACCOUNTING,
  variants: BOOKKEEPING,
  table: (company) => company.vouchers,
  noSingle: true,
  view: (act) => (voucher) =>
    voucher["VoucherType"] === MANUAL
      ? { ...voucher, VoucherType: Number(act.switches.get("voucherTypeByHand")) }
      : voucher,
};

export function mountVouchers(site: Site): void {
  mount(site, vouchers);
  endpoint(
    site,
    {
      method: "POST",
      path: "/vouchers",
      scopes: ACCOUNTING.write,
      variants: BOOKKEEPING,
      body: "required",
    },
    (act, { query, body }) => {
      const flags = voucherFlags(act, query);
      const value = acceptBody(act, voucherFields, body, null);
      const voucher = postVoucher(act, checkVoucher(act, value, flags));
      const { AttachmentIds = [] } = (value["Attachments"] ?? {}) as JsonObject;
      if (Array.isArray(AttachmentIds) && AttachmentIds.length > 0)
        link(act, voucher, AttachmentIds);
      const booked = show(act, vouchers, stored(act, vouchers, voucher.Id));
      return ok(shownFields(act, voucherFields, booked), 201);
    },
  );
  const inYear = { method: "GET", scopes: ACCOUNTING.read, variants: BOOKKEEPING } as const;
  endpoint(site, { ...inYear, path: "/vouchers/:fiscalyearid" }, (act, { param, query }) =>
    ok(
      answerList(
        act,
        vouchers,
        query,
        (row) => act.company.fiscalYearOf(textOf(row["VoucherDate"]))?.Id === param("fiscalyearid"),
      ),
    ),
  );
  endpoint(site, { ...inYear, path: "/vouchers/:fiscalyearid/:voucherid" }, (act, { param }) => {
    const voucher = stored(act, vouchers, param("voucherid"));
    if (act.company.fiscalYearOf(textOf(voucher["VoucherDate"]))?.Id !== param("fiscalyearid"))
      throw new VendorFault(
        3000,
        "ResourceNotFoundException - The voucher is not in that fiscal year.",
        { status: 404 },
      );
    return ok(shownFields(act, voucherFields, show(act, vouchers, voucher)));
  });
}
