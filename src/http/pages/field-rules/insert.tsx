/**
 * What an expression can be made of, to choose from and have written where one types: the shop's
 * fields with the example's values, functions, and tables. Only where scripts run.
 */
import { functionDocs, type sourceDocs } from "../../../settings/rules/describe.ts";
import { useMessages, useSay } from "../use-messages.ts";

type InsertProps = {
  /** The id of the expression. */
  readonly into: string;
  readonly number: number;
  readonly sources: ReturnType<typeof sourceDocs>;
  readonly tables: readonly string[];
};

export const Insert = ({ into, number, sources, tables }: InsertProps) => {
  const { t } = useMessages();
  const say = useSay();
  return (
    <select class="scripts" data-into={into} aria-label={t("mapping.rule.insertInto", { number })}>
      <option value="">{t("mapping.rule.insert")}</option>
      <optgroup label={t("mapping.fields")}>
        {sources.map(({ path, value }) => (
          <option value={path} dir="auto">
            {value === null ? path : `${path} = ${typeof value === "string" ? value : say(value)}`}
          </option>
        ))}
      </optgroup>
      {tables.length === 0 ? null : (
        <optgroup label={t("mapping.tables")}>
          {tables.map((name) => (
            <option value={`lookup("${name}", `}>{`lookup("${name}", …)`}</option>
          ))}
        </optgroup>
      )}
      <optgroup label={t("mapping.functions")}>
        {functionDocs().map(({ name, shapes }) => (
          <option value={`${name}(`}>{shapes.join(t("mapping.or"))}</option>
        ))}
      </optgroup>
    </select>
  );
};
