/** The ledger's totals beside what was predicted, under each way in which it may round VAT. */
import { amount, dec, same } from "../../../domain/money.ts";
import type { ComparisonTold } from "../../usecases/order-told.ts";
import { Wide } from "../ui.tsx";

const VERDICTS: Readonly<Record<string, string>> = {
  equal: "The answer equals the prediction, to the cent.",
  "other-rounding": "The answer equals the other way of rounding VAT. The order is planned again for it and corrected.",
  "other-basis": "The prices were read in the other basis, with or without VAT. The order is planned again for it and corrected.",
  "within-tolerance": "The answer differs by no more than the tolerance.",
  differs: "The answer equals neither prediction: that is an error and not rounding.",
};

type Totals = { readonly net: string; readonly vat: string; readonly gross: string };

/** What `Amount` counts is learnt; as long as it isn't, it stands where it fits. */
function answeredTotals({ answered, verdict, predicted, rounding }: ComparisonTold): Totals {
  const including = verdict.learnt?.amountIncludesVat ?? same(answered.amount, predicted[rounding].gross);
  const net = including ? dec(answered.amount).minus(dec(answered.vat)).minus(dec(answered.roundings)) : dec(answered.amount);
  return { net: amount(net), vat: answered.vat, gross: amount(net.plus(dec(answered.vat))) };
}

const PARTS = [
  ["net", "Net"],
  ["vat", "VAT"],
  ["gross", "Gross"],
] as const;

export const ComparisonTable = ({ told }: { told: ComparisonTold }) => {
  const { predicted, rounding, verdict } = told;
  const answered = answeredTotals(told);
  const alike = PARTS.every(([part]) => same(predicted.row[part], predicted.rate[part]));
  const columns = alike ? ([rounding] as const) : (["row", "rate"] as const);
  return (
    <>
      <p>{VERDICTS[verdict.kind] ?? verdict.kind}</p>
      <Wide label="Comparison">
        <table class="small">
          <thead>
            <tr>
              <th scope="col">
                <span class="unseen">Total</span>
              </th>
              {columns.map((way) => (
                <th scope="col" class="figure">
                  {alike ? "Predicted" : `Predicted, VAT by ${way}${way === rounding ? " (planned)" : ""}`}
                </th>
              ))}
              <th scope="col" class="figure">
                Answered
              </th>
            </tr>
          </thead>
          <tbody>
            {PARTS.map(([part, name]) => (
              <tr>
                <th scope="row">{name}</th>
                {columns.map((way) => (
                  <td class="figure">
                    {predicted[way][part]} {same(predicted[way][part], answered[part]) ? <span class="fits">=</span> : <span class="misses">≠</span>}
                  </td>
                ))}
                <td class="figure">{answered[part]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
};
