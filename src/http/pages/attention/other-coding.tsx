/** Another article coding than the proposed one, for an article that is created. */
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { LackedCoding } from "../../usecases/jobs/fix-and-retry.ts";
import { Button } from "../forms/post-form.tsx";
import { Target } from "../settings/fields/target.tsx";
import { useFormat, useMessages } from "../frame/use-messages.ts";

type Props = {
  readonly id: string;
  /** What the sheet was asked for. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly lacked: LackedCoding;
  readonly to: string;
  readonly names: NameLists;
};

/** Nothing where only one coding fits. Choosing leads to the preview with that coding. */
export const OtherCoding = ({ id, fields, lacked, to, names }: Props) => {
  const { t } = useMessages();
  const format = useFormat();
  if (lacked.fits.length < 2) return null;
  const known = names["eaccounting.codings"]?.entries ?? [];
  const entries = lacked.fits.map(
    (fit) =>
      known.find((one) => one.id.toLowerCase() === fit.toLowerCase()) ?? {
        id: fit,
        name: fit,
        note: null,
      },
  );
  return (
    <form method="get" action={`/admin/tenants/${id}/attention/mend`} class="line">
      {fields.map(([name, value]) =>
        name === "to" ? null : <input type="hidden" name={name} value={value} />,
      )}
      <div class="field">
        <label for="coding">
          {t("attention.deeds.coding", {
            rate: format.percent(String(Number(lacked.rate) / 100)),
          })}
        </label>
        <Target
          id="coding"
          name="to"
          value={to}
          shape={{ kind: "list", list: "eaccounting.codings", entries }}
          none=""
        />
      </div>
      <Button class="second">{t("attention.deeds.preview")}</Button>
    </form>
  );
};
