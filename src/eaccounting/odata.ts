/**
 * The part of OData's `$filter` that is used. Text is always quoted here, so no value of an order
 * can end its literal and change what is asked for. `contains` and `eq` may fold case or accents at
 * the vendor: whoever asks compares the answers again exactly.
 */

/** A text literal; a quote within is doubled (OData ABNF, and the vendor's page on filtering). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export const eq = (field: string, text: string): string => `${field} eq ${quote(text)}`;
export const contains = (field: string, text: string): string =>
  `contains(${field},${quote(text)})`;
export const startsWith = (field: string, text: string): string =>
  `startswith(${field},${quote(text)})`;
export const or = (...parts: readonly string[]): string => parts.join(" or ");

/** At or after an instant (ms). Dates are bare, in UTC. `ge`, as many records may share one stamp. */
export const since = (field: string, instant: number): string =>
  `${field} ge ${new Date(instant).toISOString()}`;

/** The same value in each of its spellings. */
export const eqAny = (field: string, texts: readonly string[]): string =>
  or(...[...new Set(texts)].map((text) => eq(field, text)));
