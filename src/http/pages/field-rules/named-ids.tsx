/**
 * Ids of projects and cost centres, by the names of what they stand for: a rule holds an id, and
 * nobody knows ids by heart.
 */
import type { NameEntry, NameListName, NameLists } from "../../../domain/names.ts";
import { Cell, Stack } from "../table.tsx";
import { useMessages } from "../use-messages.ts";

const ID_FIELDS: Readonly<Record<string, NameListName>> = {
  ProjectId: "eaccounting.projects",
  CostCenterItemId1: "eaccounting.costCenter1",
  CostCenterItemId2: "eaccounting.costCenter2",
  CostCenterItemId3: "eaccounting.costCenter3",
};

/** What a field takes, by name; empty where it takes no id of a list that was read. */
export function namedIds(names: NameLists, target: string): readonly NameEntry[] {
  const list = Object.hasOwn(ID_FIELDS, target) ? ID_FIELDS[target] : undefined;
  return list === undefined ? [] : (names[list]?.entries ?? []);
}

/** The list that an expression for this field may insert an id from; `null`: there is none. */
export const namedIdsList = (names: NameLists, target: string): string | null =>
  namedIds(names, target).length === 0 ? null : `ids-${target}`;

/** Ids to insert into an expression, a list for each field that takes them. */
export const IdChoices = ({ names }: { names: NameLists }) => {
  const { find } = useMessages();
  return (
    <>
      {Object.keys(ID_FIELDS).map((target) => {
        const id = namedIdsList(names, target);
        return id === null ? null : (
          <datalist id={id} data-label={find(`mapping.targetNames.${target}`) ?? target}>
            {namedIds(names, target).map((one) => (
              <option value={JSON.stringify(one.id)} label={one.name} />
            ))}
          </datalist>
        );
      })}
    </>
  );
};

/** All of them, with the field that takes each. */
export const Ids = ({ names }: { names: NameLists }) => {
  const { t, find } = useMessages();
  const rows = Object.keys(ID_FIELDS).flatMap((field) =>
    namedIds(names, field).map(({ id, name }) => ({ field, id, name })),
  );
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t("mapping.ids.title")}</summary>
      <Stack
        label={t("mapping.ids.title")}
        columns={[t("mapping.ids.name"), t("mapping.field"), t("mapping.ids.id")]}
      >
        <tbody>
          {rows.map(({ field, id, name }) => (
            <tr>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <Cell of={t("mapping.field")}>
                {find(`mapping.targetNames.${field}`) ?? ""} <code>{field}</code>
              </Cell>
              <Cell of={t("mapping.ids.id")}>
                <code>{id}</code>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </details>
  );
};
