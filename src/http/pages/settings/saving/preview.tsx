/** What would become of the last orders with unsaved settings, beside the saved ones. */
import type { Preview } from "../../../usecases/dry-runs/preview.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { FieldDifference } from "../../../../flows/orders/trial/plan-vs-other-settings.ts";
import { knownNames, describeWithNames, type Names } from "../../../usecases/jobs/known-names.ts";
import { SystemArticleTable } from "../../parts/system-articles.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Notice, Wide } from "../../parts/ui.tsx";
import { groupedPreview, type PreviewedOrder, sumsOf } from "./preview-groups.ts";
import { describedDifference } from "./difference-words.ts";
import { amount, sum } from "../../../../domain/money.ts";
import type { VoucherRow } from "../../../../domain/ledger/voucher.ts";
import { chartOf } from "../../../usecases/ledger/posting.ts";
import { PostingHead, PostingLine, PostingSum } from "../../parts/posting-table.tsx";

type RulePreviewProps = {
  readonly preview: Preview;
  readonly tenantId: string;
  readonly names: NameLists;
  /** It answers a press on its page, which goes on at its heading. */
  readonly asked?: boolean;
};

export const RulePreview = ({ preview, tenantId, names, asked = false }: RulePreviewProps) => {
  const { t } = useMessages();
  const { goOn, broken, shared, singles } = groupedPreview(preview.changed);
  return (
    <section aria-labelledby="preview">
      <h2 id="preview" tabindex={-1} class={asked ? "result" : undefined}>
        {t("settings.preview.title")}
      </h2>
      <p role="status">
        {t("settings.preview.told", {
          changed: preview.changed.length,
          compared: preview.compared,
          held: preview.held,
        })}
      </p>
      <Lacked lacked={preview.lacked} tenantId={tenantId} names={names} />
      {broken.map((group) => (
        <BrokenOrders {...group} tenantId={tenantId} names={names} />
      ))}
      <GoOn orders={goOn} tenantId={tenantId} names={names} />
      {shared.length === 0 ? null : (
        <ul class="changes">
          {shared.map((group) => (
            <SharedChange {...group} tenantId={tenantId} names={names} />
          ))}
        </ul>
      )}
      <Singles
        singles={singles}
        open={broken.length + shared.length + goOn.length === 0 && singles.length < FOLDED}
        tenantId={tenantId}
        names={names}
      />
    </section>
  );
};

/** Of so many, each is folded. */
const FOLDED = 4;

type GroupProps = { readonly tenantId: string; readonly names: NameLists };
type Grouped = ReturnType<typeof groupedPreview>;

/** What would go wrong, before all else. */
const BrokenOrders = ({ why, orders, tenantId, names }: Grouped["broken"][number] & GroupProps) => {
  const { t, language } = useMessages();
  const isHeld = orders.some(({ differences }) =>
    differences.some(({ field }) => field === "outcome"),
  );
  const described = why === null ? null : describeWithNames(why, withCustomers(names), language);
  return (
    <Notice
      tone="bad"
      title={t(isHeld ? "settings.preview.breaks" : "settings.preview.asks", {
        count: orders.length,
      })}
    >
      {described === null ? null : (
        <p>
          {described.text} {described.next}
        </p>
      )}
      <OrdersOf orders={orders} tenantId={tenantId} />
    </Notice>
  );
};

/** What is on hold now, and would go on: each with what would become of it. */
const GoOn = ({
  orders,
  tenantId,
  names,
}: GroupProps & { readonly orders: readonly PreviewedOrder[] }) => {
  const { t } = useMessages();
  return orders.length === 0 ? null : (
    <Notice tone="good" title={t("settings.preview.goOn", { count: orders.length })}>
      <p>{t("settings.preview.goOnNext")}</p>
      {orders.map((order) => (
        <OrderPreview order={order} tenantId={tenantId} names={names} />
      ))}
    </Notice>
  );
};

/** How many, what they come to, and the change; the orders are folded away. */
const SharedChange = ({
  change,
  orders,
  tenantId,
  names: lists,
}: Grouped["shared"][number] & GroupProps) => {
  const { t } = useMessages();
  const texts = useTexts(lists);
  const [first] = orders;
  if (first === undefined) return null;
  const { field, before, after } = describedDifference(texts(first), change);
  return (
    <li>
      <details>
        <summary>
          {t("settings.preview.orders", { count: orders.length })}
          <Sums orders={orders} />: {field}: <bdi>{before ?? "–"}</bdi>
          {" → "}
          <bdi>{after ?? "–"}</bdi>
        </summary>
        <OrdersOf orders={orders} tenantId={tenantId} />
      </details>
    </li>
  );
};

const Sums = ({ orders }: { readonly orders: readonly PreviewedOrder[] }) => {
  const { format } = useMessages();
  return (
    <>
      {sumsOf(orders).map(({ gross, currency }) => (
        <>
          {", "}
          <span class="whole">{format.money(gross, currency)}</span>
        </>
      ))}
    </>
  );
};

type OrdersOfProps = { readonly orders: readonly PreviewedOrder[]; readonly tenantId: string };

const OrdersOf = ({ orders, tenantId }: OrdersOfProps) => (
  <ul>
    {orders.map((order) => (
      <li>
        <OrderNamed order={order} tenantId={tenantId} />
      </li>
    ))}
  </ul>
);

const OrderNamed = ({ order, tenantId }: Omit<OrderProps, "names">) => {
  const { t, format } = useMessages();
  return (
    <>
      <a href={`/admin/tenants/${tenantId}/orders/${order.jobId}`}>
        {t("settings.preview.order", { label: order.label ?? order.jobId })}
      </a>
      {order.customer === null ? null : (
        <>
          {" · "}
          <bdi>{order.customer}</bdi>
        </>
      )}
      {" · "}
      <span class="whole">{format.money(order.gross, order.currency)}</span>
    </>
  );
};

/** What only one order changes by. */
const Singles = ({
  singles,
  open,
  tenantId,
  names,
}: GroupProps & { readonly singles: Grouped["singles"]; readonly open: boolean }) => {
  const { t } = useMessages();
  if (singles.length === 0) return null;
  const tables = singles.map(({ order, differences }) => (
    <OrderPreview order={{ ...order, differences }} tenantId={tenantId} names={names} />
  ));
  return open ? (
    <>{tables}</>
  ) : (
    <details>
      <summary>{t("settings.preview.singles", { count: singles.length })}</summary>
      {tables}
    </details>
  );
};

type LackedProps = {
  readonly lacked: Preview["lacked"];
  readonly tenantId: string;
  readonly names: NameLists;
};

/** Orders that need one would be put on hold, also those that come later. */
const Lacked = ({ lacked, tenantId, names }: LackedProps) => {
  const { t } = useMessages();
  return lacked.length === 0 ? null : (
    <Notice tone="warn">
      <p>
        {t("settings.preview.articles", { count: lacked.length })}{" "}
        <a href={`/admin/tenants/${tenantId}/connections#set-up`}>{t("ownArticles.title")}</a>
      </p>
      <SystemArticleTable articles={lacked} names={names} />
    </Notice>
  );
};

type OrderProps = {
  readonly order: PreviewedOrder;
  readonly tenantId: string;
  readonly names: NameLists;
};

const OrderPreview = ({ order, tenantId, names }: OrderProps) => {
  const { t } = useMessages();
  const name = t("settings.preview.order", { label: order.label ?? order.jobId });
  return (
    <>
      <Wide label={name}>
        <table>
          <caption>
            <OrderNamed order={order} tenantId={tenantId} />
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("settings.preview.field")}</th>
              <th scope="col">{t("settings.preview.became")}</th>
              <th scope="col">{t("settings.preview.would")}</th>
            </tr>
          </thead>
          <Differences order={order} names={names} />
        </table>
      </Wide>
      <PreviewedVoucher
        rows={order.vouchers.before}
        title={t("settings.preview.postingBefore")}
        order={name}
        names={names}
      />
      <PreviewedVoucher
        rows={order.vouchers.after}
        title={t("settings.preview.postingAfter")}
        order={name}
        names={names}
      />
    </>
  );
};

const Differences = ({ order, names: lists }: Omit<OrderProps, "tenantId">) => {
  const { t, language } = useMessages();
  const names = withCustomers(lists);
  const { reasons, vouchers } = order;
  const texts = useTexts(lists)(order);
  const reasonsText = (all: readonly Reason[]): string =>
    all.length === 0
      ? "–"
      : all.map((one) => describeWithNames(one, names, language).text).join(" ");
  const rows = order.differences
    .flatMap((one) => withoutVouchers(one, vouchers))
    .map((one) =>
      // What is to be done afterwards is told by its reasons, as everywhere.
      one.field === "attention"
        ? {
            field: t("differences.fields.attention"),
            before: reasonsText(reasons.before),
            after: reasonsText(reasons.after),
          }
        : describedDifference(texts, one),
    );
  const isOtherOutcome = order.differences.some(({ field }) => field === "outcome");
  return (
    <tbody>
      {rows.map(({ field, before, after }) => (
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
      {reasons.before.length + reasons.after.length === 0 || !isOtherOutcome ? null : (
        <tr>
          <td>{t("settings.preview.why")}</td>
          <td>{reasonsText(reasons.before)}</td>
          <td>{reasonsText(reasons.after)}</td>
        </tr>
      )}
    </tbody>
  );
};

/** How a difference of an order is said. */
function useTexts(lists: NameLists) {
  const messages = useMessages();
  const { format } = messages;
  const names = withCustomers(lists);
  return ({ articles, currency, customer }: PreviewedOrder) => ({
    messages,
    names,
    format,
    articles,
    currency,
    customer,
  });
}

/** By id, with the customers that the settings name. */
const withCustomers = (names: NameLists): Names =>
  new Map([
    ...(names["eaccounting.customers"]?.entries ?? []).map(({ id, name }) => [id, name] as const),
    ...knownNames([], names),
  ]);

/** Whole rows of vouchers are shown as a posting. */
function withoutVouchers(
  one: FieldDifference,
  { before, after }: PreviewedOrder["vouchers"],
): readonly FieldDifference[] {
  if (!/^Row \d+$/.test(one.field)) return [one];
  const rest = {
    ...one,
    before: before === null ? one.before : null,
    after: after === null ? one.after : null,
  };
  return rest.before === null && rest.after === null ? [] : [rest];
}

type Props = {
  /** `null`: it would be no voucher. */
  readonly rows: readonly VoucherRow[] | null;
  readonly title: string;
  readonly order: string;
  readonly names: NameLists;
};

/** More rows than this are folded. */
const MOST_OPEN = 12;

const PreviewedVoucher = ({ rows, title, order, names }: Props) => {
  const { t } = useMessages();
  if (rows === null) return null;
  const chart = chartOf(names);
  return (
    <details open={rows.length <= MOST_OPEN}>
      <summary>{title}</summary>
      <Wide label={`${order}: ${title}`}>
        <table>
          <PostingHead account={t("voucher.account")} name={t("posting.name")} currency={null} />
          <tbody>
            {rows.map(({ account, debit, credit }) => (
              <PostingLine
                account={account}
                name={chart.get(account)?.name ?? null}
                debit={debit}
                credit={credit}
              />
            ))}
          </tbody>
          <tfoot>
            <PostingSum
              debit={amount(sum(rows.map(({ debit }) => debit)))}
              credit={amount(sum(rows.map(({ credit }) => credit)))}
            />
          </tfoot>
        </table>
      </Wide>
    </details>
  );
};
