// `{ Meta, Data }` of a list: filtered, sorted and paged as the caller asked, as far as the commit lag lets it see.
import type { Entity, JsonObject } from "../json.ts";
import { filterable } from "../odata/filterable.ts";
import { QueryFault } from "../odata/fault.ts";
import { queryList, type ListRules } from "../odata/query.ts";
import type { EaccountingSwitches } from "../switches.ts";
import { type Act, note } from "./act.ts";
import { shownFields } from "./extra-fields.ts";
import { VendorFault } from "./fault.ts";
import type { Resource } from "./resource.ts";

/** Fields whose filterability nobody has documented, and the switch that decides each. */
const SWITCHED = {
  OurReference: "filterOurReference",
  Number: "filterNumbers",
  InvoiceNumber: "filterNumbers",
  NumberAndNumberSeries: "filterNumbers",
  YourReference: "filterYourReference",
  BuyersOrderReference: "filterBuyersOrderReference",
  VoucherText: "filterVoucherText",
} as const satisfies Record<string, keyof EaccountingSwitches>;

/** Parameters of lists besides OData's. */
const OTHER_PARAMETERS = [
  "modifiedsinceutc",
  "customerid",
  "showpriceswithtwodecimals",
  "vatratedate",
  "fromdate",
  "todate",
];

export function answerList<Row extends Entity>(
  act: Act,
  resource: Resource<Row>,
  query: Readonly<Record<string, string>>,
  among: (row: Row) => boolean = () => true,
): JsonObject {
  for (const name of Object.keys(query)) {
    if (!name.startsWith("$") && !OTHER_PARAMETERS.includes(name.toLowerCase()))
      note(act, "unknown-parameter", name);
  }
  const lag = act.switches.get("commitVisibleAfterMs");
  const table = resource.table(act.company);
  const stored = (lag === 0 ? table.all() : table.listed(act.world.now() - lag)).filter(among);
  const view = resource.view?.(act) ?? ((row: Row): JsonObject => row);
  const rows: Entity[] =
    resource.filterByView === true ? stored.map((row) => asShown(view, row)) : stored;
  const page = answered(() =>
    queryList(rows, heeded(act, resource.entity, query), rules(act, resource)),
  );
  const shown = page.rows.map((row) =>
    shownFields(act, resource.fields, resource.filterByView === true ? row : view(row as Row)),
  );
  return {
    Meta: {
      CurrentPage: page.currentPage,
      PageSize: page.pageSize,
      TotalNumberOfPages: page.pageSize === 0 ? 0 : Math.ceil(page.total / page.pageSize),
      TotalNumberOfResults: page.total,
      ServerTimeUtc: act.world.stamp(),
    },
    Data: shown.map((row) => page.select(asListed(act, resource.entity, row))),
  };
}

/** A filter that the vendor doesn't heed is answered as if it weren't there. */
function heeded(
  act: Act,
  entity: string,
  { $filter, ...query }: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const startsWith =
    $filter?.includes("startswith(") === true ? act.switches.get("filterStartsWith") : "yes";
  if (startsWith === "no")
    throw new QueryFault(6000, "An unknown function with name 'startswith' was found.");
  const isIgnored =
    $filter !== undefined &&
    (startsWith === "ignored" ||
      ($filter.includes("CreatedUtc") &&
        DOCUMENTS.includes(entity) &&
        act.switches.get("filterCreatedUtc") === "ignored"));
  return $filter === undefined || isIgnored ? query : { $filter, ...query };
}

const DOCUMENTS = ["Order", "CustomerInvoiceDraft", "CustomerInvoice", "Voucher"];

function asListed(act: Act, entity: string, row: JsonObject): JsonObject {
  if (act.switches.get("listRows") === "whole" || !DOCUMENTS.includes(entity)) return row;
  return { ...row, Rows: null, ...("VatSpecification" in row ? { VatSpecification: null } : {}) };
}

/** Long lists of what is shown as it is stored aren't copied. */
function asShown<Row extends Entity>(view: (row: Row) => JsonObject, row: Row): Entity {
  const shown = view(row);
  return shown === row ? row : { ...shown, Id: row.Id };
}

function rules<Row extends Entity>(act: Act, resource: Resource<Row>): ListRules {
  const { switches } = act;
  const byId = (a: Entity, b: Entity): number => (a.Id < b.Id ? -1 : a.Id > b.Id ? 1 : 0);
  return {
    filterable: filterable(resource.entity, resource.fields, {
      unfilterable: (name) => {
        // An article's number can be filtered: clients do it.
        const named = Object.entries(SWITCHED).find(
          ([field]) => field === name && (name !== "Number" || resource.entity === "Order"),
        )?.[1];
        if (
          name === "CreatedUtc" &&
          DOCUMENTS.includes(resource.entity) &&
          switches.get("filterCreatedUtc") === "no"
        )
          return true;
        return (
          resource.unfilterable?.includes(name) === true ||
          (named !== undefined && switches.get(named) === "no")
        );
      },
      noLists: switches.get("filterRows") === "no" && resource.entity !== "CustomerInvoice",
      ...(resource.filterOnly === undefined ? {} : { filterOnly: resource.filterOnly }),
    }),
    evaluation: {
      read: (object, name) => object[name] ?? resource.filterValue?.(act, object as Entity, name),
      isInstant: (name) => ["day", "instant"].includes(resource.fields[name]?.kind ?? ""),
      fold:
        switches.get("filterText") === "case-insensitive"
          ? (text) => text.toLowerCase()
          : (text) => text,
    },
    pageSizeOverMax: switches.get("pageSizeOverMax"),
    defaultOrder: switches.get("defaultOrder") === "by-id" ? byId : () => 0,
  };
}

function answered<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof QueryFault)
      throw new VendorFault(
        error.code,
        `${error.code === 6000 ? "QueryParameterException - " : ""}${error.message}`,
      );
    throw error;
  }
}
