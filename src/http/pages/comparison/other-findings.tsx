/**
 * Findings that move no sum of the days: by kind what it means and what to do, then each of them
 * with its order, customer, date, both sides' amounts and document.
 */
import { same, exact } from "../../../domain/money.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type { OtherFinding, FindingView } from "../../../sync/contract/index.ts";
import { datedOn } from "../parts/dated.ts";
import { When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { SEVERITY_TONES } from "../../words/state-text.ts";
import { BookAgain, useCustomers, Documents } from "./columns.tsx";
import { ordersPath } from "./range.ts";
import { findingText } from "../../words/jobs.ts";
import { Records } from "../parts/table.tsx";

type Where = {
  readonly id: string;
  /** Nothing is pressed on paper. */
  readonly onPaper: boolean;
};

type TableProps = {
  readonly where: Where;
  readonly kind: FindingView["finding"];
  readonly items: readonly OtherFinding[];
};

/** One kind of finding. `count`: of all of them. */
export const OtherFindingKind = ({ count, ...table }: TableProps & { readonly count: number }) => {
  const { t } = useMessages();
  const { kind, items } = table;
  const described = useMessages().describe(
    reason(`reconciliation-${kind}`, { count, orders: null }),
  );
  return (
    <li class={SEVERITY_TONES[described.severity]}>
      <span class="text">{described.text}</span>
      <span class="next">
        {described.next}
        {kind === "without-order" && items.some(({ document }) => document?.kind === "voucher")
          ? ` ${t("comparison.ways.shareOfDay")}`
          : ""}
      </span>
      <OtherFindingsTable {...table} />
      {count > items.length ? (
        <span class="meta">{t("comparison.more", { count: count - items.length })}</span>
      ) : null}
    </li>
  );
};

const numberOf = ({ number, key }: OtherFinding): string | null =>
  number ?? key?.replace(/^order:/, "") ?? null;

export const OtherFindingsTable = ({ where, kind, items }: TableProps) => {
  const { t, format } = useMessages();
  const { id, onPaper } = where;
  return (
    <Records
      label={findingText(t, kind)}
      records={items}
      columns={[
        {
          name: t("comparison.number"),
          whole: true,
          cell: (item) => <OrderNumber id={id} item={item} />,
        },
        ...useCustomers(items, ({ order }) => order),
        {
          name: t("comparison.dated"),
          whole: true,
          cell: ({ order, day = null }) => {
            const date = order?.date ?? day;
            return date === null ? "–" : datedOn(format, date);
          },
        },
        {
          name: t("lists.inAsperion"),
          figure: true,
          cell: ({ order }) =>
            order === null || order.gross === null
              ? "–"
              : format.money(exact(order.gross), order.currency),
        },
        {
          name: t("lists.inLedger"),
          figure: true,
          cell: ({ order, parts }) =>
            order === null || order.ledgerGross === null ? (
              <Sums parts={parts} />
            ) : (
              format.money(exact(order.ledgerGross), order.ledgerCurrency ?? order.currency)
            ),
        },
        { name: t("comparison.documents"), cell: (item) => <Documents {...item} /> },
        {
          name: t("comparison.foundAt"),
          cell: (item) => (
            <>
              <When at={item.at} />
              {item.jobId === null || onPaper ? null : (
                <BookAgain
                  address={`/admin/tenants/${id}/orders/${item.jobId}`}
                  of={numberOf(item) ?? ""}
                />
              )}
            </>
          ),
        },
      ]}
    />
  );
};

type NumberProps = { readonly id: string; readonly item: OtherFinding };

/** Without an order there is nothing to open: the number is what its document bears. */
const OrderNumber = ({ id, item }: NumberProps) => {
  const { key, number, order } = item;
  const shown = numberOf(item);
  if (shown === null) return <>–</>;
  if (key === null) return <bdi>{shown}</bdi>;
  const href =
    order?.jobId == null
      ? ordersPath(id, number ?? shown)
      : `/admin/tenants/${id}/orders/${order.jobId}`;
  return (
    <a href={href}>
      <bdi>{shown}</bdi>
    </a>
  );
};

const Sums = ({ parts }: Pick<OtherFinding, "parts">) => {
  const { format } = useMessages();
  if (parts.every(({ gross }) => same(gross, "0"))) return <>–</>;
  return (
    <>
      {parts.map(({ currency, gross }) => (
        <div>{format.money(gross, currency)}</div>
      ))}
    </>
  );
};
