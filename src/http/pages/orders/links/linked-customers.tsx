/** Below the customers that were synced: each customer of the ledger that orders or syncs use. */
import { nameIn, wordsIn } from "../../../../domain/jobs/listed.ts";
import type {
  CustomerQuery,
  LinkedCustomer,
  LinkedCustomers,
} from "../../../../sync/contract/customers.ts";
import { Records } from "../../parts/table.tsx";
import { When } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { Messages } from "../../../../messages/index.ts";
import { addressOf, type Filters, hasDays, type ListName } from "../list/filters.ts";

const MOST_CURSOR = 200;

/** `null`: they aren't listed here, as a filter is set that they don't have. */
export function linkedQuery(
  list: ListName,
  filters: Filters,
  at: string | undefined,
): CustomerQuery | null {
  const { status, outcome, cursor, text } = filters;
  if (list !== "customers" || status !== null || outcome !== null || cursor !== null) return null;
  if (hasDays(filters)) return null;
  return {
    ...(text === "" ? {} : { text, words: wordsIn(text) }),
    ...(at === undefined || at.length > MOST_CURSOR ? {} : { cursor: at }),
  };
}

type LinkedProps = {
  readonly id: string;
  readonly filters: Filters;
  readonly linked: LinkedCustomers;
  readonly names: boolean;
};

export const Linked = ({ id, filters, linked, names }: LinkedProps) => {
  const { t } = useMessages();
  const { customers, cursor } = linked;
  if (customers.length === 0 && cursor === null) return null;
  const first = addressOf(id, "customers", filters, null);
  const parted = first.includes("?") ? "&" : "?";
  const next = `${first}${parted}linked=${encodeURIComponent(cursor ?? "")}`;
  return (
    <section id="linked" aria-labelledby="linked-head">
      <h2 id="linked-head">{t("linkedCustomers.title")}</h2>
      <p class="hint">{t("linkedCustomers.lead")}</p>
      <Records
        label={t("linkedCustomers.title")}
        columns={[
          {
            name: t("linkedCustomers.number"),
            cell: ({ number }: LinkedCustomer) => (
              <bdi>{number ?? t("linkedCustomers.unread")}</bdi>
            ),
          },
          ...(names
            ? [
                {
                  name: t("lists.columns.name"),
                  cell: ({ person }: LinkedCustomer) => (
                    <bdi>{person === null ? "" : (nameIn(person) ?? "")}</bdi>
                  ),
                },
              ]
            : []),
          { name: t("linkedCustomers.source"), cell: (customer) => sourceName(t, customer) },
          {
            name: t("linkedCustomers.from"),
            cell: ({ job }) =>
              job === null ? (
                ""
              ) : (
                <a href={`/admin/tenants/${id}/${job.flow}/${job.id}`}>{from(t, job)}</a>
              ),
          },
          { name: t("orders.changed"), cell: ({ updatedAt }) => <When at={updatedAt} /> },
        ]}
        records={customers}
      />
      {cursor === null ? null : (
        <p class="pager">
          <a href={`${next}#linked`}>{t("orders.next")}</a>
        </p>
      )}
    </section>
  );
};

const from = (t: Messages["t"], { flow, label }: NonNullable<LinkedCustomer["job"]>): string =>
  flow === "customers"
    ? t("linkedCustomers.synced")
    : t("orders.orderNamed", { name: label ?? "–" });

/** Whom the customer stands for in the shop. */
export function sourceName(t: Messages["t"], { source }: Pick<LinkedCustomer, "source">): string {
  if (source.startsWith("default:")) return t("linkedCustomers.default");
  return /^\d/.test(source) ? source.replace(":", " ") : t("linkedCustomers.guest");
}
