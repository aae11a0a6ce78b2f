// The resources as Asperion shows them. Names of debtors, VAT codes and conditions were seen in a client that ran
// against the real API; names of sales orders and articles are assumed by analogy.

export interface Administration {
  readonly id: number;
  readonly name: string;
}

export interface Debtor {
  readonly id: number;
  readonly customerNumber: string;
  readonly name: string;
  readonly address: string | null;
  readonly addressLine2: string | null;
  readonly addressLine3: string | null;
  readonly postCode: string | null;
  readonly city: string | null;
  readonly countryCode: string | null;
  readonly attentionTo: string | null;
  readonly phoneNumber: string | null;
  readonly mobileNumber: string | null;
  readonly emailAddress: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly cocNumber: string | null;
  readonly vatNumber: string | null;
  readonly debtorKindId: string | null;
  readonly paymentConditionId: number | null;
  readonly paymentMethodId: string | null;
  readonly comments: string | null;
  readonly characteristic4: string | null;
  readonly characteristic5: string | null;
  readonly dateAdded: string;
  readonly dateLastChange: string | null;
  readonly blocked: boolean;
  readonly noReminder: boolean;
}

export const ARTICLE_TYPES = ["Simple", "Virtual", "Configurable", "Variant"] as const;

export interface Article {
  readonly id: number;
  readonly articleCode: string;
  readonly description: string;
  readonly longDescription: string | null;
  readonly shortDescription: string | null;
  readonly unit: string | null;
  readonly salesTypeId: number | null;
  readonly vatCode: string | null;
  readonly salesPrice: number | null;
  readonly salesPriceInclVat: number | null;
  readonly currencyCode: string;
  readonly purchasePrice: number | null;
  readonly eanCode1: string | null;
  readonly eanCode2: string | null;
  readonly articleType: (typeof ARTICLE_TYPES)[number];
  readonly parentArticleCode: string | null;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly characteristic1: string | null;
  readonly characteristic2: string | null;
  readonly characteristic3: string | null;
  readonly characteristic4: string | null;
  readonly characteristic5: string | null;
  readonly manageStock: boolean;
  readonly minimumStock: number | null;
  readonly currentStock: number;
  readonly active: boolean;
  readonly dateLastChange: string | null;
}

export interface VatCode {
  readonly id: string;
  readonly description: string;
  readonly salesCode: boolean;
  readonly percentage: number;
  readonly isDefault: boolean;
  readonly countryCode: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export interface Lookup {
  readonly id: string | number;
  readonly description: string;
  readonly [other: string]: unknown;
}
