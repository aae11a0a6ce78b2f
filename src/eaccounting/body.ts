/**
 * Values on their way into a request body. The plan has cut texts and chosen decimals already, so
 * whatever doesn't fit here is a bug and is thrown: it must be seen in a test, not at the vendor.
 */
import { dec, fits, type Decimal } from "../domain/money.ts";

/**
 * A decimal text as a JSON number: the one place where a figure becomes a double. Checked to name
 * the same figure.
 */
export function jsonNumber(name: string, value: Decimal, decimals: number): number {
  const number = Number(value);
  if (!Number.isFinite(number) || !fits(value, decimals) || !dec(number).eq(dec(value)))
    throw new Error(`${name}: ${value} doesn't fit ${decimals} decimals`);
  return number === 0 ? 0 : number;
}

/** A text of at most `max` UTF-16 units, which is how the vendor counts. */
export function text<T extends string | null>(name: string, value: T, max: number): T {
  if (value !== null && value.length > max)
    throw new Error(`${name}: ${value.length} characters, ${max} allowed`);
  return value;
}

/** Without the fields that are `null`: what isn't known isn't sent. */
export function known(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

export function without(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/**
 * A value for comparison, so that a difference in writing isn't a difference in content: `null` and
 * "" are alike, as the vendor stores either for the other; a day may come with a midnight; GUIDs
 * differ in case; 1 and 1.0 are one figure.
 */
export function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return dec(value).toFixed();
  if (typeof value !== "string") return value;
  const trimmed = value.trim();
  if (trimmed === "") return null;
  if (/^\d{4}-\d{2}-\d{2}T00:00:00(\.0+)?Z?$/.test(trimmed)) return trimmed.slice(0, 10);
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(trimmed)
    ? trimmed.toLowerCase()
    : trimmed;
}
