/**
 * The orders of a comparison as a table for a spreadsheet, in the reader's language, with the
 * separator and the decimal sign of spreadsheets there; amounts with two decimals.
 */
import type { Language } from "../../domain/language.ts";
import { dec, exact } from "../../domain/money.ts";
import type { ReconciledOrderView } from "../../sync/contract/index.ts";
import type { SideView } from "../../sync/contract/views.ts";
import { capital, csvFormOf, csvOf, timedIn } from "./csv.ts";
import type { EdgeDeps } from "../deps.ts";
import { formatOf } from "../words/format.ts";
import { statesIn } from "../words/state-text.ts";
import {
  comparedPage,
  differenceOf,
  partsOf,
  type RangeQuery,
} from "../usecases/ledger/reconciliation.ts";
import { messagesOf } from "../../messages/index.ts";
import { customerOf, saidOf, stateOf, worded } from "../words/comparison.ts";

/** Every order of the days, a line each. The caller has reached the tenant. */
export function comparisonTable(
  deps: EdgeDeps,
  tenantId: string,
  language: Language,
  range: RangeQuery,
  people: { readonly people?: true },
): ReadableStream<Uint8Array> {
  const messages = messagesOf(language);
  const { t } = messages;
  const states = statesIn(messages);
  const form = csvFormOf(language);
  const inForm = (figure: string): string => figure.replace(".", form.decimal);
  const { percent } = formatOf(language);
  const sideOf = (gross: string | null, side: SideView | null | undefined): readonly string[] => [
    gross === null || side?.vat == null ? "" : inForm(exact(dec(gross).minus(side.vat))),
    side?.vat == null ? "" : inForm(exact(side.vat)),
    // Both sides alike, whatever order their lines have.
    (side?.perRate ?? [])
      .toSorted((a, b) => dec(a.rate).cmp(b.rate))
      .map(
        ({ rate, net, vat }) => `${percent(rate)}: ${inForm(exact(net))} + ${inForm(exact(vat))}`,
      )
      .join(" | "),
  ];
  const rowOf = (order: ReconciledOrderView): readonly string[] => [
    timedIn(form, order.date),
    order.number ?? "",
    String(order.id),
    stateOf(messages, states, order)?.text ?? "",
    saidOf(order, language),
    (order.documents?.split(", ") ?? []).map((document) => worded(messages, document)).join(", "),
    order.currency ?? "",
    inForm(figure(order.gross)),
    inForm(figure(order.ledgerGross)),
    inForm(differenceOf(order)),
    order.ledgerCurrency ?? "",
    partsOf(order)
      .map((name) => t(`comparison.parts.${name}`))
      .join(", "),
    customerOf(order),
    vouchersOf(order).join(", "),
    (order.sums?.dates ?? []).map(form.day).join(", "),
    ...sideOf(order.gross, order.sums?.shop),
    ...sideOf(order.ledgerGross, order.sums?.ledger),
  ];
  return csvOf(
    [
      t("comparison.columns.date"),
      t("comparison.columns.order"),
      t("comparison.columns.id"),
      t("comparison.columns.state"),
      t("comparison.columns.why"),
      t("comparison.columns.documents"),
      t("comparison.columns.currency"),
      t("comparison.columns.shop"),
      t("comparison.columns.ledger"),
      t("comparison.columns.difference"),
      t("comparison.columns.ledgerCurrency"),
      t("comparison.columns.found"),
      t("comparison.columns.customer"),
      t("comparison.postings.columns.voucher"),
      t("comparison.columns.documentDate"),
      t("comparison.columns.shopNet"),
      t("comparison.columns.shopVat"),
      t("comparison.columns.shopRates"),
      t("comparison.columns.ledgerNet"),
      t("comparison.columns.ledgerVat"),
      t("comparison.columns.ledgerRates"),
    ].map(capital),
    async (cursor) => {
      const page = await comparedPage(deps, tenantId, range, cursor, { ...people, sums: true });
      return { rows: page.orders.map(rowOf), cursor: page.cursor };
    },
    null,
    form,
  );
}

const VOUCHER = "voucher ";

/** Numbers of its journal vouchers. An invoice's own isn't known before its posting is read. */
const vouchersOf = ({ documents }: ReconciledOrderView): readonly string[] =>
  (documents?.split(", ") ?? []).flatMap((one) =>
    one.startsWith(VOUCHER) ? [one.slice(VOUCHER.length)] : [],
  );

const figure = (text: string | null): string => (text === null ? "" : exact(text));
