/**
 * What a run has learnt of both sides' lists, for the cache of the tenant's object: only the given
 * parts are replaced.
 */
import type {
  DeliveryMethod,
  FiscalYear,
  LedgerBehaviour,
  LedgerArticle,
  LedgerCoding,
  LedgerCompany,
  LedgerCountry,
  SystemArticles,
  TermsOfPayment,
} from "../domain/ledger/ledger.ts";
import type { KnownAccounts } from "../domain/ledger/accounts.ts";
import type { ChecksByVendor, WorkObservations } from "../domain/vendors/checks.ts";
import type { NameLists } from "../domain/ledger/names.ts";

export type ListsPatch = {
  readonly company?: LedgerCompany;
  readonly codings?: readonly LedgerCoding[];
  readonly units?: readonly { readonly id: string; readonly name: string }[];
  readonly terms?: readonly TermsOfPayment[];
  readonly deliveryMethods?: readonly DeliveryMethod[];
  readonly currencies?: readonly string[];
  readonly fiscalYears?: readonly FiscalYear[];
  readonly countries?: readonly LedgerCountry[];
  readonly systemArticles?: SystemArticles;
  readonly articleNumbers?: Readonly<Record<string, string>>;
  readonly learnt?: LedgerBehaviour;
  readonly names?: NameLists;
  readonly vendorChecks?: ChecksByVendor;
  /** Beside what is kept of other rows. */
  readonly seenAtWork?: WorkObservations;
  /** Beside what is kept of others, unless the years are read anew. */
  readonly accounts?: KnownAccounts;
  /** By article number. */
  readonly articles?: Readonly<Record<string, LedgerArticle>>;
  /** All that changed are among them: what most articles have in common is counted again. */
  readonly articlesWhole?: true;
  /** Numbers under which the ledger has no article any more. */
  readonly articlesGone?: readonly string[];
};
