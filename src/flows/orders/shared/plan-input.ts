/**
 * Everything that a plan depends on, as plain JSON: stored with the job, so that planning a stored
 * input again gives the stored plan byte for byte. Planning reads nothing else: no clock, no
 * environment.
 */
import type {
  FiscalYear,
  LedgerArticle,
  LedgerCompany,
  LedgerCustomer,
} from "../../../domain/ledger/ledger.ts";
import type { Order, OrderLine } from "../../../domain/orders/order.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { SalesOrder } from "../../../domain/orders/sales-order.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import type { MapFault } from "../../../settings/rules/apply.ts";
import type { Settings } from "../../../settings/schema.ts";
import { type LedgerLists } from "../../port.ts";

/** The answer to the look-up of one SKU. "Missing" is always an answer, never an assumption. */
export type ArticleAnswer =
  /** `linked`: to the shop's code by a person, whatever its number is. */
  | { readonly kind: "found"; readonly article: LedgerArticle; readonly linked?: true }
  | { readonly kind: "missing" }
  | { readonly kind: "ambiguous"; readonly count: number };

/** `code` is searched for, `text` (`1001 #K7Q2M9XA`) is what the document carries. */
export type Marker = { readonly code: string; readonly text: string };

/**
 * With the ledger's lists. Of its countries, a domestic sale needs none. `currencies`: codes that
 * the ledger knows.
 */
export type PlanInput = Pick<
  LedgerLists,
  "codings" | "systemArticles" | "terms" | "deliveryMethods" | "currencies" | "countries" | "learnt"
> & {
  readonly order: Order;
  readonly settings: Settings;
  readonly company: LedgerCompany;
  /** The document's customer. Its kind decides the price basis, whatever the order says. */
  readonly customer: LedgerCustomer;
  /** By SKU: an answer for each of `skusOf(order, settings)` (money/lines.ts). */
  readonly articles: Readonly<Record<string, ArticleAnswer>>;
  readonly marker: Marker;
  /** The kind of document to plan. */
  readonly form?: PlanForm;
  /** `YYYY-MM-DD` in the company's zone: no invoice has a later date. Unused for sales orders. */
  readonly today?: string;
  /** When the ledger's books are open; not needed for a sales order. */
  readonly years?: readonly FiscalYear[];
  /** It is booked already, on this day, so closed books don't matter. */
  readonly bookedOn?: string;
  /** Of a credit, whose order is given as the sale that it takes back. */
  readonly credits?: Credits;
  /**
   * It is the difference of two states of an order, each checked as a whole: differences of rounded
   * figures needn't agree among themselves.
   */
  readonly part?: true;
  /** A person allowed it to be booked on the next open day. */
  readonly mayMove?: boolean;
  /** Codes whose missing articles a person wants created, whatever the settings say. */
  readonly making?: readonly string[];
};

export type PlanForm = "sales-order" | "invoice" | "credit";

/** What a credit takes back: the number of its invoice, as people know it. */
type Credits = { readonly invoice: string };

/** A plan of an older version is never executed: the order is planned again. */
export const PLAN_VERSION = 2;

export type Plan =
  | {
      readonly version: typeof PLAN_VERSION;
      readonly kind: "write";
      readonly document: SalesOrder;
      /**
       * Written as a draft because the price basis of this kind of customer isn't known yet;
       * confirmed once compared.
       */
      readonly confirmAfterComparison: boolean;
      readonly reasons: readonly Reason[];
    }
  | {
      readonly version: typeof PLAN_VERSION;
      readonly kind: "hold";
      readonly reasons: readonly Reason[];
      /** The rule that failed, and on what: for the sealed timeline. */
      readonly ruleFault?: MapFault;
    };

export type WritePlan = Extract<Plan, { kind: "write" }>;

/** Returns the tenant's choice for the VAT code of a line without an article of its own. */
export const vatCodeChoice = (
  { vatCode }: Pick<OrderLine, "vatCode">,
  { lookups }: Pick<Settings, "lookups">,
  facts: LookupFacts,
): string | null => choose(lookups.vat, vatCode, facts).value;

/** What a line by sales type is sold as. */
export const salesTypeChoice = (
  { salesTypeId }: Pick<OrderLine, "salesTypeId">,
  { lookups }: Pick<Settings, "lookups">,
  facts: LookupFacts,
): string | null => choose(lookups.salesType, salesTypeId ?? null, facts).value;

/**
 * Whether a sales type names a coding, by its id, rather than an article, by its number. No article
 * number looks like an id.
 */
export const namesCoding = (value: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** Stands for the id of an article that would be created. */
export const TO_BE_MADE = "00000000-0000-0000-0000-000000000000";
