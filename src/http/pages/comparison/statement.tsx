/**
 * What the shop expects, what the difference consists of, and what is in the ledger: one table a
 * currency, which adds up line by line.
 */
import { same } from "../../../domain/money.ts";
import { type CurrencyStatement, statementOf } from "../../../monitor/reconciliation/statement.ts";
import type { DayView } from "../../usecases/reconciliation.ts";
import { Wide } from "../ui.tsx";
import { useFormat, useMessages } from "../use-messages.ts";
import { NoDays } from "./days.tsx";

/** `linked`: each line leads to what it comes from, further down. */
export const Statement = ({ days, linked }: { days: readonly DayView[]; linked: boolean }) => {
  const { currencies } = statementOf(days);
  if (currencies.length === 0) return <NoDays linked={linked} />;
  return (
    <>
      {currencies.map((one) => (
        <OfCurrency one={one} linked={linked} />
      ))}
    </>
  );
};

const OfCurrency = ({ one, linked }: { one: CurrencyStatement; linked: boolean }) => {
  const { t } = useMessages();
  const format = useFormat();
  const { currency, orders, source, ledger, difference, lines } = one;
  const title = t("comparison.statement.of", { currency });
  return (
    <Wide label={title}>
      <table class="statement">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("comparison.statement.what")}</th>
            <th scope="col" class="figure">
              {t("comparison.statement.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("comparison.statement.shop", { count: orders })}</th>
            <td class="figure">{format.amount(source)}</td>
          </tr>
          {lines.map(({ name, gross }) => (
            <tr>
              <th scope="row" class="part">
                {linked && name !== "unnamed" ? (
                  <a href={`#part-${name}`}>{t(`comparison.parts.${name}`)}</a>
                ) : (
                  t(`comparison.parts.${name}`)
                )}
              </th>
              <td class="figure">{format.amount(gross)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("comparison.ledger")}</th>
            <td class="figure">{format.amount(ledger)}</td>
          </tr>
          <tr>
            <th scope="row">{t("comparison.difference")}</th>
            <td class="figure">
              {same(difference, "0") ? (
                <span class="fits">{format.amount(difference)}</span>
              ) : (
                <span class="misses">{format.amount(difference)}</span>
              )}
            </td>
          </tr>
        </tfoot>
      </table>
    </Wide>
  );
};
