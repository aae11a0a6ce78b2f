/**
 * The orders of a comparison as a table for a spreadsheet, in the reader's language; amounts with a
 * point and two decimals.
 */
import type { Language } from "../domain/language.ts";
import { dec } from "../domain/money.ts";
import type { ProofOrderView } from "../sync/rpc.ts";
import { csvOf } from "./csv.ts";
import type { EdgeDeps } from "./deps.ts";
import { stateWord } from "./pages/comparison/days.tsx";
import { cents, saidOf, worded } from "./pages/comparison/orders.tsx";
import { statesIn } from "./pages/words.ts";
import { comparedPage, differenceOf, partsOf, type RangeQuery } from "./usecases/reconciliation.ts";
import { COMPARISON } from "./words/comparison/index.ts";
import { STATES } from "./words/states/index.ts";

/** Every order of the days, a line each. The caller has reached the tenant. */
export function comparisonTable(
  deps: EdgeDeps,
  tenantId: string,
  language: Language,
  range: RangeQuery,
): ReadableStream<Uint8Array> {
  const t = COMPARISON[language];
  const states = statesIn(STATES[language]);
  const {
    date,
    order: number,
    id,
    state,
    why,
    documents,
    currency,
    shop,
    ledger,
    difference,
    ledgerCurrency,
    found,
  } = t.columns;
  const rowOf = (order: ProofOrderView): readonly string[] => [
    order.date,
    order.number ?? "",
    String(order.id),
    order.state === null ? "" : stateWord(states, order.state).text,
    saidOf(order, language),
    (order.documents?.split(", ") ?? []).map((document) => worded(t, document)).join(", "),
    order.currency ?? "",
    figure(order.gross),
    figure(order.ledgerGross),
    differenceOf(order),
    order.ledgerCurrency ?? "",
    partsOf(order)
      .map((name) => t.parts[name])
      .join(", "),
  ];
  return csvOf(
    [
      date,
      number,
      id,
      state,
      why,
      documents,
      currency,
      shop,
      ledger,
      difference,
      ledgerCurrency,
      found,
    ],
    async (cursor) => {
      const page = await comparedPage(deps, tenantId, range, cursor);
      return { rows: page.orders.map(rowOf), cursor: page.cursor };
    },
  );
}

const figure = (text: string | null): string => (text === null ? "" : cents(dec(text).toFixed()));
