/**
 * The planned document: each row with its figures and why it is there, and the totals that the
 * ledger must answer.
 */
import type { Reason } from "../../../domain/reasons.ts";
import type { PlanTold, PlannedRowTold } from "../../usecases/order-told.ts";
import { tell } from "../../usecases/words.ts";
import type { OrdersWords } from "../../words/orders/en.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { Fact, Figure, Wide } from "../ui.tsx";
import { isKey } from "../words.ts";

export const PlanTable = ({ told }: { told: PlanTold }) => {
  const t = useWords(ORDERS);
  const format = useFormat();
  const language = useLanguage();
  const { document } = told.plan;
  const totals = document.prediction[document.rounding];
  const references = [
    document.ourReference,
    document.yourReference,
    document.buyersOrderReference,
  ].filter((text) => text !== null && text !== "");
  return (
    <>
      <dl class="facts">
        <Fact name={t.plan.madeAs}>
          {isKey(t.plan.status, document.status) ? t.plan.status[document.status] : document.status}
        </Fact>
        <Fact name={t.source.prices}>
          {document.pricesIncludeVat ? t.source.include : t.source.exclude}
        </Fact>
        <Fact name={t.plan.references}>
          <bdi>{references.join(" · ") || "–"}</bdi>
        </Fact>
      </dl>
      <MappedFields fields={document.mappedBy ?? []} />
      <Wide label={t.plan.rows}>
        <table>
          <caption>{t.plan.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.plan.row}</th>
              <th scope="col">{t.source.article}</th>
              <th scope="col" class="figure">
                {t.source.quantity}
              </th>
              <th scope="col" class="figure">
                {t.plan.unitPrice}
              </th>
              <th scope="col" class="figure">
                {t.source.discount}
              </th>
              <th scope="col" class="figure">
                {t.vat}
              </th>
              <th scope="col" class="figure">
                {t.plan.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {document.rows.map((row) => (
              <tr>
                <td>
                  <bdi>{row.text}</bdi>
                  {row.reasons.map((reason) => (
                    <span class="why">{tell(reason as Reason, language).text}</span>
                  ))}
                </td>
                <td>{articleText(t.plan.own, told, row)}</td>
                <Figure>{row.articleId === null ? null : row.quantity}</Figure>
                <Figure>{row.articleId === null ? null : row.unitPrice}</Figure>
                <Figure>{row.articleId === null ? null : format.percent(row.discount)}</Figure>
                <Figure>{row.vatRate === null ? null : format.percent(row.vatRate)}</Figure>
                <Figure>{row.articleId === null ? null : row.amount}</Figure>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={6}>
                {t.plan.netBy[document.rounding]}
              </th>
              <Figure>{totals.net}</Figure>
            </tr>
            <tr>
              <th scope="row" colspan={6}>
                {t.vat}
              </th>
              <Figure>{totals.vat}</Figure>
            </tr>
            <tr>
              <th scope="row" colspan={6}>
                {t.plan.grossIn(document.currency)}
              </th>
              <Figure>{totals.gross}</Figure>
            </tr>
          </tfoot>
        </table>
      </Wide>
    </>
  );
};

/** What rules of the tenant filled, and what each looked at. */
const MappedFields = ({
  fields,
}: {
  fields: NonNullable<PlanTold["plan"]["document"]["mappedBy"]>;
}) => {
  const t = useWords(ORDERS).plan;
  return fields.length === 0 ? null : (
    <ul>
      {fields.map(({ target, line, value, by, source, rule, inputs }) => (
        <li>
          {target}
          {line === null ? "" : t.atLine(line)}: <bdi>{value}</bdi>
          <span class="why">
            {isKey(t.by, by) ? t.by[by](rule, source ?? "–") : rule}
            {Object.entries(inputs).map(
              ([path, was]) => `; ${was === null ? t.wasEmpty(path) : t.was(path, was)}`,
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};

function articleText(
  own: OrdersWords["plan"]["own"],
  { input }: PlanTold,
  row: PlannedRowTold,
): string {
  if (row.articleId === null) return own.text;
  const found = Object.values(input.articles).find(({ article }) => article?.id === row.articleId);
  return found?.article?.number ?? own[row.role];
}
