/**
 * Every order of the days with where it stands, both sides' amounts, and why; narrowed by state,
 * page by page.
 */
import { same } from "../../../domain/money.ts";
import { STATES } from "../../../monitor/reconciliation/facts.ts";
import type { ReconciledOrderView } from "../../../sync/contract/index.ts";
import { isOtherCurrency, type Reconciliation } from "../../usecases/ledger/reconciliation.ts";
import { useFormat, useLanguage, useMessages, useStates } from "../frame/use-messages.ts";
import { dated } from "../parts/dated.ts";
import { Cell, Stack } from "../parts/table.tsx";
import { Badge } from "../parts/ui.tsx";
import { Difference, Parts } from "./days.tsx";
import { addressOf, ordersPath, type RangeRequest, TO_RANGE } from "./range.ts";
import { Empty } from "../parts/empty.tsx";
import { cents, customerOf, saidOf, stateOf, stateWord, worded } from "../../words/comparison.ts";

export const OrderList = ({
  id,
  range,
  described,
}: {
  id: string;
  range: RangeRequest;
  described: Reconciliation;
}) => {
  const { t } = useMessages();
  const states = useStates();
  return (
    <section aria-labelledby="each">
      <h2 id="each">{t("comparison.each")}</h2>
      <nav class="parts" aria-label={t("comparison.state")}>
        {[null, ...STATES].map((state) => (
          <a
            href={addressOf(id, { ...range, state, part: null })}
            aria-current={
              state === range.state && (range.part ?? null) === null ? "true" : undefined
            }
          >
            {state === null ? t("comparison.all") : stateWord(states, state).text}
          </a>
        ))}
        {range.part == null ? null : (
          <a href={addressOf(id, range)} aria-current="true">
            {t(`comparison.parts.${range.part}`)}
          </a>
        )}
      </nav>
      {described.orders.length === 0 ? (
        <Empty
          text={t("comparison.noOrders")}
          next={
            range.state === null && (range.part ?? null) === null
              ? { ...TO_RANGE, text: t("empty.reconcile") }
              : {
                  href: addressOf(id, { ...range, state: null, part: null }),
                  text: t("empty.clear"),
                }
          }
        />
      ) : (
        <Orders id={id} orders={described.orders} />
      )}
      <nav class="pager" aria-label={t("comparison.pages")}>
        {range.cursor === null ? null : <a href={addressOf(id, range)}>{t("comparison.first")}</a>}
        {described.cursor === null ? null : (
          <a href={addressOf(id, range, "", described.cursor)}>{t("comparison.next")}</a>
        )}
      </nav>
    </section>
  );
};

const Orders = ({ id, orders }: { id: string; orders: readonly ReconciledOrderView[] }) => {
  const { t } = useMessages();
  const isNamed = orders.some(({ person }) => person !== undefined);
  return (
    <Stack
      label={t("comparison.each")}
      columns={[
        t("comparison.number"),
        ...(isNamed ? [t("orders.summary.customer")] : []),
        t("comparison.dated"),
        t("comparison.state"),
        { name: t("lists.inAsperion"), figure: true },
        { name: t("lists.inLedger"), figure: true },
        t("comparison.documents"),
        t("comparison.why"),
      ]}
    >
      <tbody>
        {orders.map((order) => (
          <Row id={id} order={order} isNamed={isNamed} />
        ))}
      </tbody>
    </Stack>
  );
};

type RowProps = {
  readonly id: string;
  readonly order: ReconciledOrderView;
  /** The reader may see customers. */
  readonly isNamed: boolean;
};

const Row = ({ id, order, isNamed }: RowProps) => {
  const messages = useMessages();
  const { t } = messages;
  const states = useStates();
  const format = useFormat();
  const language = useLanguage();
  const { number, date, gross, ledgerGross, currency, documents } = order;
  const word = stateOf(states, order);
  const ledgerIn = order.ledgerCurrency ?? currency;
  const inLedger = ledgerGross === null ? "–" : format.money(cents(ledgerGross), ledgerIn);
  return (
    <tr>
      <th scope="row" class="whole">
        <a href={ordersPath(id, number ?? String(order.id))}>{number ?? order.id}</a>
      </th>
      {isNamed ? (
        <Cell of={t("orders.summary.customer")}>
          <bdi>{customerOf(order)}</bdi>
        </Cell>
      ) : null}
      <Cell of={t("comparison.dated")} whole>
        {dated(format, date)}
      </Cell>
      <Cell of={t("comparison.state")}>{word === null ? "–" : <Badge word={word} />}</Cell>
      <Cell of={t("lists.inAsperion")} figure>
        {gross === null ? "–" : `${format.amount(cents(gross))} ${currency ?? ""}`}
        {order.was === undefined ? null : (
          <div class="hint">
            {t("orders.was", { amount: format.money(cents(order.was), currency) })}
          </div>
        )}
      </Cell>
      <Cell of={t("lists.inLedger")} figure>
        {inLedger} <Apart order={order} />
      </Cell>
      <Cell of={t("comparison.documents")}>
        {(documents?.split(", ") ?? ["–"]).map((document) => (
          <div class="whole">{worded(messages, document)}</div>
        ))}
      </Cell>
      <Cell of={t("comparison.why")}>{saidOf(order, language)}</Cell>
    </tr>
  );
};

/** How far both sides are apart: of what is booked, and of what a difference consists of. */
const Apart = ({ order }: Pick<RowProps, "order">) => {
  const { state, gross, ledgerGross, currency, parts } = order;
  const format = useFormat();
  // Amounts of two currencies have no difference: what the shop says stands beside the ledger's.
  if (parts === undefined && gross !== null && isOtherCurrency(order))
    return <span class="misses">≠ {format.money(cents(gross), currency)}</span>;
  if (parts === undefined)
    return state === "booked" && gross !== null && ledgerGross !== null ? (
      <Difference source={gross} ledger={ledgerGross} currency={currency} />
    ) : null;
  const fits = ledgerGross !== null && parts.every((part) => same(part.gross, "0"));
  return fits ? <span class="fits">=</span> : <Parts parts={parts} />;
};
