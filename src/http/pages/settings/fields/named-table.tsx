/**
 * A field that chooses for each thing of a list, as a table: the thing's name on the left, one of
 * the other list on the right.
 */
import type { NameListName, NameLists } from "../../../../domain/ledger/names.ts";
import type { Form } from "../../forms/form.ts";
import { Target } from "./target.tsx";
import { namedRows, rateNames } from "../lookups/rate-rows.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { byRate } from "../lookups/lookup-values.ts";
import { Records } from "../../parts/table.tsx";

type NamedTableProps = {
  readonly path: string;
  /** Codings: the first column is called so. */
  readonly of: "eaccounting.codings";
  readonly list: NameListName;
  readonly label: string;
  readonly values: Form;
  readonly names: NameLists;
};

export const NamedTable = ({ path, of, list, label, values, names }: NamedTableProps) => {
  const { t } = useMessages();
  const at = rateNames(path);
  const things = names[of]?.entries ?? [];
  const nameOf = (id: string): string =>
    things.find((entry) => entry.id === id)?.name ?? t("settings.lookups.gone", { id });
  const noteOf = (id: string): string => things.find((entry) => entry.id === id)?.note ?? "";
  const byNote = (a: { readonly of: string }, b: { readonly of: string }): number =>
    byRate(noteOf(a.of), noteOf(b.of));
  return (
    <Records
      label={label}
      records={namedRows(path, values, things).toSorted(byNote)}
      columns={[
        {
          name: t("settings.rates.coding"),
          cell: (row) => (
            <>
              <input type="hidden" name={at.known} value={row.of} />
              <bdi>{nameOf(row.of)}</bdi>
            </>
          ),
        },
        {
          name: t("settings.rates.chosen"),
          cell: (row) => (
            <Target
              name={at.knownTo}
              value={row.to}
              shape={{ kind: "list", list, entries: names[list]?.entries ?? [] }}
              none={t("settings.lookups.notSet")}
              label={`${label}: ${nameOf(row.of)}`}
            />
          ),
        },
      ]}
    />
  );
};
