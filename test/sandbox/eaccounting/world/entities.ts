// The stored objects, with the fields that the sandbox itself reads; each carries all others of its schema as well.
import type { Entity, JsonObject } from "../json.ts";

export interface Customer extends Entity {
  readonly CustomerNumber: string;
  readonly Name: string;
  readonly IsPrivatePerson: boolean;
  readonly IsActive: boolean;
  readonly TermsOfPaymentId: string;
  readonly CurrencyCode: string;
  readonly VatNumber: string | null;
  readonly InvoiceAddress1: string | null;
  readonly InvoiceAddress2: string | null;
  readonly InvoicePostalCode: string;
  readonly InvoiceCity: string;
  readonly InvoiceCountryCode: string | null;
  readonly DeliveryCustomerName: string | null;
  readonly DeliveryAddress1: string | null;
  readonly DeliveryAddress2: string | null;
  readonly DeliveryPostalCode: string | null;
  readonly DeliveryCity: string | null;
  readonly DeliveryCountryCode: string | null;
  readonly DeliveryMethodId: string | null;
  readonly DeliveryTermId: string | null;
  readonly DeliveryBasedVat: boolean;
  readonly ReverseChargeOnConstructionServices: boolean;
  readonly ForceBookkeepVat: boolean;
  readonly IsNorthernIreland: boolean | null;
  readonly EmailAddress: string | null;
  readonly EmailAddresses: readonly string[] | null;
  readonly CustomerLabels: readonly JsonObject[] | null;
  readonly ChangedUtc: string;
}

export interface Article extends Entity {
  readonly Number: string;
  readonly Name: string;
  readonly IsActive: boolean;
  readonly CodingId: string;
  readonly UnitId: string;
  readonly NetPrice: number;
  readonly GrossPrice: number;
  readonly PurchasePrice: number;
  readonly FreightCosts: number;
  /** As set by hand; what documents moved is taken off when the article is shown. */
  readonly StockBalance: number;
  readonly IsStock: boolean;
  readonly UsesMoss: boolean;
  readonly ChangedUtc: string;
  readonly CreatedUtc: string;
}

export interface OrderRow extends Entity {
  readonly LineNumber: number;
  readonly IsTextRow: boolean;
  readonly EligibleForReverseChargeOnVat: boolean;
  readonly ArticleId: string | null;
  readonly ArticleNumber: string | null;
  readonly Text: string | null;
  readonly Quantity: number;
  readonly DeliveredQuantity: number;
  readonly UnitPrice: number;
  readonly DiscountPercentage: number;
  readonly Amount: number;
  readonly VatRate: number | null;
  readonly IsServiceArticle: boolean;
  readonly UnitId: string | null;
}

export interface Order extends Entity {
  readonly Number: number | null;
  /** 1 draft, 2 ongoing, 3 shipped, 4 invoiced. */
  readonly Status: number;
  readonly CustomerId: string;
  readonly CurrencyCode: string;
  readonly OrderDate: string;
  readonly ShippedDateTime: string | null;
  readonly EuThirdParty: boolean;
  readonly ReverseChargeOnConstructionServices: boolean;
  readonly RotReducedInvoicingType: number;
  readonly CustomerIsPrivatePerson: boolean;
  readonly IncludesVat: boolean;
  readonly Amount: number;
  readonly VatAmount: number;
  readonly RoundingsAmount: number;
  readonly InvoiceCountryCode: string | null;
  readonly DeliveryCountryCode: string | null;
  readonly YourReference: string | null;
  readonly OurReference: string | null;
  readonly BuyersOrderReference: string | null;
  readonly TermsOfPaymentId: string | null;
  readonly Rows: readonly OrderRow[];
  readonly CreatedUtc: string;
  readonly ModifiedUtc: string;
}

export interface Coding extends Entity {
  readonly Name: string;
  readonly Type: "Goods" | "Service";
  readonly VatRatePercent: number;
  readonly IsActive: boolean;
}

export interface TermsOfPayment extends Entity {
  readonly Name: string;
  readonly NumberOfDays: number;
}

export interface Named extends Entity {
  readonly Name: string;
  readonly Code: string | null;
}

export interface Unit extends Named {
  readonly Abbreviation: string;
}

export interface Country extends Entity {
  readonly Code: string;
  readonly IsEuMember: boolean;
}

export interface Currency extends Entity {
  readonly Code: string;
}

export interface VatCode extends Entity {
  readonly Code: string;
  /** A fraction. */
  readonly VatRate: number;
  readonly RelatedAccounts: JsonObject;
}

/** Of one fiscal year. */
export interface Account extends Entity {
  /** A text here, a number in vouchers. */
  readonly Number: string;
  readonly Name: string;
  readonly FiscalYearId: string;
  readonly VatCodeId: string | null;
  readonly IsActive: boolean;
  readonly IsProjectAllowed: boolean;
  readonly IsCostCenterAllowed: boolean;
  readonly IsFirstCostCenterMandatory: boolean;
  readonly IsBlockedForManualBooking: boolean;
}

export interface BankAccount extends Entity {
  readonly Name: string;
  /** 1 cheque, 2 cash, 3 savings, 4 currency, 5 digital wallet, 6 cash credit, 7 tax. */
  readonly BankAccountType: number;
  readonly LedgerAccountNumber: number;
  readonly CurrencyCode: string;
  readonly IsActive: boolean;
}

export interface FiscalYear extends Entity {
  readonly StartDate: string;
  readonly EndDate: string;
  readonly IsLockedForAccounting: boolean;
  /** 0 when invoiced, 1 when paid, 2 no bookkeeping. */
  readonly BookkeepingMethod: number;
}
