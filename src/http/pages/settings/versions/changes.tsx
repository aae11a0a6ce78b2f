/** Settings that change, by their names: as they are, and as they would be. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Change } from "../../../../settings/versions/stored-settings.ts";
import { useLanguage, useMessages } from "../../frame/use-messages.ts";
import { type DescribedChange, describedChanges } from "./change-words.ts";
import { Records } from "../../parts/table.tsx";

type ChangesProps = {
  readonly label: string;
  readonly changes: readonly Change[];
  readonly names: NameLists;
};

export const Changes = ({ label, changes, names }: ChangesProps) => {
  const { t } = useMessages();
  return (
    <Records
      label={label}
      records={describedChanges(changes, useLanguage(), names)}
      columns={[
        { name: t("settings.history.setting"), title: pathOf, cell: settingName },
        { name: t("settings.history.before"), cell: ({ before }) => <bdi>{before}</bdi> },
        { name: t("settings.history.after"), cell: ({ after }) => <bdi>{after}</bdi> },
      ]}
    />
  );
};

/** Names the setting of a row: by its words, or by its path, which shows on pointing at it. */
export const pathOf = ({ path }: DescribedChange): string => path;
export const settingName = ({ name, path }: DescribedChange) =>
  name === null ? <code>{path}</code> : <bdi>{name}</bdi>;
