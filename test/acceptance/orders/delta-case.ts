/**
 * An order that is edited after its invoice was booked, as data: what it was, what it is now, and
 * what is booked for the difference.
 */
import type { FiscalYear, LedgerCompany } from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { ReasonCode } from "../../../src/domain/reasons/index.ts";
import type { settings, Sold } from "../../flows/orders/kit.ts";

export type DeltaCase = {
  readonly name: string;
  readonly buyer?: "company" | "private";
  /**
   * The order when it was invoiced, and after each edit. The last one is what the case is about;
   * `null`: cancelled.
   */
  readonly states: readonly (readonly Sold[] | null)[];
  /** Of every state. */
  readonly order?: Partial<Order>;
  /** Of the last one alone. */
  readonly now?: Partial<Order>;
  readonly settings?: Parameters<typeof settings>[0];
  readonly company?: Partial<LedgerCompany>;
  readonly years?: readonly FiscalYear[];
  /** The ledger's figures; `null`: none is booked. */
  readonly expect:
    | { readonly credit: Figures | null; readonly invoice: Figures | null }
    | "not-by-figures"
    | { readonly held: readonly ReasonCode[] };
};

export type Figures = {
  readonly gross: string;
  readonly vat: Readonly<Record<string, string>>;
  /** `quantity × price -discount = amount`; not compared where left out. */
  readonly rows?: readonly string[];
};
