/** The last orders under a customer's name, with their state and amount. */
import type { JobView } from "../../../../domain/jobs/job.ts";
import { jobName } from "../../../../messages/job-names.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { JobsTable } from "../list/jobs-table.tsx";

type OrdersProps = {
  readonly id: string;
  readonly name: string;
  readonly orders: readonly JobView[];
};

export const LastOrders = ({ id, name, orders }: OrdersProps) => {
  const { t } = useMessages();
  return (
    <section aria-labelledby="last-orders">
      <h2 id="last-orders">{t("records.lastOrders")}</h2>
      {orders.length === 0 ? (
        <p class="empty">{t("records.noOrders")}</p>
      ) : (
        <JobsTable
          tenantId={id}
          label={t("records.lastOrders")}
          heading={t("pastOrders.page.order")}
          jobs={orders}
          nameOf={(job) => jobName(t, job)}
        />
      )}
      <p>
        <a href={`/admin/tenants/${id}/orders?text=${encodeURIComponent(name)}`}>
          {t("records.allOrders")}
        </a>
      </p>
    </section>
  );
};
