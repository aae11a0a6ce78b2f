/**
 * Findings that move no sum of the days: by kind what it means and what to do, then each of them
 * with its order, customer, date, both sides' amounts and document.
 */
import { same } from "../../../domain/money.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { movesNoSum } from "../../../monitor/reconciliation/other-findings.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import type { OtherFinding, DifferencesView, FindingView } from "../../../sync/contract/index.ts";
import { describeReason } from "../../usecases/jobs/reason-text.ts";
import { dated } from "../parts/dated.ts";
import { Cell, Stack } from "../parts/table.tsx";
import { When } from "../parts/ui.tsx";
import { useFormat, useLanguage, useMessages } from "../frame/use-messages.ts";
import { SEVERITY_TONES } from "../../words/state-text.ts";
import { BookAgain } from "./book-again.tsx";
import { ordersPath } from "./range.ts";
import { cents, customerOf, worded } from "../../words/comparison.ts";
import { findingText } from "../../words/jobs.ts";

type Where = {
  readonly id: string;
  /** Nothing is pressed on paper. */
  readonly onPaper: boolean;
  readonly now: number;
};

/** An item with only the finding's own data: the object is of an older release. */
const bare = (found: FindingView): OtherFinding => ({ ...found, order: null, parts: [] });

/** Returns the items that change no sum of these days, as far as they are listed. */
export const otherFindings = (
  findings: readonly FindingView[],
  { apart }: Pick<DifferencesView, "apart">,
  range: Range,
): readonly OtherFinding[] =>
  apart ?? findings.filter((found) => movesNoSum(found, range)).map(bare);

/** One kind of finding. `count`: of all of them. */
export const OtherFindingKind = ({
  where,
  kind,
  items,
  count,
}: {
  where: Where;
  kind: FindingView["finding"];
  items: readonly OtherFinding[];
  count: number;
}) => {
  const { t } = useMessages();
  const described = describeReason(
    reason(`reconciliation-${kind}`, { count, orders: null }),
    useLanguage(),
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
      <OtherFindingsTable where={where} kind={kind} items={items} />
      {count > items.length ? (
        <span class="meta">{t("comparison.more", { count: count - items.length })}</span>
      ) : null}
    </li>
  );
};

export const OtherFindingsTable = ({
  where,
  kind,
  items,
}: {
  where: Where;
  kind: FindingView["finding"];
  items: readonly OtherFinding[];
}) => {
  const { t } = useMessages();
  const isNamed = items.some(({ order }) => order?.person !== undefined);
  return (
    <Stack
      label={findingText(t, kind)}
      columns={[
        t("comparison.number"),
        ...(isNamed ? [t("orders.summary.customer")] : []),
        t("comparison.dated"),
        { name: t("lists.inAsperion"), figure: true },
        { name: t("lists.inLedger"), figure: true },
        t("comparison.documents"),
        t("comparison.foundAt"),
      ]}
    >
      <tbody>
        {items.map((item) => (
          <Row where={where} item={item} isNamed={isNamed} />
        ))}
      </tbody>
    </Stack>
  );
};

type RowProps = {
  readonly where: Where;
  readonly item: OtherFinding;
  /** The reader may see customers. */
  readonly isNamed: boolean;
};

const Row = ({ where, item, isNamed }: RowProps) => {
  const messages = useMessages();
  const { t, find } = messages;
  const format = useFormat();
  const { id, onPaper, now } = where;
  const { order, number, key, day = null, document, parts, jobId, at } = item;
  const shown = number ?? key?.replace(/^order:/, "") ?? null;
  const date = order?.date ?? day;
  const inLedger =
    order === null || order.ledgerGross === null
      ? null
      : [format.amount(cents(order.ledgerGross)), order.ledgerCurrency ?? order.currency].join(" ");
  const documents =
    document === null
      ? (order?.documents?.split(", ") ?? []).map((one) => worded(messages, one))
      : [
          t("comparison.document", {
            kind: find(`comparison.kinds.${document.kind}`) ?? document.kind,
            number: document.number ?? document.id,
          }),
        ];
  return (
    <tr>
      <th scope="row" class="whole">
        {shown === null ? "–" : <OrderNumber id={id} item={item} shown={shown} />}
      </th>
      {isNamed ? (
        <Cell of={t("orders.summary.customer")}>
          <bdi>{order === null ? "" : customerOf(order)}</bdi>
        </Cell>
      ) : null}
      <Cell of={t("comparison.dated")} whole>
        {date === null ? "–" : dated(format, date)}
      </Cell>
      <Cell of={t("lists.inAsperion")} figure>
        {order === null || order.gross === null
          ? "–"
          : `${format.amount(cents(order.gross))} ${order.currency ?? ""}`}
      </Cell>
      <Cell of={t("lists.inLedger")} figure>
        {inLedger ?? <Sums parts={parts} />}
      </Cell>
      <Cell of={t("comparison.documents")}>
        {documents.length === 0 ? "–" : documents.map((one) => <div class="whole">{one}</div>)}
      </Cell>
      <Cell of={t("comparison.foundAt")}>
        <When at={at} now={now} />
        {jobId === null || onPaper ? null : (
          <BookAgain address={`/admin/tenants/${id}/orders/${jobId}`} of={shown ?? ""} />
        )}
      </Cell>
    </tr>
  );
};

type NumberProps = Pick<RowProps, "item"> & { readonly id: string; readonly shown: string };

/** Without an order there is nothing to open: the number is what its document bears. */
const OrderNumber = ({ id, item: { key, number, order }, shown }: NumberProps) => {
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

const Sums = ({ parts }: Pick<RowProps["item"], "parts">) => {
  const format = useFormat();
  if (parts.every(({ gross }) => same(gross, "0"))) return <>–</>;
  return (
    <>
      {parts.map(({ currency, gross }) => (
        <div>
          {format.amount(gross)} {currency}
        </div>
      ))}
    </>
  );
};
