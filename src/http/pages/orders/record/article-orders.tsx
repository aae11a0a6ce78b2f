/** The last orders that sold an article: whose, of when, how many pieces, and their outcome. */
import { jobName } from "../../../../messages/job-names.ts";
import type { ArticleView } from "../../../usecases/jobs/article-view.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Cell, type Column, Stack } from "../../parts/table.tsx";
import { Badge } from "../../parts/ui.tsx";

type OrdersProps = {
  readonly tenantId: string;
  readonly codes: readonly string[];
  readonly sold: NonNullable<ArticleView["sold"]>;
};

export const ArticleOrders = ({ tenantId, codes, sold }: OrdersProps) => {
  const { t, format } = useMessages();
  const since = sold.lookedFrom === null ? "none" : format.stamp(sold.lookedFrom);
  return (
    <section aria-labelledby="sold">
      <h2 id="sold">{t("records.sold.title")}</h2>
      <p class="hint">{t("records.sold.covers", { codes: codes.join(", "), since })}</p>
      {sold.orders.length === 0 ? (
        <p class="empty">{t("records.sold.none")}</p>
      ) : (
        <SoldTable tenantId={tenantId} sold={sold} />
      )}
      <p>
        {codes.map((code) => (
          <a href={`/admin/tenants/${tenantId}/orders?text=${encodeURIComponent(code)}`}>
            {t("records.sold.all", { code })}
          </a>
        ))}
      </p>
    </section>
  );
};

const SoldTable = ({ tenantId, sold }: Omit<OrdersProps, "codes">) => {
  const { t, format, states } = useMessages();
  const columns = {
    customer: t("lists.customer"),
    date: t("records.sold.date"),
    pieces: t("records.sold.pieces"),
    state: t("orders.state"),
  };
  const heads: readonly (Column | string)[] = [
    t("pastOrders.page.order"),
    ...(sold.withCustomers ? [columns.customer] : []),
    columns.date,
    { name: columns.pieces, figure: true },
    columns.state,
  ];
  return (
    <Stack label={t("records.sold.title")} columns={heads}>
      <tbody>
        {sold.orders.map(({ job, customer, pieces }) => (
          <tr>
            <th scope="row">
              <a href={`/admin/tenants/${tenantId}/orders/${job.id}`}>
                <bdi>{jobName(t, job)}</bdi>
              </a>
            </th>
            {sold.withCustomers ? (
              <Cell of={columns.customer}>
                <bdi>{customer ?? "–"}</bdi>
              </Cell>
            ) : null}
            <Cell of={columns.date}>
              {job.facts === undefined ? "–" : format.day(job.facts.date)}
            </Cell>
            <Cell of={columns.pieces} figure>
              {pieces === null ? "–" : format.amount(pieces)}
            </Cell>
            <Cell of={columns.state}>
              <Badge word={states.job(job)} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
