/** A value as a template writes it, `undefined` included; a list or an object as its JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "undefined" : JSON.stringify(value);
}
