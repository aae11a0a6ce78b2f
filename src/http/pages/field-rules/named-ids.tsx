/**
 * Names for ids of projects, cost centres, delivery terms and similar lists: a rule holds an id,
 * which people don't know by heart.
 */
import type { NameEntry, NameListName, NameLists } from "../../../domain/ledger/names.ts";
import { type Part, TARGETS } from "../../../settings/rules/targets.ts";
import { useMessages } from "../frame/use-messages.ts";
import { Records } from "../parts/table.tsx";

const ID_FIELDS: Readonly<Record<string, NameListName>> = {
  ProjectId: "eaccounting.projects",
  CostCenterItemId1: "eaccounting.costCenter1",
  CostCenterItemId2: "eaccounting.costCenter2",
  CostCenterItemId3: "eaccounting.costCenter3",
  DeliveryTermId: "eaccounting.deliveryTerms",
  BackgroundId: "eaccounting.backgrounds",
  SupplierId: "eaccounting.suppliers",
};

/** Why a field's ids can't all be chosen by name; `null`: they can, or it takes none. */
export function unnamedWhy(
  names: NameLists,
  target: string,
): "noAccess" | "unreadable" | "later" | "empty" | "unread" | "more" | null {
  const list = Object.hasOwn(ID_FIELDS, target) ? ID_FIELDS[target] : undefined;
  if (list === undefined) return null;
  const read = names[list];
  if (read === undefined || (read.readAt === null && read.fault === null)) return "unread";
  if (read.entries.length > 0) return read.more === true ? "more" : null;
  if (read.fault === null) return "empty";
  return read.fault === "no-access" ? "noAccess" : read.fault;
}

/** Returns the records that a field accepts, by name; empty: it takes no id of a read list. */
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

/** For the fields of this part, each with its field. */
export const Ids = ({ part, names }: { part: Part; names: NameLists }) => {
  const { t, find } = useMessages();
  const rows = TARGETS[part].flatMap(({ name: field }) =>
    namedIds(names, field).map(({ id, name }) => ({ field, id, name })),
  );
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t("mapping.ids.title")}</summary>
      <Records
        label={t("mapping.ids.title")}
        records={rows}
        columns={[
          { name: t("mapping.ids.name"), cell: ({ name }) => <bdi>{name}</bdi> },
          {
            name: t("mapping.field"),
            cell: ({ field }) => (
              <>
                {find(`mapping.targetNames.${field}`) ?? ""} <code>{field}</code>
              </>
            ),
          },
          { name: t("mapping.ids.id"), cell: ({ id }) => <code>{id}</code> },
        ]}
      />
    </details>
  );
};
