/** In which unit articles are created: goods that an order sells, and articles of our own. */
import type { RunFacts } from "./port.ts";

/** Names of "piece" in the languages of the ledger's companies, lower case. */
const PIECES: ReadonlySet<string> = new Set([
  "styck",
  "st",
  "stk",
  "stuk",
  "stuks",
  "sztuka",
  "szt",
  "piece",
  "pieces",
  "pcs",
]);

/**
 * Returns the id of the one that a person asked for, else of the settings' one, of the one that
 * most articles have, of one of pieces, of the first. `undefined`: the ledger lists none.
 */
export function articleUnit(
  { settings, lists: { units, articleUnit: usual } }: Pick<RunFacts, "settings" | "lists">,
  asked: string | null = null,
): string | undefined {
  const listed = (id: string | null | undefined) =>
    units.find((unit) => unit.id.toLowerCase() === id?.toLowerCase());
  const isPiece = (name: string) => PIECES.has(name.trim().replace(/\.$/, "").toLowerCase());
  return (
    listed(asked)?.id ??
    settings.orders.newArticles.unit ??
    (listed(usual) ?? units.find(({ name }) => isPiece(name)) ?? units[0])?.id
  );
}
