// Article account codings of a company, goods and services at each rate, by its country's plan: sales by rate at home, and
// one account for each kind of sale abroad.
import type { Company } from "../company.ts";
import type { Coding } from "../entities.ts";
import { seedId } from "../ids.ts";

export function seedCodings(company: Company, at: number, changed: string): void {
  const { codings, foreign, roles } = company.plan;
  for (const { name, type, rate, account, exempt: own } of codings) {
    const abroad = type === "Service" ? foreign.services : foreign.goods;
    const exempt =
      own ?? (type === "Service" ? roles.exemptSales.services : roles.exemptSales.goods);
    const coding: Coding = {
      Id: seedId(company.name, "coding", name),
      Name: name,
      NameEnglish: name,
      Type: type,
      VatRate: String(rate),
      VatRatePercent: rate,
      IsActive: true,
      DomesticSalesSubjectToVatAccountNumber: rate === 0 ? null : account,
      DomesticSalesVatExemptAccountNumber: exempt,
      DomesticSalesVatCodeExemptAccountNumber: exempt,
      DomesticSalesSubjectToReversedConstructionVatAccountNumber: abroad.reversed,
      ForeignSalesSubjectToVatWithinEuAccountNumber: abroad.euWithVat,
      ForeignSalesVatExemptWithinEuAccountNumber: abroad.euExempt,
      ForeignSalesVatExemptOutsideEuAccountNumber: abroad.outsideEu,
      ForeignSalesSubjectToThirdPartySalesAccountNumber: abroad.thirdParty,
      ForeignSalesSubjectToMossAccountNumber: abroad.oss,
      ChangedUtc: changed,
    };
    company.codings.commit(coding, at);
  }
}
