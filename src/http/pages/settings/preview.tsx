/** What the last orders would have become under settings that aren't saved. */
import type { Preview } from "../../usecases/preview.ts";
import type { NameLists } from "../../../domain/names.ts";
import { namesTold } from "../../usecases/names-told.ts";
import { DIFFERENCES } from "../../words/differences/index.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { SETTINGS } from "../../words/settings/index.ts";
import { useWords } from "../../words/use.ts";
import { Wide } from "../ui.tsx";
import { toldDifference } from "./difference-words.ts";

export const PreviewTold = ({ preview, tenantId, names }: { preview: Preview; tenantId: string; names: NameLists }) => {
  const { preview: t } = useWords(SETTINGS);
  const texts = { t: useWords(DIFFERENCES), statuses: useWords(ORDERS).plan.status, names: namesTold([], names) };
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t.title}</h2>
      <p role="status">{t.told(preview.changed.length, preview.compared)}</p>
      {preview.changed.map((order) => (
        <Wide label={t.order(order.label ?? order.jobId)}>
          <table>
            <caption>
              <a href={`/admin/tenants/${tenantId}/orders/${order.jobId}`}>{t.order(order.label ?? order.jobId)}</a>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t.field}</th>
                <th scope="col">{t.became}</th>
                <th scope="col">{t.would}</th>
              </tr>
            </thead>
            <tbody>
              {order.differences.map((one) => toldDifference({ ...texts, articles: order.articles }, one)).map(({ field, before, after }) => (
                <tr>
                  <td>{field}</td>
                  <td><bdi>{before ?? "–"}</bdi></td>
                  <td><bdi>{after ?? "–"}</bdi></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      ))}
    </section>
  );
};
