/**
 * Suggestions for rules while typing: the shop's fields with the example's values, tables and
 * functions. Each list is on the page once, however many rules use it.
 */
import { functionDocs, sourceDocs } from "../../../settings/rules/describe.ts";
import { SOURCES } from "../../../settings/rules/compile.ts";
import { type Part, PARTS } from "../../../settings/rules/targets.ts";
import { type Records, recordFor } from "../../usecases/settings/field-rules.ts";
import { useMessages } from "../frame/use-messages.ts";

const FUNCTIONS = "functions";
const LOOKUPS = "lookups";

/** The records that rules of this part name: `order`, or `order-line`. */
const recordsOf = (part: Part): string => Object.keys(SOURCES[part]).join("-");

/** The list that a rule of this part chooses from; parts with the same fields share it. */
export const fieldsId = (part: Part): string => `fields-${recordsOf(part)}`;

/** Lists of fields, one for each kind of record, and of functions. */
export const Choices = ({ records }: { records: Records }) => {
  const { t, say } = useMessages();
  const parts = new Map(PARTS.toReversed().map((part) => [recordsOf(part), part]));
  return (
    <>
      {[...parts.values()].map((part) => (
        <datalist id={fieldsId(part)} data-label={t("mapping.fields")}>
          {sourceDocs(part, recordFor(part, records)).map(({ path, value }) => (
            <option value={path} label={value === null ? undefined : `${path} = ${say(value)}`} />
          ))}
        </datalist>
      ))}
      <datalist id={FUNCTIONS} data-label={t("mapping.functions")}>
        {functionDocs().map(({ name, shapes }) => (
          <option value={`${name}(`} label={shapes.join(t("mapping.or"))} />
        ))}
      </datalist>
    </>
  );
};

/** Tables that an expression may look a value up in, also those that are only typed yet. */
export const Lookups = ({ tables, again }: { tables: readonly string[]; again?: true }) => {
  const { t } = useMessages();
  return (
    <datalist id={LOOKUPS} data-label={t("mapping.tables")} hx-swap-oob={again && "true"}>
      {tables.map((name) => (
        <option value={`lookup("${name}", `} label={`lookup("${name}", …)`} />
      ))}
    </datalist>
  );
};

type InsertProps = {
  /** The id of the expression. */
  readonly into: string;
  readonly part: Part;
  readonly number: number;
  /** The list of ids that the rule's field takes, by name. */
  readonly ids: string | null;
};

/** Writes what is chosen where one types. Scripts show it, and fill it when it is opened. */
export const Insert = ({ into, part, number, ids }: InsertProps) => {
  const { t } = useMessages();
  return (
    <select
      class="scripts"
      data-into={into}
      data-from={[ids, fieldsId(part), LOOKUPS, FUNCTIONS]
        .filter((list) => list !== null)
        .join(" ")}
      aria-label={t("mapping.rule.insertInto", { number })}
    >
      <option value="">{t("mapping.rule.insert")}</option>
    </select>
  );
};
