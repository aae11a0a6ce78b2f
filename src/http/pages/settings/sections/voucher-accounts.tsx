/**
 * The accounts of journal vouchers beside their settings, and the switch that makes all orders
 * vouchers: one form. The accounts are rows of the look-ups; rows that aren't shown stay.
 */
import { rateText } from "../../../../domain/language.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { type Form, one } from "../../forms/form.ts";
import { type RecordColumn, Records } from "../../parts/table.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { CellField, cellName } from "../fields/cell-field.tsx";
import type { LookupName } from "../../../../settings/lookups/lookup-lists.ts";
import { byRate } from "../lookups/lookup-values.ts";
import { PageSection } from "../../parts/ui.tsx";

const SWITCH = "vouchers.all";

/** The settings with what the switch says. Where it isn't sent, the kind of document stays. */
export function switchedOn(input: object, form: Form): object {
  const { orders } = input as { readonly orders: object };
  return one(form, SWITCH) === "on" ? { ...input, orders: { ...orders, type: "mutation" } } : input;
}

/** What every voucher needs, and what falls back on it. */
const NEEDED = ["receivableAccount"] as const;
const BY_RATE = ["revenueAccount", "vatAccount"] as const;
const RARE = [
  "clearingAccount",
  "shippingAccount",
  "discountAccount",
  "feeAccount",
  "giftCardAccount",
  "roundingAccount",
] as const;

type AccountsProps = {
  readonly type: Settings["orders"]["type"];
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly typed: Form;
};

export const VoucherAccounts = ({ type, lookups, names, typed }: AccountsProps) => {
  const { t, language } = useMessages();
  const nameOf = (rate: string | null): string =>
    rate === null ? t("settings.lookups.withoutRow") : rateText(language, rate);
  const field = (name: LookupName) => (
    <div class="field">
      <label for={cellName(name, null)}>{t(`settings.lookup.${name}.title`)}</label>
      <CellField
        id={cellName(name, null)}
        name={name}
        row={null}
        lookups={lookups}
        names={names}
        typed={typed}
        label=""
      />
    </div>
  );
  return (
    <PageSection head="accounts" title={t("vouchers.accounts")}>
      {type === "mutation" ? (
        <p>{t("vouchers.isOn")}</p>
      ) : (
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              id={SWITCH}
              name={SWITCH}
              checked={one(typed, SWITCH) === "on"}
            />
            {t("vouchers.all")}
          </label>
        </div>
      )}
      {NEEDED.map(field)}
      <Records
        label={t("vouchers.byRate")}
        records={[...ratesOf(names, lookups), null]}
        columns={[
          { name: t("settings.rates.rate"), cell: nameOf },
          ...BY_RATE.map((name): RecordColumn<string | null> => {
            const title = t(`settings.lookup.${name}.title`);
            return {
              name: title,
              cell: (rate) => (
                <CellField
                  name={name}
                  row={rate}
                  lookups={lookups}
                  names={names}
                  typed={typed}
                  label={`${title}: ${nameOf(rate)}`}
                />
              ),
            };
          }),
        ]}
      />
      <details>
        <summary>{t("vouchers.more")}</summary>
        {RARE.map(field)}
      </details>
    </PageSection>
  );
};

/** Rates of the shop's VAT codes, and those that have a row. */
function ratesOf(names: NameLists, lookups: Settings["lookups"]): readonly string[] {
  const listed = (names["asperion.vatCodes"]?.entries ?? []).flatMap(
    ({ note }) => /^(\d+(?:\.\d+)?) ?%$/.exec(note ?? "")?.[1] ?? [],
  );
  const set = BY_RATE.flatMap((name) =>
    Object.keys(lookups[name].table).filter((key) => /^\d+(\.\d+)?%$/.test(key)),
  );
  return [...new Set([...listed.map((rate) => `${rate}%`), ...set])].toSorted(byRate);
}
