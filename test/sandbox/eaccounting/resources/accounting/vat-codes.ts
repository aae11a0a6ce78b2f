// VAT codes, read only, behind ea:accounting; and the same with the days from which their rates count.
import type { JsonObject } from "../../json.ts";
import { vatCodeFields, vatCodeRateFields } from "../../schema/accounting.ts";
import { ACCOUNTING, type Resource } from "../../vendor/resource.ts";
import type { VatCode } from "../../world/entities.ts";

export const vatCodes: Resource<VatCode> = {
  path: "vatcodes",
  entity: "VatCode",
  fields: vatCodeFields,
  scopes: ACCOUNTING,
  table: (company) => company.vatCodes,
};

export const vatCodeRates: Resource<VatCode> = {
  path: "vatcodesrates",
  entity: "VatCodeRate",
  fields: vatCodeRateFields,
  scopes: ACCOUNTING,
  table: (company) => company.vatCodes,
  view: () => withRates,
  noSingle: true,
};

function withRates({ VatRate, ...code }: VatCode): JsonObject {
  return { ...code, VatRates: [{ VatRateDate: "2000-01-01", VatRate }] };
}
