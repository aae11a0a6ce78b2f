/** Of the English catalogue: the last parts of the ids right below one, as in `changes.actions.…`. */
import { readCatalogues } from "../../scripts/messages/catalogue.ts";

export const idsBelow = (prefix: string): readonly string[] =>
  (readCatalogues().get("en") ?? [])
    .filter(({ id }) => id.startsWith(`${prefix}.`))
    .map(({ id }) => id.slice(prefix.length + 1));
