// Makers of full debtors and articles from the few fields that matter; also used by the control calls.
import type { Article, Debtor } from "./types.ts";

export type Given<Whole> = { readonly [Name in keyof Whole]?: Whole[Name] | undefined };

/** What is given wins, `undefined` counts as not given. */
export function overlay<Whole extends object>(whole: Whole, given: Given<Whole>): Whole {
  return {
    ...whole,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

export function debtorRow(id: number, dateAdded: string, given: Given<Debtor>): Debtor {
  const plain: Debtor = {
    id,
    customerNumber: String(10_000 + id),
    name: `Debtor ${id}`,
    address: "Damrak 1",
    addressLine2: null,
    addressLine3: null,
    postCode: "1012 LG",
    city: "Amsterdam",
    countryCode: "NL",
    attentionTo: null,
    phoneNumber: null,
    mobileNumber: null,
    emailAddress: `debtor${id}@example.com`,
    iban: null,
    bic: null,
    cocNumber: null,
    vatNumber: null,
    debtorKindId: "1",
    paymentConditionId: 2,
    paymentMethodId: null,
    comments: null,
    characteristic4: null,
    characteristic5: null,
    dateAdded,
    dateLastChange: null,
    blocked: false,
    noReminder: false,
  };
  return overlay(plain, given);
}

export function articleRow(id: number, given: Given<Article>): Article {
  const plain: Article = {
    id,
    articleCode: `ARTICLE-${id}`,
    description: given.articleCode ?? `Article ${id}`,
    longDescription: null,
    shortDescription: null,
    unit: "pcs",
    salesTypeId: 10,
    vatCode: "H",
    salesPrice: 100,
    salesPriceInclVat: null,
    currencyCode: "EUR",
    purchasePrice: null,
    eanCode1: null,
    eanCode2: null,
    articleType: "Simple",
    parentArticleCode: null,
    attributes: [],
    characteristic1: null,
    characteristic2: null,
    characteristic3: null,
    characteristic4: null,
    characteristic5: null,
    manageStock: true,
    minimumStock: null,
    currentStock: 0,
    active: true,
    dateLastChange: null,
  };
  return overlay(plain, given);
}
