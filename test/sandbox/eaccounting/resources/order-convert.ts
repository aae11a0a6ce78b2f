// `POST /orders/{id}/convert`: books the whole order as an invoice, at once and dated today.
import { today } from "../vendor/act.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { VendorFault } from "../vendor/fault.ts";
import { stored } from "../vendor/mount.ts";
import { commit } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";
import { invoices } from "./documents.ts";
import { commitInvoice, invoiceFrom } from "./invoice-from-order.ts";
import { requireOpenPeriod } from "./lock.ts";
import { conflict, DRAFT, INVOICED } from "./order-status.ts";
import { orders } from "./orders.ts";

export function mountOrderConvert(site: Site): void {
  endpoint(site, { method: "POST", path: "/orders/:id/convert", scopes: orders.scopes.write, module: orders.module, body: "optional" }, (act, { param }) => {
    const order = stored(act, orders, param("id"));
    if (order.Status === INVOICED) throw new VendorFault(2000, "ValidationException - The order is already invoiced.");
    if (order.Status === DRAFT) throw conflict("A draft can not be invoiced.");
    requireOpenPeriod(act, today(act), 4013);
    const invoice = commitInvoice(act, { ...invoiceFrom(act, order), CreatedFromOrderId: order.Id }, order);
    commit(act, orders, order, { ...order, Status: INVOICED, ModifiedUtc: act.world.stamp() });
    return ok(shownFields(act, invoices.fields, invoice));
  });
}
