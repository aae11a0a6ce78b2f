/**
 * Where in the pages that is done which a reason asks for: a look-up with the value that has no
 * row, a setting, a page. What is done at a vendor, or on the order's own page, has no entry here.
 */
import { placePath } from "../tenant/places.ts";
import { type HeldCause, heldCauseOf } from "../../../domain/jobs/held.ts";
import type { Reason, ReasonCode, ReasonParam } from "../../../domain/reasons/index.ts";
import { type FieldPath, type SectionId, sectionOf } from "../settings/catalogue/index.ts";
import { type LookupName, lookupNamed } from "../../../settings/lookups/lookup-lists.ts";

export type Remedy =
  /**
   * `value`: what the shop says and the look-up has no fitting row for; its line stands first on
   * the page.
   */
  | { readonly at: "lookup"; readonly name: LookupName; readonly value: string | null }
  | { readonly at: "field"; readonly path: FieldPath }
  | { readonly at: "section"; readonly id: SectionId }
  /** The list of what waits for the same thing, with the deeds that mend it. */
  | ({ readonly at: "group" } & HeldCause)
  /** The page of the run that undid documents. */
  | { readonly at: "run"; readonly run: string }
  /** The page of a day's voucher; the list of days where the reason doesn't name the voucher. */
  | { readonly at: "day"; readonly voucher: string | null; readonly day: string | null }
  | { readonly at: Place };

/** Pages, and sections of the shop's own page. */
type Place =
  | "mapping"
  | "setUp"
  | "connections"
  | "resume"
  | "comparison"
  | "webhooks"
  | "flows"
  | "health"
  | "limit"
  | "approvals"
  | "payouts"
  | "clearing"
  | "waiting";

type Params = Reason["params"];

const text = (value: ReasonParam | undefined): string | null =>
  value === undefined || value === null || value === "" ? null : String(value);
const lookup =
  (name: LookupName, param: string) =>
  (params: Params): Remedy => ({ at: "lookup", name, value: text(params[param]) });
const field = (path: FieldPath) => (): Remedy => ({ at: "field", path });
const section = (id: SectionId) => (): Remedy => ({ at: "section", id });
const at = (page: Place) => (): Remedy => ({ at: page });

/** A missing fiscal year is added in the ledger: the setting would book into another year. */
const closedPeriod = ({ why }: Params): Remedy | null =>
  why === "no-year" ? null : { at: "field", path: "orders.closedPeriod" };

/** Accounts of payouts that are chosen by mappings: the others are fields of the section. */
const PAYOUT_LOOKUPS: Readonly<Partial<Record<string, LookupName>>> = {
  bank: "payoutBank",
  clearing: "payoutClearing",
  fee: "payoutFee",
};
const group =
  (code: ReasonCode) =>
  (params: Params): Remedy => ({ at: "group", ...heldCauseOf({ code, params }) });

/**
 * An account is asked for by several look-ups in turn: what the shop says belongs to the last one
 * only where it is the only one.
 */
const BY_ONE: ReadonlySet<string> = new Set(["clearingAccount", "vatAccount"]);

function account(params: Params): Remedy | null {
  const found = lookupNamed(String(params["lookup"]));
  return found === undefined
    ? null
    : {
        at: "lookup",
        name: found.name,
        value: BY_ONE.has(found.name) ? text(params["from"]) : null,
      };
}

const REMEDIES: Readonly<Partial<Record<ReasonCode, (params: Params) => Remedy | null>>> = {
  "terms-not-mapped": lookup("termsOfPayment", "from"),
  // The customers flow asks by country, and is the only one that names a company beside.
  "delivery-method-not-mapped": (params) =>
    lookup("company" in params ? "customerDeliveryMethod" : "deliveryMethod", "from")(params),
  "sales-type-not-mapped": lookup("salesType", "salesType"),
  "vat-code-unknown": lookup("vat", "vatCode"),
  // Only of a default customer: any other is corrected in eAccounting.
  "sale-place-differs": (params) =>
    text(params["defaultCustomer"]) === null ? null : lookup("debtor", "goods")(params),
  "currency-differs": ({ defaultCustomer }) =>
    text(defaultCustomer) === null ? null : { at: "field", path: "orders.defaultDebtor.when" },
  "total-not-positive": field("orders.zeroTotal"),
  "order-cancelled-after-booking": ({ what }) =>
    text(what) === null ? { at: "field", path: "orders.cancelledAfterBooking" } : null,
  "order-changed-after-booking": ({ what }) =>
    text(what) === null ? { at: "field", path: "orders.editedAfterBooking" } : null,
  "payout-invoice-currency": field("payouts.foreignInvoices"),
  "payout-invoice-differs": field("payouts.invoices"),
  "payment-method-not-mapped": lookup("paymentMethod", "method"),
  "gift-card-account-missing": lookup("giftCard", "card"),
  "article-not-found": group("article-not-found"),
  "article-not-found-abroad": group("article-not-found-abroad"),
  "article-ambiguous": group("article-ambiguous"),
  "article-inactive": group("article-inactive"),
  "article-tax-reduced": group("article-tax-reduced"),
  "article-number-taken": group("article-number-taken"),
  "article-number-too-long": group("article-number-too-long"),
  "triangular-needs-coding": lookup("goodsCoding", "vatCode"),
  "goods-coding-missing": lookup("goodsCoding", "vatCode"),
  "credit-article-differs": () => ({ at: "lookup", name: "article", value: null }),
  "coding-without-account": () => ({ at: "lookup", name: "goodsCoding", value: null }),
  "vat-box-unclear": ({ kind }) => {
    const found = lookupNamed(`${String(kind)}Coding`);
    return found === undefined ? null : { at: "lookup", name: found.name, value: null };
  },
  "voucher-account-unfit": () => ({ at: "lookup", name: "revenueAccount", value: null }),
  "coding-ended": (params) => account({ ...params, from: null }),
  "account-missing": account,
  // A row for the country is missing, and how it is narrowed is a person's choice.
  "account-missing-abroad": (params) => account({ ...params, from: null }),
  "settlement-format": section("payouts"),
  "settlement-date-ambiguous": field("payouts.dateOrder"),
  "settlement-sum-differs": (params) =>
    text(params["word"]) === null
      ? field("payouts.roundingLimit")()
      : { at: "lookup", name: "payoutKind", value: null },
  "payout-account-missing": ({ part }) => {
    const name = PAYOUT_LOOKUPS[String(part)];
    return name === undefined
      ? { at: "section", id: "payouts" }
      : { at: "lookup", name, value: null };
  },
  "payout-fee-vat-missing": () => ({ at: "lookup", name: "payoutFeeVat", value: null }),
  "payout-fee-vat-differs": () => ({ at: "lookup", name: "payoutFeeVat", value: null }),
  "payout-lines-unmatched": field("payouts.unmatched"),
  "payout-invoices-not-chosen": field("payouts.invoices"),
  "payout-order-on-voucher": field("orders.voucher.paid"),
  "payout-line-unknown": () => ({ at: "lookup", name: "payoutKind", value: null }),
  "gift-card-coding-unfit": field("orders.giftCardCoding"),
  "new-article-coding-missing": field("orders.newArticles.codings"),
  "own-article-missing": at("setUp"),
  "own-article-taken": at("setUp"),
  "company-claimed": at("setUp"),
  "rule-failed": at("mapping"),
  "rule-fails-often": at("mapping"),
  "customer-kind-differs": field("orders.customerKindConflict"),
  "customer-number-taken": field("customers.numberPrefix"),
  "customer-not-identifiable": field("orders.defaultDebtor.when"),
  "debtor-of-several": field("orders.collectiveDebtors"),
  "default-debtor-missing": field("orders.defaultDebtor.id"),
  "customer-changed-by-person": field("customers.changedByPerson"),
  "customer-not-made": field("customers.create"),
  "marker-field-not-searchable": field("orders.markerField"),
  "field-wanted-twice": field("orders.markerField"),
  "document-changed-by-person": field("orders.changedByPerson"),
  "document-not-as-calculated": field("orders.changedByPerson"),
  "period-closed": closedPeriod,
  "payout-period-closed": closedPeriod,
  "order-type-not-available": field("orders.type"),
  "cash-bookkeeping": field("orders.type"),
  "domestic-rounding": field("orders.wholeUnits"),
  "rounded-to-nothing": field("orders.wholeUnits"),
  "rounding-refused": field("orders.wholeUnits"),
  "credit-of-sales-order": field("orders.creditOfSalesOrder"),
  "credit-sign": field("orders.creditSign"),
  "write-back-refused": field("orders.writeBack.status"),
  "sending-not-available": field("orders.sending.company"),
  "sending-to-shared-customer": field("orders.sending.company"),
  "sale-company-without-vat-number": field("orders.companyWithoutVatNumber"),
  "voucher-keeps-vat": field("orders.voucher.level"),
  "voucher-cash-bookkeeping": field("orders.voucher.paid"),
  "voucher-changed-after-booking": ({ what, why }) =>
    text(what) === null
      ? {
          at: "field",
          path: why === "cancelled" ? "orders.cancelledAfterBooking" : "orders.editedAfterBooking",
        }
      : null,
  "rate-missing": field("orders.voucher.rate"),
  "rate-unlikely": field("orders.voucher.rate"),
  "status-outside-filter": field("orders.statuses"),
  "payment-outside-filter": field("orders.paymentStatuses"),
  "flow-off": field("orders.enabled"),
  "trial-mode": field("trial"),
  "taken-back": (params) => {
    const run = text(params["run"]);
    return run === null ? null : { at: "run", run };
  },
  "day-voucher-gone": ({ voucher, day }) => ({
    at: "day",
    voucher: text(voucher),
    day: text(day),
  }),
  "stock-debtor-has-sales": field("stock.correctionDebtor"),
  "first-day-limit": field("orders.firstDayLimit"),
  "product-tax-not-mapped": field("products.vatCode.table"),
  "product-without-price": section("products"),
  "product-rule-failed": section("products"),
  "product-filtered": section("products"),
  "product-field-kept": section("products"),
  "product-price-kept": section("products"),
  "product-vat-code-differs": section("products"),
  "product-parent-not-configurable": section("products"),
  "stock-not-managed": field("stock.manageStock"),
  "stock-no-figure": field("stock.expression"),
  "stock-no-module": section("stock"),
  "stock-not-possible": section("stock"),
  "mail-address-bounced": field("notifications.emails"),
  "notices-undelivered": field("notifications.emails"),
  "mail-not-set-up": field("notifications.emails"),
  "needs-login": at("connections"),
  "client-refused": at("connections"),
  "no-access": ({ document }) =>
    text(document) === null ? { at: "connections" } : { at: "field", path: "orders.type" },
  "capability-paused": at("connections"),
  "tenant-not-connected": at("connections"),
  "wrong-administration": at("connections"),
  "wrong-company": at("connections"),
  "connection-expiring": at("connections"),
  "company-blocked": at("resume"),
  "tenant-paused": at("resume"),
  "reconciliation-twice": at("comparison"),
  "reconciliation-without-order": at("comparison"),
  "reconciliation-amount": at("comparison"),
  "reconciliation-vat": at("comparison"),
  "reconciliation-missing": at("comparison"),
  "reconciliation-currency": at("comparison"),
  "reconciliation-customer": at("comparison"),
  "webhooks-silent": at("webhooks"),
  "sweep-not-run": at("flows"),
  "vendor-otherwise": at("health"),
  "queue-old": at("health"),
  "projection-behind": at("health"),
  "storage-filling": at("health"),
  "rate-refused": at("limit"),
  "rate-pressure": ({ vendor }) => ({ at: vendor === "asperion" ? "waiting" : "limit" }),
  "backing-off-long": at("waiting"),
  "waits-for-approval": at("approvals"),
  "payouts-by-mail": at("payouts"),
  "payout-mail-refused": at("payouts"),
  "payout-paid-cancelled": at("clearing"),
};

/** `null`: no page can correct it, or only the order's own page. */
export const remedyOf = ({ code, params }: Reason): Remedy | null =>
  REMEDIES[code]?.(params) ?? null;

/**
 * A setting decides what happens to such orders; it mends nothing at the vendor, which is what the
 * reason asks for first.
 */
export const isSetting = (reason: Reason): boolean => remedyOf(reason)?.at === "field";

/** Places where only an owner of the shop, or an operator, does what is asked for there. */
const OF_OWNERS: ReadonlySet<Remedy["at"]> = new Set<Remedy["at"]>([
  "lookup",
  "field",
  "section",
  "mapping",
  "setUp",
  "connections",
  "resume",
]);

/**
 * Whether only an owner of the shop, or an operator, may do what the reason asks for. Everywhere
 * else anyone who books does it, or it is done at a vendor or in the installation. The client is
 * the installation's too, although its reason leads to the connections.
 */
export function isForOwners(reason: Reason): boolean {
  const remedy = remedyOf(reason);
  return remedy !== null && OF_OWNERS.has(remedy.at) && reason.code !== "client-refused";
}

/** `id`: the tenant's. `value`: what the shop says and the table lacks; `null`: no row to add. */
export const lookupPath = (id: string, name: string, value: string | null): string =>
  `/admin/tenants/${id}/settings/lookups/${name}` +
  (value === null ? "" : `?for=${encodeURIComponent(value)}`);

/** The same with one row's choices, where the table is too long to have them for each. */
export const rowPath = (id: string, name: string, from: string): string =>
  `${lookupPath(id, name, null)}?row=${encodeURIComponent(from)}`;

/** `id`: the tenant's. */
export function remedyPath(id: string, remedy: Remedy): string {
  const base = `/admin/tenants/${id}`;
  switch (remedy.at) {
    case "lookup":
      return lookupPath(id, remedy.name, remedy.value);
    case "field":
      return `${base}/settings/${sectionOf(remedy.path)}#${remedy.path}`;
    case "section":
      return `${base}/settings/${remedy.id}`;
    case "group":
      return `${base}/attention?${new URLSearchParams({
        cause: remedy.cause,
        thing: remedy.thing,
      })}`;
    case "run":
      return `${base}/backfills/${encodeURIComponent(remedy.run)}`;
    case "day":
      return [`${base}/days`, ...(remedy.voucher === null ? [] : [remedy.voucher])].join("/");
    case "mapping":
      return `${base}/mapping`;
    case "comparison":
      return `${base}/comparison`;
    case "webhooks":
    case "flows":
    case "health":
    case "limit":
    case "connections":
      return placePath(id, remedy.at);
    case "approvals":
    case "payouts":
    case "clearing":
      return `${base}/${remedy.at}`;
    case "waiting":
      return `${base}/orders?status=waiting&all=on`;
    case "setUp":
      return placePath(id, "set-up");
    case "resume":
      return placePath(id, "control");
  }
}
