/** The ledger's chart of accounts, from the names that settings choose from. */
import type { NameEntry } from "../../../domain/names.ts";
import type { Chart } from "../../../domain/posting.ts";

/** `entries`: each named by its number and its name, "3001 Sales". */
export const chartFrom = (entries: readonly NameEntry[]): Chart =>
  new Map(
    entries.map(({ id, name, vat }) => [
      Number(id),
      { name: name.startsWith(`${id} `) ? name.slice(id.length + 1) : name, vat: vat ?? null },
    ]),
  );
