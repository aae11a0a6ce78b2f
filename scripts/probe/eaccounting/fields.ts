import { CUSTOMER_READ_ONLY } from "../../../src/eaccounting/put-fields.ts";

/** Of the specification of `CustomerApi`: another one is the vendor's addition since. */
export const CUSTOMER_FIELDS: ReadonlySet<string> = new Set([
  ...CUSTOMER_READ_ONLY,
  ...`
  CustomerNumber Name IsPrivatePerson IsActive TermsOfPaymentId CorporateIdentityNumber
  VatNumber CurrencyCode InvoiceAddress1 InvoiceAddress2 InvoicePostalCode InvoiceCity
  InvoiceCountryCode DeliveryCustomerName DeliveryAddress1 DeliveryAddress2
  DeliveryPostalCode DeliveryCity DeliveryCountryCode DeliveryMethodId DeliveryTermId
  DeliveryBasedVat EmailAddress EmailAddressOrder EmailAddressQuote EmailAddresses
  ContactPersonName ContactPersonEmail ContactPersonMobile ContactPersonPhone MobilePhone
  Telephone WwwAddress Note ReverseChargeOnConstructionServices ForceBookkeepVat
  IsNorthernIreland DiscountPercentage DiscountAgreementId SalesPriceListId
  SalesDocumentLanguage WebshopCustomerNumber GLN EdiGlnNumber EdiServiceDelivererId
  ElectronicAddress ElectronicReference TaxDeductionNumber PropertyType PropertyReference
  CustomerLabels Iban IsDirectDebitEnabled DirectDebitCustomerSettings
  AutoInvoiceActivationEmailSentDate AutoInvoiceRegistrationRequestSentDate
`
    .trim()
    .split(/\s+/),
]);
