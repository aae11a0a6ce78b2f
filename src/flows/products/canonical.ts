/** How values of an article's fields are compared. */
import type { ProductField, ProductFields } from "../../domain/goods/product.ts";
import { dec, isDecimal } from "../../domain/money.ts";

/** One text for one meaning: prices as figures, blanks as nothing, attributes sorted. */
export function canonical(field: ProductField, value: ProductFields[ProductField]): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string")
    return value
      .map((attribute) => `${attribute.name}=${attribute.value}`)
      .toSorted()
      .join("\n");
  const text = value.replace(/\r\n?/g, "\n").trim();
  return (field === "priceExclVat" || field === "priceInclVat") && isDecimal(text)
    ? dec(text).toFixed()
    : text;
}
