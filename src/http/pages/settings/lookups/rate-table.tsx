/**
 * A field that chooses by VAT rate, as a table: the rate on the left, one of a list by its name on
 * the right.
 */
import { dec, exact, isDecimal } from "../../../../domain/money.ts";
import type { NameListName, NameLists } from "../../../../domain/ledger/names.ts";
import type { Form } from "../../forms/form.ts";
import { Wide } from "../../parts/ui.tsx";
import type { FieldAria } from "../../forms/select.tsx";
import { Target } from "../fields/target.tsx";
import { entriesFor, rateNames, rateRows } from "./rate-rows.ts";
import { useMessages } from "../../frame/use-messages.ts";

type RateTableProps = {
  readonly path: string;
  readonly list: NameListName;
  readonly label: string;
  readonly values: Form;
  readonly names: NameLists;
  readonly aria: FieldAria;
};

export const RateTable = ({ path, list, label, values, names, aria }: RateTableProps) => {
  const { t, format, language } = useMessages();
  const at = rateNames(path);
  const percent = (rate: string): string =>
    isDecimal(rate) ? format.percent(exact(dec(rate).div(100))) : rate;
  const { known, other } = rateRows(path, values, names);
  const choice = (name: string, rate: string, to: string, row: string) => (
    <Target
      name={name}
      value={to}
      shape={{ kind: "list", list, entries: entriesFor(rate, list, names, language) }}
      none={t("settings.lookups.notSet")}
      label={`${label}: ${row}`}
    />
  );
  return (
    <Wide label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("settings.rates.rate")}</th>
            <th scope="col">{t("settings.rates.chosen")}</th>
          </tr>
        </thead>
        <tbody>
          {known.map(({ rate, to }) => (
            <tr>
              <th scope="row">
                <input type="hidden" name={at.known} value={rate} />
                {percent(rate)}
              </th>
              <td>{choice(at.knownTo, rate, to, percent(rate))}</td>
            </tr>
          ))}
          {other.map(({ rate, to }, index) => (
            <tr>
              <td>
                <input
                  name={at.from}
                  value={rate}
                  inputmode="decimal"
                  autocomplete="off"
                  aria-label={t("settings.lookups.row", {
                    of: t("settings.rates.rate"),
                    number: index + 1,
                  })}
                  placeholder={t("settings.rates.other")}
                  size={8}
                  {...(rate === "" ? {} : aria)}
                />
              </td>
              <td>{choice(at.to, rate, to, String(index + 1))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
