/** Of the English catalogue: the last parts of the ids right below one, as in `changes.actions.…`. */
import { allCatalogues } from "./catalogues.ts";

export const idsBelow = (prefix: string): readonly string[] =>
  (allCatalogues.get("en") ?? [])
    .filter(({ id }) => id.startsWith(`${prefix}.`))
    .map(({ id }) => id.slice(prefix.length + 1));
