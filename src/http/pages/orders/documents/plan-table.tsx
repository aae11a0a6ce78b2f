/**
 * The planned document: each row with its figures and why it is there, and the totals that the
 * ledger must answer.
 */
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { PlanView, PlannedRowView } from "../../../usecases/dry-runs/plan-note.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Heading, inCurrency, LongBody } from "../../parts/table.tsx";
import { Fact, Figure, Wide } from "../../parts/ui.tsx";
import type { Messages } from "../../../../messages/index.ts";

export const PlanTable = ({ described }: { described: PlanView }) => {
  const { t } = useMessages();
  const { document } = described.plan;
  const within = (name: string): string => inCurrency(name, document.currency);
  return (
    <>
      <Head document={document} />
      <MappedFields fields={document.mappedBy ?? []} />
      <Wide label={t("orders.plan.rows")}>
        <table>
          <caption>{t("orders.plan.caption")}</caption>
          <thead>
            <tr>
              <Heading name={t("orders.plan.row")} />
              <Heading name={t("orders.source.article")} />
              <Heading name={t("orders.source.quantity")} figure />
              <Heading name={within(t("orders.plan.unitPrice"))} figure />
              <Heading name={t("orders.source.discount")} figure />
              <Heading name={t("orders.vatRate")} figure />
              <Heading name={within(t("orders.plan.amount"))} figure />
            </tr>
          </thead>
          <LongBody
            columns={7}
            rows={document.rows.map((row) => (
              <Row described={described} row={row} />
            ))}
          />
          <Totals document={document} />
        </table>
      </Wide>
    </>
  );
};

type DocumentProps = { readonly document: PlanView["plan"]["document"] };

const Head = ({ document }: DocumentProps) => {
  const { t, find } = useMessages();
  const references = [
    document.ourReference,
    document.yourReference,
    document.buyersOrderReference,
  ].filter((text) => text !== null && text !== "");
  return (
    <dl class="facts">
      <Fact name={t("orders.plan.madeAs")}>
        {find(`orders.plan.status.${document.status}`) ?? document.status}
      </Fact>
      <Fact name={t("orders.source.prices")}>
        {document.pricesIncludeVat ? t("orders.source.include") : t("orders.source.exclude")}
      </Fact>
      <Fact name={t("orders.plan.references")}>
        <bdi>{references.join(" · ") || "–"}</bdi>
      </Fact>
    </dl>
  );
};

const Row = ({ described, row }: { described: PlanView; row: PlannedRowView }) => {
  const { t, format, describe } = useMessages();
  const { currency } = described.plan.document;
  return (
    <tr>
      <td>
        <bdi>{row.text}</bdi>
        {row.reasons.map((reason) => (
          <span class="why">{describe(reason as Reason).text}</span>
        ))}
      </td>
      <td>{articleText(t, described, row)}</td>
      <Figure>{row.articleId === null ? null : row.quantity}</Figure>
      <Figure currency={currency}>{row.articleId === null ? null : row.unitPrice}</Figure>
      <Figure>{row.articleId === null ? null : format.percent(row.discount)}</Figure>
      <Figure>{row.vatRate === null ? null : format.percent(row.vatRate)}</Figure>
      <Figure currency={currency}>{row.articleId === null ? null : row.amount}</Figure>
    </tr>
  );
};

/** What the ledger must answer. */
const Totals = ({ document }: DocumentProps) => {
  const { t } = useMessages();
  const totals = document.prediction[document.rounding];
  return (
    <tfoot>
      <tr>
        <th scope="row" colspan={6}>
          {t(`orders.plan.netBy.${document.rounding}`)}
        </th>
        <Figure currency={document.currency}>{totals.net}</Figure>
      </tr>
      <tr>
        <th scope="row" colspan={6}>
          {t("orders.vat")}
        </th>
        <Figure currency={document.currency}>{totals.vat}</Figure>
      </tr>
      <tr>
        <th scope="row" colspan={6}>
          {t("orders.plan.grossIn", { currency: document.currency })}
        </th>
        <Figure currency={document.currency}>{totals.gross}</Figure>
      </tr>
    </tfoot>
  );
};

/** The fields that rules of the tenant filled, and what each read. */
const MappedFields = ({
  fields,
}: {
  fields: NonNullable<DocumentProps["document"]["mappedBy"]>;
}) => {
  const { t, find } = useMessages();
  return fields.length === 0 ? null : (
    <ul>
      {fields.map(({ target, line, value, by, source, rule, inputs }) => (
        <li>
          {find(`mapping.targetNames.${target}`) ?? target}
          {line === null ? "" : t("orders.plan.atLine", { line })} = <bdi>{value}</bdi>
          {" · "}
          <span class="why">
            {find(`orders.plan.by.${by}`, { number: numberOf(rule), source: source ?? "–" }) ??
              rule}
            {Object.entries(inputs).map(([path, read]) =>
              read === null
                ? `; ${t("orders.plan.wasEmpty", { field: path })}`
                : `; ${t("orders.plan.was", { field: path, value: read })}`,
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};

/** The rule's number on its page, by its path in the settings: "mapping.orders.head.0". */
const numberOf = (path: string): string => String(Number(path.split(".").at(-1)) + 1);

function articleText(t: Messages["t"], { input }: PlanView, row: PlannedRowView): string {
  if (row.articleId === null) return t("orders.plan.own.text");
  const found = Object.values(input.articles).find(({ article }) => article?.id === row.articleId);
  return found?.article?.number ?? t(`orders.plan.own.${row.role}`);
}
