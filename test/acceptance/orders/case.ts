/**
 * The acceptance suite of the order flow, as data: an order of the shop and a tenant's settings,
 * and what must come of them. The shop's arithmetic is the kit's, the ledger's is
 * `little-ledger.ts`; neither shares a line with the product.
 */
import type {
  FiscalYear,
  LedgerCoding,
  LedgerCompany,
  LedgerCustomer,
} from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { ReasonCode } from "../../../src/domain/reasons/index.ts";
import type { OrderType } from "../../../src/domain/orders/order-type.ts";
import type { settings, Sold } from "../../flows/orders/kit.ts";

export type AcceptanceCase = {
  readonly name: string;
  readonly buyer: "company" | "private";
  readonly lines: readonly Sold[];
  readonly order?: Partial<Order>;
  /** Of a credit: what was sold; `"unknown"`: nobody knows. Its own lines unless said. */
  readonly sale?: readonly Sold[] | "unknown";
  readonly settings?: Parameters<typeof settings>[0];
  readonly company?: Partial<LedgerCompany>;
  /** As the ledger has it; at home unless said. */
  readonly customer?: Partial<LedgerCustomer>;
  readonly codings?: readonly LedgerCoding[];
  /**
   * Our articles are those that set-up makes, each under its number: for the tables of codings as
   * well, or before anybody chose one. The kit's unless said.
   */
  readonly setUp?: "with-tables" | "without-tables";
  /** How this ledger rounds VAT, known to the tenant; by rate unless said. */
  readonly rounding?: "row" | "rate";
  /** The day on which it is planned, in the company's zone. */
  readonly today?: string;
  /** The ledger's fiscal years; unknown unless said. */
  readonly years?: readonly FiscalYear[];
  /**
   * What remains of the invoice and what was credited, where it isn't as new when the payment is
   * planned.
   */
  readonly invoice?: { readonly remaining: string; readonly credited?: string };
  /** Also played against both sandboxes, over the built Worker. */
  readonly e2e?: true;
  readonly expect: Made | Held;
};

export type Made = {
  readonly type: OrderType;
  /** What the customer was charged, and what the ledger must come to unless `sale` says otherwise. */
  readonly gross: string;
  /** What the ledger must come to where gift cards paid a part of it. */
  readonly sale?: string;
  /** The ledger's VAT by rate; rates without VAT are left out. */
  readonly vat: Readonly<Record<string, string>>;
  /** Rows as `quantity × price -discount = amount`; not compared where left out. */
  readonly rows?: readonly string[];
  /** The articles of the rows that have one. */
  readonly articles?: readonly string[];
  /** The words of all rows. */
  readonly texts?: readonly string[];
  readonly date?: string;
  /** What is registered on the booked invoice for the gift cards, before the money. */
  readonly cards?: readonly Paid[] | NotPaid;
  /** What is registered on the booked invoice for what the shop received. */
  readonly payment?: Paid | NotPaid;
  /** Reasons that must be given, whatever others are. */
  readonly because?: readonly ReasonCode[];
};

export type Paid = {
  readonly amount: string;
  readonly complete: boolean;
  readonly date: string;
  readonly bank: string;
};
type NotPaid = { readonly none: readonly ReasonCode[] } | { readonly held: readonly ReasonCode[] };

export type Held = { readonly held: readonly ReasonCode[] };
