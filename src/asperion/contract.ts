/**
 * Everything about Asperion's API that hasn't been seen at work, in one place: when a partner
 * account shows the real contract, this file changes and the rest follows.
 * docs/vendor-assumptions.md says for each line what breaks if it is wrong and how to check it.
 *
 * D: on the vendor's pages. C: seen in a public client. A: assumed by analogy. Field names of
 * answers are in the schemas beside this file; those of sales orders are all A.
 */
import type { LineKind, OrderStatus, PaymentState } from "../domain/orders/order.ts";
import type { ProductKind } from "../domain/goods/product.ts";

/**
 * D for administrations, articles, sales types and the sales order's path; C for debtors and VAT
 * codes; A for the methods.
 */
export const PATHS = {
  administrations: "/v1/administrations",
  debtors: "/v1/debtors",
  debtor: "/v1/debtors/{id}",
  orders: "/v1/SalesOrderWithLines",
  order: "/v1/SalesOrderWithLines/{id}",
  articles: "/v1/articles",
  article: "/v1/articles/{id}",
  vatCodes: "/v1/vatcodes",
  paymentConditions: "/v1/paymentconditions",
  paymentMethods: "/v1/paymentmethods",
  deliveryMethods: "/v1/deliverymethods",
  salesTypes: "/v1/salestypes",
} as const;

/** D on one page and C; another page writes `X-TenantId`, which would be ignored. */
export const TENANT_HEADER = "X-Tenant-Id";

/** D: without it error texts are in Dutch. */
export const LANGUAGE = "en-US";

/** C: query names of lists. */
export const QUERY = {
  page: "page",
  pageSize: "pageSize",
  orderBy: "orderBy",
  metaOnly: "metaOnly",
} as const;
/** A: the largest page. */
export const PAGE_SIZE = 100;

/**
 * A: names of filters. Those of debtors are C; text filters match "contains" unless the comparison
 * says otherwise (C).
 */
export const FILTERS = {
  id: "Id",
  orderNumber: "OrderNumber",
  /** A, as of articles. */
  orderNumberComparison: "OrderNumber_comparison",
  changedFrom: "DateLastChange_from",
  /** C, by day; of debtors. */
  addedFrom: "DateAdded_from",
  /** C, as text filters of debtors. */
  customerNumber: "CustomerNumber",
  emailAddress: "EmailAddress",
  name: "Name",
  /** C, of orders. */
  debtorId: "DebtorId",
  datedFrom: "Date_from",
  datedTo: "Date_to",
  articleCode: "ArticleCode",
  articleCodeComparison: "ArticleCode_comparison",
  /** D as a name, A as to its values. */
  activeState: "ActiveState",
} as const;
export const EQUALS = "Equals";
export const ALL_STATES = "All";

/** A: sort keys are property names, comma-separated, "desc" behind. */
export const ORDER_BY = {
  changed: { oldestFirst: "DateLastChange,Id", newestFirst: "DateLastChange desc,Id desc" },
  dated: { oldestFirst: "Date,Id", newestFirst: "Date desc,Id desc" },
} as const;
/** A: for lists that are read completely. */
export const ORDER_BY_ID = "Id";
export type Sorting = keyof (typeof ORDER_BY)["changed"];

/** A. An order in any other status is held. */
export const ORDER_STATUSES: Readonly<Record<number, OrderStatus>> = {
  1: "concept",
  2: "confirmed",
  3: "partly-delivered",
  4: "delivered",
  5: "invoiced",
  9: "cancelled",
};

/** A. */
export const PAYMENT_STATUSES: Readonly<Record<string, PaymentState>> = {
  Open: "open",
  PartlyPaid: "partly-paid",
  Paid: "paid",
  Refunded: "refunded",
};

/** A. An order with a line of any other type is held. */
export const LINE_TYPES: Readonly<Record<string, LineKind>> = {
  Article: "article",
  SalesType: "sales-type",
  Text: "text",
  Shipping: "shipping",
  Discount: "discount",
  Fee: "fee",
  Tip: "tip",
  GiftCard: "gift-card",
};

/** A: words of an article's type. Any other is unknown, and never overwritten automatically. */
export const ARTICLE_TYPES: Readonly<Record<ProductKind, string>> = {
  simple: "Simple",
  virtual: "Virtual",
  configurable: "Configurable",
  variant: "Variant",
};

/**
 * A: the status of an order that only corrects stock. Delivered, so that its stock has moved
 * whether the vendor moves it on confirmation or on delivery.
 */
export const CORRECTION_STATUS = 4;

/** C for the paths, as the identity server is an IdentityServer. */
export const AUTHORIZE_PATH = "/connect/authorize";
export const TOKEN_PATH = "/connect/token";
/**
 * A: the API's own scope isn't published; public clients ask for none. `offline_access` requests a
 * refresh token.
 */
export const SCOPES = "offline_access";

/** Returns the order that a credit belongs to; `null` for a sale, which may be marked with 0. */
export const creditedOrder = (id: unknown): number | null =>
  typeof id === "number" && id !== 0 ? id : null;
