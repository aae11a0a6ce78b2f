/**
 * One look-up: a value for all, a value by what the shop says, a value for the rest. Both sides by
 * their names.
 */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import { More } from "../../parts/table.tsx";
import { Wide } from "../../parts/ui.tsx";
import type { LookupDefinition } from "../../../../settings/lookups/lookup-lists.ts";
import { type Suggesting, Suggestions } from "../parties/suggestions.tsx";
import {
  entryOf,
  type Line,
  listedValue,
  shownRated,
  type KnownLine,
  type LookupForm,
  lookupNames,
  forAllText,
  valueName,
} from "./lookup-values.ts";
import { rowPath } from "../../parts/remedies.ts";
import { type Opens, OtherRows } from "./other-rows.tsx";
import { isFolded, Target, type TargetShape } from "../fields/target.tsx";
import { type RowSearch, rowFilter } from "./seen-rows.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { UsedText } from "../fields/cell-field.tsx";
import type { Messages } from "../../../../messages/index.ts";

type UsedInProps = { readonly line: KnownLine; readonly form: LookupForm };

/**
 * How often orders lately had it, and when last; beside it, that no row maps it, or that the
 * default does. With a fixed value, no row is asked.
 */
const UsedIn = ({ line: { occurred, used }, form }: UsedInProps) => {
  const { t, format } = useMessages();
  const hasDefault = form.default !== "";
  const day = used.last === null ? null : format.day(used.last);
  if (occurred === 0 || form.force !== "") return <UsedText used={used} />;
  return (
    <span class="why">
      {day === null
        ? t(`settings.lookups.${hasDefault ? "byDefault" : "occurred"}`, { count: occurred })
        : t(`settings.lookups.${hasDefault ? "byDefaultLast" : "occurredLast"}`, {
            count: occurred,
            day,
          })}
    </span>
  );
};

/** An article's number is typed, by itself or in place of a coding. */
const TAKE_ARTICLES: ReadonlySet<LookupDefinition["name"]> = new Set<LookupDefinition["name"]>([
  "article",
  "vat",
  "salesType",
]);

/** Its values are records of the ledger. */
const namesLedger = ({ to }: LookupDefinition): boolean =>
  typeof to === "string" && to.startsWith("eaccounting.");

type LookupFieldsProps = {
  readonly lookup: LookupDefinition;
  readonly form: LookupForm;
  readonly names: NameLists;
  readonly tenantId: string;
  /** Rows for values that nobody has named yet. */
  readonly spare?: number;
  /** Which rows of a long table are looked for, and what is saved; absent: all rows are seen. */
  readonly search?: RowSearch;
};

export const LookupFields = (props: LookupFieldsProps) => {
  const { lookup, form, names, tenantId, spare = 2, search } = props;
  const messages = useMessages();
  const { t } = messages;
  const title = t(`settings.lookup.${lookup.name}.title`);
  // The values for all and for the rest may be typed as well.
  const isTyped = "find" in lookup || lookup.name === "payoutFeeVat";
  const inputs = lookupNames(lookup.name);
  const suggest = TAKE_ARTICLES.has(lookup.name)
    ? { tenantId, entries: names["eaccounting.articles"]?.entries ?? [] }
    : undefined;
  const fields = form.known.length + form.other.length;
  const shape = targetOf(messages, lookup, names, suggest);
  const target: TargetShape = shape.kind === "list" ? { ...shape, fields } : shape;
  const opens: Opens = (from) =>
    isFolded(target) ? rowPath(tenantId, lookup.name, from) : undefined;
  const isSeen =
    search === undefined ? () => true : rowFilter(form, search, (line) => namesIn(line, target));
  const seen = form.known.map(isSeen);
  return (
    <>
      <div class="line">
        <div class="field">
          <label for={inputs.force}>{forAllText(t, lookup.of)}</label>
          <Target
            id={inputs.force}
            name={inputs.force}
            value={form.force}
            text={isTyped ? inputs.forceText : undefined}
            shape={target}
            none={t("settings.lookups.notSet")}
          />
        </div>
        <div class="field">
          <label for={inputs.default}>{t("settings.lookups.withoutRow")}</label>
          <Target
            id={inputs.default}
            name={inputs.default}
            value={form.default}
            text={isTyped ? inputs.defaultText : undefined}
            shape={target}
            none={t(`settings.lookup.${lookup.name}.none`)}
          />
        </div>
      </div>
      {form.known.length === 0 ? null : (
        <Wide label={t("settings.lookups.table", { title })}>
          <table>
            <caption>{t("settings.lookups.caption")}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {t(`settings.lookup.${lookup.name}.from`)}
                  {lookup.of === "payout" ? null : ` · ${t("settings.lookups.inShop")}`}
                </th>
                <th scope="col">
                  {valueName(messages, lookup)}
                  {lookup.of === "payout" && !namesLedger(lookup)
                    ? null
                    : ` · ${t("settings.lookups.inLedger")}`}
                </th>
              </tr>
            </thead>
            <More columns={2} count={seen.filter((one) => !one).length} of={form.known.length} />
            <tbody>
              {form.known.map((line, index) => (
                <KnownRow
                  {...{ lookup, form, line, index, target, opens }}
                  isSeen={seen[index] ?? true}
                />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <OtherRows {...{ lookup, target, opens, spare, isSeen }} rows={form.other} />
      {suggest === undefined ? null : <Suggestions entries={suggest.entries} />}
    </>
  );
};

/** By which a row is found: both sides, with their names. */
const namesIn = (line: Line | KnownLine, target: TargetShape): readonly string[] => [
  line.from,
  line.to,
  ...("name" in line && line.name !== null ? [line.name] : []),
  ...(target.kind === "list" ? [entryOf(target.entries, line.to)?.name ?? ""] : []),
];

type KnownRowProps = {
  readonly lookup: LookupDefinition;
  readonly form: LookupForm;
  readonly line: KnownLine;
  readonly index: number;
  readonly target: TargetShape;
  readonly opens: Opens;
  readonly isSeen: boolean;
};

const KnownRow = ({ lookup, form, line, index, target, opens, isSeen }: KnownRowProps) => {
  const { t } = useMessages();
  const fields = lookupNames(lookup.name);
  const name = line.name ?? line.from;
  return (
    <tr class={isSeen ? undefined : "rest"}>
      <th scope="row">
        <input type="hidden" name={fields.known} value={line.from} />
        <bdi>{name}</bdi>{" "}
        {name === line.from ? null : (
          <span class="hint">
            (<bdi>{line.from}</bdi>)
          </span>
        )}
        {line.wanted === true ? <span class="why">{t("settings.lookups.wanted")}</span> : null}
        <UsedIn line={line} form={form} />
      </th>
      <td>
        <Target
          name={fields.knownTo}
          value={line.to}
          text={fields.knownText}
          shape={target}
          none={t("settings.lookups.notSet")}
          label={`${t(`settings.lookup.${lookup.name}.title`)}: ${name}`}
          at={index}
          opens={line.opened === true || line.wanted === true ? undefined : opens(line.from)}
        />
      </td>
    </tr>
  );
};

/** What a value may be: any text, one of eAccounting's names, or one of a few values. */
function targetOf(
  messages: Messages,
  lookup: LookupDefinition,
  names: NameLists,
  suggest: Suggesting | undefined,
): TargetShape {
  const { t, language } = messages;
  const isFound = "find" in lookup;
  if (lookup.to === null) return { kind: "text", suggest };
  if (typeof lookup.to === "string")
    return {
      kind: "list",
      list: lookup.to,
      entries: names[lookup.to]?.entries ?? [],
      free: "free" in lookup || isFound,
      orText: isFound ? t("parties.or") : t("settings.lookups.orText"),
      suggest,
    };
  return {
    kind: "list",
    list: lookup.name,
    entries: lookup.to.map((value) => ({
      id: value,
      name: listedValue(messages, value),
      note: null,
    })),
    ...("free" in lookup ? { free: true, orText: t("settings.feeVat.other") } : {}),
    shown: (value) => shownRated(value, language),
  };
}
