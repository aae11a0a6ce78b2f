/** Differences between two versions of settings, leaf by leaf, for people and programs. */
import { isJsonObject } from "../../domain/platform/json-object.ts";

export type Change = { readonly path: string; readonly before: unknown; readonly after: unknown };

/**
 * Paths are dotted ("mapping.orders.head.0.expression"). A list whose length differs is one change
 * as a whole.
 */
export function changesBetween(before: unknown, after: unknown, path = ""): readonly Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const alike = before.length === after.length && before.every((item) => isJsonObject(item));
    return alike
      ? before.flatMap((item, index) =>
          changesBetween(item, after[index], join(path, String(index))),
        )
      : [{ path, before, after }];
  }
  if (!isJsonObject(before) || !isJsonObject(after))
    return [{ path, before: before ?? null, after: after ?? null }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => changesBetween(before[name], after[name], join(path, name)));
}

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
