/**
 * The small tables of both sides that settings choose from, by their names: what a person sees in
 * place of an id. Read once a day and on request; a list that can't be read says why, and the
 * others are there all the same.
 */
import type { Debtor } from "./order.ts";
import type { AccountVat, BalancesRead, PostingsRead } from "./posting.ts";
import type { LedgerProduct } from "./product.ts";
import type { LedgerStock } from "./stock.ts";

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
 * Lists of those alone whom the settings name: they are too many to be read, and are looked up one
 * by one. Articles are named by their numbers.
 */
export const PARTY_LISTS = [
  "asperion.debtors",
  "eaccounting.customers",
  "eaccounting.articles",
] as const;
export type PartyList = (typeof PARTY_LISTS)[number];

/** Before a text that is looked for: it is an id, and nothing else. */
export const BY_ID = "id:";

/** Whether anything was sold to a debtor. `order`: its number. `later`: not known yet. */
export type DebtorSales =
  | { readonly kind: "sold"; readonly order: string }
  | { readonly kind: "unsold" | "later" };

/** `note`: what tells two of one name apart, such as a VAT rate ("25 %") or an account number. */
export type NameEntry = {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  /** Of an account: the VAT code that it has in the ledger's chart. */
  readonly vat?: AccountVat;
};

/**
 * `no-access`: the scope, module, variant or user's permission is missing. `unreadable`: the vendor
 * doesn't have it, or answers otherwise than expected. `later`: it couldn't be read now, and
 * nothing of it was read before.
 */
export type NameFault = "no-access" | "unreadable" | "later";

export type NameList = {
  readonly entries: readonly NameEntry[];
  /** ms; of the last reading that worked. */
  readonly readAt: number | null;
  readonly fault: NameFault | null;
  /** It has others beside: it is longer than what is read of it. */
  readonly more?: true;
};

/** A list that was never tried is absent. */
export type NameLists = Partial<Readonly<Record<NameListName, NameList>>>;

/**
 * What a look for a debtor or customer found. `more`: there are others beside. `unsearchable`: the
 * vendor won't be asked so; an id still finds its own. `later`: it couldn't be asked now.
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

/** Orders of one number, as `PartiesFound` says of debtors. */
export type OrdersFound =
  | { readonly kind: "found"; readonly orders: readonly OrderFound[] }
  | { readonly kind: "unsearchable" }
  | { readonly kind: "later" };

/** A record that rules are tried on, by its number. */
export type RecordAsked = { readonly of: "debtor" | "article"; readonly number: string };

/** As it was read, or why there is none, as `PartiesFound` says. `none`: nobody has it. */
export type RecordRead =
  | { readonly kind: "debtor"; readonly debtor: Debtor }
  | { readonly kind: "article"; readonly product: LedgerProduct; readonly stock: LedgerStock }
  | { readonly kind: "none" }
  | { readonly kind: "unsearchable" }
  | { readonly kind: "later" };

/** What a look that a person waits for came to. */
export type Found =
  | PartiesFound
  | DebtorSales
  | OrdersFound
  | RecordRead
  | PostingsRead
  | BalancesRead;
