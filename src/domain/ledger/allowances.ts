/**
 * What a company of the ledger allows, before anything is tried: by its variant, its modules and
 * the sign-in's scope. Unknown facts are reported as unknown; the first call tells then. Documented
 * by the vendor: which module and variants orders need, and which scope each list needs.
 * Assumption: the spelling of the modules' ids.
 */
import type { FiscalYear, LedgerCompany, LedgerVariant } from "./ledger.ts";
import type { NameLists } from "./names.ts";

export const ALLOWED_THINGS = [
  "sales-orders",
  "invoices",
  "payments",
  "vouchers",
  "stock",
  "rounding",
  "cents",
] as const;
export type AllowedThing = (typeof ALLOWED_THINGS)[number];

/**
 * What is missing: `module` and `variant` are bought at the vendor, `scope` needs a new sign-in,
 * `rights` are the user's, a `coding` is created in the ledger, `whole-units` is switched off in
 * it; the accounting `method` isn't supported.
 */
export const MISSING = [
  "module",
  "variant",
  "scope",
  "rights",
  "coding",
  "method",
  "whole-units",
] as const;
type Missing = (typeof MISSING)[number];

export type Allowance = {
  readonly thing: AllowedThing;
  readonly verdict: "yes" | "no" | "unknown";
  readonly missing: Missing | null;
  /** The module, scope or variant by the vendor's own name. */
  readonly name: string | null;
};

/** `scope`: what the sign-in allows; `null`: not known. */
export type AllowanceFacts = {
  readonly company: LedgerCompany;
  readonly scope: string | null;
  readonly names: NameLists;
  /** Of this year's books; `null`: not known. */
  readonly bookkeeping?: FiscalYear["method"] | null | undefined;
};

const ORDER_VARIANTS: readonly LedgerVariant[] = ["pro", "standard", "invoicing"];
const BOOKKEEPING_VARIANTS: readonly LedgerVariant[] = ["pro", "standard", "bookkeeping", "solo"];
const ORDER_MODULE = "order_standard";
const STOCK_MODULE = "stock_standard";

export function allowancesOf(facts: AllowanceFacts): readonly Allowance[] {
  return [
    firstNo("sales-orders", [
      scope(facts, "ea:sales"),
      variant(facts, ORDER_VARIANTS),
      module(facts, ORDER_MODULE),
    ]),
    firstNo("invoices", [scope(facts, "ea:sales"), method(facts)]),
    firstNo("payments", [scope(facts, "ea:purchase"), readable(facts, "eaccounting.bankAccounts")]),
    firstNo("vouchers", [
      scope(facts, "ea:accounting"),
      variant(facts, BOOKKEEPING_VARIANTS),
      readable(facts, "eaccounting.accounts"),
    ]),
    firstNo("stock", [module(facts, STOCK_MODULE)]),
    firstNo("rounding", [zeroCoding(facts)]),
    firstNo("cents", [wholeUnits(facts)]),
  ];
}

/** Whether the company has the stock module; `true` where its modules aren't known. */
export const hasStockModule = (company: Pick<LedgerCompany, "modules">): boolean =>
  company.modules.length === 0 || company.modules.includes(STOCK_MODULE);

export const isAllowed = (allowances: readonly Allowance[], thing: AllowedThing): boolean =>
  allowances.find((one) => one.thing === thing)?.verdict !== "no";

type Finding = Omit<Allowance, "thing">;
const YES: Finding = { verdict: "yes", missing: null, name: null };
const UNKNOWN: Finding = { verdict: "unknown", missing: null, name: null };
const no = (missing: Missing, name: string | null): Finding => ({ verdict: "no", missing, name });

/** Returns the first missing thing; an unknown one makes the whole unknown. */
function firstNo(thing: AllowedThing, findings: readonly Finding[]): Allowance {
  return {
    thing,
    ...(findings.find(({ verdict }) => verdict === "no") ??
      findings.find(({ verdict }) => verdict === "unknown") ??
      YES),
  };
}

function scope({ scope: granted }: AllowanceFacts, wanted: string): Finding {
  if (granted === null || granted.trim() === "") return UNKNOWN;
  return granted.split(/\s/).includes(wanted) ? YES : no("scope", wanted);
}

function variant({ company }: AllowanceFacts, having: readonly LedgerVariant[]): Finding {
  if (company.variant == null) return UNKNOWN;
  return having.includes(company.variant) ? YES : no("variant", company.variant);
}

function module({ company }: AllowanceFacts, wanted: string): Finding {
  if (company.modules.length === 0) return UNKNOWN;
  return company.modules.includes(wanted) ? YES : no("module", wanted);
}

/** The list was refused although the scope is there: the user's own rights, or a module. */
function readable(
  { names }: AllowanceFacts,
  list: "eaccounting.bankAccounts" | "eaccounting.accounts",
): Finding {
  return names[list]?.fault === "no-access" ? no("rights", null) : YES;
}

/** A coding of 0 % takes what the ledger's VAT rounding leaves. */
function zeroCoding({ names }: AllowanceFacts): Finding {
  const codings = names["eaccounting.codings"];
  if (codings === undefined || codings.readAt === null) return UNKNOWN;
  return codings.entries.some(({ note }) => note === "0 %") ? YES : no("coding", null);
}

/** Under the cash method an invoice books nothing until it is paid, so none is made. */
const method = ({ bookkeeping = null }: AllowanceFacts): Finding =>
  bookkeeping === "cash" ? no("method", null) : YES;

/** A company that rounds its invoices to whole units books another total than was charged. */
const wholeUnits = ({ company }: AllowanceFacts): Finding =>
  company.domesticRounding === "whole" ? no("whole-units", null) : YES;
