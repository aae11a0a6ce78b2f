/**
 * A real answer without what is anybody's, in the form that it had: letters and figures of a text
 * become others, ids become made-up ones that stay the same within one answer. Numbers, dates,
 * switches and the vendor's own codes stay, as readers ask for their values.
 */
const KEPT =
  /^(\w*currency(code)?|\w*countrycode|\w*status|\w*type|vatcode|vatrate\w*|abbreviation\w*)$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/;
const FIGURE = /^-?\d+([.,]\d+)?$/;

export function redacted(answer: unknown): unknown {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    const known =
      ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(id, known);
    return known;
  };
  const without = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => without(one, name));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, without(inner, key)]),
      );
    if (typeof value !== "string" || KEPT.test(name) || DATE.test(value)) return value;
    if (GUID.test(value)) return idOf(value.toLowerCase());
    return shapeOf(value);
  };
  return without(answer, "");
}

function shapeOf(text: string): string {
  if (FIGURE.test(text)) return text.replaceAll(/\d/g, "1");
  return text
    .replaceAll(/\p{Lu}/gu, "X")
    .replaceAll(/[\p{L}--[X]]/gv, "x")
    .replaceAll(/\p{N}/gu, "0");
}
