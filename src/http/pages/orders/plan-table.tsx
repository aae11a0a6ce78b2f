/** The planned document: each row with its figures and why it is there, and the totals that the ledger must answer. */
import type { Reason } from "../../../domain/reasons.ts";
import type { PlanTold, PlannedRowTold } from "../../usecases/order-told.ts";
import { tell } from "../../usecases/words.ts";
import { percentText } from "../format.ts";
import { Fact, Figure, Wide } from "../ui.tsx";

export const PlanTable = ({ told, language }: { told: PlanTold; language: string }) => {
  const { document } = told.plan;
  const totals = document.prediction[document.rounding];
  const references = [document.ourReference, document.yourReference, document.buyersOrderReference].filter((text) => text !== null && text !== "");
  return (
    <>
      <dl class="facts">
        <Fact name="Made as">{document.status}</Fact>
        <Fact name="Prices">{document.pricesIncludeVat ? "include VAT" : "exclude VAT"}</Fact>
        <Fact name="References">{references.join(" · ") || "–"}</Fact>
      </dl>
      <MappedFields fields={document.mappedBy ?? []} />
      <Wide label="Planned rows">
        <table>
          <caption>Rows as they are sent</caption>
          <thead>
            <tr>
              <th scope="col">Row, and why</th>
              <th scope="col">Article</th>
              <th scope="col" class="figure">
                Quantity
              </th>
              <th scope="col" class="figure">
                Unit price
              </th>
              <th scope="col" class="figure">
                Discount
              </th>
              <th scope="col" class="figure">
                VAT
              </th>
              <th scope="col" class="figure">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {document.rows.map((row) => (
              <tr>
                <td>
                  {row.text}
                  {row.reasons.map((reason) => (
                    <span class="why">{tell(reason as Reason, language).text}</span>
                  ))}
                </td>
                <td>{articleText(told, row)}</td>
                <Figure>{row.articleId === null ? null : row.quantity}</Figure>
                <Figure>{row.articleId === null ? null : row.unitPrice}</Figure>
                <Figure>{row.articleId === null ? null : percentText(row.discount)}</Figure>
                <Figure>{row.vatRate === null ? null : percentText(row.vatRate)}</Figure>
                <Figure>{row.articleId === null ? null : row.amount}</Figure>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={6}>
                Net, VAT rounded by {document.rounding}
              </th>
              <Figure>{totals.net}</Figure>
            </tr>
            <tr>
              <th scope="row" colspan={6}>
                VAT
              </th>
              <Figure>{totals.vat}</Figure>
            </tr>
            <tr>
              <th scope="row" colspan={6}>
                Gross, in {document.currency}
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
const MappedFields = ({ fields }: { fields: NonNullable<PlanTold["plan"]["document"]["mappedBy"]> }) =>
  fields.length === 0 ? null : (
    <ul>
      {fields.map(({ target, line, value, by, source, rule, inputs }) => (
        <li>
          {target}
          {line === null ? "" : `, line ${line}`}: {value}
          <span class="why">
            {rule}, by its {by}
            {source === null ? "" : `: ${source}`}
            {Object.entries(inputs).map(([path, was]) => `; ${path} was ${was ?? "empty"}`)}
          </span>
        </li>
      ))}
    </ul>
  );

const OWN: Readonly<Record<PlannedRowTold["role"], string>> = { line: "our own", adjusting: "our own, cents", closing: "our own, rounding", text: "text", "order-page": "text" };

function articleText({ input }: PlanTold, row: PlannedRowTold): string {
  if (row.articleId === null) return "text";
  const found = Object.values(input.articles).find(({ article }) => article?.id === row.articleId);
  return found?.article?.number ?? OWN[row.role];
}
