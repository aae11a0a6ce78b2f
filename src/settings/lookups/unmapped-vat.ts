/**
 * VAT of the last orders that these settings have to find an account or an article coding for, and
 * have none: by rate or by the shop's VAT code, and the orders that wait for one. A value that has
 * a row for some countries or customers isn't among them. Pure.
 */
import { allByCoding, someByCoding } from "../orders/codings.ts";
import { choose } from "./lookup.ts";
import { parseKey } from "./lookup-key.ts";
import { type LookupName, type OrderValues, usedIn } from "./occurred-values.ts";
import { kindsOf } from "../orders/order-types.ts";
import type { Settings } from "../schema.ts";
import type { Unmapped } from "./table-cells.ts";
import type { Reason, ReasonCode } from "../../domain/reasons/index.ts";

type VatLookup = Extract<LookupName, "goodsCoding" | "revenueAccount" | "vatAccount">;

/** The mappings that say where VAT goes under these settings. */
export function vatLookups({ orders }: Settings): readonly VatLookup[] {
  const kinds = kindsOf(orders);
  const vouchers = kinds.has("mutation");
  return [
    ...(someByCoding(orders.goods) ? (["goodsCoding"] as const) : []),
    ...(vouchers && !allByCoding(orders.goods) ? (["revenueAccount"] as const) : []),
    ...(vouchers && orders.voucher.level !== "simple" ? (["vatAccount"] as const) : []),
  ];
}

type Sold = NonNullable<OrderValues["sold"]>[number];

export function unmappedVat(
  settings: Settings,
  occurred: readonly OrderValues[],
): readonly Unmapped[] {
  return vatLookups(settings).flatMap((name): readonly Unmapped[] => {
    const lookup = settings.lookups[name];
    // Revenue is found by its rate alone.
    const valuesOf = ({ vatCode, rate }: Sold): readonly string[] =>
      vatCode === null || name === "revenueAccount" ? [rate] : [vatCode, rate];
    const rows = new Set(Object.keys(lookup.table).map((key) => parseKey(key).value));
    const isMissing = (sold: Sold): boolean =>
      valuesOf(sold).every(
        (value) =>
          choose(lookup, value, { country: sold.country }).by === "nothing" && !rows.has(value),
      );
    const missing = occurred.flatMap(({ sold = [] }) => sold.filter(isMissing));
    return [...new Set(missing.map((sold) => valuesOf(sold)[0] ?? sold.rate))].map((value) => ({
      name,
      value,
      ...usedIn(occurred, ({ sold = [] }) =>
        sold.some((one) => isMissing(one) && valuesOf(one)[0] === value),
      ),
    }));
  });
}

const CODES: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "vat-code-unknown",
  "vat-rate-differs",
  "goods-coding-missing",
  "coding-not-found",
  "coding-ended",
]);

export const wantsVatMapped = ({ code }: Pick<Reason, "code">): boolean => CODES.has(code);
