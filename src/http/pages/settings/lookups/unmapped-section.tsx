/** Values of real orders that nothing maps, each with the choice that maps it. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";
import type { Unmapped } from "../../../../settings/lookups/table-cells.ts";
import type { Form } from "../../forms/form.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { useFormat, useMessages } from "../../frame/use-messages.ts";
import { CellField } from "../fields/cell-field.tsx";
import { lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";

type UnmappedProps = {
  readonly unmapped: readonly Unmapped[];
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly typed: Form;
};

export const UnmappedTable = ({ unmapped, lookups, names, typed }: UnmappedProps) => {
  const { t } = useMessages();
  const format = useFormat();
  return (
    <Stack
      label={t("mappings.unmapped")}
      columns={[
        t("settings.lookups.name"),
        t("mappings.inOrders"),
        t("mappings.used"),
        t("mappings.to"),
      ]}
    >
      <tbody>
        {unmapped.map(({ name, value, orders, last }) => {
          const title = t(`settings.lookup.${name}.title`);
          const from = lookupNamed(name)?.from ?? null;
          const said =
            from === null ? undefined : names[from]?.entries.find(({ id }) => id === value);
          return (
            <tr>
              <th scope="row">{title}</th>
              <Cell of={t("mappings.inOrders")}>
                <bdi>{said?.name ?? value}</bdi>
              </Cell>
              <Cell of={t("mappings.used")}>
                {last === null
                  ? t("mappings.orders", { count: orders })
                  : t("mappings.ordersLast", { count: orders, day: format.day(last) })}
              </Cell>
              <Cell of={t("mappings.to")}>
                <CellField
                  name={name}
                  row={value}
                  lookups={lookups}
                  names={names}
                  typed={typed}
                  label={`${title}: ${said?.name ?? value}`}
                />
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Stack>
  );
};
