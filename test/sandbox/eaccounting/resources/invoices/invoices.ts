// Customer invoices. `POST /customerinvoices` books at once: number and voucher, no going back. There is no PUT and no
// DELETE. With CreatedFromDraftId it books that draft instead of the body's rows.
import { instantKey } from "../../odata/instant.ts";
import type { Entity, Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { invoiceFields } from "../../schema/invoice.ts";
import { addressFields } from "../../schema/order.ts";
import { type Act, today } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { notFound, VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { stored } from "../../vendor/mount.ts";
import { type Resource, SALES, show } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { book, checkBooking } from "./book.ts";
import { contentOf } from "./content.ts";
import { convertDraft } from "./convert.ts";
import { checkHead, customerOf, deliveryOf, fillFromCustomer, saleOfInvoice } from "./head.ts";
import { buildInvoiceRows } from "./rows.ts";
import { checkSendType } from "./send-types.ts";

export const invoices: Resource<Entity> = {
  path: "customerinvoices",
  entity: "CustomerInvoice",
  fields: invoiceFields,
  scopes: SALES,
  filterByView: true,
  table: (company) => company.invoices,
  view,
};

/** Unpaid becomes overdue by the calendar. */
function view(act: Act): (row: Entity) => JsonObject {
  const day = today(act);
  const shuffled = act.switches.get("rowOrder") === "shuffled";
  return (row) => {
    const overdue = row["PaymentStatus"] === 1 && textOf(row["DueDate"]) < day;
    if (!overdue && !shuffled) return row;
    return {
      ...row,
      PaymentStatus: overdue ? 2 : (row["PaymentStatus"] ?? null),
      Rows: shuffled ? byId(row["Rows"]) : (row["Rows"] ?? null),
    };
  };
}

/** Row order isn't promised: shuffled, rows come by their random ids. */
export function byId(rows: Json | undefined): Json {
  return Array.isArray(rows)
    ? rows.toSorted((a: JsonObject, b: JsonObject) => (textOf(a["Id"]) < textOf(b["Id"]) ? -1 : 1))
    : (rows ?? null);
}

export function bookDirectly(act: Act, body: JsonObject): Entity {
  const value = acceptBody(act, invoiceFields, body, null);
  const draftId = value["CreatedFromDraftId"];
  if (typeof draftId === "string") return bookDraft(act, draftId, value["SendType"] ?? 0);
  const customer = customerOf(act, value["CustomerId"], null);
  checkSendType(act, value["SendType"], customer);
  checkHead(act, value, customer);
  const addresses = fillFromCustomer(value, customer, Object.keys(addressFields), [
    "InvoiceCustomerName",
  ]);
  const sale = saleOfInvoice(act, customer, value, addresses["DeliveryCountryCode"]);
  const Rows = buildInvoiceRows(
    act,
    {
      document: "invoice",
      sale,
      replaceZeroPrice: value["ReplaceUnitPriceWhenZero"] === true,
      storedIds: new Set(),
      priceDecimals: sale.isDomestic ? 2 : 4,
      quantityDecimals: act.switches.get("invoiceQuantityDecimals") === "2" ? 2 : 4,
    },
    value["Rows"],
    body["Rows"],
  );
  const from: Entity = {
    ...value,
    ...addresses,
    ...deliveryOf(act, customer),
    CustomerIsPrivatePerson: customer.IsPrivatePerson,
    IncludesVat: sale.includesVat,
    Rows,
    Id: "",
  };
  const rate = value["CurrencyRate"];
  const booking = {
    content: contentOf(act, from, customer, { isReversed: () => false }),
    from,
    invoiceDate: typeof value["InvoiceDate"] === "string" ? value["InvoiceDate"] : today(act),
    dueDate: typeof value["DueDate"] === "string" ? value["DueDate"] : null,
    currencyRate: typeof rate === "number" ? rate : null,
    own: {},
  };
  return book(act, checkBooking(act, booking));
}

function bookDraft(act: Act, id: string, sendType: Json): Entity {
  const draft = act.company.invoiceDrafts.get(id);
  if (draft === null) throw notFound("CustomerInvoiceDraft", id);
  checkSendType(act, sendType, customerOf(act, draft["CustomerId"], textOf(draft["CustomerId"])));
  return convertDraft(act, draft, {
    keepDate: act.company.settings["KeepOriginalDraftDate"] === true,
    expected: null,
    own: { SendType: sendType },
  });
}

export function mountInvoices(site: Site): void {
  const { read, write } = invoices.scopes;
  const answer = (act: Act, invoice: Entity): JsonObject =>
    shownFields(act, invoices.fields, show(act, invoices, invoice));
  endpoint(site, { method: "GET", path: "/customerinvoices", scopes: read }, (act, { query }) => {
    const since = query["modifiedSinceUtc"];
    const key = since === undefined ? "" : instantKey(since);
    if (key === null) throw new VendorFault(6001, `InvalidInput - '${since}' is not a valid date.`);
    return ok(
      answerList(
        act,
        invoices,
        query,
        (row) => (instantKey(textOf(row["ModifiedUtc"])) ?? "") >= key,
      ),
    );
  });
  endpoint(site, { method: "GET", path: "/customerinvoices/:id", scopes: read }, (act, { param }) =>
    ok(answer(act, stored(act, invoices, param("id")))),
  );
  endpoint(
    site,
    { method: "POST", path: "/customerinvoices", scopes: write, body: "required" },
    (act, { body }) => ok(answer(act, bookDirectly(act, body)), 201),
  );
}
