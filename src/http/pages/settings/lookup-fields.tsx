/**
 * One look-up: a value for all, a value by what the shop says, a value for the rest. Both sides by
 * their names.
 */
import type { NameLists } from "../../../domain/names.ts";
import { Wide } from "../ui.tsx";
import type { Lookup } from "../../../settings/lookup-lists.ts";
import { listedValue, shownRated } from "./listed-value.ts";
import { type KnownLine, type LookupForm, lookupNames } from "./lookup-values.ts";
import { OtherRows } from "./other-rows.tsx";
import { Target, type TargetShape } from "./target.tsx";
import { useFormat, useMessages } from "../use-messages.ts";
import { UsedText } from "./used-text.tsx";

/** How often orders lately had it, and when last; beside it, that nothing maps it. */
const UsedIn = ({ line: { occurred, used } }: { line: KnownLine }) => {
  const { t } = useMessages();
  const format = useFormat();
  const day = used.last === null ? null : format.day(used.last);
  if (occurred === 0) return <UsedText used={used} />;
  return (
    <span class="why">
      {day === null
        ? t("settings.lookups.occurred", { count: occurred })
        : t("settings.lookups.occurredLast", { count: occurred, day })}
    </span>
  );
};

type LookupFieldsProps = {
  readonly lookup: Lookup;
  readonly form: LookupForm;
  readonly names: NameLists;
  /** Rows for values that nobody has named yet. */
  readonly spare?: number;
};

export const LookupFields = ({ lookup, form, names, spare = 2 }: LookupFieldsProps) => {
  const messages = useMessages();
  const { t } = messages;
  const title = t(`settings.lookup.${lookup.name}.title`);
  const isFound = "find" in lookup;
  // The values for all and for the rest may be typed as well.
  const isTyped = isFound || lookup.name === "payoutFeeVat";
  const fields = lookupNames(lookup.name);
  const target: TargetShape =
    lookup.to === null
      ? { kind: "text" }
      : typeof lookup.to === "string"
        ? {
            kind: "list",
            list: lookup.to,
            entries: names[lookup.to]?.entries ?? [],
            free: "free" in lookup || isFound,
            orText: isFound ? t("parties.or") : t("settings.lookups.orText"),
          }
        : {
            kind: "list",
            list: lookup.name,
            entries: lookup.to.map((value) => ({
              id: value,
              name: listedValue(messages, value),
              note: null,
            })),
            ...("free" in lookup ? { free: true, orText: t("settings.feeVat.other") } : {}),
            shown: (value) => shownRated(value, messages.language),
          };
  return (
    <>
      <div class="line">
        <div class="field">
          <label for={fields.force}>
            {lookup.of === "debtor"
              ? t("settings.lookups.allCustomers")
              : lookup.of === "payout"
                ? t("settings.lookups.allPayouts")
                : t("settings.lookups.allOrders")}
          </label>
          <Target
            id={fields.force}
            name={fields.force}
            value={form.force}
            text={isTyped ? fields.forceText : undefined}
            shape={target}
            none={t("settings.lookups.notSet")}
          />
        </div>
        <div class="field">
          <label for={fields.default}>{t("settings.lookups.withoutRow")}</label>
          <Target
            id={fields.default}
            name={fields.default}
            value={form.default}
            text={isTyped ? fields.defaultText : undefined}
            shape={target}
            none={t(`settings.lookup.${lookup.name}.none`)}
          />
        </div>
      </div>
      <Wide label={t("settings.lookups.table", { title })}>
        <table>
          <caption>{t("settings.lookups.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">
                {t(`settings.lookup.${lookup.name}.from`)} · {t("settings.lookups.inShop")}
              </th>
              <th scope="col">
                {title} · {t("settings.lookups.inLedger")}
              </th>
            </tr>
          </thead>
          <tbody>
            {form.known.map((line) => (
              <tr>
                <th scope="row">
                  <input type="hidden" name={fields.known} value={line.from} />
                  <bdi>{line.name ?? line.from}</bdi>{" "}
                  {line.name === null || line.name === line.from ? null : (
                    <span class="hint">
                      (<bdi>{line.from}</bdi>)
                    </span>
                  )}
                  {line.wanted === true ? (
                    <span class="why">{t("settings.lookups.wanted")}</span>
                  ) : null}
                  <UsedIn line={line} />
                </th>
                <td>
                  <Target
                    name={fields.knownTo}
                    value={line.to}
                    text={fields.knownText}
                    shape={target}
                    none={t("settings.lookups.notSet")}
                    label={`${title}: ${line.name ?? line.from}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <OtherRows lookup={lookup} rows={form.other} target={target} spare={spare} />
    </>
  );
};
