/**
 * Lists that people saved: by person a few names with the filters of each. What was searched isn't
 * among them, as it may name a customer, and nothing here is sealed or ends with a retention.
 */
import type { SavedView } from "../../contract/jobs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

export const MAX_VIEWS = 20;

const keyOf = (person: string): string => `saved-views ${person}`;

export const savedViews = ({ sql }: TenantContext, person: string): readonly SavedView[] =>
  storedJson<readonly SavedView[]>(meta.get(sql, keyOf(person)) ?? "[]");

/** One of the same name is replaced. `false`: there are as many as may be. */
export function saveView(context: TenantContext, person: string, view: SavedView): boolean {
  const others = savedViews(context, person).filter(({ name }) => name !== view.name);
  if (others.length >= MAX_VIEWS) return false;
  keep(context, person, [...others, view]);
  return true;
}

/** One that isn't there is gone already. */
export const removeView = (context: TenantContext, person: string, name: string): void =>
  keep(
    context,
    person,
    savedViews(context, person).filter((view) => view.name !== name),
  );

/** All of somebody who may no longer come in. */
export const forgetViews = ({ sql }: TenantContext, person: string): void =>
  meta.clear(sql, keyOf(person));

function keep({ sql }: TenantContext, person: string, views: readonly SavedView[]): void {
  if (views.length === 0) meta.clear(sql, keyOf(person));
  else
    meta.set(
      sql,
      keyOf(person),
      JSON.stringify(views.toSorted((one, other) => (one.name < other.name ? -1 : 1))),
    );
}
