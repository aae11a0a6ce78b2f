/** Another article coding or unit than the proposed one, for an article that is created. */
import type { NameEntry, NameLists } from "../../../domain/ledger/names.ts";
import type { LackedCoding } from "../../usecases/jobs/fix-and-retry.ts";
import { Button } from "../forms/post-form.tsx";
import { Target } from "../settings/fields/target.tsx";
import { useMessages } from "../frame/use-messages.ts";

type Props = {
  readonly id: string;
  /** What the sheet was asked for. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly names: NameLists;
  /** `null`: none is lacked. */
  readonly coding: { readonly lacked: LackedCoding; readonly to: string } | null;
  /** The id of the unit that it would have; `null`: none would be created. */
  readonly unit: string | null;
};

/** Nothing where there is no choice. Choosing leads to the preview with it. */
export const ArticleChoices = ({ id, fields, names, coding, unit }: Props) => {
  const { t, format } = useMessages();
  const codings = coding === null ? [] : fitting(coding.lacked, names);
  const units = names["eaccounting.units"]?.entries ?? [];
  const chosen = [
    ...(codings.length < 2 ? [] : ["to"]),
    ...(unit === null || units.length < 2 ? [] : ["unit"]),
  ];
  if (chosen.length === 0) return null;
  return (
    <form method="get" action={`/admin/tenants/${id}/attention/mend`} class="line">
      {fields.map(([name, value]) =>
        chosen.includes(name) ? null : <input type="hidden" name={name} value={value} />,
      )}
      {coding === null || !chosen.includes("to") ? null : (
        <div class="field">
          <label for="coding">
            {t("attention.deeds.coding", {
              rate: format.percent(String(Number(coding.lacked.rate) / 100)),
            })}
          </label>
          <Target
            id="coding"
            name="to"
            value={coding.to}
            shape={{ kind: "list", list: "eaccounting.codings", entries: codings }}
            none=""
          />
        </div>
      )}
      {unit === null || !chosen.includes("unit") ? null : (
        <div class="field">
          <label for="unit">{t("attention.sheet.unit")}</label>
          <Target
            id="unit"
            name="unit"
            value={unit}
            shape={{ kind: "list", list: "eaccounting.units", entries: units }}
            none={t("attention.sheet.usualUnit")}
          />
        </div>
      )}
      <Button class="second">{t("attention.deeds.preview")}</Button>
    </form>
  );
};

const fitting = ({ fits }: LackedCoding, names: NameLists): readonly NameEntry[] =>
  fits.map(
    (fit) =>
      names["eaccounting.codings"]?.entries.find(
        ({ id }) => id.toLowerCase() === fit.toLowerCase(),
      ) ?? { id: fit, name: fit, note: null },
  );
