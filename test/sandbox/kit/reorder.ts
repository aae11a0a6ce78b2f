// The same rows in another order: reversed, at every depth. Not random, so that a failing test fails again.
export function reorderRows(value: unknown, rowKeys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => reorderRows(item, rowKeys));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const reordered = reorderRows(inner, rowKeys);
    return [
      key,
      rowKeys.includes(key) && Array.isArray(reordered) ? reordered.toReversed() : reordered,
    ];
  });
  return Object.fromEntries(entries);
}
