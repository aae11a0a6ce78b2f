/** The ledger's totals beside what was predicted, under each way in which it may round VAT. */
import { amount, dec, same } from "../../../../domain/money.ts";
import type { DescribedComparison } from "../../../usecases/dry-runs/plan-note.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Heading } from "../../parts/table.tsx";
import { Wide } from "../../parts/ui.tsx";

type Totals = { readonly net: string; readonly vat: string; readonly gross: string };

/** Whether `Amount` includes VAT is learnt; until then the amount is shown where it matches. */
function answeredTotals({ answered, verdict, predicted, rounding }: DescribedComparison): Totals {
  const including =
    verdict.learnt?.amountIncludesVat ?? same(answered.amount, predicted[rounding].gross);
  const net = including
    ? dec(answered.amount).minus(dec(answered.vat)).minus(dec(answered.roundings))
    : dec(answered.amount);
  return { net: amount(net), vat: answered.vat, gross: amount(net.plus(dec(answered.vat))) };
}

const PARTS = ["net", "vat", "gross"] as const;

type ComparisonProps = {
  readonly described: DescribedComparison;
  /** Of the document; `null`: not known. */
  readonly currency: string | null;
};

export const ComparisonTable = ({ described, currency }: ComparisonProps) => {
  const { t, find, format } = useMessages();
  const { predicted, rounding, verdict } = described;
  const answered = answeredTotals(described);
  const alike = PARTS.every((part) => same(predicted.row[part], predicted.rate[part]));
  const columns = alike ? ([rounding] as const) : (["row", "rate"] as const);
  return (
    <>
      <p>
        {(verdict.kind === "by" ? null : find(`orders.comparison.${verdict.kind}`)) ?? verdict.kind}
      </p>
      <Wide label={t("orders.comparison.label")}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">
                <span class="unseen">{t("orders.comparison.total")}</span>
              </th>
              {columns.map((way) => (
                <th scope="col" class="figure">
                  {alike ? t("orders.comparison.predicted") : t(`orders.comparison.by.${way}`)}
                  {!alike && way === rounding ? t("orders.comparison.planned") : ""}
                </th>
              ))}
              <Heading name={t("orders.comparison.answered")} figure />
            </tr>
          </thead>
          <tbody>
            {PARTS.map((part) => (
              <tr>
                <th scope="row">{t(`orders.${part}`)}</th>
                {columns.map((way) => (
                  <td class="figure">
                    {format.money(predicted[way][part], currency)}{" "}
                    {same(predicted[way][part], answered[part]) ? (
                      <span class="fits">=</span>
                    ) : (
                      <span class="misses">≠</span>
                    )}
                  </td>
                ))}
                <td class="figure">{format.money(answered[part], currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
};
