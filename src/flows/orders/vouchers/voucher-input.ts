/**
 * Everything that a voucher's plan depends on, as plain JSON, and the plan: as for any document
 * (see plan-input.ts).
 */
import type { Decimal } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { BookedRate, CreditedBefore, Voucher } from "../../../domain/voucher.ts";
import type { Order } from "../../../domain/order.ts";
import type { Settings } from "../../../mapping/settings.ts";
import { sourceLines } from "../lines.ts";
import { type PLAN_VERSION, type PlanInput } from "../plan-input.ts";

/** `voucher-credit`: its order is given as the sale that it takes back (see credits/as-sale.ts). */
export type VoucherForm = "voucher" | "voucher-credit";

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
  readonly form: VoucherForm;
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
  /** `null` in the company's own currency, and where there is none: such an order is held. */
  readonly rate: BookedRate | null;
  /** Of a credit: the number of the voucher that it takes back of. */
  readonly credits?: {
    readonly voucher: string;
    /** What of that one was paid, where payments are registered. */ readonly settled?: Decimal;
    /** Absent where it isn't known: then a credit is converted by itself. */ readonly before?: CreditedBefore;
  };
  /** Booked anew after an edit: on the day of the edit, not the order's. */
  readonly anew?: true;
  /** It is booked already, with this much of it settled: what was paid since is no edit of it. */
  readonly settled?: Decimal;
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

/** Told apart by its form from the input of any other document. */
export const isVoucherInput = (input: VoucherInput | PlanInput): input is VoucherInput =>
  input.form === "voucher" || input.form === "voucher-credit";

/** Only the levels that know products look articles up, and those of goods alone. */
export function voucherSkus(order: Order, settings: Settings): readonly string[] {
  const { level } = settings.orders.voucher;
  if (level !== "complex" && level !== "extreme") return [];
  return [
    ...new Set(
      sourceLines(order).flatMap(({ kind, sku }) =>
        kind === "article" && sku !== null ? [sku] : [],
      ),
    ),
  ];
}
