/** One row of a look-up as a field: a choice by number and name, as it is or as it was typed. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { cellValue, type TableCell } from "../../../../settings/lookups/table-cells.ts";
import { type Form, one } from "../../forms/form.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { type LookupName, lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import { Target } from "./target.tsx";
import type { Used } from "../../../../settings/lookups/occurred-values.ts";

type CellFieldProps = {
  readonly name: LookupName;
  /** `null`: the value for the rest. */
  readonly row: string | null;
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly label: string;
  readonly id?: string;
  /** What was typed; empty where the page shows what is saved. */
  readonly typed: Form;
};

export const CellField = ({ name, row, lookups, names, label, id, typed }: CellFieldProps) => {
  const { t } = useMessages();
  const field = cellName(name, row);
  const to = lookupNamed(name)?.to ?? null;
  return (
    <Target
      {...(id === undefined ? { label } : { id })}
      name={field}
      value={typed.has(field) ? one(typed, field) : cellValue(lookups, { name, key: row })}
      shape={
        typeof to === "string"
          ? { kind: "list", list: to, entries: names[to]?.entries ?? [] }
          : { kind: "text" }
      }
      none={t("settings.lookups.notSet")}
    />
  );
};

/** In how many of the last orders something was, and when last. */
export const UsedText = ({ used: { orders, last } }: { used: Used }) => {
  const { t, format } = useMessages();
  return orders === 0 ? null : (
    <span class="why">
      {last === null
        ? t("mappings.orders", { count: orders })
        : t("mappings.ordersLast", { count: orders, day: format.day(last) })}
    </span>
  );
};

const ROW = "row.";
const REST = "rest.";

/** `key`: `null` is the value for the rest. */
export const cellName = (name: LookupName, key: string | null): string =>
  key === null ? `${REST}${name}` : `${ROW}${name}.${key}`;

/** What was typed into fields that are rows of look-ups. */
export function cellsIn(form: Form): readonly TableCell[] {
  return [...form.keys()].flatMap((field): readonly TableCell[] => {
    const to = one(form, field);
    if (field.startsWith(REST)) {
      const lookup = lookupNamed(field.slice(REST.length));
      return lookup === undefined ? [] : [{ name: lookup.name, key: null, to }];
    }
    const [, name = "", key = ""] = /^row\.([^.]+)\.(.*)$/s.exec(field) ?? [];
    const lookup = lookupNamed(name);
    return lookup === undefined ? [] : [{ name: lookup.name, key, to }];
  });
}
