/**
 * The stock section of the settings: how the shop's figure is computed from the ledger's, how it
 * gets there, and when the flow may be on at all. A sale that doesn't lower the ledger's figure
 * would be given back to the shop by every run, without an end, so the flow is refused for such
 * settings.
 */
import { z } from "zod";
import { dec, isDecimal } from "../../domain/money.ts";
import { type Message, message } from "../../messages/message.ts";
import { allByCoding, type GoodsSettings } from "../orders/codings.ts";
import { kindsOf } from "../orders/order-types.ts";
import type { OrderType } from "../../domain/orders/order-type.ts";
import { inOne, type SettingFault } from "../setting-faults.ts";
import { compileStock } from "./stock-expression.ts";

const STOCK_FIELDS = [
  "characteristic1",
  "characteristic2",
  "characteristic3",
  "characteristic4",
  "characteristic5",
] as const;
const CALCULATIONS = ["available", "balance", "margin", "percentage", "expression"] as const;

/** Most lines of one correction order; what is left over is for the next run. */
const MAX_ROWS = 500;

const quantity = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/);

export const stockSettings = z
  .strictObject({
    enabled: z.boolean().default(false),
    /**
     * `correction-order`: the shop's stock is moved by an order. `article-field`: the figure is
     * written to a field of the article.
     */
    strategy: z.enum(["correction-order", "article-field"]).default("correction-order"),
    /** Asperion's debtor of the orders that correct stock. Nothing is ever sold to it. */
    correctionDebtor: z.int().positive().nullable().default(null),
    field: z.enum(STOCK_FIELDS).default("characteristic1"),
    /**
     * `available`: balance less reserved. `margin`: available less the margin. `percentage`: a part
     * of what is available.
     */
    calculation: z.enum(CALCULATIONS).default("available"),
    margin: quantity.default("0"),
    /** 0 to 100. */
    percentage: quantity.default("100"),
    /** The tenant's own, over `available`, `balance`, `reserved` and `number`. */
    expression: z.string().max(1000).default(""),
    /** Places of the shop's figure: 0 for whole pieces. */
    decimals: z.int().min(0).max(4).default(0),
    rounding: z.enum(["down", "nearest", "up"]).default("down"),
    floorAtZero: z.boolean().default(true),
    /**
     * An article of which the ledger keeps stock and the shop doesn't: `leave` it alone, or `set`
     * the shop to keep it.
     */
    manageStock: z.enum(["leave", "set"]).default("leave"),
    rowsPerRun: z.int().min(1).max(MAX_ROWS).default(100),
  })
  .prefault({});

export type StockSettings = z.infer<typeof stockSettings>;

/** What of the order flow's settings decides here. Types by name, as others are added. */
type OrdersPart = {
  readonly enabled: boolean;
  readonly type: string;
  readonly typeRules?: readonly { readonly type: string }[];
  readonly orderStatus: string;
  readonly wholeUnits?: string;
  readonly collectiveDebtors: readonly number[];
  readonly goods: GoodsSettings;
};

type StockMove = "reserves" | "takes" | "nothing";

/**
 * What booked orders do to the ledger's stock, by each type that a rule may choose: an ongoing
 * order reserves, a booked invoice takes; a draft of either and a voucher do nothing (the ledger
 * has no other way to move stock). Orders with cents may become vouchers where invoices are
 * rounded.
 */
export function stockMoves(orders: Omit<OrdersPart, "goods">): ReadonlySet<StockMove> {
  const moveOf = (type: OrderType): StockMove => {
    if (type === "invoice") return "takes";
    return type === "sales-order" && orders.orderStatus === "ongoing" ? "reserves" : "nothing";
  };
  return new Set([...kindsOf(orders)].map(moveOf));
}

/** Why the flow can't be on with these settings; empty where it can, or is off. */
export function stockFaults(settings: {
  readonly orders: OrdersPart;
  readonly stock: StockSettings;
}): readonly SettingFault[] {
  const { orders, stock } = settings;
  const faults: SettingFault[] = [];
  const fault = (name: keyof StockSettings, described: Message): void =>
    void faults.push({ path: ["stock", name], message: described });
  if (isDecimal(stock.percentage) && dec(stock.percentage).gt(100))
    fault("percentage", message("settings.faults.percentage"));
  if (stock.correctionDebtor !== null && orders.collectiveDebtors.includes(stock.correctionDebtor))
    fault("correctionDebtor", message("settings.faults.guestDebtor"));
  const compiled = stock.calculation === "expression" ? compileStock(stock.expression) : null;
  if (compiled !== null && !compiled.ok)
    fault("expression", inOne(compiled.error.map((one) => one.message)));
  if (!stock.enabled) return faults;
  const moves = stockMoves(orders);
  if (!orders.enabled) fault("enabled", message("settings.faults.stockNeedsOrders"));
  else if (moves.has("nothing")) fault("enabled", message("settings.faults.stockNotMoved"));
  else if (allByCoding(orders.goods)) fault("enabled", message("settings.faults.stockByCoding"));
  if (stock.strategy !== "correction-order") return faults;
  if (stock.correctionDebtor === null)
    fault("correctionDebtor", message("settings.faults.correctionDebtor"));
  if (moves.has("reserves") && countsReserved(stock))
    fault("calculation", message("settings.faults.stockReserved"));
  return faults;
}

type FreeRules = Readonly<
  Record<
    `free${1 | 2 | 3 | 4 | 5}`,
    { readonly from: string; readonly expression: string } & Readonly<Record<string, unknown>>
  >
>;

/**
 * The settings as the product flow follows them: the characteristic into which stock is written is
 * the stock flow's alone, whatever the rule of that free field says.
 */
export function withoutStockField<
  F extends FreeRules,
  T extends { readonly stock: StockSettings; readonly products: { readonly fields: F } },
>(settings: T): T {
  const { stock, products } = settings;
  if (!stock.enabled || stock.strategy !== "article-field") return settings;
  const name = `free${stock.field.at(-1)}` as keyof FreeRules;
  const rule = { ...products.fields[name], from: "none", expression: "" };
  return { ...settings, products: { ...products, fields: { ...products.fields, [name]: rule } } };
}

/** Stock that is switched off forgets its debtor: whoever switches it on again chooses one anew. */
export function withoutStock<T extends { readonly stock: StockSettings }>(
  before: T | null,
  next: T,
): T {
  const switchedOff = before?.stock.enabled === true && !next.stock.enabled;
  return switchedOff ? { ...next, stock: { ...next.stock, correctionDebtor: null } } : next;
}

/**
 * Whether what is reserved counts as there to be sold. An expression that names neither figure
 * without it can't tell.
 */
function countsReserved({ calculation, expression }: StockSettings): boolean {
  return (
    calculation === "balance" ||
    (calculation === "expression" &&
      /\bbalance\b/.test(expression) &&
      !/\b(available|reserved)\b/.test(expression))
  );
}
