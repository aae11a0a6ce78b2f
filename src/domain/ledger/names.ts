/**
 * The small tables of both sides that settings choose from, by name: what a person sees instead of
 * an id. Read once a day and on request; a list that can't be read says why, and the others are
 * still there.
 */
import type { Debtor } from "../orders/order.ts";
import type { AccountVat, BalancesRead, PostingsRead } from "./posting.ts";
import type { LedgerProduct } from "../goods/product.ts";
import type { LedgerStock, ShopStock } from "../goods/stock.ts";

export const NAME_LISTS = [
  "asperion.paymentConditions",
  "asperion.paymentMethods",
  "asperion.deliveryMethods",
  "asperion.vatCodes",
  "asperion.salesTypes",
  "eaccounting.termsOfPayment",
  "eaccounting.deliveryMethods",
  "eaccounting.bankAccounts",
  "eaccounting.codings",
  "eaccounting.units",
  "eaccounting.vatCodes",
  "eaccounting.accounts",
  "eaccounting.labels",
  "eaccounting.currencies",
  "eaccounting.costCenter1",
  "eaccounting.costCenter2",
  "eaccounting.costCenter3",
  "eaccounting.projects",
  "eaccounting.deliveryTerms",
  "eaccounting.backgrounds",
  "eaccounting.suppliers",
  "asperion.debtors",
  "eaccounting.customers",
  "eaccounting.articles",
] as const;
export type NameListName = (typeof NAME_LISTS)[number];

/**
 * Lists of which only the records that the settings name are read, one by one, as they are too
 * long. Articles are named by number.
 */
export const PARTY_LISTS = [
  "asperion.debtors",
  "eaccounting.customers",
  "eaccounting.articles",
] as const;
export type PartyList = (typeof PARTY_LISTS)[number];

/** Before a search text: it is an id, and nothing else. */
export const BY_ID = "id:";

/** Whether anything was sold to a debtor. `order`: its number. `later`: not known yet. */
export type DebtorSales =
  | { readonly kind: "sold"; readonly order: string }
  | { readonly kind: "unsold" | "later" };

/** `note`: what separates two of one name, such as a VAT rate ("25 %") or an account number. */
export type NameEntry = {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  /** Of an account: its VAT code in the ledger's chart. */
  readonly vat?: AccountVat;
};

/**
 * `no-access`: the scope, module, variant or user's permission is missing. `unreadable`: the vendor
 * doesn't have it, or its answer isn't as expected. `later`: it couldn't be read now, and never was
 * before.
 */
export type NameFault = "no-access" | "unreadable" | "later";

export type NameList = {
  readonly entries: readonly NameEntry[];
  /** When it was last read, in ms. */
  readonly readAt: number | null;
  readonly fault: NameFault | null;
  /** The list is longer than what is read of it. */
  readonly more?: true;
};

/** A list that was never tried is absent. */
export type NameLists = Partial<Readonly<Record<NameListName, NameList>>>;

/**
 * The result of a search for a debtor or customer. `more`: there are others. `unsearchable`: the
 * vendor refuses the search; an id still finds its record. `later`: it couldn't be searched now.
 */
export type PartiesFound =
  | { readonly kind: "found"; readonly entries: readonly NameEntry[]; readonly more: boolean }
  | { readonly kind: "unsearchable" }
  | { readonly kind: "later" };

/** An order of the shop, by its number. `date`: as the shop writes it. */
export type OrderFound = {
  readonly id: number;
  readonly number: string;
  readonly date: string;
};

/**
 * Orders with one number, as `PartiesFound` for debtors. `byId`: none has it as its number, so the
 * order with this id was looked for.
 */
export type OrdersFound =
  | { readonly kind: "found"; readonly orders: readonly OrderFound[]; readonly byId?: true }
  | { readonly kind: "unsearchable" }
  | { readonly kind: "later" };

/** A record to try rules on, by its number. */
export type RecordAsked = { readonly of: "debtor" | "article"; readonly number: string };

/**
 * An article's stock on both sides: of the ledger's article with this id and number, and of what
 * the shop has under the code.
 */
export type StockAsked = {
  readonly stockOf: {
    readonly id: string;
    readonly number: string;
    /** `null`: it stands for nothing in the shop. */
    readonly code: string | null;
  };
};

/** As both sides have it. `ledger`: `null` where the ledger has no such article any more. */
export type StockRead = {
  readonly kind: "stock";
  readonly ledger: LedgerStock | null;
  /** Active articles of this code; several where the shop took the code twice. */
  readonly shop: readonly ShopStock[];
};

/** The record, or why there is none, as in `PartiesFound`. `none`: no record has the number. */
export type RecordRead =
  | { readonly kind: "debtor"; readonly debtor: Debtor }
  | { readonly kind: "article"; readonly product: LedgerProduct; readonly stock: LedgerStock }
  | { readonly kind: "none" }
  | { readonly kind: "unsearchable" }
  | { readonly kind: "later" };

/** The result of a search that a person waits for. */
export type SearchAnswer =
  | PartiesFound
  | DebtorSales
  | OrdersFound
  | RecordRead
  | StockRead
  | PostingsRead
  | BalancesRead;
