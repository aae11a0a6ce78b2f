/**
 * A preview of undoing bookings: how many can be undone, what is booked and has to be corrected in
 * the ledger, and each order with its customer, document and amount. Nobody has to act on a row.
 */
import type { BackfillOrderPage, BackfillView } from "../../../../sync/contract/index.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { People } from "../../../usecases/jobs/jobs.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { isolate } from "../../../words/isolate.ts";
import { Customer } from "../../parts/picked-job.tsx";
import { Records } from "../../parts/table.tsx";
import { Badge } from "../../parts/ui.tsx";
import { dated } from "../../parts/dated.ts";
import type { Format } from "../../../words/format.ts";
import { documentKindLabel } from "../../../words/jobs.ts";
import type { StateLabel } from "../../../words/state-text.ts";

type Listed = BackfillOrderPage["orders"][number];

type OrderNameProps = { readonly id: string; readonly order: Listed };

/** The order of a row: its page, once it has one. */
export const OrderName = ({ id, order: { key, label, jobId } }: OrderNameProps) => {
  const { t } = useMessages();
  const name = label ?? t("orders.orderId", { id: key.replace(/^order:/, "") });
  return jobId === null ? <>{name}</> : <a href={`/admin/tenants/${id}/orders/${jobId}`}>{name}</a>;
};

const bookedIn = ({ reasons }: Listed): Reason | undefined =>
  reasons.find(({ code }) => code === "undo-booked-stays");

/** How many documents of each kind are booked and stay. */
function countBooked(orders: readonly Listed[]) {
  const kinds = orders.flatMap((order) => bookedIn(order)?.params["document"] ?? []);
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  return { invoices: count("invoice"), credits: count("credit"), vouchers: count("voucher") };
}

type SummaryProps = { readonly run: BackfillView; readonly orders: BackfillOrderPage };

/** `orders`: the page of orders that is shown; of a longer list the kinds aren't counted. */
export const UndoSummary = ({ run, orders }: SummaryProps) => {
  const { t, language } = useMessages();
  const { total, verdicts } = run;
  const would = verdicts["would-remove"] ?? 0;
  const isWhole = orders.orders.length === total;
  const { invoices, credits, vouchers } = countBooked(orders.orders);
  const booked = invoices + credits + vouchers;
  const others = total - would - booked;
  const kinds = [
    ...(invoices === 0 ? [] : [t("takeBack.invoices", { count: invoices })]),
    ...(credits === 0 ? [] : [t("takeBack.creditInvoices", { count: credits })]),
    ...(vouchers === 0 ? [] : [t("takeBack.vouchers", { count: vouchers })]),
  ];
  return (
    <p role="status">
      <strong>{t("takeBack.canBe", { would, total })}</strong>{" "}
      {isWhole && booked > 0
        ? t("takeBack.bookedStay", {
            count: booked,
            kinds: new Intl.ListFormat(language).format(kinds),
          })
        : null}{" "}
      {isWhole && others > 0 ? t("takeBack.othersStay", { count: others }) : null}
      {!isWhole && would < total ? t("takeBack.restStays") : null}
    </p>
  );
};

type TableProps = {
  readonly id: string;
  readonly orders: readonly Listed[];
  readonly people: People;
  readonly wordOf: (verdict: string | null) => StateLabel;
};

export const UndoTable = ({ id, orders, people, wordOf }: TableProps) => {
  const { t, format } = useMessages();
  return (
    <Records
      label={t("pastOrders.page.order")}
      columns={[
        {
          name: t("pastOrders.page.order"),
          whole: true,
          cell: (order) => <OrderName id={id} order={order} />,
        },
        {
          name: t("previews.columns.customer"),
          cell: ({ jobId }) => (
            <Customer person={jobId === null ? null : (people[jobId] ?? null)} />
          ),
        },
        {
          name: t("lists.columns.document"),
          cell: (order) => (
            <>
              <Document order={order} />
              <p class="hint">
                {t("takeBack.created")} {madeAt(format, order.dated)}
              </p>
            </>
          ),
        },
        {
          name: t("pastOrders.page.became"),
          cell: (order) => (
            <>
              <Badge word={wordOf(order.verdict)} />
              <WhyKept order={order} />
            </>
          ),
        },
        {
          name: t("pastOrders.page.gross"),
          figure: true,
          cell: ({ figures }) =>
            figures === null ? "–" : format.money(figures.gross, figures.currency),
        },
      ]}
      records={orders}
    />
  );
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** Of an order its date, of what is taken back the instant when its document was made. */
export const madeAt = (format: Format, date: string): string =>
  INSTANT.test(date) ? format.stamp(Date.parse(date)) : dated(format, date);

/** The document by its kind and number: the one that was checked, else the order's own. */
const Document = ({ order }: { order: Listed }) => {
  const { t } = useMessages();
  const booked = bookedIn(order);
  const number = booked?.params["number"];
  if (typeof number === "string") {
    const kind = booked?.params["document"];
    const as = kind === "credit" || kind === "invoice" ? kind : "voucher";
    return <>{t(`takeBack.document.${as}`, { number: isolate(number) })}</>;
  }
  const { document } = order;
  if (document === undefined) return <>–</>;
  const kind = documentKindLabel(t, { document } as Parameters<typeof documentKindLabel>[1]) ?? "";
  return <>{document.number === null ? kind : `${kind} ${isolate(document.number)}`}</>;
};

/** Why it is kept or how it would go, in a sentence; the summary says what to do about it. */
const WhyKept = ({ order: { reasons } }: { order: Listed }) => {
  const { describe } = useMessages();
  const about = reasons.filter(({ code }) => code.startsWith("undo-"));
  const [why] = about.length > 0 ? about : reasons.filter(({ code }) => code !== "dry-run");
  return why === undefined ? null : <p class="hint">{describe(why).text}</p>;
};
