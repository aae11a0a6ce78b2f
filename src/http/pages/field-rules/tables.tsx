/** Tables that expressions look values up in, a row an entry, with rows to add. */
import { Cell, Stack } from "../parts/table.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { ENTRY_NAMES, type TypedEntry } from "./values.ts";
import { PageSection } from "../parts/ui.tsx";

const SPARE_ROWS = 3;
const KNOWN = "known-tables";
const SPARE: TypedEntry = { name: "", from: "", to: "" };

export const Tables = ({ entries }: { entries: readonly TypedEntry[] }) => {
  const { t } = useMessages();
  const known = [...new Set(entries.map(({ name }) => name))].filter((name) => name !== "");
  const spare = Array.from({ length: SPARE_ROWS }, () => SPARE);
  return (
    <PageSection head="tables" title={t("mapping.tables")}>
      <p>{t("mapping.entry")}</p>
      <Stack
        label={t("mapping.tables")}
        columns={ENTRY_NAMES.map((name) => t(`mapping.table.${name}`))}
      >
        <tbody>
          {[...entries, ...spare].map((entry, row) => (
            <tr>
              {ENTRY_NAMES.map((name) => {
                const column = t(`mapping.table.${name}`);
                return (
                  <Cell of={column}>
                    <input
                      dir="auto"
                      name={`tables.${name}`}
                      value={entry[name]}
                      list={name === "name" ? KNOWN : undefined}
                      aria-label={t("mapping.table.cell", { column, number: row + 1 })}
                      autocomplete="off"
                    />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Stack>
      <datalist id={KNOWN}>
        {known.map((name) => (
          <option value={name} />
        ))}
      </datalist>
    </PageSection>
  );
};
