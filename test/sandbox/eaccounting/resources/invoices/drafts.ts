// Customer invoice drafts: written, replaced and deleted freely, with totals worked out each time, until converted. A
// draft shows today as its date, unless the company keeps the dates that were typed.
import { Big } from "big.js";
import type { Entity, Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { expectedTotalsFields, invoiceDraftFields } from "../../schema/invoice-draft.ts";
import { NO_MARGIN } from "../../schema/order.ts";
import { type Act, today } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { invalid } from "../../vendor/fault.ts";
import { mount, stored } from "../../vendor/mount.ts";
import { queryFlags } from "../../vendor/query-flags.ts";
import { type Resource, SALES, show } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { exchangeRate } from "../../world/exchange-rates.ts";
import { keptFiles } from "../attachments/sales.ts";
import { newId } from "../new-id.ts";
import { contentOf } from "./content.ts";
import { convertDraft } from "./convert.ts";
import { figuresOf, shown } from "./figures.ts";
import { checkHead, customerOf, dueDate, fillFromCustomer, saleOfInvoice } from "./head.ts";
import { byId, invoices } from "./invoices.ts";
import { buildInvoiceRows } from "./rows.ts";

export const invoiceDrafts: Resource<Entity> = {
  path: "customerinvoicedrafts",
  entity: "CustomerInvoiceDraft",
  fields: invoiceDraftFields,
  scopes: SALES,
  filterByView: true,
  table: (company) => company.invoiceDrafts,
  create: (act, body) => buildDraft(act, body, null),
  replace: (act, before, body) => buildDraft(act, body, before),
  remove: () => undefined,
  view,
};

const FROM_CUSTOMER = [
  "InvoiceCustomerName",
  "InvoiceAddress1",
  "InvoiceAddress2",
  "InvoicePostalCode",
  "InvoiceCity",
  "InvoiceCountryCode",
];
const DELIVERY = [
  "DeliveryCustomerName",
  "DeliveryAddress1",
  "DeliveryAddress2",
  "DeliveryPostalCode",
  "DeliveryCity",
  "DeliveryCountryCode",
];
const FIXED = ["InvoiceCustomerName", "InvoicePostalCode", "InvoiceCity", "InvoiceCountryCode"];

function view(act: Act): (draft: Entity) => JsonObject {
  const keeps = act.company.settings["KeepOriginalDraftDate"] === true;
  const filled = act.switches.get("draftRowAmount") === "filled";
  const shuffled = act.switches.get("rowOrder") === "shuffled";
  return (draft) => {
    const day =
      keeps && typeof draft["InvoiceDate"] === "string" ? draft["InvoiceDate"] : today(act);
    const rows: readonly JsonObject[] = Array.isArray(draft["Rows"]) ? draft["Rows"] : [];
    const shownRows = rows.map((row): JsonObject => (filled ? row : { ...row, Amount: 0 }));
    return {
      ...draft,
      InvoiceDate: day,
      DueDate: draft["DueDate"] ?? dueDate(act, day, draft["TermsOfPaymentId"]),
      Rows: shuffled ? byId(shownRows) : shownRows,
    };
  };
}

export function buildDraft(act: Act, body: JsonObject, before: Entity | null): Entity {
  const value = acceptBody(
    act,
    invoiceDraftFields,
    body,
    before === null ? null : view(act)(before),
  );
  const customer = customerOf(
    act,
    value["CustomerId"],
    before === null ? null : textOf(before["CustomerId"]),
  );
  checkHead(act, value, customer);
  const addresses = fillFromCustomer(value, customer, [...FROM_CUSTOMER, ...DELIVERY], FIXED);
  const sale = saleOfInvoice(act, customer, value, addresses["DeliveryCountryCode"]);
  const storedRows: readonly JsonObject[] = Array.isArray(before?.["Rows"]) ? before["Rows"] : [];
  const isForeign =
    (customer.InvoiceCountryCode ?? act.company.settings.CountryCode).toUpperCase() !==
    act.company.settings.CountryCode;
  const Rows = buildInvoiceRows(
    act,
    {
      document: "draft",
      sale,
      replaceZeroPrice: value["ReplaceUnitPriceWhenZero"] === true,
      storedIds: new Set(storedRows.map((row): Json => row["Id"] ?? null)),
      // By the customer alone; an invoice looks at the currency as well.
      priceDecimals: isForeign ? 4 : 2,
      quantityDecimals: 2,
    },
    value["Rows"],
    body["Rows"],
  );
  const draft: Entity = {
    ...value,
    ...addresses,
    Id: before?.Id ?? newId(),
    CustomerNumber: customer.CustomerNumber,
    CustomerName: customer.Name,
    CustomerIsPrivatePerson: customer.IsPrivatePerson,
    InvoiceCurrencyCode: customer.CurrencyCode,
    IncludesVat: sale.includesVat,
    TermsOfPaymentId: value["TermsOfPaymentId"] ?? customer.TermsOfPaymentId,
    ReverseChargeOnConstructionServices: Rows.some(
      (row) => row["ReversedConstructionServicesVatFree"] === true,
    ),
    Rows,
    Persons: value["Persons"] ?? [],
    MaxAllowedTaxReductionAmount: 0,
    ContributionMargin: NO_MARGIN,
    SalesDocumentAttachments: keptFiles(act, before),
    MessageThreads: [],
    Notes: [],
    CreatedUtc: before?.["CreatedUtc"] ?? act.world.stamp(),
  };
  return { ...draft, ...draftTotals(act, draft) };
}

function draftTotals(act: Act, draft: Entity): JsonObject {
  const customer = customerOf(act, draft["CustomerId"], textOf(draft["CustomerId"]));
  const content = contentOf(act, draft, customer, {
    isReversed: (row) => row["ReversedConstructionServicesVatFree"] === true,
  });
  const rate =
    exchangeRate(customer.CurrencyCode, act.company.settings.CurrencyCode, today(act)) ??
    new Big(1);
  const { total, toPay, base } = figuresOf(act, content, rate);
  if (content.isCredit && toPay.gt(0) && act.switches.get("creditDraftOfWrongSign") === "refused")
    throw invalid("Rows", "The total amount of a credit invoice must be negative.");
  const incl = act.switches.get("draftTotalBasis") === "incl";
  return {
    TotalAmount: shown(act, content, incl ? toPay : total.net),
    TotalVatAmount: shown(act, content, total.vat),
    TotalRoundings: shown(act, content, total.roundings),
    TotalAmountBaseCurrency: shown(
      act,
      content,
      incl ? base.toPay : base.toPay.minus(base.vat).minus(base.roundings),
    ),
    TotalVatAmountBaseCurrency: shown(act, content, base.vat),
  };
}

export function mountInvoiceDrafts(site: Site): void {
  mount(site, invoiceDrafts);
  endpoint(
    site,
    {
      method: "POST",
      path: "/customerinvoicedrafts/:id/convert",
      scopes: invoiceDrafts.scopes.write,
      body: "optional",
    },
    (act, { param, query, body }) => {
      const draft = stored(act, invoiceDrafts, param("id"));
      const expected = acceptBody(act, expectedTotalsFields, body, null);
      const invoice = convertDraft(act, draft, {
        keepDate: keepsDate(act, query),
        expected,
        own: {},
      });
      return ok(shownFields(act, invoices.fields, show(act, invoices, invoice)), 201);
    },
  );
}

/** The company's setting decides, unless the call says that it decides itself. */
function keepsDate(act: Act, query: Readonly<Record<string, string>>): boolean {
  const { keepOriginalDraftDate: asked, overrideCompanyKeepOriginalDraftDate: overrides } =
    queryFlags(act, query, {
      keepOriginalDraftDate: false,
      overrideCompanyKeepOriginalDraftDate: false,
    });
  const decides = overrides || (asked && act.switches.get("keepDateNeedsOverride") === "no");
  return decides ? asked : act.company.settings["KeepOriginalDraftDate"] === true;
}
