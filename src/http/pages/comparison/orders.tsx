/**
 * Every order of the days with where it stands, both sides' amounts, and why; narrowed by state,
 * page by page.
 */
import type { Language } from "../../../domain/language.ts";
import { amount, type Decimal, fits as isWithin, same } from "../../../domain/money.ts";
import { STATES } from "../../../monitor/reconciliation/facts.ts";
import type { ProofOrderView } from "../../../sync/rpc.ts";
import type { Reconciliation } from "../../usecases/reconciliation.ts";
import { tell } from "../../usecases/words.ts";
import type { ComparisonWords } from "../../words/comparison/en.ts";
import { COMPARISON } from "../../words/comparison/index.ts";
import { LIST_WORDS } from "../../words/lists/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { dated } from "../dated.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge } from "../ui.tsx";
import { useStates } from "../words.ts";
import { Difference, Parts, stateWord } from "./days.tsx";
import { addressOf, type Wish } from "./wish.ts";

export const OrderList = ({ id, wish, told }: { id: string; wish: Wish; told: Reconciliation }) => {
  const t = useWords(COMPARISON);
  const states = useStates();
  return (
    <section aria-labelledby="each">
      <h2 id="each">{t.each}</h2>
      <nav class="parts" aria-label={t.state}>
        {[null, ...STATES].map((state) => (
          <a
            href={addressOf(id, { ...wish, state })}
            aria-current={state === wish.state ? "true" : undefined}
          >
            {state === null ? t.all : stateWord(states, state).text}
          </a>
        ))}
      </nav>
      {told.orders.length === 0 ? (
        <p class="empty">{t.noOrders}</p>
      ) : (
        <Orders id={id} orders={told.orders} />
      )}
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
    <Stack
      label={t.each}
      columns={[
        t.number,
        t.dated,
        t.state,
        { name: inAsperion, figure: true },
        { name: inLedger, figure: true },
        t.documents,
        t.why,
      ]}
    >
      <tbody>
        {orders.map((order) => (
          <Row id={id} order={order} />
        ))}
      </tbody>
    </Stack>
  );
};

/** With its two decimals, unless it has more. */
export const cents = (figure: Decimal): Decimal => (isWithin(figure, 2) ? amount(figure) : figure);

/** "invoice 1042", as the object keeps it, in the reader's words. */
export function worded(t: ComparisonWords, document: string): string {
  const [, kind = "", number = ""] = /^(\S+) (.+)$/.exec(document) ?? [];
  return t.kinds[kind] === undefined ? document : t.document(t.kinds[kind], number);
}

/** Why it isn't booked; of what is booked, what is to be known of its amounts. */
export const saidOf = ({ why, notes = [] }: ProofOrderView, language: Language): string =>
  [...(why === null ? [] : [why]), ...notes].map((one) => tell(one, language).text).join(" ");

const Row = ({ id, order }: { id: string; order: ProofOrderView }) => {
  const t = useWords(COMPARISON);
  const { inAsperion, inLedger } = useWords(LIST_WORDS);
  const states = useStates();
  const format = useFormat();
  const language = useLanguage();
  const { number, date, state, gross, ledgerGross, currency, documents, parts } = order;
  const ledgerCurrency = order.ledgerCurrency ?? "";
  const fits = ledgerGross !== null && parts?.every((part) => same(part.gross, "0")) === true;
  return (
    <tr>
      <th scope="row" class="whole">
        <a
          href={`/admin/tenants/${id}/orders?${new URLSearchParams({ text: number ?? String(order.id) })}`}
        >
          {number ?? order.id}
        </a>
      </th>
      <Cell of={t.dated} whole>
        {dated(format, date)}
      </Cell>
      <Cell of={t.state}>{state === null ? "–" : <Badge word={stateWord(states, state)} />}</Cell>
      <Cell of={inAsperion} figure>
        {gross === null ? "–" : `${format.amount(cents(gross))} ${currency ?? ""}`}
      </Cell>
      <Cell of={inLedger} figure>
        {ledgerGross === null ? "–" : `${format.amount(cents(ledgerGross))} ${ledgerCurrency}`}{" "}
        {parts === undefined ? (
          state === "booked" && gross !== null && ledgerGross !== null ? (
            <Difference source={gross} ledger={ledgerGross} />
          ) : null
        ) : fits ? (
          <span class="fits">=</span>
        ) : (
          <Parts parts={parts} />
        )}
      </Cell>
      <Cell of={t.documents}>
        {(documents?.split(", ") ?? ["–"]).map((document) => (
          <div class="whole">{worded(t, document)}</div>
        ))}
      </Cell>
      <Cell of={t.why}>{saidOf(order, language)}</Cell>
    </tr>
  );
};
