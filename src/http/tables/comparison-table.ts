/**
 * The orders of a comparison as a table for a spreadsheet, in the reader's language, with the
 * separator and the decimal sign of spreadsheets there; amounts with two decimals.
 */
import type { Language } from "../../domain/language.ts";
import { dec, type Decimal, exact, sum } from "../../domain/money.ts";
import type { DifferenceItem, ReconciledOrderView } from "../../sync/contract/index.ts";
import type { RateFigures } from "../../monitor/reconciliation/balance.ts";
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
import { describeWithNames, type Names } from "../usecases/jobs/known-names.ts";
import { messagesOf } from "../../messages/index.ts";
import {
  customerOf,
  documentText,
  orderRemarks,
  orderStateLabel,
  storedDocumentText,
} from "../words/comparison.ts";

const COLUMNS = [
  "comparison.columns.date",
  "comparison.columns.order",
  "comparison.columns.id",
  "comparison.columns.state",
  "comparison.columns.why",
  "comparison.columns.documents",
  "comparison.columns.currency",
  "comparison.columns.shop",
  "comparison.columns.ledger",
  "comparison.columns.difference",
  "comparison.columns.ledgerCurrency",
  "comparison.columns.found",
  "comparison.columns.customer",
  "comparison.postings.columns.voucher",
  "comparison.columns.documentDate",
  "comparison.columns.shopNet",
  "comparison.columns.shopVat",
  "comparison.columns.shopRates",
  "comparison.columns.ledgerNet",
  "comparison.columns.ledgerVat",
  "comparison.columns.ledgerRates",
] as const;

/**
 * Every order of the days, a line each, and what stands in the ledger without one, so that the
 * table comes to the page's sums. The caller has reached the tenant.
 */
export function comparisonTable(
  deps: EdgeDeps,
  tenantId: string,
  language: Language,
  range: RangeQuery,
  { names, ...people }: { readonly people?: true; readonly names: Names },
): ReadableStream<Uint8Array> {
  const messages = messagesOf(language);
  const { t, find } = messages;
  const states = statesIn(messages);
  const form = csvFormOf(language);
  const inForm = (figure: string): string => figure.replace(".", form.decimal);
  const sideOf = sidesIn(language);
  const rowOf = (order: ReconciledOrderView): readonly string[] => [
    timedIn(form, order.date),
    order.number ?? "",
    String(order.id),
    orderStateLabel(messages, states, order)?.text ?? "",
    orderRemarks(order, (one) => describeWithNames(one, names, language)),
    (order.documents?.split(", ") ?? [])
      .map((document) => storedDocumentText(messages, document))
      .join(", "),
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
  const rowsWithout = ({ day, number, document, name, parts }: DifferenceItem) =>
    parts.map(({ currency, gross, rates }) => [
      form.day(day),
      number ?? "",
      "",
      "",
      find(`orders.found.${name}.text`) ?? "",
      document === null ? "" : documentText(messages, document),
      currency,
      "",
      inForm(exact(gross)),
      inForm(exact(gross)),
      "",
      t(`comparison.parts.${name}`),
      "",
      document?.kind === "voucher" ? (document.number ?? "") : "",
      form.day(day),
      ...sideOf(null, null),
      ...sideOf(
        gross,
        rates.length === 0
          ? null
          : { vat: exact(sum(rates.map(({ vat }) => vat))), perRate: rates },
      ),
    ]);
  return csvOf(
    COLUMNS.map((name) => capital(t(name))),
    async (cursor) => {
      const page = await comparedPage(deps, tenantId, range, cursor, { ...people, sums: true });
      const without = page.cursor === null ? await withoutOrder(deps, tenantId, range) : [];
      return {
        rows: [...page.orders.map(rowOf), ...without.flatMap(rowsWithout)],
        cursor: page.cursor,
      };
    },
    null,
    form,
  );
}

/** `rate`: `null` where it isn't known. */
type Side = { readonly vat: Decimal | null; readonly perRate: readonly RateFigures[] | null };

/** Returns the columns of one side's net, VAT and rates, as this language writes them. */
function sidesIn(language: Language) {
  const { decimal } = csvFormOf(language);
  const { percent } = formatOf(language);
  const inForm = (figure: string): string => figure.replace(".", decimal);
  return (gross: string | null, side: Side | null | undefined): readonly string[] => [
    gross === null || side?.vat == null ? "" : inForm(exact(dec(gross).minus(side.vat))),
    side?.vat == null ? "" : inForm(exact(side.vat)),
    // Both sides alike, whatever order their lines have.
    (side?.perRate ?? [])
      .flatMap(({ rate, net, vat }) => (rate === null ? [] : [{ rate, net, vat }]))
      .toSorted((a, b) => dec(a.rate).cmp(b.rate))
      .map(
        ({ rate, net, vat }) => `${percent(rate)}: ${inForm(exact(net))} + ${inForm(exact(vat))}`,
      )
      .join(" | "),
  ];
}

/** The most that the object gives of each kind. */
const EACH = 1_000;

/** Documents without an order, and days' vouchers that somebody changed. */
async function withoutOrder(
  deps: EdgeDeps,
  tenantId: string,
  { from, to }: RangeQuery,
): Promise<readonly DifferenceItem[]> {
  const object = deps.tenant(tenantId).reconciliation;
  const { items } = await object.differences(tenantId, { from, to, each: EACH });
  return items.filter(({ order }) => order === null);
}

const VOUCHER = "voucher ";

/** Numbers of its journal vouchers. An invoice's own isn't known before its posting is read. */
const vouchersOf = ({ documents }: ReconciledOrderView): readonly string[] =>
  (documents?.split(", ") ?? []).flatMap((one) =>
    one.startsWith(VOUCHER) ? [one.slice(VOUCHER.length)] : [],
  );

const figure = (text: string | null): string => (text === null ? "" : exact(text));
