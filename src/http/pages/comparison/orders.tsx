/** Every order of the days with where it stands, both sides' amounts, and why; narrowed by state, page by page. */
import { amount, type Decimal, fits } from "../../../domain/money.ts";
import { STATES } from "../../../monitor/reconciliation/facts.ts";
import type { ProofOrderView } from "../../../sync/rpc.ts";
import type { Reconciliation } from "../../usecases/reconciliation.ts";
import { tell } from "../../usecases/words.ts";
import type { ComparisonWords } from "../../words/comparison/en.ts";
import { COMPARISON } from "../../words/comparison/index.ts";
import { LIST_WORDS } from "../../words/lists/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { dated } from "../dated.ts";
import { Badge, Wide } from "../ui.tsx";
import { useStates } from "../words.ts";
import { Difference, stateWord } from "./days.tsx";
import { addressOf, type Wish } from "./wish.ts";

export const OrderList = ({ id, wish, told }: { id: string; wish: Wish; told: Reconciliation }) => {
  const t = useWords(COMPARISON);
  const states = useStates();
  return (
    <section aria-labelledby="each">
      <h2 id="each">{t.each}</h2>
      <nav class="parts" aria-label={t.state}>
        {[null, ...STATES].map((state) => (
          <a href={addressOf(id, { ...wish, state })} aria-current={state === wish.state ? "true" : undefined}>
            {state === null ? t.all : stateWord(states, state).text}
          </a>
        ))}
      </nav>
      {told.orders.length === 0 ? <p class="empty">{t.noOrders}</p> : <Orders id={id} orders={told.orders} />}
      <nav class="pager" aria-label={t.pages}>
        {wish.cursor === null ? null : <a href={addressOf(id, wish)}>{t.first}</a>}
        {told.cursor === null ? null : <a href={addressOf(id, wish, "", told.cursor)}>{t.next}</a>}
      </nav>
    </section>
  );
};

const Orders = ({ id, orders }: { id: string; orders: readonly ProofOrderView[] }) => {
  const t = useWords(COMPARISON);
  const { inAsperion, inLedger } = useWords(LIST_WORDS);
  return (
    <Wide label={t.each}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.number}</th>
            <th scope="col" class="minor">
              {t.dated}
            </th>
            <th scope="col">{t.state}</th>
            <th scope="col" class="figure">
              {inAsperion}
            </th>
            <th scope="col" class="figure">
              {inLedger}
            </th>
            <th scope="col" class="minor">
              {t.documents}
            </th>
            <th scope="col" class="minor">
              {t.why}
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <Row id={id} order={order} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
};

/** With its two decimals, unless it has more. */
const cents = (figure: Decimal): Decimal => (fits(figure, 2) ? amount(figure) : figure);

/** "invoice 1042", as the object keeps it. */
function worded(t: ComparisonWords, document: string): string {
  const [, kind = "", number = ""] = /^(\S+) (.+)$/.exec(document) ?? [];
  return t.kinds[kind] === undefined ? document : t.document(t.kinds[kind], number);
}

const Row = ({ id, order }: { id: string; order: ProofOrderView }) => {
  const t = useWords(COMPARISON);
  const states = useStates();
  const format = useFormat();
  const language = useLanguage();
  const { number, date, state, gross, ledgerGross, currency, documents, why } = order;
  return (
    <tr>
      <th scope="row" class="whole">
        <a href={`/admin/tenants/${id}/orders?${new URLSearchParams({ text: number ?? String(order.id) })}`}>{number ?? order.id}</a>
      </th>
      <td class="whole minor">{dated(format, date)}</td>
      <td>{state === null ? "–" : <Badge word={stateWord(states, state)} />}</td>
      <td class="figure">{gross === null ? "–" : `${format.amount(cents(gross))} ${currency ?? ""}`}</td>
      <td class="figure">
        {ledgerGross === null ? "–" : format.amount(cents(ledgerGross))} {state === "booked" && gross !== null && ledgerGross !== null ? <Difference source={gross} ledger={ledgerGross} /> : null}
      </td>
      <td class="minor">
        {(documents?.split(", ") ?? ["–"]).map((document) => (
          <div class="whole">{worded(t, document)}</div>
        ))}
      </td>
      <td class="minor">{why === null ? "" : tell(why, language).text}</td>
    </tr>
  );
};
