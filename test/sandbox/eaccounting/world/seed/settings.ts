// CompanySettingsApi of a new company, with everything a shop needs switched on.
import type { CompanySettings } from "../company.ts";
import { seedId } from "../ids.ts";

export function seedSettings(name: string): CompanySettings {
  return {
    Name: name,
    Address1: "Storgatan 1",
    Address2: null,
    PostalCode: "11122",
    City: "Stockholm",
    CountryCode: "SE",
    CurrencyCode: "SEK",
    Email: "office@example.com",
    Phone: null,
    CorporateIdentityNumber: "556677-8899",
    VatCode: "SE556677889901",
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
