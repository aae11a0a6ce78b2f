/**
 * Everything that a voucher's plan depends on, as plain JSON, and the plan: as for any document
 * (see plan-input.ts).
 */
import { dec, type Decimal } from "../../../../domain/money.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { territoryOf } from "../../../../domain/parties/territory.ts";
import type {
  BookedRate,
  CreditedBefore,
  PriorVoucher,
  Voucher,
  VoucherLevel,
} from "../../../../domain/ledger/voucher.ts";
import { isByCoding } from "../../../../settings/orders/codings.ts";
import { chooseLevel } from "../../../../settings/orders/order-types.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { isEmptyAddress } from "../../../parties/party.ts";
import {
  countryAlone,
  goodsCountry,
  isSellerOutsideEu,
} from "../../../parties/customer-addresses.ts";
import { splitGiftCards, sourceLines } from "../../money/lines.ts";
import type { PLAN_VERSION, PlanInput } from "../../shared/plan-input.ts";
import { typeFacts } from "../../shared/filled-fields.ts";
import { defined } from "../../../../domain/platform/defined.ts";

/** For a `voucher-credit` the order is given as the sale that it takes back. */
export type VoucherKind = "voucher" | "voucher-credit";

export type VoucherInput = Pick<
  PlanInput,
  | "order"
  | "settings"
  | "company"
  | "articles"
  | "codings"
  | "currencies"
  | "countries"
  | "terms"
  | "marker"
  | "bookedOn"
  | "mayMove"
> & {
  readonly form: VoucherKind;
  /**
   * Whether the buyer is a company, and its id in the ledger; `null` where no item of the customer
   * ledger needs it.
   */
  readonly customer: {
    readonly id: string | null;
    readonly kind: "company" | "private";
    readonly termsOfPaymentId: string | null;
  };
  readonly today: string;
  readonly years: NonNullable<PlanInput["years"]>;
  /** `null`: the order is in the company's own currency, or no rate is known; then it is held. */
  readonly rate: BookedRate | null;
  /** Of a credit: the number of the voucher that it takes back from. */
  readonly credits?: {
    readonly voucher: string;
    /** What of that voucher was paid, where payments are registered. */
    readonly settled?: Decimal;
    /** Absent where it isn't known: the credit is then converted by itself. */
    readonly before?: CreditedBefore;
    readonly sold?: PriorVoucher;
  };
  /** Of the booked voucher, or the one taken back from. Absent: by settings and rules. */
  readonly level?: VoucherLevel;
  /**
   * The VAT of the lines counts, whatever the order's head says, as when the voucher, or the one
   * that is taken back from, was booked. Absent: the order's VAT.
   */
  readonly vatBy?: "lines";
  /** Booked again after an edit: on the day of the edit, not the order's. */
  readonly anew?: true;
  /** It is booked already, with this much settled: later payments are no edit of it. */
  readonly settled?: Decimal;
  /** Of its money, what an earlier reversal left on the account of the payment method. */
  readonly kept?: Decimal;
  /**
   * Of the money of what it takes the place of, what disputes took and payouts booked as a loss:
   * that stays where it was as well, and is owed to the buyer.
   */
  readonly disputed?: Decimal;
  /** The accounts of the money of what it takes the place of: other settings since move none. */
  readonly moneyAt?: Pick<PriorVoucher, "cleared" | "owedOn">;
  /** It is booked already, in this way: other settings since are no edit of it. */
  readonly asBooked?: PriorVoucher;
};

export type VoucherPlan =
  | {
      readonly version: typeof PLAN_VERSION;
      readonly kind: "write";
      readonly voucher: Voucher;
      readonly reasons: readonly Reason[];
    }
  | {
      readonly version: typeof PLAN_VERSION;
      readonly kind: "hold";
      readonly reasons: readonly Reason[];
    };

/** Whether an input is a voucher's, by its shape. */
export const isVoucherInput = (input: VoucherInput | PlanInput): input is VoucherInput =>
  input.form === "voucher" || input.form === "voucher-credit";

/** Returns the level of detail of the voucher. */
export const levelOf = ({
  level,
  order,
  settings,
  company,
  customer,
}: Pick<VoucherInput, "level" | "order" | "settings" | "company" | "customer">): VoucherLevel =>
  level ?? chooseLevel(settings.orders, typeFacts(order, customer.kind, company.country));

/** Levels with an account for each product. */
export const byProduct = (level: VoucherLevel): boolean =>
  level === "complex" || level === "extreme";

/**
 * Returns the article numbers to look up: only the levels with products need them, and only for
 * goods. Whether the buyer is a company, which a rule may use, is known later, so both cases are
 * included.
 */
export function voucherSkus(
  { order, settings }: { readonly order: Order; readonly settings: Settings },
  company: VoucherInput["company"],
  level: VoucherLevel | undefined,
): readonly string[] {
  const known = { order, settings, company, ...defined({ level }) };
  const kinds = (["company", "private"] as const).map((kind) =>
    levelOf({ ...known, customer: { id: null, kind, termsOfPaymentId: null } }),
  );
  if (!kinds.some(byProduct)) return [];
  return [
    ...new Set(
      sourceLines(order).flatMap(({ kind, sku }) =>
        kind === "article" && sku !== null && !isByCoding(settings.orders.goods, sku) ? [sku] : [],
      ),
    ),
  ];
}

/** Returns what a voucher can't be made of, each kind with its own reason. */
export function voucherScope({
  order,
  company,
  currencies,
  countries = [],
  rate,
  form,
  credits,
}: VoucherInput): readonly Reason[] {
  // Where it went was decided when it was sold.
  const reasons: Reason[] =
    credits?.sold === undefined ? [...special({ order, company, countries })] : [];
  // Cards that pay more than the order don't make a negative sale.
  if (form === "voucher" && dec(order.gross).lt(0) && dec(splitGiftCards(order).order.gross).gte(0))
    return [...reasons, reason("gift-card-exceeds-order", { total: order.gross })];
  if ((order.creditsOrderId !== null) !== (form === "voucher-credit") || dec(order.gross).lt(0))
    reasons.push(reason("credit-order", { credits: order.creditsOrderId, total: order.gross }));
  // Its VAT is due when it is sold or when it is used, depending on what it can be used for, which
  // isn't known here.
  for (const line of order.lines)
    if (line.kind === "gift-card" && !dec(line.vat).eq(0))
      reasons.push(reason("gift-card-with-vat", { line: line.lineNumber, vat: line.vat }));
  if (order.currency === company.currency) return reasons;
  if (!currencies.includes(order.currency))
    reasons.push(
      reason("currency-unknown", { currency: order.currency, company: company.currency }),
    );
  else if (rate === null) reasons.push(reason("rate-missing", { currency: order.currency }));
  else if (rate.unproven === true)
    reasons.push(reason("rate-unproven", { currency: order.currency, rate: rate.rate }));
  else if (rate.doubted !== undefined)
    reasons.push(
      reason("rate-unlikely", {
        currency: order.currency,
        rate: rate.rate,
        ledger: rate.doubted.against,
      }),
    );
  return reasons;
}

/** A part of a country with other taxes: the country's accounts would be wrong for it. */
function special({
  order,
  company,
  countries,
}: Pick<VoucherInput, "order" | "company"> & {
  readonly countries: NonNullable<VoucherInput["countries"]>;
}): readonly Reason[] {
  const alone = countryAlone(order, company.country);
  if (alone !== null) return [alone];
  const country = goodsCountry(order, company.country);
  if (country === company.country || isSellerOutsideEu(company.country, countries)) return [];
  const address = isEmptyAddress(order.deliveryAddress)
    ? order.invoiceAddress
    : order.deliveryAddress;
  const territory = territoryOf(
    country,
    address,
    countries.find(({ code }) => code === country)?.eu ?? false,
  );
  return territory === null ? [] : [reason("sale-territory-special", { country, territory })];
}
