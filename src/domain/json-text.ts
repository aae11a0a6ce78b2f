/**
 * A JSON value as text: a scalar as a template writes it, a list or an object as its JSON. Never
 * `[object Object]`.
 */
export function jsonText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
