/**
 * What would become of the last orders under settings that aren't saved, beside what would under
 * the saved ones.
 */
import type { Preview } from "../../usecases/preview.ts";
import type { NameLists } from "../../../domain/names.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { tell } from "../../usecases/words.ts";
import { namesTold } from "../../usecases/names-told.ts";
import { DIFFERENCES } from "../../words/differences/index.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { SETTINGS } from "../../words/settings/index.ts";
import { useLanguage, useWords } from "../../words/use.ts";
import { Wide } from "../ui.tsx";
import { toldDifference } from "./difference-words.ts";

export const PreviewTold = ({
  preview,
  tenantId,
  names,
}: {
  preview: Preview;
  tenantId: string;
  names: NameLists;
}) => {
  const { preview: t } = useWords(SETTINGS);
  const texts = {
    t: useWords(DIFFERENCES),
    statuses: useWords(ORDERS).plan.status,
    names: namesTold([], names),
  };
  const language = useLanguage();
  const said = (reasons: readonly Reason[]): string =>
    reasons.length === 0 ? "–" : reasons.map((one) => tell(one, language).text).join(" ");
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t.title}</h2>
      <p role="status">{t.told(preview.changed.length, preview.compared)}</p>
      {preview.changed.map((order) => (
        <Wide label={t.order(order.label ?? order.jobId)}>
          <table>
            <caption>
              <a href={`/admin/tenants/${tenantId}/orders/${order.jobId}`}>
                {t.order(order.label ?? order.jobId)}
              </a>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t.field}</th>
                <th scope="col">{t.became}</th>
                <th scope="col">{t.would}</th>
              </tr>
            </thead>
            <tbody>
              {order.differences
                .map((one) => toldDifference({ ...texts, articles: order.articles }, one))
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
                  <td>{t.why}</td>
                  <td>{said(order.reasons.before)}</td>
                  <td>{said(order.reasons.after)}</td>
                </tr>
              )}
            </tbody>
          </table>
        </Wide>
      ))}
    </section>
  );
};
