/**
 * Every order of the days with where it stands, both sides' amounts, and why; narrowed by state,
 * page by page. Those that differ stand above already, so all of them are folded until asked for.
 */
import { same, exact } from "../../../domain/money.ts";
import { STATES } from "../../../monitor/reconciliation/facts.ts";
import type { ReconciledOrderView } from "../../../sync/contract/index.ts";
import { isOtherCurrency, type Reconciliation } from "../../usecases/ledger/reconciliation.ts";
import { useMessages } from "../frame/use-messages.ts";
import { datedOn } from "../parts/dated.ts";
import { Badge, PageSection } from "../parts/ui.tsx";
import { Difference, Parts } from "./days.tsx";
import { addressOf, ordersPath, type RangeRequest, TO_RANGE } from "./range.ts";
import { Empty } from "../parts/empty.tsx";
import {
  orderRemarks,
  orderStateLabel,
  stateLabel,
  storedDocumentText,
} from "../../words/comparison.ts";
import { useCustomers, WasCharged } from "./columns.tsx";
import { Records } from "../parts/table.tsx";

type ListProps = {
  readonly id: string;
  readonly range: RangeRequest;
  readonly described: Reconciliation;
};

export const OrderList = ({ id, range, described }: ListProps) => {
  const { t, states } = useMessages();
  const isNarrowed = range.state !== null || (range.part ?? null) !== null;
  const list =
    described.orders.length === 0 ? (
      <Empty
        text={t("comparison.noOrders")}
        next={
          isNarrowed
            ? {
                href: addressOf(id, { ...range, state: null, part: null }),
                text: t("empty.clear"),
              }
            : { ...TO_RANGE, text: t("empty.reconcile") }
        }
      />
    ) : (
      <>
        <Orders id={id} orders={described.orders} />
        <nav class="pager" aria-label={t("comparison.pages")}>
          {range.cursor === null ? null : (
            <a href={addressOf(id, range)}>{t("comparison.first")}</a>
          )}
          {described.cursor === null ? null : (
            <a href={addressOf(id, range, "", described.cursor)}>{t("comparison.next")}</a>
          )}
        </nav>
      </>
    );
  return (
    <PageSection head="each" title={t("comparison.each")}>
      <nav class="parts" aria-label={t("comparison.state")}>
        {[...(isNarrowed ? [null] : []), ...STATES].map((state) => (
          <a
            href={addressOf(id, { ...range, state, part: null })}
            aria-current={
              state === range.state && (range.part ?? null) === null ? "true" : undefined
            }
          >
            {state === null ? t("comparison.all") : stateLabel(states, state).text}
          </a>
        ))}
        {range.part == null ? null : (
          <a href={addressOf(id, range)} aria-current="true">
            {t(`comparison.parts.${range.part}`)}
          </a>
        )}
      </nav>
      {isNarrowed || range.cursor !== null || described.orders.length === 0 ? (
        list
      ) : (
        <details>
          <summary>{t("comparison.allOf", { count: countOf(described.days) })}</summary>
          {list}
        </details>
      )}
    </PageSection>
  );
};

/** Of all states: also those that nothing is expected of. */
const countOf = (days: Reconciliation["days"]): number =>
  days.reduce((sum, { orders }) => sum + orders, 0);

type OrdersProps = { readonly id: string; readonly orders: readonly ReconciledOrderView[] };

const Orders = ({ id, orders }: OrdersProps) => {
  const messages = useMessages();
  const { t, states, format, describe } = messages;
  return (
    <Records
      label={t("comparison.each")}
      records={orders}
      columns={[
        {
          name: t("comparison.number"),
          whole: true,
          cell: ({ number, id: order }) => (
            <a href={ordersPath(id, number ?? String(order))}>{number ?? order}</a>
          ),
        },
        ...useCustomers(orders, (order) => order),
        { name: t("comparison.dated"), whole: true, cell: ({ date }) => datedOn(format, date) },
        {
          name: t("comparison.state"),
          cell: (order) => {
            const word = orderStateLabel(messages, states, order);
            return word === null ? "–" : <Badge word={word} />;
          },
        },
        {
          name: t("lists.inAsperion"),
          figure: true,
          cell: (order) => (
            <>
              {order.gross === null ? "–" : format.money(exact(order.gross), order.currency)}
              <WasCharged order={order} />
            </>
          ),
        },
        {
          name: t("lists.inLedger"),
          figure: true,
          cell: (order) => (
            <>
              {order.ledgerGross === null
                ? "–"
                : format.money(
                    exact(order.ledgerGross),
                    order.ledgerCurrency ?? order.currency,
                  )}{" "}
              <Apart order={order} />
            </>
          ),
        },
        {
          name: t("comparison.documents"),
          cell: ({ documents }) =>
            (documents?.split(", ") ?? ["–"]).map((document) => (
              <div class="whole">{storedDocumentText(messages, document)}</div>
            )),
        },
        { name: t("comparison.why"), cell: (order) => orderRemarks(order, describe) },
      ]}
    />
  );
};

/** How far both sides are apart: of what is booked, and of what a difference consists of. */
const Apart = ({ order }: { readonly order: ReconciledOrderView }) => {
  const { state, gross, ledgerGross, currency, parts } = order;
  const { format } = useMessages();
  // Amounts of two currencies have no difference: what the shop says stands beside the ledger's.
  if (parts === undefined && gross !== null && isOtherCurrency(order))
    return <span class="misses">≠ {format.money(exact(gross), currency)}</span>;
  if (parts === undefined)
    return state === "booked" && gross !== null && ledgerGross !== null ? (
      <Difference source={gross} ledger={ledgerGross} currency={currency} />
    ) : null;
  const fits = ledgerGross !== null && parts.every((part) => same(part.gross, "0"));
  return fits ? <span class="fits">=</span> : <Parts parts={parts} />;
};
