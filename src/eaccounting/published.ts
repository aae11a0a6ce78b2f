// Made by scripts/vendor-types.ts of the vendor's published document: don't change it here.

export type AttachmentLinkApi = {
  readonly DocumentId?: string | null;
  readonly DocumentType?: number | null;
  readonly AttachmentIds?: readonly string[] | null;
};

export type AttachmentUploadApi = {
  readonly Id?: string | null;
  readonly ContentType?: string | null;
  readonly FileName?: string | null;
  readonly Data?: string | null;
  readonly Url?: string | null;
  readonly Comment?: string | null;
};

export type CustomerInvoiceDraftApi = {
  readonly CustomerId?: string | null;
  readonly IsCreditInvoice?: boolean | null;
  readonly RotReducedInvoicingType?: number | null;
  readonly RotReducedInvoicingPropertyName?: string | null;
  readonly RotReducedInvoicingOrgNumber?: string | null;
  readonly RotReducedInvoicingAmount?: number | null;
  readonly RotReducedInvoicingAutomaticDistribution?: boolean | null;
  readonly RotPropertyType?: number | null;
  readonly HouseWorkOtherCosts?: number | null;
  readonly Rows?: readonly CustomerInvoiceDraftRowApi[] | null;
  readonly Persons?: readonly object[] | null;
  readonly YourReference?: string | null;
  readonly OurReference?: string | null;
  readonly BuyersOrderReference?: string | null;
  readonly ElectronicReference?: string | null;
  readonly SubscriptionNumber?: string | null;
  readonly ContractNumber?: string | null;
  readonly InvoiceAddress1?: string | null;
  readonly InvoiceAddress2?: string | null;
  readonly DeliveryCustomerName?: string | null;
  readonly DeliveryAddress1?: string | null;
  readonly DeliveryAddress2?: string | null;
  readonly DeliveryPostalCode?: string | null;
  readonly DeliveryCity?: string | null;
  readonly DeliveryCountryCode?: string | null;
  readonly DeliveryMethodName?: string | null;
  readonly DeliveryTermName?: string | null;
  readonly TermsOfPaymentId?: string | null;
  readonly DeliveryMethodCode?: string | null;
  readonly DeliveryTermCode?: string | null;
  readonly EuThirdParty?: boolean | null;
  readonly InvoiceDate?: string | null;
  readonly DueDate?: string | null;
  readonly DeliveryDate?: string | null;
  readonly ReplaceUnitPriceWhenZero?: boolean | null;
  readonly UsesGreenTechnology?: boolean | null;
  readonly ContributionMargin?: object | null;
  readonly IsDirectDebit?: boolean | null;
  readonly BackgroundId?: string | null;
};

export type CustomerInvoiceDraftRowApi = {
  readonly LineNumber?: number | null;
  readonly ArticleId?: string | null;
  readonly ArticleNumber?: string | null;
  readonly IsTextRow?: boolean | null;
  readonly Text?: string | null;
  readonly UnitPrice?: number | null;
  readonly DiscountPercentage?: number | null;
  readonly Quantity?: number | null;
  readonly WorkCostType?: number | null;
  readonly IsWorkCost?: boolean | null;
  readonly WorkHours?: number | null;
  readonly MaterialCosts?: number | null;
  readonly ReversedConstructionServicesVatFree?: boolean | null;
  readonly CostCenterItemId1?: string | null;
  readonly CostCenterItemId2?: string | null;
  readonly CostCenterItemId3?: string | null;
  readonly UnitAbbreviation?: string | null;
  readonly UnitAbbreviationEnglish?: string | null;
  readonly UnitName?: string | null;
  readonly ProjectId?: string | null;
  readonly GreenTechnologyType?: number | null;
  readonly ContributionMargin?: object | null;
};

export type CustomerLedgerItemWithVoucherApi = {
  readonly CurrencyCode?: string | null;
  readonly CurrencyRate?: number | null;
  readonly CurrencyRateUnit?: number | null;
  readonly CustomerId?: string | null;
  readonly DueDate?: string | null;
  readonly InvoiceDate?: string | null;
  readonly InvoiceNumber?: number | null;
  readonly PaymentReferenceNumber?: string | null;
  readonly RemainingAmountInvoiceCurrency?: number | null;
  readonly RoundingsAmountInvoiceCurrency?: number | null;
  readonly TotalAmountInvoiceCurrency?: number | null;
  readonly VATAmountInvoiceCurrency?: number | null;
  readonly IsCreditInvoice?: boolean | null;
  readonly Voucher?: VoucherApi | null;
};

export type InvoicePaymentApi = {
  readonly CompanyBankAccountId?: string | null;
  readonly PaymentDate?: string | null;
  readonly Reference?: string | null;
  readonly PaymentAmount?: number | null;
  readonly PaymentCurrency?: string | null;
  readonly DomesticPaymentAmount?: number | null;
  readonly BankFeeAmount?: number | null;
  readonly PaymentType?: number | null;
  readonly FactoringFeeAmount?: number | null;
  readonly FactoringFeeAccountNumber?: number | null;
};

export type OrderApi = {
  readonly Amount?: number | null;
  readonly CustomerId?: string | null;
  readonly CurrencyCode?: string | null;
  readonly VatAmount?: number | null;
  readonly RoundingsAmount?: number | null;
  readonly DeliveredAmount?: number | null;
  readonly DeliveredVatAmount?: number | null;
  readonly DeliveredRoundingsAmount?: number | null;
  readonly DeliveryCustomerName?: string | null;
  readonly DeliveryAddress1?: string | null;
  readonly DeliveryAddress2?: string | null;
  readonly DeliveryPostalCode?: string | null;
  readonly DeliveryCity?: string | null;
  readonly DeliveryCountryCode?: string | null;
  readonly YourReference?: string | null;
  readonly OurReference?: string | null;
  readonly BuyersOrderReference?: string | null;
  readonly InvoiceAddress1?: string | null;
  readonly InvoiceAddress2?: string | null;
  readonly InvoiceCity?: string | null;
  readonly InvoiceCountryCode?: string | null;
  readonly InvoiceCustomerName?: string | null;
  readonly InvoicePostalCode?: string | null;
  readonly DeliveryMethodName?: string | null;
  readonly DeliveryMethodCode?: string | null;
  readonly DeliveryTermName?: string | null;
  readonly DeliveryTermCode?: string | null;
  readonly TermsOfPaymentId?: string | null;
  readonly EuThirdParty?: boolean | null;
  readonly OrderDate?: string | null;
  readonly Status?: number | null;
  readonly DeliveryDate?: string | null;
  readonly HouseWorkAmount?: number | null;
  readonly HouseWorkAutomaticDistribution?: boolean | null;
  readonly HouseWorkCorporateIdentityNumber?: string | null;
  readonly HouseWorkPropertyName?: string | null;
  readonly Rows?: readonly OrderRowApi[] | null;
  readonly ShippedDateTime?: string | null;
  readonly RotReducedInvoicingType?: number | null;
  readonly RotPropertyType?: number | null;
  readonly Persons?: readonly object[] | null;
  readonly ReverseChargeOnConstructionServices?: boolean | null;
  readonly UsesGreenTechnology?: boolean | null;
  readonly ContributionMargin?: object | null;
};

export type OrderRowApi = {
  readonly LineNumber?: number | null;
  readonly DeliveredQuantity?: number | null;
  readonly ArticleId?: string | null;
  readonly ArticleNumber?: string | null;
  readonly IsTextRow?: boolean | null;
  readonly Text?: string | null;
  readonly UnitPrice?: number | null;
  readonly Amount?: number | null;
  readonly DiscountPercentage?: number | null;
  readonly Quantity?: number | null;
  readonly WorkCostType?: number | null;
  readonly IsWorkCost?: boolean | null;
  readonly WorkHours?: number | null;
  readonly MaterialCosts?: number | null;
  readonly EligibleForReverseChargeOnVat?: boolean | null;
  readonly CostCenterItemId1?: string | null;
  readonly CostCenterItemId2?: string | null;
  readonly CostCenterItemId3?: string | null;
  readonly ProjectId?: string | null;
  readonly GreenTechnologyType?: number | null;
  readonly ContributionMargin?: object | null;
};

export type VoucherApi = {
  readonly VoucherDate?: string | null;
  readonly VoucherText?: string | null;
  readonly Rows?: readonly VoucherRowApi[] | null;
  readonly NumberSeries?: string | null;
  readonly Attachments?: AttachmentLinkApi | null;
  readonly VoucherType?: number | null;
};

export type VoucherRowApi = {
  readonly AccountNumber?: number | null;
  readonly DebitAmount?: number | null;
  readonly CreditAmount?: number | null;
  readonly TransactionText?: string | null;
  readonly CostCenterItemId2?: string | null;
  readonly CostCenterItemId3?: string | null;
  readonly VatCodeId?: string | null;
  readonly VatCodeAndPercent?: string | null;
  readonly VatAmount?: number | null;
  readonly Quantity?: number | null;
  readonly Weight?: number | null;
  readonly DeliveryDate?: string | null;
  readonly HarvestYear?: number | null;
  readonly ProjectId?: string | null;
};
