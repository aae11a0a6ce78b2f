/**
 * The parts of a request and its answer that the report may contain: field names, figures of
 * documents, switches and codes. A text is replaced by its kind and length, so that no name,
 * address or number of a person is included.
 */
const KEPT_TEXT =
  /^(status|\w+Status|\w*Type|currency(Code)?|countryCode|ProductVariant|Field|Key|error)$/i;
const KEPT_NUMBER =
  /(amount|price|rate|percent|quantity|status|type|total|count|page|code|stock|line|balance)/i;
const MOST_ITEMS = 2;
const MOST_DEPTH = 8;

export function redact(value: unknown, name = "", depth = 0): unknown {
  if (depth > MOST_DEPTH) return "…";
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return KEPT_NUMBER.test(name) ? value : "number";
  if (typeof value === "string") return KEPT_TEXT.test(name) ? value.slice(0, 40) : kindOf(value);
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_ITEMS).map((item) => redact(item, name, depth + 1));
    return value.length > MOST_ITEMS ? [...shown, `… ${value.length} in all`] : shown;
  }
  if (typeof value !== "object") return typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redact(inner, key, depth + 1)]),
  );
}

/** The names of a query, and its values where they hold no literal. */
export function redactQuery(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, redactValue(name, value)]),
  );
}

const PLAIN_VALUES = /^(\$?(page|pagesize|orderby)|pageSize|orderBy|metaOnly|validateOnly)$/i;

function redactValue(name: string, value: string): string {
  if (PLAIN_VALUES.test(name) || name.endsWith("_comparison")) return value;
  if (name === "$filter") return value.replace(/'(?:[^']|'')*'/g, "'…'").replace(/\b\d+\b/g, "0");
  return kindOf(value);
}

function kindOf(text: string): string {
  if (text === "") return "";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return "guid";
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return /Z$|[+-]\d\d:\d\d$/.test(text) ? "instant" : "stamp";
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "day";
  if (/^https?:/.test(text)) return "address";
  return `text (${text.length})`;
}
