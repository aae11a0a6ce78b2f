/** One row of a look-up as a field: a choice by number and name, as it is or as it was typed. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { cellValue } from "../../../../settings/lookups/table-cells.ts";
import { type Form, one } from "../../forms/form.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { cellName } from "./cells.ts";
import { type LookupName, lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import { Target } from "./target.tsx";

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
