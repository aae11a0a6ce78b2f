/** Names of the fields that the product reads. */
const names = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What every order must have. */
export const HEAD = names(`
  id orderNumber date status paymentStatus currencyCode pricesIncludeVat amountExclVat
  vatAmount amountInclVat lines
`);

/** What an order may have. */
export const HEAD_MORE = names(`
  reference debtorId debtorCustomerNumber dateLastChange companyName attentionTo
  emailAddress phoneNumber vatNumber cocNumber invoiceAddress deliveryAddress
  paymentConditionId paymentMethodId deliveryMethodId comments creditsOrderId amountPaid
  paidAt
`);

/** What every line must have. */
export const LINE = names(`
  id lineType description quantity price vatPercentage amountExclVat vatAmount amountInclVat
`);

/** What a line may have. */
export const LINE_MORE = names(`
  lineNumber articleId articleCode discountPercentage vatCode salesTypeId
`);
