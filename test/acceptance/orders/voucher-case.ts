/**
 * Vouchers of the acceptance suite, as data: an order of the shop and a tenant's settings, and the
 * rows that must be booked. `D` is debit, `K` is credit.
 */
import type { FiscalYear, LedgerCoding, LedgerCompany } from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { ReasonCode } from "../../../src/domain/reasons/index.ts";
import type {
  BookedRate,
  LedgerItem,
  PriorVoucher,
  VoucherLevel,
} from "../../../src/domain/ledger/voucher.ts";
import type { Sold } from "../../flows/orders/kit.ts";
import type { voucherSettings } from "../../flows/orders/vouchers/kit.ts";

export type VoucherCase = {
  readonly name: string;
  readonly lines: readonly Sold[];
  readonly order?: Partial<Order>;
  readonly settings?: Parameters<typeof voucherSettings>[0];
  readonly company?: Partial<LedgerCompany>;
  readonly buyer?: "company" | "private";
  readonly customerId?: string;
  /** Of a credit: the level of the voucher that it takes back of. */
  readonly booked?: VoucherLevel;
  /** Of a credit: what it takes over of that voucher. */
  readonly sold?: Partial<PriorVoucher>;
  readonly rate?: BookedRate;
  readonly today?: string;
  readonly years?: readonly FiscalYear[];
  /** The kit's unless said. */
  readonly codings?: readonly LedgerCoding[];
  readonly expect:
    | {
        readonly rows: readonly string[];
        readonly date?: string;
        readonly item?: Partial<LedgerItem>;
        readonly text?: string;
        /** `account field=id …` of each row that has cost centres or a project. */ readonly spread?: readonly string[];
        readonly because?: readonly ReasonCode[];
      }
    | { readonly held: readonly ReasonCode[] };
};

export const level = (name: "simple" | "recommended" | "complex" | "extreme") =>
  ({ orders: { voucher: { level: name } } }) as const;
