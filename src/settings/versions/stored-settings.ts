/**
 * Settings as they were stored, by whichever release: what that one didn't know yet has its
 * default, what it knew and this one doesn't is left out. `null`: a value that this release doesn't
 * understand; nothing may be planned with a guess in its place. Input of a person is never read
 * here: there, an unknown key is a mistake and is said to be one.
 */
import { type Settings, settingsSchema } from "../schema.ts";
import { isJsonObject } from "../../domain/platform/json-object.ts";

export function readStoredSettings(stored: unknown): Settings | null {
  const first = settingsSchema.safeParse(stored);
  if (first.success) return first.data;
  const known = structuredClone(stored);
  for (const issue of first.error.issues)
    if (issue.code === "unrecognized_keys") forget(known, issue.path, issue.keys);
  const second = settingsSchema.safeParse(known);
  return second.success ? second.data : null;
}

function forget(settings: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let at: unknown = settings;
  for (const step of path)
    at = typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined;
  if (typeof at !== "object" || at === null) return;
  for (const key of keys) Reflect.deleteProperty(at, key);
}

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
