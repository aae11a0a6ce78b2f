/** What would become of the last orders with unsaved settings, beside the saved ones. */
import type { Preview } from "../../../usecases/dry-runs/preview.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { Difference } from "../../../../flows/orders/trial/plan-vs-other-settings.ts";
import { knownNames, describeWithNames, type Names } from "../../../usecases/jobs/known-names.ts";
import { SystemArticleTable } from "../../parts/system-articles.tsx";
import { useFormat, useLanguage, useMessages } from "../../frame/use-messages.ts";
import { Notice, Wide } from "../../parts/ui.tsx";
import { describedDifference } from "./difference-words.ts";
import { PreviewedVoucher } from "./previewed-voucher.tsx";

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
      <Lacked lacked={preview.lacked} tenantId={tenantId} names={names} />
      {preview.changed.map((order) => (
        <OrderPreview order={order} tenantId={tenantId} names={names} />
      ))}
    </section>
  );
};

/** Orders that need one would be put on hold, also those that come later. */
const Lacked = ({
  lacked,
  tenantId,
  names,
}: {
  lacked: Preview["lacked"];
  tenantId: string;
  names: NameLists;
}) => {
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
  readonly order: Preview["changed"][number];
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
            <a href={`/admin/tenants/${tenantId}/orders/${order.jobId}`}>{name}</a>
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
  const messages = useMessages();
  const { t } = messages;
  const names = withCustomers(lists);
  const language = useLanguage();
  const { articles, currency, customer, reasons, vouchers } = order;
  const texts = { messages, names, format: useFormat(), articles, currency, customer };
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

/** By id, with the customers that the settings name. */
const withCustomers = (names: NameLists): Names =>
  new Map([
    ...(names["eaccounting.customers"]?.entries ?? []).map(({ id, name }) => [id, name] as const),
    ...knownNames([], names),
  ]);

/** Whole rows of vouchers are shown as a posting. */
function withoutVouchers(
  one: Difference,
  { before, after }: Preview["changed"][number]["vouchers"],
): readonly Difference[] {
  if (!/^Row \d+$/.test(one.field)) return [one];
  const rest = {
    ...one,
    before: before === null ? one.before : null,
    after: after === null ? one.after : null,
  };
  return rest.before === null && rest.after === null ? [] : [rest];
}
