/** Settings that change, by their names: as they are, and as they would be. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Change } from "../../../../settings/versions/stored-settings.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { useLanguage, useMessages } from "../../frame/use-messages.ts";
import { describedChanges } from "./change-words.ts";

export const Changes = ({
  label,
  changes,
  names,
}: {
  label: string;
  changes: readonly Change[];
  names: NameLists;
}) => {
  const { t } = useMessages();
  const described = describedChanges(changes, useLanguage(), names);
  return (
    <Stack
      label={label}
      columns={[
        t("settings.history.setting"),
        t("settings.history.before"),
        t("settings.history.after"),
      ]}
    >
      <tbody>
        {described.map((change) => (
          <tr>
            <th scope="row" title={change.path}>
              {change.name === null ? <code>{change.path}</code> : <bdi>{change.name}</bdi>}
            </th>
            <Cell of={t("settings.history.before")}>
              <bdi>{change.before}</bdi>
            </Cell>
            <Cell of={t("settings.history.after")}>
              <bdi>{change.after}</bdi>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
