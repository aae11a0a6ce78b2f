/**
 * Articles to choose from where a number is typed: a company has thousands, so what is typed is
 * looked for at eAccounting by number and name. The browser's own list of suggestions shows what
 * was found; without scripts it has the articles that the settings name, and saving looks for what
 * was typed.
 */
import type { NameEntry } from "../../../../domain/ledger/names.ts";

const LIST = "list-articles";

/** What a field that takes an article's number looks for, and where. */
export type Suggesting = { readonly tenantId: string; readonly entries: readonly NameEntry[] };

const pathOf = (tenantId: string): string =>
  `/admin/tenants/${tenantId}/settings/lookups/article/find`;

/** Of a field: its suggestions are looked for as one types. `at`: which of its name it is. */
export const suggested = ({ tenantId }: Suggesting, field: string, at: number) => ({
  list: LIST,
  "hx-post": `${pathOf(tenantId)}?${new URLSearchParams({ field, at: String(at) })}`,
  "hx-trigger": "input delay:400ms",
  "hx-target": `#${LIST}`,
  "hx-swap": "outerHTML",
  "hx-sync": "this:replace",
  // Whatever was suggested stays.
  "hx-status:4xx": "swap:none",
  "hx-status:5xx": "swap:none",
});

/** Once on a page, for all its fields. */
export const Suggestions = ({ entries }: { entries: readonly NameEntry[] }) => (
  <datalist id={LIST}>
    {entries.map(({ id, name }) => (
      <option value={id} dir="auto">
        {name}
      </option>
    ))}
  </datalist>
);
