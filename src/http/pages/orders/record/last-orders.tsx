/** The last orders under a customer's name, with their state and amount. */
import type { JobView } from "../../../../domain/jobs/job.ts";
import { jobName } from "../../../../messages/job-names.ts";
import { useFormat, useMessages, useStates } from "../../frame/use-messages.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, When } from "../../parts/ui.tsx";

type OrdersProps = {
  readonly id: string;
  readonly name: string;
  readonly orders: readonly JobView[];
  readonly now: number;
};

export const LastOrders = ({ id, name, orders, now }: OrdersProps) => {
  const { t } = useMessages();
  const states = useStates();
  const format = useFormat();
  const columns = {
    order: t("pastOrders.page.order"),
    state: t("orders.state"),
    gross: t("orders.gross"),
    when: t("orders.changed"),
  };
  return (
    <section aria-labelledby="last-orders">
      <h2 id="last-orders">{t("records.lastOrders")}</h2>
      {orders.length === 0 ? (
        <p class="empty">{t("records.noOrders")}</p>
      ) : (
        <Stack
          label={t("records.lastOrders")}
          columns={[
            columns.order,
            columns.state,
            { name: columns.gross, figure: true },
            columns.when,
          ]}
        >
          <tbody>
            {orders.map((job) => (
              <tr>
                <th scope="row" class="whole">
                  <a href={`/admin/tenants/${id}/orders/${job.id}`}>{jobName(t, job)}</a>
                </th>
                <Cell of={columns.state}>
                  <Badge word={states.job(job)} />
                </Cell>
                <Cell of={columns.gross} figure>
                  {job.figures === null
                    ? "–"
                    : format.money(job.figures.gross, job.figures.currency)}
                </Cell>
                <Cell of={columns.when}>
                  <When at={job.updatedAt} now={now} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Stack>
      )}
      <p>
        <a href={`/admin/tenants/${id}/orders?text=${encodeURIComponent(name)}`}>
          {t("records.allOrders")}
        </a>
      </p>
    </section>
  );
};
