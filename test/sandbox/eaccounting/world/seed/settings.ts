// CompanySettingsApi of a new company, with everything a shop needs switched on.
import type { CompanySettings } from "../company.ts";
import type { CountryPlan } from "../plan.ts";
import { seedId } from "../ids.ts";

export function seedSettings(name: string, plan: CountryPlan): CompanySettings {
  return {
    Name: name,
    Address1: plan.place.address,
    Address2: null,
    PostalCode: plan.place.postalCode,
    City: plan.place.city,
    CountryCode: plan.country,
    CurrencyCode: plan.currency,
    Email: "office@example.com",
    Phone: null,
    CorporateIdentityNumber: plan.identity.number,
    VatCode: plan.identity.vat,
    CompanyIdentifier: seedId(name, "company"),
    TermsOfPaymentId: seedId(name, "terms", "30 days"),
    ProductVariant: 5,
    ActivatedModules: ["api_standard", "order_standard", "quote_standard", "stock_standard"],
    CompanyStatus: 1,
    TypeOfBusiness: 1,
    VatPeriod: 3,
    AccountNumberDigits: 4,
    AccountingLockedTo: null,
    AccountingLockInterval: 0,
    ShowPricesExclVatPC: false,
    DomesticCurrencyRounding: 0,
    UsesMoss: true,
    UsesReverseConstructionVat: true,
    UsesRotReducedInvoicing: false,
    UsesProject: false,
    UsesCostCenter: false,
    KeepOriginalDraftDate: false,
    UseAutomaticVatCalculation: false,
    OurReference: null,
  };
}
