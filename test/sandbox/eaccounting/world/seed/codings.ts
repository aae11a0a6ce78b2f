// Article account codings: goods and services at the Swedish rates, and goods at the Dutch ones, which tests use too.
// Accounts follow BAS: sales by rate at home, and one account for each kind of sale abroad.
import type { Company } from "../company.ts";
import type { Coding } from "../entities.ts";
import { seedId } from "../ids.ts";

const HOME: Readonly<Record<string, number>> = {
  "Goods 25": 3001,
  "Goods 12": 3002,
  "Goods 6": 3003,
  "Goods 0": 3004,
  "Goods 21": 3011,
  "Goods 9": 3012,
  "Services 25": 3041,
  "Services 12": 3042,
  "Services 6": 3043,
  "Services 0": 3044,
};

export function seedCodings(company: Company, at: number, changed: string): void {
  for (const [name, home] of Object.entries(HOME)) {
    const [type = "", rate = ""] = name.split(" ");
    const service = type === "Services";
    const coding: Coding = {
      Id: seedId(company.name, "coding", name),
      Name: name,
      NameEnglish: name,
      Type: service ? "Service" : "Goods",
      VatRate: rate,
      VatRatePercent: Number(rate),
      IsActive: true,
      DomesticSalesSubjectToVatAccountNumber: rate === "0" ? null : home,
      DomesticSalesVatExemptAccountNumber: service ? 3044 : 3004,
      DomesticSalesVatCodeExemptAccountNumber: service ? 3044 : 3004,
      DomesticSalesSubjectToReversedConstructionVatAccountNumber: service ? 3231 : null,
      ForeignSalesSubjectToVatWithinEuAccountNumber: service ? 3306 : 3106,
      ForeignSalesVatExemptWithinEuAccountNumber: service ? 3308 : 3108,
      ForeignSalesVatExemptOutsideEuAccountNumber: service ? 3305 : 3105,
      ForeignSalesSubjectToThirdPartySalesAccountNumber: service ? null : 3107,
      ForeignSalesSubjectToMossAccountNumber: service ? 3309 : 3109,
      ChangedUtc: changed,
    };
    company.codings.commit(coding, at);
  }
}
