/** Values of real orders that nothing maps, each with the choice that maps it. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";
import type { Unmapped } from "../../../../settings/lookups/table-cells.ts";
import type { Form } from "../../forms/form.ts";
import { useFormat, useMessages } from "../../frame/use-messages.ts";
import { CellField } from "../fields/cell-field.tsx";
import { lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import { Records } from "../../parts/table.tsx";

type UnmappedProps = {
  readonly unmapped: readonly Unmapped[];
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly typed: Form;
};

export const UnmappedTable = ({ unmapped, lookups, names, typed }: UnmappedProps) => {
  const { t } = useMessages();
  const format = useFormat();
  const saidOf = ({ name, value }: Unmapped): string => {
    const from = lookupNamed(name)?.from ?? null;
    const entries = from === null ? [] : (names[from]?.entries ?? []);
    return entries.find(({ id }) => id === value)?.name ?? value;
  };
  return (
    <Records
      label={t("mappings.unmapped")}
      records={unmapped}
      columns={[
        {
          name: t("settings.lookups.name"),
          cell: ({ name }) => t(`settings.lookup.${name}.title`),
        },
        { name: t("mappings.inOrders"), cell: (one) => <bdi>{saidOf(one)}</bdi> },
        {
          name: t("mappings.used"),
          cell: ({ orders, last }) =>
            last === null
              ? t("mappings.orders", { count: orders })
              : t("mappings.ordersLast", { count: orders, day: format.day(last) }),
        },
        {
          name: t("mappings.to"),
          cell: (one) => (
            <CellField
              name={one.name}
              row={one.value}
              lookups={lookups}
              names={names}
              typed={typed}
              label={`${t(`settings.lookup.${one.name}.title`)}: ${saidOf(one)}`}
            />
          ),
        },
      ]}
    />
  );
};
