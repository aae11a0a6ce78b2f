/**
 * Settings as they were stored, by whichever release: what that one didn't know yet has its
 * default, what it knew and this one doesn't is left out. `null`: a value that this release doesn't
 * understand; nothing may be planned with a guess in its place. Input of a person is never read
 * here: there, an unknown key is a mistake and is said to be one.
 */
import { type Settings, settingsSchema } from "../schema.ts";

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
