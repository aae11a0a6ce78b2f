// `POST /orders/{id}/convert`: books the whole order as an invoice, at once, dated today and in the customer's currency.
// Nobody checks totals here; what the order was compared to before is all there is.
import type { Entity, JsonObject } from "../json.ts";
import { orderConversionFields } from "../schema/order.ts";
import { type Act, today } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { invalid, VendorFault } from "../vendor/fault.ts";
import { stored } from "../vendor/mount.ts";
import { commit, show } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";
import type { Order } from "../world/entities.ts";
import { carriedOver } from "./attachments/sales.ts";
import { book, checkBooking } from "./invoices/book.ts";
import { contentOf } from "./invoices/content.ts";
import { withoutReferences } from "./invoices/convert.ts";
import { customerOf } from "./invoices/head.ts";
import { invoices } from "./invoices/invoices.ts";
import { conflict, DRAFT, INVOICED } from "./order-status.ts";
import { orders } from "./orders.ts";

export function mountOrderConvert(site: Site): void {
  endpoint(
    site,
    {
      method: "POST",
      path: "/orders/:id/convert",
      scopes: orders.scopes.write,
      module: orders.module,
      variants: orders.variants,
      body: "optional",
    },
    (act, { param, body }) => {
      const order = stored(act, orders, param("id"));
      const { WorkHouseOtherCosts = null } = acceptBody(act, orderConversionFields, body, null);
      return ok(
        shownFields(
          act,
          invoices.fields,
          show(act, invoices, convertOrder(act, order, { WorkHouseOtherCosts })),
        ),
      );
    },
  );
}

// Also what a person's button does.
export function convertOrder(act: Act, order: Order, more: JsonObject): Entity {
  if (order.Status === INVOICED)
    throw new VendorFault(2000, "ValidationException - The order is already invoiced.");
  if (order.Status === DRAFT) throw conflict("A draft can not be invoiced.");
  const own = { CreatedFromOrderId: order.Id, ...more };
  const invoice = carriedOver(act, order, invoiceOrder(act, order, own));
  act.company.invoices.commit(invoice, act.world.now());
  commit(act, orders, order, { ...order, Status: INVOICED, ModifiedUtc: act.world.stamp() });
  return invoice;
}

function invoiceOrder(act: Act, order: Order, own: JsonObject): Entity {
  const customer = customerOf(act, order.CustomerId, order.CustomerId);
  if (
    order.CurrencyCode !== customer.CurrencyCode &&
    act.switches.get("convertOtherCurrency") === "refused"
  ) {
    throw invalid(
      "CurrencyCode",
      `The order is in ${order.CurrencyCode}, its customer in ${customer.CurrencyCode}.`,
    );
  }
  const delivered = act.switches.get("convertInvoices") === "delivered";
  const quantity = delivered ? "DeliveredQuantity" : "Quantity";
  const content = contentOf(act, order, customer, {
    quantity,
    isReversed: (row) =>
      order.ReverseChargeOnConstructionServices && row["EligibleForReverseChargeOnVat"] === true,
  });
  const rows = order.Rows.map((row) => (row.IsTextRow ? row : { ...row, Quantity: row[quantity] }));
  if (delivered && order.Rows.every((row) => row.DeliveredQuantity === 0))
    throw new VendorFault(
      4031,
      "CustomerInvoiceMissingOrderArticlesException - Nothing of the order is delivered.",
    );
  const lines = content.lines.map((line, index) => ({ ...line, row: rows[index] ?? line.row }));
  return book(
    act,
    checkBooking(act, {
      content: { ...content, lines },
      from: act.switches.get("convertKeepsReferences") === "yes" ? order : withoutReferences(order),
      invoiceDate: today(act),
      dueDate: null,
      currencyRate: null,
      own,
    }),
  );
}
