/** What would become of the last orders with unsaved settings, beside the saved ones. */
import type { Preview } from "../../usecases/preview.ts";
import type { NameLists } from "../../../domain/names.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { knownNames, describeWithNames } from "../../usecases/known-names.ts";
import { useFormat, useLanguage, useMessages } from "../use-messages.ts";
import { Wide } from "../ui.tsx";
import { describedDifference } from "./difference-words.ts";

export const RulePreview = ({
  preview,
  tenantId,
  names,
}: {
  preview: Preview;
  tenantId: string;
  names: NameLists;
}) => {
  const { t } = useMessages();
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t("settings.preview.title")}</h2>
      <p role="status">
        {t("settings.preview.told", {
          changed: preview.changed.length,
          compared: preview.compared,
        })}
      </p>
      {preview.changed.map((order) => (
        <OrderPreview order={order} tenantId={tenantId} names={names} />
      ))}
    </section>
  );
};

type OrderProps = {
  readonly order: Preview["changed"][number];
  readonly tenantId: string;
  readonly names: NameLists;
};

const OrderPreview = ({ order, tenantId, names }: OrderProps) => {
  const messages = useMessages();
  const { t } = messages;
  const texts = {
    messages,
    names: knownNames([], names),
    format: useFormat(),
  };
  const language = useLanguage();
  const said = (reasons: readonly Reason[]): string =>
    reasons.length === 0
      ? "–"
      : reasons.map((one) => describeWithNames(one, texts.names, language).text).join(" ");
  return (
    <Wide label={t("settings.preview.order", { label: order.label ?? order.jobId })}>
      <table>
        <caption>
          <a href={`/admin/tenants/${tenantId}/orders/${order.jobId}`}>
            {t("settings.preview.order", { label: order.label ?? order.jobId })}
          </a>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("settings.preview.field")}</th>
            <th scope="col">{t("settings.preview.became")}</th>
            <th scope="col">{t("settings.preview.would")}</th>
          </tr>
        </thead>
        <tbody>
          {order.differences
            .map((one) =>
              // What is to be done afterwards is told by its reasons, as everywhere.
              one.field === "attention"
                ? {
                    field: t("differences.fields.attention"),
                    before: said(order.reasons.before),
                    after: said(order.reasons.after),
                  }
                : describedDifference(
                    { ...texts, articles: order.articles, currency: order.currency },
                    one,
                  ),
            )
            .map(({ field, before, after }) => (
              <tr>
                <td>{field}</td>
                <td>
                  <bdi>{before ?? "–"}</bdi>
                </td>
                <td>
                  <bdi>{after ?? "–"}</bdi>
                </td>
              </tr>
            ))}
          {order.reasons.before.length + order.reasons.after.length === 0 ||
          order.differences.every(({ field }) => field !== "outcome") ? null : (
            <tr>
              <td>{t("settings.preview.why")}</td>
              <td>{said(order.reasons.before)}</td>
              <td>{said(order.reasons.after)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Wide>
  );
};
